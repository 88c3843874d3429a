"""How an action stood at a moment, read from its record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from wscb.learning.enums import ActionState, RecordKind
from wscb.learning.reading import ActionRow


@dataclass(frozen=True)
class Stood:
    """How an action stood at a moment: its state in words, the day that counts for it (none for the first proposal), what it said."""

    state: str
    on: date | None
    what: str


def stood(row: ActionRow, moment: datetime) -> Stood:
    """How the action stood at the moment (UTC). What ended before there were records goes by its `ended_at`."""
    action, record = row.action, row.record
    since = [one for one in record if one.at > moment]
    what = next((one.what for one in since if one.kind == RecordKind.PROPOSED and one.what), action.what)
    before = [one for one in record if one.at <= moment]
    if before:
        return Stood(before[-1].get_kind_display(), before[-1].on, what)
    if not record and action.ended_at and action.ended_at <= moment:
        return Stood(action.get_state_display(), action.ended_on, what)
    return Stood(str(ActionState.PROPOSED.label), None, what)
