"""The engine: one turn of a case through its table. Actions call it; it calls none of them.

turn = engine.begin(case=case, act="refer", by=by, on=on, seen=seen)
... the action changes its rows ...
engine.move(turn)
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.db.models import F

from wscb import clock, dates
from wscb.cases import access, blocking, rules
from wscb.cases.blocking import Block
from wscb.cases.errors import ActRefused, CaseChanged, NotAllowed, NotReady, OutOfTable, ReasonsNeeded
from wscb.cases.models import Case, CaseEvent, DespiteBlock, Step
from wscb.cases.process import registry
from wscb.cases.process.table import Act, StateGroup
from wscb.cases.recording import save
from wscb.cases.representation import office_about
from wscb.people.models import User
from wscb.trail.record import record


class Confirmation(Protocol):
    """How a person confirmed who they are, just before signing."""

    @property
    def method(self) -> str: ...


@dataclass(frozen=True)
class Turn:
    """An act that may be done: the locked case, who does it in what office, the local date it counts for, the moment (UTC).

    `despite` is why it is done although `blocks` block it; both are empty for an act that nothing blocks.
    """

    case: Case
    act: Act
    by: User
    acting_for: str
    on: dt.date
    at: dt.datetime
    blocks: tuple[Block, ...] = ()
    despite: str = ""


def begin(
    *,
    case: Case,
    act: str,
    by: User,
    on: dt.date,
    seen: int | None = None,
    confirmed: Confirmation | None = None,
    about: uuid.UUID | None = None,
    despite: str = "",
) -> Turn:
    """Locks the case and checks person, state, facts and what the person had read. The caller is in a transaction.

    `seen` is the revision of the case as it was shown; None for acts that nothing read can invalidate. `about` is the request
    that a representative acts on, who has an office for it alone. `despite` is the reason for which the act is done although something
    beside the case blocks it, and goes on record with it; without a block it says nothing. Raises ReasonsNeeded for a blocked act
    without one, NotAllowed, OutOfTable, CaseChanged, NotReady, and
    ActRefused for a date that cannot be or a signature without confirmation.
    """
    locked = Case.objects.select_for_update().get(pk=case.pk)
    row = locked.table.act(act)
    held = access.offices(by, locked, on=clock.today()) | office_about(by, locked, about)
    office = access.office_for(row, held)
    if office is None or row.planned:
        raise NotAllowed(act)
    if seen is not None and seen != locked.revision:
        raise CaseChanged(list(locked.events.filter(revision__gt=seen).select_related("by")))
    if locked.state not in row.from_:
        raise OutOfTable(f"This cannot be done while the case is at “{locked.current_state.title}”.")
    _check_date(locked, row, on)
    if row.signed and confirmed is None:
        raise ActRefused("Confirm who you are to sign.", field="password")
    if missing := registry.missing_facts(locked, row):
        raise NotReady([one.title for one in missing])
    blocks = tuple(blocking.blocks_on_act(locked, act))
    if blocks and not despite.strip():
        raise ReasonsNeeded(f"This is blocked: {blocking.blocked_by(blocks)}. Say why it is done.", field="despite")
    return Turn(
        case=locked,
        act=row,
        by=by,
        acting_for=office.acting_for,
        on=on,
        at=clock.now(),
        blocks=blocks,
        despite=despite if blocks else "",
    )


def _check_date(case: Case, act: Act, on: dt.date) -> None:
    """Nothing happens to a case before its trigger, and it moves from state to state in the order of days."""
    if on < case.triggered_on:
        raise ActRefused("The date must be the day the Board received the notification, or later.", field="on")
    if not act.targets:
        return
    # Logging counts for the day it was entered; what happened before on a running case is entered afterwards.
    moves = case.events.exclude(to_state=F("from_state")).exclude(from_state=case.table.initial)
    last = moves.order_by("-on").values_list("on", flat=True).first()
    if last is not None and on < last:
        raise ActRefused(
            f"The date must not be before {dates.long_date(last)}, when the case last moved on.", field="on"
        )


def move(
    turn: Turn,
    *,
    to: str | None = None,
    detail: str = "",
    also_open: Iterable[str] = (),
    about: uuid.UUID | None = None,
    closes: Iterable[str] | None = None,
    closes_about: Collection[uuid.UUID] | None = None,
) -> CaseEvent:
    """Carries the turn out: state, steps closed and opened, next chasers, timeline and trail, in the caller's transaction.

    `to` chooses among the table's targets where it lists several; `also_open` names steps among the act's `may_open`;
    `about` is the one thing that a step opened or closed by this act concerns; `closes` narrows what the act closes, and
    `closes_about` says for which things where they are others than `about`.
    Raises ValueError for a choice that the table does not offer.
    """
    case, act = turn.case, turn.act
    target = _target(act, to, case.state)
    optional = tuple(also_open)
    if set(optional) - set(act.may_open):
        raise ValueError(f"{act.code} may not open {set(optional) - set(act.may_open)}")
    event = _write_event(turn, target, detail)
    things = closes_about if closes_about is not None or about is None else (about,)
    _close_steps(turn, act.closes if closes is None else tuple(closes), things)
    case.state = target
    for code in (*act.opens, *optional):
        open_step(case=case, code=code, on=turn.on, about=about, by=turn.by)
    if case.current_state.group is StateGroup.CLOSED and case.closed_on is None:
        case.closed_on = turn.on
    case.revision = event.revision
    save(case, by=turn.by)
    schedule_chasers(case, by=turn.by)
    return event


def _target(act: Act, to: str | None, current: str) -> str:
    if to is None and len(act.targets) <= 1:
        return act.targets[0] if act.targets else current
    if to not in act.targets:
        raise ValueError(f"{act.code} does not lead to {to}")
    return to


def _write_event(turn: Turn, target: str, detail: str) -> CaseEvent:
    case, act = turn.case, turn.act
    event = CaseEvent.objects.create(
        case=case,
        act=act.code,
        from_state=case.state,
        to_state=target,
        by=turn.by,
        acting_for=turn.acting_for,
        revision=case.revision + 1,
        on=turn.on,
        at=turn.at,
        detail=detail,
    )
    record(
        f"{case.process}.{act.code}",
        by=turn.by,
        subject=case,
        facts={
            "from": event.from_state,
            "to": target,
            "on": turn.on,
            "revision": event.revision,
            **_despite(turn, event),
        },
        acting_for=turn.acting_for,
        at=turn.at,
    )
    return event


def _despite(turn: Turn, event: CaseEvent) -> dict[str, str]:
    """Puts on record that a block stood in the way; says of the trail's entry what was blocked."""
    if not turn.blocks:
        return {}
    what = turn.blocks[0].what
    by_what = blocking.blocked_by(turn.blocks)
    DespiteBlock.objects.create(case=turn.case, event=event, what=what, by_what=by_what, because=turn.despite)
    return {"despite_block": what}


