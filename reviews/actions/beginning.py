"""Beginning a review that the Chair decided to hold."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from wscb.cases import engine
from wscb.cases.models import Case
from wscb.cases.process.registry import act
from wscb.people.models import User


@act("scr.begin_review", "cr.begin_review")
@transaction.atomic
def begin_review(*, case: Case, by: User, on: date, seen: int | None = None) -> None:
    """The work of the review begins (SCR-17). Raises what `engine.begin` raises; NotReady names what is missing."""
    engine.move(engine.begin(case=case, act="begin_review", by=by, on=on, seen=seen))
