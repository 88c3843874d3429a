"""Proceedings beside a review: recorded, followed from date to date, ended (SCR-22). They stop no clock."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction

from reviews.models import Proceedings, ProceedingsEntry
from reviews.models.proceedings import BLOCKED
from reviews.process.working import NEWS_OF
from reviews.vocabularies import PROCEEDINGS, PROCEEDINGS_STATUS
from wscb.cases import clocks, engine
from wscb.cases.engine import Turn
from wscb.cases.errors import ActRefused
from wscb.cases.models import Case
from wscb.cases.process.registry import act
from wscb.cases.recording import save
from wscb.people.models import User

SET = "The date on which they come up next."


@act("scr.record_proceedings")
@transaction.atomic
def record_proceedings(
    *,
    case: Case,
    by: User,
    on: date,
    kind: str,
    status: str,
    blocks: Collection[str],
    described: str = "",
    next_on: date | None = None,
    seen: int | None = None,
) -> Proceedings:
    """Records proceedings with what they block; the manager is then asked what came of them on the day they come up next.

    `kind`, `status` and `blocks` are codes of the vocabularies. Without `next_on` the Board's own target counts. Raises ActRefused
    for a code that is none, other proceedings that are not described, and a day that is not in the future.
    """
    turn = engine.begin(case=case, act="record_proceedings", by=by, on=on, seen=seen)
    if kind not in PROCEEDINGS.codes:
        raise ActRefused("Select what proceedings they are.", field="kind")
    if kind == "other" and not described:
        raise ActRefused("Enter what proceedings they are.", field="described")
    row = Proceedings(case=turn.case, kind=kind, described=described, recorded_on=on)
    _stand(turn, row, status=status, blocks=blocks, next_on=next_on)
    _enter(turn, row, said="")
    engine.move(turn, about=row.pk, detail=PROCEEDINGS.label(kind))
    _ask_on(turn, row)
    return row


@act("scr.update_proceedings")
@transaction.atomic
def update_proceedings(
    *,
    case: Case,
    by: User,
    on: date,
    proceedings: Proceedings,
    said: str,
    status: str,
    blocks: Collection[str],
    next_on: date | None = None,
    seen: int | None = None,
) -> Proceedings:
    """Records what came of proceedings, how they stand now and when they come up next. Raises as `record_proceedings`."""
    turn = engine.begin(case=case, act="update_proceedings", by=by, on=on, seen=seen)
    row = _running(turn, proceedings)
    if not said:
        raise ActRefused("Enter what came of them.", field="said")
    _stand(turn, row, status=status, blocks=blocks, next_on=next_on)
    _enter(turn, row, said=said)
    engine.move(turn, about=row.pk, detail=PROCEEDINGS.label(row.kind))
    _ask_on(turn, row)
    return row


@act("scr.end_proceedings")
@transaction.atomic
def end_proceedings(
    *,
    case: Case,
    by: User,
    on: date,
    proceedings: Proceedings,
    ended_on: date,
    said: str,
    seen: int | None = None,
) -> Proceedings:
    """Records that proceedings have ended, and how; they block nothing any more. Raises ActRefused for a day in the future."""
    turn = engine.begin(case=case, act="end_proceedings", by=by, on=on, seen=seen)
    row = _running(turn, proceedings)
    if ended_on > on:
        raise ActRefused("The date must be today or in the past.", field="ended_on")
    if not said:
        raise ActRefused("Enter how they ended.", field="said")
    row.ended_on = ended_on
    _stand(turn, row, status=row.status, blocks=(), next_on=None)
    _enter(turn, row, said=said)
    engine.move(turn, about=row.pk, detail=PROCEEDINGS.label(row.kind))
    return row


def _running(turn: Turn, proceedings: Proceedings) -> Proceedings:
    row = turn.case.proceedings.select_for_update().filter(pk=proceedings.pk).first()
    if row is None or row.ended_on is not None:
        raise ActRefused("These proceedings have ended.", field="which")
    row.case = turn.case
    return row


def _stand(turn: Turn, row: Proceedings, *, status: str, blocks: Collection[str], next_on: date | None) -> None:
    if status not in PROCEEDINGS_STATUS.codes:
        raise ActRefused("Select how they stand.", field="status")
    if set(blocks) - set(BLOCKED):
        raise ActRefused("Choose what they block from the list.", field="blocks")
    if next_on is not None and next_on <= turn.on:
        raise ActRefused("The next date must be in the future.", field="next_on")
    row.status, row.next_on = status, next_on
    for code in BLOCKED:
        setattr(row, f"blocks_{code}", code in blocks)
    save(row, by=turn.by)


def _enter(turn: Turn, row: Proceedings, *, said: str) -> None:
    blocks = {f"blocks_{code}": getattr(row, f"blocks_{code}") for code in BLOCKED}
    ProceedingsEntry.objects.create(
        case=turn.case,
        proceedings=row,
        said=said,
        status=row.status,
        next_on=row.next_on,
        ended_on=row.ended_on,
        by=turn.by,
        on=turn.on,
        at=turn.at,
        **blocks,
    )


def _ask_on(turn: Turn, row: Proceedings) -> None:
    """Has the step about these proceedings fall due on the day they come up next."""
    step = turn.case.steps.get(code=NEWS_OF, about=row.pk, done_on__isnull=True)
    step.case = turn.case
    if row.next_on is not None and row.next_on > turn.on and row.next_on != step.due_on:
        clocks.put_off(turn, step, until=row.next_on, reason=SET, field="next_on")


def follow_again(turn: Turn) -> None:
    """Asks for news of every running proceedings again, in the turn of an act by which a review is to be held after all."""
    asked = turn.case.steps.filter(code=NEWS_OF, done_on__isnull=True).values("about")
    for row in turn.case.proceedings.filter(ended_on__isnull=True).exclude(pk__in=asked):
        engine.open_step(case=turn.case, code=NEWS_OF, on=turn.on, by=turn.by, about=row.pk)
        _ask_on(turn, row)
    engine.schedule_chasers(turn.case, by=turn.by)
