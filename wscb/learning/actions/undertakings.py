"""Actions on findings: given to an organisation, moved to another date, done, or no longer needed (GEN-13, SCR-22, CR-13)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from wscb.cases import clocks, engine, news
from wscb.cases.engine import Turn
from wscb.cases.errors import ActRefused
from wscb.cases.models import Case
from wscb.cases.recording import save
from wscb.learning import mail
from wscb.learning.enums import ActionState
from wscb.learning.models import Finding, LearningAction
from wscb.people.models import Organisation, Role, User
from wscb.people.standing import holders

OWED = "learning_action"
"""The step by which an action is owed."""


@transaction.atomic
def add_action(
    *, case: Case, by: User, on: date, finding: Finding, what: str, organisation: Organisation, due_on: date
) -> LearningAction:
    """Gives an organisation something to do about a finding, from this day: its representative is told (GEN-13, SCR-22).

    Both the Board's own target and the date that was chosen stand in the step's ledger. Raises ActRefused for a finding of
    another case or that was withdrawn, without words, and for a date that is not in the future.
    """
    turn = engine.begin(case=case, act="add_learning_action", by=by, on=on)
    found = Finding.objects.select_for_update().filter(pk=finding.pk, case=turn.case, withdrawn_on__isnull=True).first()
    if found is None:
        raise ActRefused("This finding has been withdrawn, or belongs to another case.")
    if not what.strip():
        raise ActRefused("Enter what is to be done.", field="what")
    if due_on <= on:
        raise ActRefused("The date must be in the future.", field="due_on")
    action = LearningAction(
        case=turn.case, finding=found, organisation=organisation, what=what, added_by=by, added_on=on, added_at=turn.at
    )
    save(action, by=by)
    engine.move(turn, about=action.pk, detail=organisation.name)
    step = turn.case.steps.get(code=OWED, about=action.pk, done_on__isnull=True)
    if step.due_on != due_on:
        step.case = turn.case
        clocks.put_off(turn, step, until=due_on, reason="The date that was set with the action.", field="due_on")
    mail.tell("added", action=action, by=by, at=turn.at)
    return action


def end(turn: Turn, action: LearningAction, *, state: ActionState, account: str) -> None:
    """Ends an open action in the turn of an act; whoever represents its organisation is told when it is no longer needed."""
    action.state, action.account = state, account
    action.ended_on, action.ended_at, action.ended_by = turn.on, turn.at, turn.by
    save(action, by=turn.by)
    if state == ActionState.DROPPED:
        mail.tell("dropped", action=action, by=turn.by, at=turn.at)


def _open(turn: Turn, action: LearningAction) -> LearningAction:
    found = LearningAction.objects.select_for_update().filter(pk=action.pk, case=turn.case).first()
    if found is None:
        raise ActRefused("This action belongs to another case.")
    if not found.is_open:
        raise ActRefused("This action is no longer open.")
    found.case = turn.case
    return found


@transaction.atomic
def move_action(
    *, case: Case, by: User, on: date, action: LearningAction, until: date, because: str, seen: int | None = None
) -> LearningAction:
    """Gives an open action another date, earlier or later: its first date and every reason stay in sight, its representative is told.

    Raises ActRefused for one that is not open, without a reason, for the date that it has already, and for one that is not in the
    future.
    """
    turn = engine.begin(case=case, act="move_learning_action", by=by, on=on, seen=seen)
    found = _open(turn, action)
    step = turn.case.steps.get(code=OWED, about=found.pk, done_on__isnull=True)
    if until == step.due_on:
        raise ActRefused("It is due on this day already.", field="until")
    if not because.strip():
        raise ActRefused("Enter why the date is changed.", field="because")
    step.case = turn.case
    clocks.put_off(turn, step, until=until, reason=because, field="until")
    engine.move(turn, about=found.pk, detail=found.organisation.name)
    mail.tell("moved", action=found, by=by, at=turn.at)
    return found


@transaction.atomic
def complete_action(
    *, case: Case, by: User, on: date, action: LearningAction, done_on: date, account: str
) -> LearningAction:
    """Records that an action was done, when and how: by its organisation's representative, or by the office for it.

    Whether it was in time goes by `done_on`, the day it was done. Raises ActRefused for one that is not open, without an account of
    what was done, and for a day before it was given or in the future.
    """
    turn = engine.begin(case=case, act="complete_learning_action", by=by, on=done_on, about=action.pk)
    found = _open(turn, action)
    if not found.added_on <= done_on <= on:
        raise ActRefused(
            "The date must be on or after the day the action was given, and not in the future.", field="done_on"
        )
    if not account.strip():
        raise ActRefused("Enter what was done.", field="account")
    end(turn, found, state=ActionState.DONE, account=account)
    engine.move(turn, about=found.pk, detail=found.organisation.name)
    _tell_managers(turn, on)
    return found


def _tell_managers(turn: Turn, on: date) -> None:
    managers = [one for one in holders(Role.BUSINESS_MANAGER, turn.case.area_id, on) if one.pk != turn.by.pk]
    news.tell("learning_action_done", case=turn.case, to=managers, by=turn.by, at=turn.at)


@transaction.atomic
def drop_action(*, case: Case, by: User, on: date, action: LearningAction, because: str) -> LearningAction:
    """Records that an action is no longer needed, and why. Raises ActRefused for one that is not open, and without a reason."""
    turn = engine.begin(case=case, act="drop_learning_action", by=by, on=on)
    found = _open(turn, action)
    if not because.strip():
        raise ActRefused("Enter why it is no longer needed.", field="because")
    end(turn, found, state=ActionState.DROPPED, account=because)
    engine.move(turn, about=found.pk, detail=found.organisation.name)
    return found
