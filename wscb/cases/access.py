"""Who sees a case, and in what capacity they act on it. Every list and page starts here (domain.md, section 4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from wscb import composed
from wscb.cases.models import (
    Appointment,
    Attendance,
    Case,
    CaseUserObjectPermission,
    Grant,
    InvolvedOrganisation,
    Recusal,
)
from wscb.cases.process import StateGroup
from wscb.cases.process.table import Act
from wscb.people.models import Interest, Role, User
from wscb.people.standing import Standing, in_force, standing


def visible_cases(user: User, *, on: date) -> QuerySet[Case]:
    """The cases whose contents the person may see on the day (local date), as one query without rows of others.

    The manager sees the area's, the Chair (or who acts) what was reported, a panel's chair from referral on, members
    from convening on, and whoever was granted sight for as long as it lasts. An interest in the case always wins.
    """
    return _sight(_visible, user, on)


def listed_cases(user: User, *, on: date) -> QuerySet[Case]:
    """The visible cases, and for a standing panel chair those still to be referred: reference and due dates alone."""
    return _sight(_listed, user, on)


def _sight(rule: composed.Rule, user: User, on: date) -> QuerySet[Case]:
    """The cases that the rule gives the person, which is asked with what they are on the day."""
    if not user.is_active:
        return Case.objects.none()
    held = standing(user, on)
    offices = (
        held.areas_for(Role.BUSINESS_MANAGER),
        held.areas_for(Role.BOARD_CHAIR) | held.acting_areas_for(Role.BOARD_CHAIR),
        held.acting_cases_for(Role.BOARD_CHAIR),
        held.panels_for(Role.PANEL_CHAIR),
        held.panels_for(Role.PANEL_CHAIR) | held.panels_for(Role.PANEL_MEMBER),
    )
    return Case.objects.filter(pk__in=composed.subquery(rule, user.pk, user.organisation_id, on, *offices))


def _visible(user: UUID, organisation: UUID | None, on: date, *offices: frozenset[UUID]) -> QuerySet[Any]:
    return Case.objects.filter(_grounds(user, organisation, on, *offices), ~_recused(user)).values("pk")


def _listed(user: UUID, organisation: UUID | None, on: date, *offices: frozenset[UUID]) -> QuerySet[Any]:
    *_others, chaired, _panels = offices
    coming = Q(panel__in=chaired, closed_on__isnull=True) & _no_tie(user, organisation, on)
    return Case.objects.filter(_grounds(user, organisation, on, *offices) | coming, ~_recused(user)).values("pk")


def _grounds(user: UUID, organisation: UUID | None, on: date, *offices: frozenset[UUID]) -> Q:
    """What gives sight of a case: the areas managed and decided in, cases decided singly, panels chaired and sat on."""
    managed, decided, decided_singly, chaired, panels = offices
    on_panel = Q(panel__in=chaired, referred_on__isnull=False) | Q(_granted(user, on, panel=True))
    if panels:
        on_panel |= Q(_invited(user), panel__in=panels)
    return (
        Q(area__in=managed | decided)
        | Q(pk__in=decided_singly)
        | (on_panel & _no_tie(user, organisation, on))
        | Q(_granted(user, on, panel=False))
    )


def _recused(user: UUID) -> Exists:
    return Exists(Recusal.objects.filter(case=OuterRef("pk"), user=user))


def _invited(user: UUID) -> Exists:
    return Exists(
        Attendance.objects.filter(
            user=user, withdrawn_on__isnull=True, meeting__case=OuterRef("pk"), meeting__replaced_on__isnull=True
        )
    )


def _no_tie(user: UUID, organisation: UUID | None, on: date) -> Q:
    """No interest of the person's organisation, or of one they declared a tie to, in the case (SCR-05)."""
    declared = Interest.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on),
        user=user,
        declared_on__lte=on,
        organisation=OuterRef("organisation"),
    )
    involved = InvolvedOrganisation.objects.filter(case=OuterRef("pk"), has_interest=True)
    return ~Q(Exists(involved.filter(Q(organisation=organisation) | Q(Exists(declared)))))


