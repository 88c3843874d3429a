"""The Board looks at what was reported of an action, and closes it or sends it back (SCR-23, CR-14)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from wscb.cases import engine
from wscb.cases.errors import ActRefused
from wscb.cases.models import Case
from wscb.cases.recording import save
from wscb.learning import mail
from wscb.learning.actions.record import enter, put_off, still_reported
from wscb.learning.enums import ActionState, RecordKind
from wscb.learning.models import LearningAction
from wscb.people.models import User


@transaction.atomic
def close_action(
    *, case: Case, by: User, on: date, action: LearningAction, note: str = "", seen: int | None = None
) -> LearningAction:
    """Closes an action for the Board: from now on it counts as done. Its representative is told, and reads the note if there is one.

    Raises ActRefused where nothing was reported that is still to be looked at.
    """
    turn = engine.begin(case=case, act="close_learning_action", by=by, on=on, seen=seen)
    found = still_reported(turn, action)
    found.state, found.closed_on, found.closed_by = ActionState.CLOSED, on, by
    save(found, by=by)
    enter(turn, found, RecordKind.CLOSED, text=note)
    engine.move(turn, about=found.pk, detail=found.organisation.name)
    mail.tell("closed", action=found, by=by, at=turn.at)
    return found


@transaction.atomic
def return_action(
    *, case: Case, by: User, on: date, action: LearningAction, missing: str, due_on: date, seen: int | None = None
) -> LearningAction:
    """Sends an action back to its organisation with what is missing and a new date; what was reported stays in its record.

    Raises ActRefused as `close_action` does, without what is missing, and for a date that is not in the future.
    """
    turn = engine.begin(case=case, act="return_learning_action", by=by, on=on, seen=seen)
    found = still_reported(turn, action)
    if not missing.strip():
        raise ActRefused("Enter what is missing.", field="missing")
    found.state, found.account = ActionState.SENT_BACK, ""
    found.ended_on, found.ended_at, found.ended_by = None, None, None
    save(found, by=by)
    enter(turn, found, RecordKind.SENT_BACK, text=missing, due_on=due_on)
    engine.move(turn, about=found.pk, detail=found.organisation.name)
    put_off(turn, found, until=due_on, reason="The date that was set when it was sent back.", field="due_on")
    mail.tell("sent_back", action=found, by=by, at=turn.at)
    return found
