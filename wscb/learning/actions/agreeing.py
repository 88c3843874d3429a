"""An action is agreed by its organisation, or not, and then changed and proposed anew (SCR-23, CR-14)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from wscb.cases import engine, news
from wscb.cases.errors import ActRefused
from wscb.cases.models import Case
from wscb.cases.recording import save
from wscb.cases.representation import representing
from wscb.learning import mail
from wscb.learning.actions.record import enter, owed, put_off, still_to_agree
from wscb.learning.enums import ActionState, RecordKind
from wscb.learning.models import LearningAction
from wscb.people.models import Role, User
from wscb.people.standing import holders


@transaction.atomic
def agree_action(
    *,
    case: Case,
    by: User,
    on: date,
    action: LearningAction,
    agreed_on: date | None = None,
    how: str = "",
    said_by: str = "",
    seen: int | None = None,
) -> LearningAction:
    """Records that its organisation agrees to an action: by its representative today, or by the office for it, agreed elsewhere.

    What was agreed elsewhere needs how (`how`), by whom (`said_by`) and when. `seen` is the number of entries in the record as the
    action was shown. Raises ActRefused for one that is agreed already or no longer open, that was changed since it was shown, for a
    day before it was given or in the future, and where the office leaves out how, by whom or when.
    """
    turn = engine.begin(case=case, act="agree_learning_action", by=by, on=agreed_on or on, about=action.pk)
    found = still_to_agree(turn, action)
    _as_seen(found, seen)
    if not representing(found.pk).filter(pk=by.pk).exists():
        for name, given, asked in (
            ("agreed_on", agreed_on, "Enter the date it was agreed."),
            ("said_by", said_by.strip(), "Enter who agreed to it for the organisation."),
            ("how", how.strip(), "Enter how it was agreed."),
        ):
            if not given:
                raise ActRefused(asked, field=name)
    if not found.added_on <= turn.on <= on:
        raise ActRefused(
            "The date must be on or after the day the action was given, and not in the future.", field="agreed_on"
        )
    found.state, found.agreed_on, found.agreed_by = ActionState.AGREED, turn.on, by
    save(found, by=by)
    enter(turn, found, RecordKind.AGREED, text=how, said_by=said_by)
    engine.move(turn, about=found.pk, detail=found.organisation.name)
    return found


@transaction.atomic
def decline_action(
    *,
    case: Case,
    by: User,
    on: date,
    action: LearningAction,
    because: str,
    what: str = "",
    due_on: date | None = None,
    seen: int | None = None,
) -> LearningAction:
    """Records that its representative does not agree to an action as it was proposed; the managers are told, and owe an answer.

    `what` and `due_on` are the wording and the date that the organisation would rather have. Raises ActRefused as `agree_action` does,
    without reasons, where it was answered already, and for a date that is not in the future.
    """
    turn = engine.begin(case=case, act="decline_learning_action", by=by, on=on, about=action.pk)
    found = still_to_agree(turn, action)
    _as_seen(found, seen)
    if found.state == ActionState.DECLINED:
        raise ActRefused("Your organisation has answered already that it does not agree.")
    if not because.strip():
        raise ActRefused("Enter why your organisation does not agree.", field="because")
    if due_on is not None and due_on <= on:
        raise ActRefused("The date must be in the future.", field="due_on")
    found.state = ActionState.DECLINED
    save(found, by=by)
    enter(turn, found, RecordKind.DECLINED, text=because, what=what, due_on=due_on)
    engine.move(turn, about=found.pk, detail=found.organisation.name)
    managers = holders(Role.BUSINESS_MANAGER, turn.case.area_id, on)
    news.tell("learning_action_declined", case=turn.case, to=managers, by=by, at=turn.at)
    return found


@transaction.atomic
def change_action(
    *,
    case: Case,
    by: User,
    on: date,
    action: LearningAction,
    what: str,
    due_on: date,
    because: str,
    seen: int | None = None,
) -> LearningAction:
    """Gives an action that was not agreed other words, another date, or both, and proposes it anew; its representative is told.

    How it read before stays in its record. Raises ActRefused for one that was not answered so, without words or an answer to its
    organisation, and for another date that is not in the future.
    """
    turn = engine.begin(case=case, act="change_learning_action", by=by, on=on, seen=seen)
    found = still_to_agree(turn, action)
    if found.state != ActionState.DECLINED:
        raise ActRefused("Its organisation has not answered that it does not agree.")
    if not what.strip():
        raise ActRefused("Enter what is to be done.", field="what")
    if not because.strip():
        raise ActRefused("Enter what you answer the organisation.", field="because")
    before = found.what
    found.state, found.what = ActionState.PROPOSED, what
    save(found, by=by)
    enter(turn, found, RecordKind.PROPOSED, text=because, what=before if before != what else "", due_on=due_on)
    engine.move(turn, about=found.pk, detail=found.organisation.name)
    if due_on != owed(turn, found).due_on:
        put_off(turn, found, until=due_on, reason=because, field="due_on")
    mail.tell("changed", action=found, by=by, at=turn.at)
    return found


def _as_seen(action: LearningAction, seen: int | None) -> None:
    if seen is not None and seen != action.record.count():
        raise ActRefused("This action has changed since you opened the page. Read it again, then answer.")
