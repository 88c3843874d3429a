"""Actions on findings: given to an organisation, moved to another date, reported done, or no longer needed (GEN-13, SCR-22, CR-13)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from wscb.cases import clocks, engine, news
from wscb.cases.actions.papers import keep
from wscb.cases.engine import Turn
from wscb.cases.enums import PaperKind
from wscb.cases.errors import ActRefused
from wscb.cases.models import Case
from wscb.cases.recording import save
from wscb.cases.representation import representing
from wscb.documents.uploads import CheckedUpload
from wscb.learning import mail
from wscb.learning.actions.record import CHECKED, enter, owed, still_open
from wscb.learning.enums import ActionState, RecordKind
from wscb.learning.models import Finding, LearningAction
from wscb.people.models import Organisation, Role, User
from wscb.people.standing import holders


@transaction.atomic
def add_action(
    *, case: Case, by: User, on: date, finding: Finding, what: str, organisation: Organisation, due_on: date
) -> LearningAction:
    """Proposes to an organisation something to do about a finding, from this day: its representative is told (GEN-13, SCR-22, SCR-23).

    It starts at once, and the representative owes an answer whether it is agreed. Both the Board's own target and the date that was
    chosen stand in the step's ledger. Raises ActRefused for a finding of another case or that was withdrawn, without words, and for a
    date that is not in the future.
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
    step = owed(turn, action)
    if step.due_on != due_on:
        clocks.put_off(turn, step, until=due_on, reason="The date that was set with the action.", field="due_on")
    mail.tell("added", action=action, by=by, at=turn.at)
    return action


def end(turn: Turn, action: LearningAction, *, state: ActionState, account: str) -> None:
    """Takes an open action from its organisation in the turn of an act; who represents that is told when it is no longer needed."""
    action.state, action.account = state, account
    action.ended_on, action.ended_at, action.ended_by = turn.on, turn.at, turn.by
    save(action, by=turn.by)
    if state == ActionState.DROPPED:
        mail.tell("dropped", action=action, by=turn.by, at=turn.at)


@transaction.atomic
def move_action(
    *, case: Case, by: User, on: date, action: LearningAction, until: date, because: str, seen: int | None = None
) -> LearningAction:
    """Gives an open action another date, earlier or later: its first date and every reason stay in sight, its representative is told.

    Raises ActRefused for one that is not open, without a reason, for the date that it has already, and for one that is not in the
    future.
    """
    turn = engine.begin(case=case, act="move_learning_action", by=by, on=on, seen=seen)
    found = still_open(turn, action)
    step = owed(turn, found)
    if until == step.due_on:
        raise ActRefused("It is due on this day already.", field="until")
    if not because.strip():
        raise ActRefused("Enter why the date is changed.", field="because")
    clocks.put_off(turn, step, until=until, reason=because, field="until")
    engine.move(turn, about=found.pk, detail=found.organisation.name)
    mail.tell("moved", action=found, by=by, at=turn.at)
    return found


@transaction.atomic
def complete_action(
    *,
    case: Case,
    by: User,
    on: date,
    action: LearningAction,
    done_on: date,
    account: str,
    upload: CheckedUpload | None = None,
) -> LearningAction:
    """Records that an action was reported done, when and how, with a file as evidence if there is one: by its organisation's
    representative, or by the office for it. The manager then owes a look at it (SCR-23).

    Whether it was in time goes by `done_on`, the day it was done. What a representative reports done is agreed to with that. Raises
    ActRefused for one that is not open, without an account of what was done, and for a day before it was given or in the future.
    """
    turn = engine.begin(case=case, act="complete_learning_action", by=by, on=done_on, about=action.pk)
    found = still_open(turn, action)
    if not found.added_on <= done_on <= on:
        raise ActRefused(
            "The date must be on or after the day the action was given, and not in the future.", field="done_on"
        )
    if not account.strip():
        raise ActRefused("Enter what was done.", field="account")
    if found.agreed_on is None and representing(found.pk).filter(pk=by.pk).exists():
        found.agreed_on, found.agreed_by = on, by
    end(turn, found, state=ActionState.REPORTED, account=account)
    title = f"Evidence of an action of {found.organisation.name}"
    document = keep(turn, kind=PaperKind.INFORMATION, title=title, upload=upload) if upload else None
    enter(turn, found, RecordKind.REPORTED, text=account, document=document)
    engine.move(turn, about=found.pk, detail=found.organisation.name)
    engine.open_step(case=turn.case, code=CHECKED, on=on, about=found.pk, by=by)
    engine.schedule_chasers(turn.case, by=by)
    _tell_managers(turn, on)
    return found


def _tell_managers(turn: Turn, on: date) -> None:
    managers = [one for one in holders(Role.BUSINESS_MANAGER, turn.case.area_id, on) if one.pk != turn.by.pk]
    news.tell("learning_action_done", case=turn.case, to=managers, by=turn.by, at=turn.at)


@transaction.atomic
def drop_action(*, case: Case, by: User, on: date, action: LearningAction, because: str) -> LearningAction:
    """Records that an action is no longer needed, and why. Raises ActRefused for one that is not open, and without a reason."""
    turn = engine.begin(case=case, act="drop_learning_action", by=by, on=on)
    found = still_open(turn, action)
    if not because.strip():
        raise ActRefused("Enter why it is no longer needed.", field="because")
    end(turn, found, state=ActionState.DROPPED, account=because)
    enter(turn, found, RecordKind.DROPPED, text=because)
    engine.move(turn, about=found.pk, detail=found.organisation.name)
    return found
