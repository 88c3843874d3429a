"""The review as a picture against its date, and the table beneath that says the same (SCR-21, SCR-22).

Everything is a number or a word here; the template draws it. One lane for the review, one for each milestone and for each
proceedings; lines across all of them for today, the original date and the one that the Chair agreed to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from reviews.models import Milestone, Proceedings
from reviews.proceedings import title_of
from reviews.six_months import SixMonths, beyond, milestone_title
from wscb import dates

WIDTH = 720
LEFT = 14
LANE = 52
HEAD = 88
FOOT = 10
_MARGIN = timedelta(days=6)
_TICKS = 6
_EDGE = 0.22
"""How near to an edge, as a part of the width, a word stands beside its line rather than over it."""


@dataclass(frozen=True)
class Bar:
    """A stretch of time on a lane."""

    kind: str
    x: float
    width: float


@dataclass(frozen=True)
class Mark:
    """A day on a lane; its kind says what shape it has, not only what colour."""

    kind: str
    x: float


@dataclass(frozen=True)
class Lane:
    """One thing through time: what it is, how it stands, its stretches and days."""

    title: str
    stands: str
    y: int
    bars: tuple[Bar, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Line:
    """A day that crosses all lanes; `place` says where its words stand to it."""

    kind: str
    x: float
    text: str
    text_y: int
    place: str


@dataclass(frozen=True)
class Tick:
    """A label of the axis of time."""

    x: float
    text: str
    place: str


@dataclass(frozen=True)
class DateRow:
    """A row of the table: a day, what it is, and how it stands; `tone` colours the tag that says so."""

    on: date
    title: str
    stands: str
    tone: str = ""
    milestone: Milestone | None = None
    notes: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class Drawn:
    """The picture and its table."""

    height: int
    lanes: tuple[Lane, ...]
    lines: tuple[Line, ...]
    ticks: tuple[Tick, ...]
    rows: tuple[DateRow, ...]

    width = WIDTH
    left = LEFT
    right = WIDTH - LEFT
    head = HEAD


def drawn(standing: SixMonths, milestones: Sequence[Milestone], proceedings: Sequence[Proceedings]) -> Drawn:
    """The picture of a review with these milestones and proceedings; nothing is read here."""
    span = _Span.over(standing, milestones, proceedings)
    lanes = [
        _review(standing, span),
        *(_milestone(one, standing, span) for one in milestones),
        *(_proceedings(one, standing, span) for one in proceedings),
    ]
    placed = tuple(
        Lane(lane.title, lane.stands, HEAD + LANE * place, lane.bars, lane.marks) for place, lane in enumerate(lanes)
    )
    return Drawn(
        height=HEAD + LANE * len(lanes) + FOOT,
        lanes=placed,
        lines=tuple(_lines(standing, span)),
        ticks=tuple(_ticks(span)),
        rows=tuple(sorted(_rows(standing, milestones, proceedings), key=lambda row: row.on)),
    )


@dataclass(frozen=True)
class _Span:
    """The days that the picture shows, laid along it."""

    first: date
    last: date

    @classmethod
    def over(cls, standing: SixMonths, milestones: Sequence[Milestone], proceedings: Sequence[Proceedings]) -> _Span:
        days = [standing.decided_on, standing.first_due_on, standing.due_on, standing.done_on or standing.on]
        for one in milestones:
            days += [one.first_planned_on, one.planned_on, *([one.reached_on] if one.reached_on else [])]
        for running in proceedings:
            days += [day for day in (running.recorded_on, running.next_on, running.ended_on) if day]
        return cls(min(days) - _MARGIN, max(days) + _MARGIN)

    def x(self, day: date) -> float:
        """Where the day stands."""
        return round(LEFT + (WIDTH - 2 * LEFT) * (day - self.first).days / (self.last - self.first).days, 1)

    def bar(self, kind: str, start: date, end: date) -> Bar:
        """The stretch from one day to the other."""
        return Bar(kind, self.x(min(start, end)), round(abs(self.x(end) - self.x(start)), 1))

    def place(self, x: float) -> str:
        """Where words stand to a line: beside it near an edge, else over it."""
        return "start" if x < WIDTH * _EDGE else "end" if x > WIDTH * (1 - _EDGE) else "middle"


def _review(standing: SixMonths, span: _Span) -> Lane:
    until = standing.done_on or max(standing.on, standing.decided_on)
    bars = [span.bar("planned", standing.decided_on, standing.first_due_on)]
    if standing.is_extended:
        bars.append(span.bar("extended", standing.first_due_on, standing.due_on))
    bars.append(span.bar("gone", standing.decided_on, until))
    if dates.is_overdue(standing.due_on, until):
        bars.append(span.bar("late", standing.due_on, until))
    marks = [Mark("start", span.x(standing.decided_on))]
    if standing.done_on:
        marks.append(Mark("reached", span.x(standing.done_on)))
    return Lane("The review", _review_stands(standing), 0, tuple(bars), tuple(marks))


def _review_stands(standing: SixMonths) -> str:
    said = f"completed {_short(standing.done_on)}, due {_short(standing.due_on)}" if standing.done_on else ""
    said = said or f"{'overdue since' if standing.is_overdue else 'due'} {_short(standing.due_on)}"
    return f"{said}, first due {_short(standing.first_due_on)}" if standing.is_extended else said


def stands_as(one: Milestone, standing: SixMonths) -> tuple[str, str]:
    """How a milestone stands in a word, and the colour of its tag. One that a completed review never reached is late no more."""
    if one.reached_on:
        return ("Reached late", "orange") if one.reached_on > one.planned_on else ("Reached", "green")
    if standing.done_on:
        return "Not reached", "grey"
    return ("Late", "red") if dates.is_overdue(one.planned_on, standing.on) else ("Planned", "blue")


_MARK_OF = {
    "Reached": "reached",
    "Reached late": "reached",
    "Late": "late",
    "Planned": "planned",
    "Not reached": "planned",
}


def _milestone(one: Milestone, standing: SixMonths, span: _Span) -> Lane:
    word, _tone = stands_as(one, standing)
    day = one.reached_on or one.planned_on
    said = f"{word.lower()} {_short(day)}" if one.reached_on else f"planned for {_short(day)}"
    if word in ("Late", "Not reached"):
        said += f", {word.lower()}"
    marks = [Mark(_MARK_OF[word], span.x(day))]
    bars = []
    if one.first_planned_on != one.planned_on:
        marks.insert(0, Mark("first", span.x(one.first_planned_on)))
        bars.append(span.bar("moved", one.first_planned_on, one.planned_on))
        said += f", first for {_short(one.first_planned_on)}"
    return Lane(milestone_title(one), said, 0, tuple(bars), tuple(marks))


def _proceedings(one: Proceedings, standing: SixMonths, span: _Span) -> Lane:
    end = one.ended_on or one.next_on or max(standing.on, one.recorded_on)
    said = (
        f"ended {_short(one.ended_on)}"
        if one.ended_on
        else f"next on {_short(one.next_on)}"
        if one.next_on
        else "no next date known"
    )
    marks = (Mark("reached" if one.ended_on else "planned", span.x(end)),) if one.ended_on or one.next_on else ()
    return Lane(title_of(one), said, 0, (span.bar("proceedings", one.recorded_on, end),), marks)


def _lines(standing: SixMonths, span: _Span) -> Iterator[Line]:
    """Each on a line of words of its own, so that none covers another."""
    found = [("today", standing.on, "Today")] if standing.done_on is None else []
    found.append(("first", standing.first_due_on, "Original date" if standing.is_extended else "Date for completion"))
    if standing.is_extended:
        found.append(("agreed", standing.due_on, "Agreed date"))
    for place, (kind, day, words) in enumerate(found):
        x = span.x(day)
        yield Line(kind, x, f"{words}: {_short(day)}", 16 + 20 * place, span.place(x))


def _ticks(span: _Span) -> Iterator[Tick]:
    days = (span.last - span.first).days
    for number in range(_TICKS):
        day = span.first + timedelta(days=round(days * (number + 0.5) / _TICKS))
        yield Tick(span.x(day), f"{day:%b %Y}", "middle")


def _short(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def _rows(
    standing: SixMonths, milestones: Sequence[Milestone], proceedings: Sequence[Proceedings]
) -> Iterator[DateRow]:
    yield DateRow(standing.decided_on, "Decision to hold the review", "Made")
    for one in milestones:
        word, tone = stands_as(one, standing)
        yield DateRow(
            one.reached_on or one.planned_on,
            milestone_title(one),
            word,
            tone,
            milestone=one,
            notes=("After the date for completion",) if beyond([one], standing) else (),
        )
    for running in proceedings:
        if running.ended_on:
            yield DateRow(running.ended_on, title_of(running), "Ended", "grey")
        elif running.next_on:
            yield DateRow(running.next_on, title_of(running), "Next date", "purple")
    yield from _completion_rows(standing)


def _completion_rows(standing: SixMonths) -> Iterator[DateRow]:
    passed = dates.is_overdue(standing.first_due_on, standing.done_on or standing.on)
    title = "Original date for completion" if standing.is_extended else "Date for completion"
    yield DateRow(standing.first_due_on, title, "Passed" if passed else "To come", "orange" if passed else "blue")
    if standing.is_extended:
        late = dates.is_overdue(standing.due_on, standing.done_on or standing.on)
        yield DateRow(
            standing.due_on, "Agreed date for completion", "Passed" if late else "To come", "red" if late else "blue"
        )
    if standing.done_on:
        yield DateRow(standing.done_on, "Report accepted", "Completed", "green")
