"""The acts of the six months, as they are tried in any order."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from reviews.actions import extensions, interim, milestones, proceedings
from reviews.actions.milestones import Planned
from reviews.vocabularies import MILESTONE
from tests import board as b
from tests.cases.trying import common, first, named
from wscb.people.models import User

OFTEN = ("plan_milestones", "record_proceedings", "ask_extension", "answer_extension", "update_proceedings")


def plan_milestones(this: Any, by: User, yes: bool) -> None:
    planned = set(this.case.milestones.values_list("code", flat=True))
    left = [word.code for word in MILESTONE if word.code not in planned]
    later = this.day + timedelta(days=40 if yes else 300)
    one = Planned(left[0], later) if left and yes else Planned("other", later, title="A day with the school")
    milestones.plan_milestones(**common(this, by), planned=[one, *([Planned(left[1], this.day)] if left[1:] else [])])


def standing(this: Any) -> Any:
    return first(this.case.milestones.filter(reached_on__isnull=True, dropped_on__isnull=True))


def reach_milestone(this: Any, by: User, yes: bool) -> None:
    milestones.reach_milestone(**common(this, by), milestone=standing(this), reached_on=this.day)


def move_milestone(this: Any, by: User, yes: bool) -> None:
    until = this.day + timedelta(days=20 if yes else 200)
    milestones.move_milestone(**common(this, by), milestone=standing(this), until=until, because="Leave.")


def drop_milestone(this: Any, by: User, yes: bool) -> None:
    milestones.drop_milestone(**common(this, by), milestone=standing(this), because="Not needed.")


def ask_extension(this: Any, by: User, yes: bool) -> None:
    until = this.day + timedelta(days=400 if yes else 100)
    why = {"grounds": ["court_proceedings"], "because": "A trial.", "meanwhile": "Nothing yet."}
    extensions.ask_extension(**common(this, by), **why, until=until)


def answer_extension(this: Any, by: User, yes: bool) -> None:
    until = this.day + timedelta(days=420) if yes else None
    signed = {"confirmed": b.SIGNED, "seen": this.case.revision}
    extensions.answer_extension(**common(this, by), **signed, until=until, reasons="Considered.")


def record_interim_learning(this: Any, by: User, yes: bool) -> None:
    said = {"points": "Visits.", "action": "A checklist."} if yes else {"none_because": "Too early."}
    interim.record_interim_learning(**common(this, by), **said)


def record_proceedings(this: Any, by: User, yes: bool) -> None:
    next_on = this.day + timedelta(days=50) if yes else None
    proceedings.record_proceedings(
        **common(this, by), kind="inquest", status="listed", blocks=["publication"], next_on=next_on
    )


def running(this: Any) -> Any:
    return first(this.case.proceedings.filter(ended_on__isnull=True))


def update_proceedings(this: Any, by: User, yes: bool) -> None:
    next_on = this.day + timedelta(days=30) if yes else None
    told = {"said": "Adjourned.", "status": "adjourned", "blocks": ["interviews"] if yes else []}
    proceedings.update_proceedings(**common(this, by), proceedings=running(this), next_on=next_on, **told)


def end_proceedings(this: Any, by: User, yes: bool) -> None:
    proceedings.end_proceedings(
        **common(this, by), proceedings=running(this), ended_on=this.day, said="A conclusion was reached."
    )


ATTEMPTS = named(
    plan_milestones, reach_milestone, move_milestone, drop_milestone, ask_extension, answer_extension,
    record_interim_learning, record_proceedings, update_proceedings, end_proceedings,
)  # fmt: skip
