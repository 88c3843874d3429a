"""How an action stood at a moment, read from its record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from wscb import dates
from wscb.learning.enums import RecordKind
from wscb.learning.reading import ActionRow


@dataclass(frozen=True)
class Stood:
    """How an action stood at a moment: its state in words with the day that counts for it, and what was to be done."""

    how: str
    what: str


def stood(row: ActionRow, moment: datetime) -> Stood:
    """How the action stood at the moment (UTC). What ended before there were records goes by its `ended_at`."""
    action, record = row.action, row.record
    since = [one for one in record if one.at > moment]
    what = next((one.what for one in since if one.kind == RecordKind.PROPOSED and one.what), action.what)
    before = [one for one in record if one.at <= moment]
    if before:
        last = before[-1]
        return Stood(f"{last.get_kind_display().lower()} on {dates.long_date(last.on)}", what)
    if not record and action.ended_on and action.ended_at and action.ended_at <= moment:
        return Stood(f"{action.get_state_display().lower()} on {dates.long_date(action.ended_on)}", what)
    return Stood("proposed", what)
