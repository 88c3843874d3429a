"""The acts on the chronology, as they are tried in any order."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from reviews.actions import chronology, chronology_imports
from reviews.chronology.happening import Happening
from reviews.models import ChronologyEntry, ChronologyImport
from tests.cases.trying import common, first, named
from wscb.people.models import User


def happened(this: Any, what: str) -> Happening:
    return Happening(organisation=this.board.police, event=what, happened_on=this.day - timedelta(days=400))


def an_entry(this: Any) -> ChronologyEntry:
    return first(ChronologyEntry.objects.filter(case=this.case).order_by("pk"))


def add_chronology(this: Any, by: User, yes: bool) -> None:
    chronology.add_entry(**common(this, by), told=happened(this, "A visit."))


def import_chronology(this: Any, by: User, yes: bool) -> None:
    chronology_imports.import_entries(
        **common(this, by), organisation=this.board.police, file_name="police.csv", content=str(yes),
        entries=[(2, happened(this, "A call.")), (3, happened(this, "Another call."))],
    )  # fmt: skip


def correct_chronology(this: Any, by: User, yes: bool) -> None:
    told = happened(this, "A visit by two officers.")
    chronology.correct_entry(**common(this, by), entry=an_entry(this), told=told, because="Read again.")


def comment_chronology(this: Any, by: User, yes: bool) -> None:
    chronology.comment_on_entry(**common(this, by), entry=an_entry(this), text="Was the child alone?")


def strike_chronology(this: Any, by: User, yes: bool) -> None:
    chronology.strike_entry(**common(this, by), entry=an_entry(this), because="Of another child.")


def withdraw_chronology(this: Any, by: User, yes: bool) -> None:
    imported = first(ChronologyImport.objects.filter(case=this.case).order_by("pk"))
    chronology_imports.withdraw_import(**common(this, by), imported=imported, because="The wrong file.")


ATTEMPTS = named(
    add_chronology, import_chronology, correct_chronology, comment_chronology, strike_chronology, withdraw_chronology,
)  # fmt: skip
