"""A time of day as people write it."""

from __future__ import annotations

import re
from datetime import time

NOON = 12
MORNING = 7  # a meeting at 2:30 is in the afternoon, or a slip

_TIME = re.compile(r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s*(?P<half>[ap])?\.?(?:m\.?)?", re.IGNORECASE)
_ENTER = "Enter a time, like 10:30am or 14:30"


class NoTime(ValueError):
    """A text is no time of day, or may be one of two; `str()` says what to enter, without a full stop."""


def time_of(text: str) -> time:
    """10:30, 2pm, 2.30 pm, 14:30 as a time. Raises NoTime for what is none, or may be morning or afternoon."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        raise NoTime(_ENTER)
    hour, half = int(found["hour"]), (found["half"] or "").lower()
    if half and not 1 <= hour <= NOON:
        raise NoTime(_ENTER)
    if not half and hour < MORNING and len(found["hour"]) == 1:
        raise NoTime(f"Say whether {text} is in the morning or the afternoon, like {text}pm")
    if half:
        hour = hour % NOON + (NOON if half == "p" else 0)
    try:
        return time(hour, int(found["minute"] or 0))
    except ValueError:
        raise NoTime(_ENTER) from None