def _granted(user: UUID, on: date, *, panel: bool) -> Exists:
    current = Grant.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on),
        case=OuterRef("content_object"),
        user=user,
        starts_on__lte=on,
        ground=OuterRef("permission__codename"),
    )
    held = CaseUserObjectPermission.objects.filter(Exists(current), user=user, content_object=OuterRef("pk"))
    as_panel = Q(permission__codename="see_as_co_opted")
    return Exists(held.filter(as_panel if panel else ~as_panel))


@dataclass(frozen=True)
class Office:
    """A role in which somebody may act on one case; `acting_for` is filled when they stand in for its holder."""

    role: Role
    acting_for: str = ""


def offices(user: User, case: Case, *, on: date) -> dict[str, Office]:
    """The roles the person holds in this case on the day, by role code. Empty where they cannot see it.

    Once a panel is convened its chair is whoever was invited to chair it; before that, the standing chair.
    """
    if not visible_cases(user, on=on).filter(pk=case.pk).exists():
        return {}
    return offices_in(user, case, on=on)


def offices_in(user: User, case: Case, *, on: date) -> dict[str, Office]:
    """As `offices`, for a case that is known to be visible to the person: one query less."""
    appointed = [role for (role,) in composed.rows(_appointed, user.pk, case.pk, on)]
    return {**_offices(user, case, standing(user, on)), **{role: Office(Role(role)) for role in appointed}}


def _appointed(user: UUID, case: UUID, on: date) -> QuerySet[Any]:
    return Appointment.objects.filter(in_force(on), case=case, user=user).values_list("role")


def _offices(user: User, case: Case, held: Standing) -> dict[str, Office]:
    found: dict[str, Office] = {}
    if case.area_id in held.areas_for(Role.BUSINESS_MANAGER):
        found[Role.BUSINESS_MANAGER] = Office(Role.BUSINESS_MANAGER)
    if case.area_id in held.areas_for(Role.BOARD_CHAIR):
        found[Role.BOARD_CHAIR] = Office(Role.BOARD_CHAIR)
    elif held.acts_as_chair(case.area_id, case.pk):
        found[Role.BOARD_CHAIR] = Office(Role.BOARD_CHAIR, acting_for="acting Board Chair")
    seats = {composed.as_uuid(member): seat for member, seat in composed.rows(_current_seats, case.pk)}
    chaired = any(seat == "chair" for seat in seats.values())
    if seats.get(user.pk) == "chair" or (not chaired and case.panel_id in held.panels_for(Role.PANEL_CHAIR)):
        found[Role.PANEL_CHAIR] = Office(Role.PANEL_CHAIR)
    elif user.pk in seats:
        found[Role.PANEL_MEMBER] = Office(Role.PANEL_MEMBER)
    return found


def _current_seats(case: UUID) -> QuerySet[Any]:
    return Attendance.objects.filter(
        meeting__case=case,
        meeting__replaced_on__isnull=True,
        meeting__adjourned_on__isnull=True,
        withdrawn_on__isnull=True,
    ).values_list("user", "seat")


def office_for(act: Act, held: dict[str, Office]) -> Office | None:
    """The office in which somebody with these may do the act; the one the table names first."""
    return next((held[role] for role in act.by if role in held), None)


def possible_acts(case: Case, held: dict[str, Office]) -> list[Act]:
    """The acts the table allows in the case's state to somebody with these offices, in the table's order."""
    return [act for act in case.table.acts_from(case.state) if office_for(act, held)]


def open_groups() -> tuple[StateGroup, ...]:
    """The groups of states in which work is still owed."""
    return StateGroup.OPEN, StateGroup.DECIDED


def has_tie(user: User, case: Case, *, on: date) -> bool:
    """Whether the person may not sit on the case's panel: an interest of their own, or of an organisation of theirs."""
    return not Case.objects.filter(~_recused(user.pk), _no_tie(user.pk, user.organisation_id, on), pk=case.pk).exists()


def with_next_due(cases: QuerySet[Case]) -> QuerySet[Case]:
    """The cases with `next_due`, the earliest date at which a step still open falls due (None when nothing is owed)."""
    from django.db.models import Min

    return cases.annotate(next_due=Min("steps__due_on", filter=Q(steps__done_on__isnull=True))).order_by(
        F("next_due").asc(nulls_last=True), "reference"
    )
