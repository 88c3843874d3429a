"""What an entry of a chronology says, before it is one, and the rules that it has to keep."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, time
from uuid import UUID

from reviews.models import ChildSeen, ChronologyEntry, Precision
from wscb import dates
from wscb.people.models import Organisation

LONGEST = 10_000
TEXTS = ("when_words", "source", "event", "child_words", "response", "reasons", "analysis")

Key = tuple[UUID, date | None, time | None, str]


@dataclass(frozen=True, kw_only=True)
class Happening:
    """Something that happened: named as the fields of `ChronologyEntry` are."""

    organisation: Organisation
    event: str
    precision: str = Precision.EXACT
    happened_on: date | None = None
    happened_at: time | None = None
    when_words: str = ""
    source: str = ""
    child_seen: str = ChildSeen.NOT_RECORDED
    child_words: str = ""
    response: str = ""
    reasons: str = ""
    analysis: str = ""

    def facts(self) -> dict[str, object]:
        """The facts by the names of the entry's fields."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def told_by(entry: ChronologyEntry) -> Happening:
    """What an entry says."""
    return Happening(**{field.name: getattr(entry, field.name) for field in fields(Happening)})


def key_of(organisation: UUID, on: date | None, at: time | None, event: str) -> Key:
    """What two entries have in common that say the same: organisation, day, time and what happened."""
    return organisation, on, at, " ".join(event.casefold().split())


def fault_of(told: Happening, *, on: date) -> tuple[str, str] | None:
    """The first rule that it breaks on the local day `on`, as field and words; None when it keeps them all."""
    if not told.event.strip():
        return "event", "Enter what happened"
    for name in TEXTS:
        if len(getattr(told, name)) > LONGEST:
            return name, f"This must be {LONGEST:,} characters or fewer"
    if says := _fault_of_date(told, on):
        return "happened_on", says
    return None


def _fault_of_date(told: Happening, on: date) -> str:
    if told.precision == Precision.UNKNOWN:
        dated = told.happened_on is not None or told.happened_at is not None
        return "Leave date and time empty when it is not known when this happened" if dated else ""
    if told.happened_on is None:
        return "Enter the date, or say that it is not known"
    return f"{dates.long_date(told.happened_on)} is in the future" if told.happened_on > on else ""
