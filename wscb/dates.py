"""Date rules of the framework: pure functions of dates, without Django, clock or database.

All dates are local dates in Europe/London. The day of the event is never counted. How the framework's
words are read, with worked examples, stands in the tests of this file.
"""

import calendar
import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

import holidays

LONDON = ZoneInfo("Europe/London")

Unit = Literal["days", "months", "working_days"]

_UNIT_WORDS: dict[Unit, tuple[str, str]] = {
    "days": ("day", "days"),
    "months": ("month", "months"),
    "working_days": ("working day", "working days"),
}


class LedgerError(ValueError):
    """A clock's ledger makes no sense, for example resumed without having been paused."""


@dataclass(frozen=True)
class Period:
    """A length of time as a rule states it: ``Period(21, "days", words="3 weeks")``.

    ``words`` is how the framework says it; it takes no part in comparison.
    """

    count: int
    unit: Unit
    words: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if self.unit not in _UNIT_WORDS:
            raise ValueError(f"A period is in days, months or working_days, not {self.unit!r}.")
        if self.count < 1:
            raise ValueError("A period is at least one day, month or working day.")

    def __str__(self) -> str:
        """Return plain English: "21 days", "1 month"; "one month" or "3 weeks (21 days)" where ``words`` is given.

        The count stands beside the words only where it is in another unit: nobody has to read one month twice.
        """
        one, many = _UNIT_WORDS[self.unit]
        counted = f"{self.count} {one if self.count == 1 else many}"
        if not self.words:
            return counted
        return self.words if self.words.endswith((one, many)) else f"{self.words} ({counted})"


@dataclass(frozen=True)
class Explanation:
    """Why a due date is what it is: every day not counted, and a note where a month was too short."""

    start: dt.date
    period: Period
    due: dt.date
    skipped: tuple[tuple[dt.date, str], ...]
    note: str = ""


@dataclass(frozen=True)
class LedgerRow:
    """One recorded change of a clock: extended to ``new_due``, paused or resumed, on the day ``on``."""

    kind: Literal["extended", "paused", "resumed"]
    on: dt.date
    new_due: dt.date | None
    reason: str


def due_date(start: dt.date, period: Period) -> dt.date:
    """Return the last day in time. Example: 31 January 2014 and 21 days give 21 February 2014 (SCR-06)."""
    if period.unit == "days":
        return start + dt.timedelta(days=period.count)
    if period.unit == "months":
        return add_months(start, period.count)
    return add_working_days(start, period.count)


def add_months(start: dt.date, n: int) -> dt.date:
    """Return the corresponding date ``n`` calendar months later, clamped to that month's last day.

    Dodds v Walker [1981]: 31 January 2014 + 1 is 28 February 2014. Add to the original date, never to a result.
    """
    years, month = divmod(start.month - 1 + n, 12)
    year, month = start.year + years, month + 1
    return dt.date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def add_working_days(start: dt.date, n: int) -> dt.date:
    """Return the ``n``-th working day after ``start`` (n >= 1). Example: 24 December 2014 + 5 is 5 January 2015."""
    if n < 1:
        raise ValueError("At least one working day is added.")
    day = start
    for _ in range(n):
        day += dt.timedelta(days=1)
        while not is_working_day(day):
            day += dt.timedelta(days=1)
    return day


def is_working_day(day: dt.date) -> bool:
    """Say whether ``day`` is neither Saturday, Sunday, nor a bank or public holiday in England."""
    return why_not_working(day) == ""


def why_not_working(day: dt.date) -> str:
    """Return "Saturday", "Sunday" or the holiday's name, or "" for a working day."""
    if day.weekday() >= calendar.SATURDAY:
        return day.strftime("%A")
    return _bank_holidays(day.year).get(day, "")


@lru_cache(maxsize=128)
def _bank_holidays(year: int) -> dict[dt.date, str]:
    return dict(holidays.country_holidays("GB", subdiv="ENG", years=year).items())


