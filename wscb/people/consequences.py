"""What follows elsewhere from a change to a person: apps above say it beforehand, and carry it out in the same transaction.

A move, an end of access and an interest each end parts that the person has in cases, of which this part of the software knows nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wscb.people.models import Organisation, User


class Change(StrEnum):
    """What happens to a person."""

    MOVED = "moved"
    LEFT = "left"
    TIED = "tied"


Foresee = Callable[[User, Change, Organisation | None, User, date], list[str]]
CarryOut = Callable[[User, Change, User | None, date], None]


@dataclass(frozen=True)
class Consequence:
    """`foresee(person, change, to, asker, on)` says in sentences what would end; `carry_out(person, change, by, on)` ends it.

    `to` is the organisation that somebody moves to, or has an interest in. `asker` is told of no more than they may see.
    """

    foresee: Foresee
    carry_out: CarryOut


_registered: dict[str, Consequence] = {}


def register_consequence(code: str, consequence: Consequence) -> None:
    """Adds what follows in an app above; called when the app starts."""
    _registered[code] = consequence


def foreseen(person: User, change: Change, *, asker: User, on: date, to: Organisation | None = None) -> list[str]:
    """What would follow from the change on the day, one sentence each."""
    return [words for one in _registered.values() for words in one.foresee(person, change, to, asker, on)]


def carry_out(person: User, change: Change, *, by: User | None, on: date) -> None:
    """Has everything follow that follows from the change, in the caller's transaction; `by` is None for the system."""
    for one in _registered.values():
        one.carry_out(person, change, by, on)
