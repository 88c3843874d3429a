"""An acting Chair for one case: for when the Chair has a conflict of interest in it (SCR-11)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from wscb import clock
from wscb.cases import access, chairing, engine, news
from wscb.cases.errors import ActRefused
from wscb.cases.models import Case
from wscb.people.actions import record_acting_appointment
from wscb.people.errors import Refused
from wscb.people.models import ActingAppointment, Role, User
from wscb.people.standing import holders


@transaction.atomic
def name_acting_chair(
    *, case: Case, by: User, on: date, user: User, ends_on: date, reason: str, seen: int | None = None
) -> ActingAppointment:
    """Records that the Board has somebody act as Chair of this case alone, from the day `on` to `ends_on`, both included (SCR-11).

    They see the case and may decide it, and are told so. Days are local dates. Raises ActRefused for somebody with an
    interest in the case or a tie to an organisation that has one, for the Chair, for who acts already, and with the
    reason of `record_acting_appointment`.
    """
    turn = engine.begin(case=case, act="name_acting_chair", by=by, on=on, seen=seen)
    _demand_free(turn.case, user)
    try:
        appointment = record_acting_appointment(
            user=user,
            area=turn.case.area,
            starts_on=on,
            ends_on=ends_on,
            reason=reason,
            by=by,
            on=on,
            scope_case=turn.case.pk,
        )
    except Refused as refused:
        raise ActRefused(str(refused)) from refused
    engine.move(turn, detail=user.name)
    news.tell("acting_chair_named", case=turn.case, to=[user], by=by, at=turn.at)
    return appointment


def _demand_free(case: Case, user: User) -> None:
    """Raise ActRefused for who may not act: whoever has an interest, or has the Chair's powers in the case already."""
    today = clock.today()
    if access.has_tie(user, case, on=today):
        raise ActRefused("This person, or an organisation of theirs, has an interest in the case.", field="user")
    if holders(Role.BOARD_CHAIR, case.area_id, today).filter(pk=user.pk).exists():
        raise ActRefused("This person is the Board Chair.", field="user")
    acting = chairing.acting_chairs(case, on=today)
    if any(one.user_id == user.pk and one.scope_case == case.pk for one in acting):
        raise ActRefused("This person acts as Chair of this case already.", field="user")
