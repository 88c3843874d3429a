"""Who has the Board Chair's powers in one case, and whether somebody has to be named to act (SCR-11)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from wscb import composed
from wscb.cases.models import Case, Recusal
from wscb.people.models import ActingAppointment, Role, User
from wscb.people.standing import chairs, in_force


def lacks_chair(case: Case, *, on: date) -> bool:
    """Whether everybody with the Chair's powers in an open case has an interest in it, so that somebody has to act (SCR-11).

    `on` is a local date. A vacant office is another matter: nobody's interest keeps its holder away. One query.
    """
    if case.closed_on is not None:
        return False
    kept_off = [recused for (recused,) in composed.rows(_kept_off, case.area_id, case.pk, on)]
    return bool(kept_off) and all(kept_off)


def _kept_off(area: UUID, case: UUID, on: date) -> QuerySet[User, tuple[bool]]:
    """Of everybody with the Chair's powers, whether their interest keeps them away."""
    recused = Exists(Recusal.objects.filter(case=case, user=OuterRef("pk")))
    return chairs(area, on, case).annotate(recused=recused).values_list("recused")


def acting_chairs(case: Case, *, on: date) -> list[ActingAppointment]:
    """The appointments in force on the day (local date) by which somebody acts as Chair of this case, with their people.

    Those for this case alone come last.
    """
    scope = Q(scope_case=case.pk) | Q(scope_case__isnull=True)
    rows = ActingAppointment.objects.filter(in_force(on), scope, for_role=Role.BOARD_CHAIR, area=case.area_id)
    return sorted(rows.select_related("user"), key=lambda one: (one.scope_case is not None, one.ends_on, one.pk))
