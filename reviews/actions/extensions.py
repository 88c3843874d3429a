"""More time for a review: asked for with reasons, agreed to or refused by the Board Chair, the original date kept (SCR-22, CR-13).

That the Chair agrees is practice, not the framework's word; so it is a signed entry of the decision log.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction

from reviews.actions.decision import Reasons, enter
from reviews.models import Extension
from reviews.process.working import INTERIM, INTERIM_AGAIN
from reviews.six_months import check_after_decision, completion_step
from reviews.vocabularies import EXTENSION_REASON
from wscb import dates
from wscb.cases import clocks, engine, news, rules
from wscb.cases.engine import Confirmation, Turn
from wscb.cases.enums import DecisionKind
from wscb.cases.errors import ActRefused
from wscb.cases.models import Case, Step
from wscb.cases.process.registry import act
from wscb.cases.recording import save
from wscb.people.models import Role, User
from wscb.people.standing import chairs, holders, in_force


@act("scr.ask_extension")
@transaction.atomic
def ask_extension(
    *,
    case: Case,
    by: User,
    on: date,
    grounds: Collection[str],
    because: str,
    until: date,
    meanwhile: str,
    seen: int | None = None,
) -> Extension:
    """Asks the Chair for more time: why, until when, and what interim learning there is, or why there is none yet (SCR-22).

    `grounds` are codes of `extension_reason`. Raises ActRefused naming the answer that is missing, for a new date that is not
    later than the present one or not in the future, for a day before the decision to hold a review, and while another request waits.
    """
    turn = engine.begin(case=case, act="ask_extension", by=by, on=on, seen=seen)
    if turn.case.extensions.filter(decision__isnull=True, dropped_on__isnull=True).exists():
        raise ActRefused("An extension has been asked for already. The Board Chair has still to answer.")
    check_after_decision(turn.case, on, field="on")
    if not grounds or set(grounds) - EXTENSION_REASON.codes:
        raise ActRefused("Select why the review needs more time.", field="grounds")
    if not because:
        raise ActRefused("Enter the reasons.", field="because")
    if not meanwhile:
        raise ActRefused("Enter what has been learned so far.", field="meanwhile")
    step = _completion(turn)
    _check_later(turn, step, until, field="until")
    row = Extension(
        case=turn.case,
        grounds=[word.code for word in EXTENSION_REASON if word.code in grounds],
        because=because,
        meanwhile=meanwhile,
        due_before=step.due_on,
        proposed_until=until,
        asked_by=by,
        asked_on=on,
        asked_at=turn.at,
    )
    save(row, by=by)
    engine.move(turn, detail=f"To {dates.long_date(until)}")
    news.tell("extension_asked", case=turn.case, to=chairs(turn.case.area_id, on, turn.case.pk), by=by, at=turn.at)
    return row


def _completion(turn: Turn) -> Step:
    step = completion_step(turn.case)
    if step is None or not step.is_open:
        raise ActRefused("No date for completion runs on this case.")
    return step


def _check_later(turn: Turn, step: Step, until: date, *, field: str) -> None:
    if until <= step.due_on:
        raise ActRefused(f"The new date must be later than {dates.long_date(step.due_on)}.", field=field)
    if until <= turn.on:
        raise ActRefused("The new date must be in the future.", field=field)


def waiting_extension(case: Case) -> Extension | None:
    """The request that the Chair has still to answer; None when there is none."""
    row = case.extensions.filter(decision__isnull=True, dropped_on__isnull=True).select_related("asked_by").first()
    if row is not None:
        row.case = case
    return row


@act("scr.answer_extension")
@transaction.atomic
def answer_extension(
    *, case: Case, by: User, on: date, until: date | None, reasons: str, confirmed: Confirmation, seen: int
) -> Extension:
    """The Chair agrees to a new date, which may be another than was asked for, or refuses (`until` is None), and signs.

    The date for completion is put off in its ledger, where every earlier one stays; interim learning is then asked for. Raises
    ActRefused while nothing was asked for, without reasons, and for a date that is not later than the present one.
    """
    turn = engine.begin(case=case, act="answer_extension", by=by, on=on, seen=seen, confirmed=confirmed)
    row = waiting_extension(turn.case)
    if row is None:
        raise ActRefused("No extension is waiting for an answer.")
    if not reasons:
        raise ActRefused("Enter the reasons for your answer.", field="reasons")
    if on < row.asked_on:
        raise ActRefused(f"It was asked for on {dates.long_date(row.asked_on)}. The answer comes after.", field="on")
    step = _completion(turn)
    if until is not None:
        _check_later(turn, step, until, field="until")
    row.decision = enter(
        turn,
        kind=DecisionKind.EXTENDED if until else DecisionKind.NOT_EXTENDED,
        outcome="extended" if until else "not_extended",
        why=Reasons(reasons=reasons),
        method=confirmed.method,
        seen=seen,
        extra={"extension": _signed_over(row, step, until)},
    )
    row.agreed_until = until
    save(row, by=by)
    asks_now = until is not None and not _asked_already(turn)
    engine.move(
        turn,
        closes=turn.act.closes if asks_now else ("answer_extension",),
        also_open=(INTERIM_AGAIN,) if asks_now else (),
        detail=f"Until {dates.long_date(until)}" if until else "Refused",
    )
    if until is not None:
        clocks.put_off(turn, step, until=until, reason=f"{words_of_grounds(row)}. {row.because}", field="until")
    _tell(turn, row)
    return row


def _asked_already(turn: Turn) -> bool:
    """Whether interim learning is asked for already, since the six months have passed or an extension was agreed before."""
    steps = turn.case.steps.filter(code__in=(INTERIM, INTERIM_AGAIN), done_on__isnull=True)
    return any(step.code == INTERIM_AGAIN or dates.is_overdue(step.due_on, turn.on) for step in steps)


def words_of_grounds(row: Extension) -> str:
    """The reasons of a request by their words, in one line."""
    return "; ".join(EXTENSION_REASON.label(code) for code in row.grounds)


def _signed_over(row: Extension, step: Step, until: date | None) -> dict[str, object]:
    return {
        "grounds": row.grounds,
        "because": row.because,
        "meanwhile": row.meanwhile,
        "asked_by": row.asked_by_id,
        "asked_on": row.asked_on,
        "proposed_until": row.proposed_until,
        "first_due_on": rules.first_due_on(step),
        "due_before": step.due_on,
        "agreed_until": until,
    }


def _tell(turn: Turn, row: Extension) -> None:
    case = turn.case
    reviewers = User.objects.filter(pk__in=case.appointments.filter(in_force(turn.on)).values("user"), is_active=True)
    to = [*holders(Role.BUSINESS_MANAGER, case.area_id, turn.on), *reviewers]
    news.tell("extension_answered", case=case, to=dict.fromkeys(to), by=turn.by, at=turn.at)
