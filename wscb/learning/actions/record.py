"""What every act on an action does: finds it as it stands, locked, and enters what was said in its record (SCR-23)."""

from __future__ import annotations

from datetime import date
from typing import Any

from wscb.cases import clocks
from wscb.cases.engine import Turn
from wscb.cases.errors import ActRefused
from wscb.cases.models import Step
from wscb.learning.enums import RecordKind
from wscb.learning.models import ActionRecord, LearningAction

OWED = "learning_action"
"""The step by which an action is owed."""

TO_ANSWER = "learning_agreement"
"""The step by which its organisation owes an answer whether an action is agreed."""

CHECKED = "learning_check"
"""The step by which the manager owes a look at what was reported."""


def locked(turn: Turn, action: LearningAction) -> LearningAction:
    """The action as it stands, locked. Raises ActRefused for one of another case."""
    found = LearningAction.objects.select_for_update().filter(pk=action.pk, case=turn.case).first()
    if found is None:
        raise ActRefused("This action belongs to another case.")
    found.case = turn.case
    return found


def still_open(turn: Turn, action: LearningAction) -> LearningAction:
    """As `locked`. Raises ActRefused too for one that is no longer to be done."""
    found = locked(turn, action)
    if not found.is_open:
        raise ActRefused("This action is no longer open.")
    return found


def still_to_agree(turn: Turn, action: LearningAction) -> LearningAction:
    """As `still_open`. Raises ActRefused too for one that was agreed to already."""
    found = still_open(turn, action)
    if not found.may_be_agreed:
        raise ActRefused("This action has been agreed already.")
    return found


def still_reported(turn: Turn, action: LearningAction) -> LearningAction:
    """As `locked`. Raises ActRefused too where nothing is reported that is still to be looked at."""
    found = locked(turn, action)
    if not found.is_reported:
        raise ActRefused("Nothing is reported of this action that is still to be looked at.")
    return found


def owed(turn: Turn, action: LearningAction) -> Step:
    """The open step by which the action is owed; its case is that of the turn."""
    step: Step = turn.case.steps.get(code=OWED, about=action.pk, done_on__isnull=True)
    step.case = turn.case
    return step


def put_off(turn: Turn, action: LearningAction, *, until: date, reason: str, field: str) -> None:
    """Gives the action another date. Raises ActRefused as `clocks.put_off` does."""
    clocks.put_off(turn, owed(turn, action), until=until, reason=reason, field=field)


def enter(turn: Turn, action: LearningAction, kind: RecordKind, **said: Any) -> ActionRecord:
    """Enters what was said of the action, for the day of the turn; the fields of `ActionRecord` say the rest."""
    return ActionRecord.objects.create(
        case=turn.case,
        action=action,
        number=action.record.count() + 1,
        kind=kind,
        by=turn.by,
        on=turn.on,
        at=turn.at,
        **said,
    )
