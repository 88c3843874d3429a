"""The parts a person has in single cases without owing anything: the reviews they chair or lead, who they answer for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q

from wscb.cases import access
from wscb.cases.models import Appointment, Case, Recusal, Representative
from wscb.people.models import Role, User


@dataclass
class AppointedTo:
    """A review that somebody chairs or leads, from `starts_on`; `open_now` says whether it opens to them yet."""

    case: Case
    starts_on: date
    open_now: bool
    roles: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """As what: “Lead reviewer”, or “Review chair and lead reviewer”."""
        first, *others = self.roles
        return " and ".join([first, *(role.lower() for role in others)])


def appointed_to(user: User, *, on: date) -> list[AppointedTo]:
    """The reviews whose chair or lead the person is on the day (local date) or will be, by reference, in one query (SCR-17, SCR-33)."""
    visible = access.visible_cases(user, on=on).filter(pk=OuterRef("case"))
    rows = (
        Appointment.objects.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=on),
            user=user,
            appointed_on__isnull=False,
            withdrawn_on__isnull=True,
        )
        .annotate(open_now=Exists(visible))
        .select_related("case")
        .order_by("case__reference", "-role", "starts_on")
    )
    found: dict[UUID, AppointedTo] = {}
    for row in rows:
        starts_on = row.starts_on or on
        one = found.setdefault(row.case_id, AppointedTo(row.case, starts_on, row.open_now))
        one.starts_on = min(one.starts_on, starts_on)
        if (role := Role(row.role).label) not in one.roles:
            one.roles.append(role)
    return list(found.values())


def answers_for(user: User) -> list[str]:
    """The names of the organisations for which the person answers in some case now, in one query (SCR-19)."""
    recused = Recusal.objects.filter(case=OuterRef("case"), user=user)
    standing = Representative.objects.filter(
        ~Exists(recused),
        user=user,
        ended_on__isnull=True,
        user__organisation=F("organisation"),
        case__closed_on__isnull=True,
    )
    return list(standing.order_by("organisation__name").values_list("organisation__name", flat=True).distinct())
