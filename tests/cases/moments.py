"""Moments for tests: a clock on a wall in Warrington, and the whole process frozen at it."""

from datetime import date, datetime, time, timedelta

import time_machine

from wscb.dates import LONDON


def london(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """The moment at which it is this time in London on the day."""
    return datetime.combine(day, time(hour, minute), tzinfo=LONDON)


def frozen(day: date, hour: int = 9, minute: int = 0) -> time_machine.travel:
    """Holds every clock of the process at this London time: `with frozen(day): ...`."""
    return time_machine.travel(london(day, hour, minute), tick=False)


def after(day: date, days: int) -> date:
    """So many days after the day; before it, for a negative number."""
    return day + timedelta(days=days)
