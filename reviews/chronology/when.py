"""When something happened, as spreadsheets put it: a date, an estimate, a month or a year alone, or nothing known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time

from reviews.models import Precision
from wscb.cases.times import NoTime, time_of

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ABOUT = re.compile(r"(?:c\.|ca\.|circa|about|around|approx(?:\.|imately)?|est(?:\.|imated)?|~)\s*", re.IGNORECASE)
_UNKNOWN = {"", "unknown", "not known", "n/k", "nk", "date unknown", "date not known", "?", "-", "–"}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_BRITISH = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{2,4})")
_WORDED = re.compile(
    r"(?:[a-z]{3,9},?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3,9})\.?,?[\s-]+(\d{2,4})", re.IGNORECASE
)
_MONTH = re.compile(r"([a-z]{3,9})\.?,?\s+(\d{4})|(\d{1,2})/(\d{4})", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}")
_TIMED = re.compile(r"(.*\d)(?:[T,]|\s+at\s|\s)\s*(\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?)", re.IGNORECASE)
_EARLIEST, _LATEST = 1900, 2100


class NoDate(ValueError):
    """A text is no date; `str()` says what is wrong with it, without a full stop."""


@dataclass(frozen=True)
class When:
    """A day, how well it is known, the time where there is one, and what was written where that says more."""

    precision: str
    on: date | None = None
    at: time | None = None
    words: str = ""


def read_when(text: str, clock: str = "") -> When:
    """The date and time that two cells give. Raises NoDate, or NoTime for the second.

    A date may be written 27/3/2014, 27 March 2014 or 2014-03-27, with a time after it; "about" makes it an estimate, and
    so does a month or a year alone, whose words are kept.
    """
    written = " ".join(text.split())
    if written.lower() in _UNKNOWN:
        return When(Precision.UNKNOWN, words=f"at {clock.strip()}" if clock.strip() else "")
    about = _ABOUT.match(written)
    rest = written[about.end() :] if about else written
    timed = _TIMED.fullmatch(rest)
    day_text, time_text = (timed[1], timed[2]) if timed else (rest, "")
    at = _time(clock) or (_time(time_text) if timed else None)
    day = _day(day_text.strip(" ,"))
    if day is not None:
        return When(Precision.ESTIMATED if about else Precision.EXACT, day, at, "")
    start = _month_or_year(rest)
    if start is None:
        raise NoDate("is not a date. Write it like 27/3/2014, or leave it empty if it is not known")
    return When(Precision.ESTIMATED, start, at, written)


def _time(text: str) -> time | None:
    short = re.sub(r"(\d{1,2}:\d{2}):\d{2}", r"\1", text.strip())
    if not short or short.lower() in _UNKNOWN:
        return None
    if re.fullmatch(r"\d{4}", short):
        short = f"{short[:2]}:{short[2:]}"
    try:
        return time_of(short)
    except NoTime:
        raise NoTime("is not a time. Write it like 14:30 or 2:30pm") from None


def _day(text: str) -> date | None:
    if found := _ISO.fullmatch(text):
        return _date(found[1], int(found[2]), found[3])
    if found := _BRITISH.fullmatch(text):
        return _date(found[3], int(found[2]), found[1])
    if (found := _WORDED.fullmatch(text)) and (month := _month(found[2])):
        return _date(found[3], month, found[1])
    return None


def _date(year: str, month: int, day: str) -> date:
    if len(year) != len("2014"):
        raise NoDate("must have a year of four figures, like 27/3/2014")
    if not _EARLIEST <= int(year) <= _LATEST:
        raise NoDate("is not a real date")
    try:
        return date(int(year), month, int(day))
    except ValueError:
        raise NoDate("is not a real date") from None


def _month_or_year(text: str) -> date | None:
    """The first day of "May 2012", "5/2012" or "2012"."""
    if _YEAR.fullmatch(text) and _EARLIEST <= int(text) <= _LATEST:
        return date(int(text), 1, 1)
    found = _MONTH.fullmatch(text)
    if found is None:
        return None
    month = _month(found[1]) if found[1] else int(found[3])
    return _date(found[2] or found[4], month, "1") if month else None


def _month(word: str) -> int:
    short = word[:3].lower()
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0


def as_written(when: When) -> tuple[str, str]:
    """Date and time as two cells that `read_when` reads back to the same, for a chronology that leaves."""
    at = f"{when.at:%H:%M}" if when.at else ""
    if when.on is None:
        return "", at
    if when.precision == Precision.ESTIMATED:
        return when.words if _reads_back(when) else f"about {when.on:%d/%m/%Y}", at
    return f"{when.on:%d/%m/%Y}", at


def _reads_back(when: When) -> bool:
    try:
        return bool(when.words) and read_when(when.words).on == when.on
    except (NoDate, NoTime):
        return False
