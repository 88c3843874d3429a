"""Who owes what, for many cases in one query. `chasing.owners` asks the same for one step; a test holds the two together."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias
from uuid import UUID

from django.db.models import (
    BooleanField,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    UUIDField,
    Value,
)
from django.db.models.functions import Cast

from wscb import composed
from wscb.cases import rules
from wscb.cases.models import Appointment, Attendance, Case, InvolvedOrganisation, Recusal, Representative, Step
from wscb.cases.representation import represented_kinds
from wscb.people.models import ActingAppointment, Interest, Role, RoleTerm
from wscb.people.standing import in_force

_SEATED = "seated"
_ON_A_PAGE = 60
_Held: TypeAlias = tuple[UUID, str, UUID, str, bool, UUID | None]
_KNOWN = (_SEATED, *Role.values)
_OWING = (Role.BUSINESS_MANAGER, Role.BOARD_CHAIR, Role.PANEL_CHAIR)


@dataclass(frozen=True, order=True)
class Owner:
    """Somebody who owes steps of a case; `appointment` is the one by which they do, where it is one."""

    name: str
    user: UUID
    appointment: UUID | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Owners:
    """The people who owe the steps of some cases on a day, by case and role."""

    found: dict[tuple[UUID, str], tuple[Owner, ...]]

    def of(self, case: UUID, role: str, about: UUID | None = None) -> tuple[Owner, ...]:
        """Those who hold the role for the case, by name; nobody where the office is vacant. A representative’s is `about` a thing."""
        return self.found.get((case, _for_thing(about) if about and role == Role.REPRESENTATIVE else role), ())

    def of_step(self, step: Step) -> tuple[Owner, ...]:
        """Those who owe the step; one about an appointment is owed by whoever was appointed by it alone.

        What nobody represents is the manager's, where they may do it.
        """
        holders = self.of(step.case_id, step.rule.owed_by, step.about)
        if self.fell_to_manager(step):
            return self.of(step.case_id, Role.BUSINESS_MANAGER)
        by_it = tuple(owner for owner in holders if owner.appointment and owner.appointment == step.about)
        return by_it or holders

    def fell_to_manager(self, step: Step) -> bool:
        """Whether the manager owes the step because nobody represents the organisation it is about."""
        return not self.of(step.case_id, step.rule.owed_by, step.about) and rules.falls_to_manager(step)

    def holds(self, user: UUID, case: UUID, *roles: str) -> bool:
        """Whether the person is among those who hold one of the roles for the case."""
        return any(owner.user == user for role in roles for owner in self.of(case, role))


def owners_of(cases: Collection[UUID], *, on: date) -> Owners:
    """Who owes the steps of these cases on the day (local date), less those with an interest in the case. One query.

    The panel's steps are owed by whoever was invited to chair it, and by the standing chair until one is.
    """
    if not cases:
        return Owners({})
    rows: dict[tuple[UUID, str], set[Owner]] = {}
    able: dict[tuple[UUID, str], set[Owner]] = {}
    for case, role, user, name, is_able, appointment in _held(frozenset(cases), on):
        rows.setdefault((case, role), set()).add(Owner(name, user, appointment))
        if is_able:
            able.setdefault((case, role), set()).add(Owner(name, user, appointment))
    for case, role in list(able):
        if role not in _KNOWN:
            able[case, _for_thing(UUID(role))] = able.pop((case, role))
    for case in {case for case, role in rows if role == _SEATED}:
        able[case, Role.PANEL_CHAIR] = able.pop((case, _SEATED), set())
    return Owners({key: tuple(sorted(owners)) for key, owners in able.items()})


def _held(cases: frozenset[UUID], on: date) -> Iterator[_Held]:
    """What `_holding` selects, which is kept composed for as many cases as a page shows."""
    if len(cases) > _ON_A_PAGE:
        yield from _holding(cases, on)
        return
    for case, role, user, name, able, appointment in composed.rows(_holding, cases, on):
        made = composed.as_uuid(appointment) if appointment else None
        yield composed.as_uuid(case), role, composed.as_uuid(user), name, bool(able), made


def _holding(cases: frozenset[UUID], on: date) -> QuerySet[Case, _Held]:
    none = Cast(Value(None), UUIDField())
    wanted = Case.objects.filter(pk__in=cases).order_by().annotate(appointment=none)
    terms = (
        wanted.filter(
            Q(area__role_terms__panel__isnull=True) | Q(area__role_terms__panel=F("panel")),
            area__role_terms__in=RoleTerm.objects.filter(in_force(on), role__in=_OWING, user__is_active=True),
        )
        .annotate(able=_able("area__role_terms__user", on, tied=~Q(area__role_terms__role=Role.PANEL_CHAIR)))
        .values_list(
            "pk",
            "area__role_terms__role",
            "area__role_terms__user",
            "area__role_terms__user__name",
            "able",
            "appointment",
        )
    )
    acting = (
        wanted.filter(
            Q(area__acting_appointments__scope_case__isnull=True) | Q(area__acting_appointments__scope_case=F("pk")),
            area__acting_appointments__in=ActingAppointment.objects.filter(in_force(on), user__is_active=True),
        )
        .annotate(able=_able("area__acting_appointments__user", on, tied=Q(pk=F("pk"))))
        .values_list(
            "pk",
            "area__acting_appointments__for_role",
            "area__acting_appointments__user",
            "area__acting_appointments__user__name",
            "able",
            "appointment",
        )
    )
    seats = Attendance.objects.filter(
        seat="chair",
        withdrawn_on__isnull=True,
        user__is_active=True,
        meeting__replaced_on__isnull=True,
        meeting__adjourned_on__isnull=True,
    )
    seated = (
        wanted.filter(meetings__attendances__in=seats)
        .annotate(role=Value(_SEATED), able=_able("meetings__attendances__user", on, tied=Q(pk__isnull=True)))
        .values_list(
            "pk", "role", "meetings__attendances__user", "meetings__attendances__user__name", "able", "appointment"
        )
    )
    made = Appointment.objects.filter(in_force(on), user__is_active=True)
    appointed = (
        Case.objects.filter(pk__in=cases, appointments__in=made)
        .order_by()
        .annotate(able=_able("appointments__user", on, tied=Q(pk=F("pk"))))
        .values_list(
            "pk", "appointments__role", "appointments__user", "appointments__user__name", "able", "appointments__pk"
        )
    )
    representing = [_representing(wanted, kind.related, on) for kind in represented_kinds()]
    return terms.union(acting, seated, appointed, *representing, all=True)


def _representing(wanted: QuerySet[Case], things: str, on: date) -> QuerySet[Case, tuple[Any, ...]]:
    """Who represents the organisation of each request, or other thing; the thing stands in the place of the role."""
    person = f"{things}__organisation__representatives"
    standing = Representative.objects.filter(
        ended_on__isnull=True, user__is_active=True, user__organisation=F("organisation")
    )
    return (
        wanted.filter(**{f"{person}__in": standing, f"{person}__case": F("pk")})
        .annotate(role=Cast(f"{things}__pk", CharField()), able=_able(f"{person}__user", on, tied=Q(pk=F("pk"))))
        .values_list("pk", "role", f"{person}__user", f"{person}__user__name", "able", "appointment")
    )


def _for_thing(thing: UUID) -> str:
    return f"thing:{thing.hex}"


def _able(user: str, on: date, *, tied: Q) -> ExpressionWrapper[Q]:
    """Whether the person (a path to a user) may see the case: no interest recorded, and, unless `tied`, none by organisation."""
    recused = Recusal.objects.filter(case=OuterRef("pk"), user=OuterRef(user))
    involved = InvolvedOrganisation.objects.filter(case=OuterRef("pk"), has_interest=True)
    declared = Interest.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on), declared_on__lte=on, user=OuterRef(OuterRef(user))
    )
    own = involved.filter(organisation=OuterRef(f"{user}__organisation"))
    other = involved.filter(Exists(declared.filter(organisation=OuterRef("organisation"))))
    return ExpressionWrapper(~Exists(recused) & (tied | (~Exists(own) & ~Exists(other))), BooleanField())
