"""Whom the Chair consulted, or that nobody was and why (SCR-13, SCR-32); reasons for delay (SCR-07, SCR-12)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from wscb import clock
from wscb.cases import access, engine, news, rules
from wscb.cases.engine import Turn
from wscb.cases.errors import ActRefused
from wscb.cases.models import Case, Consultation, LatenessReason, Step
from wscb.people.models import User
from wscb.people.standing import chairs


@transaction.atomic
def record_consultation(
    *,
    case: Case,
    by: User,
    on: date,
    kind: str,
    sought: bool,
    name: str = "",
    board: str = "",
    consulted_on: date | None = None,
    summary: str = "",
    effect: str = "",
    none_because: str = "",
) -> Consultation:
    """Records peer challenge or the National Panel's view, at any stage; or that none was sought, with the reason.

    Raises ActRefused naming the answer that is missing, or for a day in the future.
    """
    turn = engine.begin(case=case, act="record_consultation", by=by, on=on)
    _check_consultation(sought, on, consulted_on=consulted_on, summary=summary, none_because=none_because)
    row = Consultation.objects.create(
        case=turn.case,
        kind=kind,
        sought=sought,
        name=name if sought else "",
        board=board if sought else "",
        consulted_on=consulted_on if sought else None,
        stage=turn.case.state,
        summary=summary if sought else "",
        effect=effect if sought else "",
        none_because="" if sought else none_because,
        by=by,
        at=turn.at,
    )
    engine.move(turn)
    return row


def _check_consultation(sought: bool, on: date, *, consulted_on: date | None, summary: str, none_because: str) -> None:
    if not sought:
        if not none_because:
            raise ActRefused("Say why none was sought.", field="none_because")
        return
    if consulted_on is None:
        raise ActRefused("Enter the date of the consultation.", field="consulted_on")
    if consulted_on > on:
        raise ActRefused("The date must be today or in the past.", field="consulted_on")
    if not summary:
        raise ActRefused("Enter a summary of what was said.", field="summary")


def give_reasons(turn: Turn, step: Step, reasons: str) -> LatenessReason:
    """Enters why a step is late; part of an act that has begun. The panel's reasons are referred to the Chair (SCR-07)."""
    row = LatenessReason.objects.create(case=turn.case, step=step, reasons=reasons, by=turn.by, on=turn.on, at=turn.at)
    if step.rule.owed_by != "board_chair":
        to = chairs(turn.case.area_id, turn.on, turn.case.pk)
        news.tell("lateness_reasons", case=turn.case, to=to, by=turn.by, at=turn.at)
    return row


def steps_to_explain(case: Case, *, by: User, on: date) -> list[Step]:
    """The steps of the case that the person can explain on the day."""
    held = access.offices(by, case, on=clock.today())
    return list(rules.to_explain(case, held, on).select_related("case"))


@transaction.atomic
def explain_delay(
    *, case: Case, by: User, on: date, step: Step, reasons: str, seen: int | None = None
) -> LatenessReason:
    """Gives reasons for a step that is overdue, by whoever owes it. Raises ActRefused while it is in time or is not theirs."""
    turn = engine.begin(case=case, act=rules.EXPLAIN, by=by, on=on, seen=seen)
    current = next((late for late in steps_to_explain(turn.case, by=by, on=on) if late.pk == step.pk), None)
    if current is None:
        raise ActRefused("Reasons can be given once the step is overdue.")
    row = give_reasons(turn, current, reasons)
    engine.move(turn, detail=current.rule.title)
    return row


@transaction.atomic
def look_over(*, case: Case, by: User, on: date, seen: int | None = None) -> None:
    """Confirms the dates of a case entered while it was running; its reminders and chasers start."""
    turn = engine.begin(case=case, act="look_over", by=by, on=on, seen=seen)
    if not turn.case.chasing_muted:
        raise ActRefused("Reminders are running for this case already.")
    turn.case.chasing_muted = False
    engine.move(turn)
