"""The chronology as a picture: one lane for each organisation, a mark for each day with entries, gaps shaded (GEN-12).

Everything is a number or a word here; the template draws it. The table beneath says the same by period.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from reviews.chronology.merged import Pattern
from reviews.models import ChronologyEntry

WIDTH = 960
LEFT = 12
LANE = 56
TOP = 34
_TALLEST = 30
_SHORTEST = 8
_LABELS = 8
_MONTHS_A_YEAR = 12
_MOST_PERIODS = 24


@dataclass(frozen=True)
class Mark:
    """The entries of one organisation that fall on one place of the picture."""

    x: float
    y: float
    height: float


@dataclass(frozen=True)
class Lane:
    """One organisation: its name, where its line runs, and its marks."""

    name: str
    label_y: float
    y: float
    marks: tuple[Mark, ...]
    entries: int


@dataclass(frozen=True)
class Tick:
    """A label of the axis of time; `place` says where the text stands to it."""

    x: float
    text: str
    place: str


@dataclass(frozen=True)
class Shade:
    """A gap: where it is shaded."""

    x: float
    width: float


@dataclass(frozen=True)
class Period:
    """A row of the table: a month, a quarter or a year, and how many entries of each lane it holds."""

    title: str
    named: tuple[tuple[str, int], ...]
    total: int


@dataclass(frozen=True)
class Drawn:
    """The picture and its table; `undated` entries are in neither."""

    first: date
    last: date
    height: int
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    gaps: tuple[Shade, ...]
    periods: tuple[Period, ...]
    undated: int

    width = WIDTH
    left = LEFT
    right = WIDTH - LEFT
    top = TOP


def drawn(entries: QuerySet[ChronologyEntry], pattern: Pattern) -> Drawn | None:
    """The picture of these entries; None where none has a day. The table's periods are months, quarters or years."""
    rows = list(entries.order_by("organisation__name").values_list("organisation__name", "happened_on"))
    dated = [(name, day) for name, day in rows if day is not None]
    if not dated:
        return None
    first, last = min(day for _, day in dated), max(day for _, day in dated)
    span = _Span(first, last)
    names = sorted({name for name, _ in dated})
    counted = Counter(dated)
    most = max(counted.values())
    lanes = tuple(_lane(place, name, counted, most, span) for place, name in enumerate(names))
    ends = [(span.x(gap.last), span.x(gap.next)) for gap in pattern.gaps.values()]
    return Drawn(
        first=first,
        last=last,
        height=TOP + LANE * len(names) + 8,
        lanes=lanes,
        ticks=tuple(_ticks(span)),
        gaps=tuple(Shade(start, round(end - start, 1)) for start, end in ends),
        periods=tuple(_periods(dated, names, first, last)),
        undated=len(rows) - len(dated),
    )


@dataclass(frozen=True)
class _Span:
    """The days from the first to the last, laid along the picture."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days

    def x(self, day: date) -> float:
        return round(LEFT + (WIDTH - 2 * LEFT) * (day - self.first).days / max(self.days, 1), 1)


def _lane(place: int, name: str, counted: Counter[tuple[str, date]], most: int, span: _Span) -> Lane:
    """Days that fall on one pixel are one mark; the more entries, the taller."""
    pixels: Counter[float] = Counter()
    for (whose, day), entries in counted.items():
        if whose == name:
            pixels[float(round(span.x(day)))] += entries
    base = TOP + LANE * (place + 1) - 4
    most_here = max(most, *pixels.values())
    marks = []
    for x, entries in sorted(pixels.items()):
        tall = round(_SHORTEST + (_TALLEST - _SHORTEST) * (entries - 1) / max(most_here - 1, 1), 1)
        marks.append(Mark(x, base - tall, tall))
    return Lane(name, base - _TALLEST - 6, base, tuple(marks), sum(pixels.values()))


def _ticks(span: _Span) -> Iterator[Tick]:
    """A handful of days along the axis, the first and the last among them."""
    count = min(_LABELS, span.days)
    for number in range(count + 1):
        if number % 2 and count == _LABELS:
            continue
        day = span.first + timedelta(days=round(span.days * number / max(count, 1)))
        place = "start" if number == 0 else "end" if number == count else "middle"
        yield Tick(span.x(day), f"{day:%-d %b %Y}", place)


def _periods(dated: Iterable[tuple[str, date]], names: list[str], first: date, last: date) -> Iterator[Period]:
    months = (last.year - first.year) * _MONTHS_A_YEAR + last.month - first.month + 1
    size = 1 if months <= _MOST_PERIODS else 3 if months <= 3 * _MOST_PERIODS else _MONTHS_A_YEAR
    counted = Counter((name, _period_start(day, size)) for name, day in dated)
    start = _period_start(first, size)
    while start <= last:
        named = tuple((name, counted[name, start]) for name in names)
        yield Period(_period_title(start, size), named, sum(count for _, count in named))
        years, month = divmod(start.month - 1 + size, _MONTHS_A_YEAR)
        start = date(start.year + years, month + 1, 1)


def _period_start(day: date, size: int) -> date:
    return date(day.year, (day.month - 1) // size * size + 1, 1)


def _period_title(start: date, size: int) -> str:
    if size == _MONTHS_A_YEAR:
        return f"{start.year}"
    if size == 1:
        return f"{start:%B %Y}"
    return f"{start:%B} to {date(start.year, start.month + size - 1, 1):%B %Y}"
