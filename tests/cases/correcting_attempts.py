"""The acts on what is known of a case, its papers and notes, as they are tried in any order."""

from __future__ import annotations

from typing import Any

from reviews.actions import corrections
from reviews.actions.notification import Answers, Child, Notice, kept_answers
from reviews.process import CR, SCR
from reviews.statement import worksheet_of
from tests import board as b
from tests.cases.trying import common, first, named
from wscb.cases.actions import involvement, papers
from wscb.people.models import User


def revise_worksheet(this: Any, by: User, yes: bool) -> None:
    answers = b.DEATH if yes else b.NO_LIMB
    if this.table is CR:
        answers = Answers(limbs={}, reasons={}, learning="What the school knew." if yes else "What the nurse knew.")
    corrections.revise_worksheet(**common(this, by), answers=answers, because="Read again.", confirmed=b.SIGNED)


def record_death(this: Any, by: User, yes: bool) -> None:
    child = this.case.subjects.get(ordinal=1)
    corrections.record_death(
        **common(this, by), child=child, died_on=this.day, reasons="Died in hospital.", confirmed=b.SIGNED
    )
    if this.table is SCR:
        assert kept_answers(worksheet_of(this.case)).limbs["died"] == "yes"


def correct_facts(this: Any, by: User, yes: bool) -> None:
    where = {"residence": "elsewhere", "other_board": "Halton"} if yes else {"residence": "warrington"}
    notice = Notice(
        received_on=this.case.triggered_on, received_how="letter", incident_kind="death", incident="A fall.", **where
    )
    added = [Child(unborn=True)] if yes else []
    corrections.correct_facts(**common(this, by), notice=notice, children={}, added=added, because="Read again.")


def add_organisation(this: Any, by: User, yes: bool) -> None:
    which = this.board.council if yes else this.board.office
    involvement.add_organisation(**common(this, by), organisation=which)


def add_document(this: Any, by: User, yes: bool) -> None:
    papers.add_document(**common(this, by), kind="panel_paper", title="Summary", upload=b.PAPER)


def strike_document(this: Any, by: User, yes: bool) -> None:
    document = first(this.case.documents)
    papers.strike_document(**common(this, by), document=document, because="Of another case.")


def add_note(this: Any, by: User, yes: bool) -> None:
    papers.add_note(**common(this, by), kind="call", happened_on=this.day, with_whom="A nurse", text="She called.")


ATTEMPTS = named(
    revise_worksheet, record_death, correct_facts, add_organisation, add_document, strike_document, add_note,
)  # fmt: skip