def _close_steps(turn: Turn, codes: Iterable[str], about: Collection[uuid.UUID] | None) -> None:
    for step in turn.case.steps.filter(code__in=tuple(codes), done_on__isnull=True):
        rule = turn.case.table.step(step.code)
        if about is not None and rule.many and step.about not in about:
            continue
        step.done_on, step.done_by = turn.on, turn.by
        step.outcome = "done" if rule.act == turn.act.code else "superseded"
        step.next_chase_at = None
        save(step, by=turn.by)


def open_step(*, case: Case, code: str, on: dt.date, by: User, about: uuid.UUID | None = None) -> Step:
    """Opens a step of the table on the day, with its due date; one that is open already is left as it is."""
    rule = case.table.step(code)
    wanted = about if rule.many else None
    existing = case.steps.filter(code=code, about=wanted, done_on__isnull=True).first()
    if existing is not None:
        return existing
    start = rules.starting_day(case, rule, on)
    due = rules.due_on(start, rules.rules_of(case).periods[code])
    step = Step(case=case, code=code, about=wanted, opened_on=on, starts_on=start, due_on=due)
    save(step, by=by)
    return step


def schedule_chasers(case: Case, *, by: User) -> None:
    """Sets, for every open step, the next moment at which anything about it is to be sent; none while nobody owes it."""
    for step in case.steps.filter(done_on__isnull=True).prefetch_related("chases"):
        step.case = case
        moment = next_moment(step)
        if moment != step.next_chase_at:
            step.next_chase_at = moment
            save(step, by=by)


def next_moment(step: Step) -> dt.datetime | None:
    """When the step's next stage that was not sent for its present date is due (UTC, perhaps past); None if not owed."""
    if not rules.is_owed(step, step.case.state):
        return None
    told = {entry.stage for entry in step.chases.all() if entry.due_version == step.due_version}
    for occurrence in rules.occurrences(step.rule, step.due_on, until=dt.date.max):
        if occurrence.code not in told:
            return occurrence.moment(settings.CHASING_HOUR)
    return None
