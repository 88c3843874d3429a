"""The only place that asks the time. Rules and actions are given dates; only the edge calls these two."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

_held: ContextVar[datetime | None] = ContextVar("held_clock", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _held.get() or datetime.now(UTC)


def today() -> date:
    """Today's date as the Board's office reads it (Europe/London)."""
    return now().astimezone(LONDON).date()


@contextmanager
def held_at(moment: datetime) -> Iterator[None]:
    """Holds this clock at a moment. For the demo's invented past and for nothing else; tests freeze the whole process."""
    token = _held.set(moment)
    try:
        yield
    finally:
        _held.reset(token)
