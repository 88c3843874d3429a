"""Entries of a chronology to test with."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from reviews.actions.chronology import add_entry
from reviews.chronology.happening import Happening
from reviews.models import ChronologyEntry
from tests import board as b
from wscb.cases.models import Case
from wscb.people.models import Organisation

TODAY = date(2026, 4, 20)


def entered(
    board: b.Board,
    case: Case,
    event: str,
    on: date | None,
    at: time | None = None,
    *,
    of: Organisation | None = None,
    **more: Any,
) -> ChronologyEntry:
    """An entry typed in by the manager; of the police, unless `of` says otherwise."""
    told = Happening(organisation=of or board.police, event=event, happened_on=on, happened_at=at, **more)
    return add_entry(case=case, by=board.manager, on=TODAY, told=told)
