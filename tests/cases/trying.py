"""What the acts have in common that are tried in any order."""

from __future__ import annotations

from typing import Any

from wscb.cases.errors import ActRefused
from wscb.people.models import User


def common(this: Any, by: User) -> dict[str, Any]:
    return {"case": this.case, "by": by, "on": this.day}


def first(rows: Any) -> Any:
    found = rows.first()
    if found is None:
        raise ActRefused("There is none.")
    return found
