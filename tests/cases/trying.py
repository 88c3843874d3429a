"""What the acts have in common that are tried in any order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests import board as b
from wscb.cases.errors import ActRefused
from wscb.people.models import User

Attempt = Callable[..., None]
DESPITE = "The coroner agreed to it."
"""Why an act is done although it is blocked; it says nothing where nothing blocks it."""


def named(*attempts: Attempt) -> dict[str, Attempt]:
    """Each attempt under the code of its act, which is its name."""
    return {attempt.__name__: attempt for attempt in attempts}


def common(this: Any, by: User) -> dict[str, Any]:
    return {"case": this.case, "by": by, "on": this.day}


def signed(this: Any, seen: int | None) -> dict[str, Any]:
    """A signature to the case as it was `seen`; as it is now, if no revision is given."""
    return {"confirmed": b.SIGNED, "seen": this.case.revision if seen is None else seen}


def first(rows: Any) -> Any:
    found = rows.first()
    if found is None:
        raise ActRefused("There is none.")
    return found
