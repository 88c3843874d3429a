"""Asking for the decision bundle (SCR-16)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from reviews.actions.decision import standing_decision
from wscb.cases import editions, engine
from wscb.cases.errors import ActRefused
from wscb.cases.models import Case, FormEdition
from wscb.cases.process.registry import act
from wscb.people.models import User
from wscb.trail.record import record


@act("scr.make_bundle")
@transaction.atomic
def make_bundle(*, case: Case, by: User, on: date) -> FormEdition:
    """Asks for the next edition of the bundle over the decision that stands; the worker renders it, and the trail holds the export.

    Raises ActRefused while one is being prepared.
    """
    turn = engine.begin(case=case, act="make_bundle", by=by, on=on)
    decision = standing_decision(turn.case)
    if decision is None:
        raise ActRefused("There is no decision yet.")
    if decision.editions.filter(form="scr_bundle", state="waiting").exists():
        raise ActRefused("A bundle is being prepared. It appears with the documents within a few minutes.")
    edition = editions.ask_edition(form="scr_bundle", of=decision, by=by, at=turn.at)
    record("case.exported", by=by, subject=turn.case, facts={"what": "decision_bundle", "edition": edition.edition})
    engine.move(turn)
    return edition