def explain(start: dt.date, period: Period) -> Explanation:
    """Return the due date with each day that was not counted and why (GEN-03)."""
    due = due_date(start, period)
    skipped = [(start, "the day itself is not counted")]
    note = ""
    if period.unit == "working_days":
        skipped += [(day, why) for day in _days_between(start, due) if (why := why_not_working(day))]
    if period.unit == "months" and due.day != start.day:
        note = f"{due:%B %Y} has no day {start.day}, so the last day of the month stands"
    return Explanation(start=start, period=period, due=due, skipped=tuple(skipped), note=note)


def _days_between(start: dt.date, end: dt.date) -> Iterator[dt.date]:
    """Yield the days after ``start`` up to and with ``end``."""
    for offset in range(1, (end - start).days + 1):
        yield start + dt.timedelta(days=offset)


def due_after(start: dt.date, period: Period, ledger: Sequence[LedgerRow]) -> dt.date:
    """Return the due date once the ledger's rows, oldest first, have taken effect.

    An extension replaces the due date. A pause and its resumption add the days between them (working days, where
    the period is in working days); of a pause that an extension falls into, only the days after the extension
    count, since its date was set in knowledge of the pause. While a pause is open the date stays.
    Raises LedgerError for a ledger out of order.
    """
    due = due_date(start, period)
    paused_on: dt.date | None = None
    for row in _in_order(ledger):
        if row.new_due is not None:
            due = row.new_due
            paused_on = row.on if paused_on else None
        elif row.kind == "paused":
            paused_on = row.on
        elif paused_on is not None:
            due = _add_pause(due, period, paused_on, row.on)
            paused_on = None
    return due


def is_paused(ledger: Sequence[LedgerRow]) -> bool:
    """Say whether the ledger's last pause is still open. Raises LedgerError for a ledger out of order."""
    return _turns(_in_order(ledger))[-1:] == ["paused"]


def _turns(ledger: Sequence[LedgerRow]) -> list[str]:
    return [row.kind for row in ledger if row.kind != "extended"]


def _in_order(ledger: Sequence[LedgerRow]) -> Sequence[LedgerRow]:
    """Return the ledger if it makes sense. Raises LedgerError."""
    days = [row.on for row in ledger]
    if days != sorted(days):
        raise LedgerError("The rows of a ledger stand in the order of their dates.")
    if any((row.kind == "extended") != (row.new_due is not None) for row in ledger):
        raise LedgerError("An extension names its new date, and nothing else does.")
    turns = _turns(ledger)
    if turns != (["paused", "resumed"] * len(turns))[: len(turns)]:
        raise LedgerError("A clock is paused and resumed by turns.")
    return ledger


def _add_pause(due: dt.date, period: Period, paused: dt.date, resumed: dt.date) -> dt.date:
    if period.unit != "working_days":
        return due + (resumed - paused)
    lost = sum(is_working_day(day) for day in _days_between(paused, resumed))
    return add_working_days(due, lost) if lost else due


def is_overdue(due: dt.date, on: dt.date) -> bool:
    """Say whether ``on`` is later than ``due``; the due date itself is in time."""
    return on > due


def relative(due: dt.date, on: dt.date) -> str:
    """Return "Due in 5 days", "Due tomorrow", "Due today" or "Overdue by 3 days"."""
    days = (due - on).days
    if days == 0:
        return "Due today"
    if days == 1:
        return "Due tomorrow"
    if days > 1:
        return f"Due in {days} days"
    return f"Overdue by {-days} {'day' if days == -1 else 'days'}"


def long_date(day: dt.date) -> str:
    """Return "Friday 12 June 2026"."""
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def next_chasing_moment(day: dt.date, hour: int) -> dt.datetime:
    """Return the aware UTC moment at which it is ``hour`` o'clock in London on ``day``."""
    return dt.datetime.combine(day, dt.time(hour), tzinfo=LONDON).astimezone(dt.UTC)


def earliest_publication(sent: dt.date) -> dt.date:
    """Return the first day after one clear week: sent 1 March, publish from 9 March."""
    return sent + dt.timedelta(days=8)


def withdraw_from(published: dt.date, days_down: int = 0) -> dt.date:
    """Return the day after the first anniversary, later by the days the report was taken down.

    Example: published 29 February 2016, withdrawn from 1 March 2017.
    """
    if days_down < 0:
        raise ValueError("Days taken down are not negative.")
    return add_months(published, 12) + dt.timedelta(days=1 + days_down)
