"""The acts of the report, as they are tried in any order."""

from __future__ import annotations

from typing import Any

from reviews.actions import acceptance, lessons, report
from reviews.actions.publication import Chosen
from tests import board as b
from tests.cases.contributing_attempts import NEXT as HEARD
from tests.cases.contributing_attempts import answer_everybody
from tests.cases.trying import DESPITE, common, first, named
from tests.reviews import reporting as r
from wscb.people.models import User

NEXT = {
    "under_review": (
        *HEARD,
        "write_report",
        "write_report",
        "submit_report",
        "submit_report",
        "record_comment",
        "answer_comment",
    ),
    "report_submitted": (
        "accept_report",
        "accept_report",
        "accept_report",
        "return_report",
        "record_comment",
        "recommend_publication",
    ),
    "completed": ("advise_partner", "acknowledge_lessons"),
}


def write_report(this: Any, by: User, yes: bool) -> None:
    sections = {**r.SECTIONS, "why": f"Read on {this.day}, {'again' if yes else 'once'}."}
    report.write_report(**common(this, by), sections=sections)


def upload_report(this: Any, by: User, yes: bool) -> None:
    report.upload_report(**common(this, by), upload=r.PDF, summary=f"Read on {this.day}, {yes}.")


def record_comment(this: Any, by: User, yes: bool) -> None:
    report.record_comment(
        **common(this, by), organisation=this.board.police, text="It was a Tuesday.", received_on=this.day
    )


def answer_comment(this: Any, by: User, yes: bool) -> None:
    waiting = first(this.case.report_comments.filter(answered_on__isnull=True))
    report.answer_comment(**common(this, by), comment=waiting, answer="Put right.")


def redact_report(this: Any, by: User, yes: bool) -> None:
    report.redact_report(
        **common(this, by), passage="A name.", ground="legal" if yes else "welfare", reason="An order."
    )


def lift_redaction(this: Any, by: User, yes: bool) -> None:
    report.lift_redaction(**common(this, by), redaction=first(this.case.redactions), because="The order ended.")


def answer_checklist(this: Any, by: User, yes: bool) -> None:
    acceptance.answer_checklist(**common(this, by), answers=r.ANSWERS)


def submit_report(this: Any, by: User, yes: bool) -> None:
    report.submit_report(**common(this, by))


def confirm_checklist(this: Any, by: User, yes: bool) -> None:
    acceptance.confirm_checklist(**common(this, by))


def return_report(this: Any, by: User, yes: bool) -> None:
    acceptance.return_report(**common(this, by), missing="The child’s voice.", seen=this.case.revision)


def accept_report(this: Any, by: User, yes: bool, seen: int | None = None) -> None:
    """The Chair sees to what is missing first, most of the time."""
    if seen is None and yes and by == this.board.chair and this.case.state == "report_submitted":
        for comment in this.case.report_comments.filter(answered_on__isnull=True):
            report.answer_comment(
                case=this.case, by=this.board.manager, on=this.day, comment=comment, answer="Put right."
            )
        answer_everybody(this)
        r.check(this.board, this.case, on=this.day)
        if this.case.process == "cr":
            r.recommend_publication(this.board, this.case, on=this.day, despite=DESPITE)
        this.case = b.fresh(this.case)
    read = this.case.revision if seen is None else seen
    acceptance.accept_report(
        **common(this, by), reasons="It answers.", delay_reasons="A trial.", confirmed=b.SIGNED, seen=read,
        publication=Chosen(choice="whole_report", reasons="All of it can be read."), despite=DESPITE,
    )  # fmt: skip


def recommend_publication(this: Any, by: User, yes: bool) -> None:
    r.recommend_publication(
        this.board,
        this.case,
        on=this.day,
        by=by,
        choice="learning_points",
        assessment=r.SAFE if yes else r.UNSAFE,
        despite=DESPITE,
    )


def advise_partner(this: Any, by: User, yes: bool) -> None:
    partner = this.board.council if yes else this.board.police
    lessons.advise_partner(
        **common(this, by),
        organisation=partner,
        sent_on=this.day,
        sent_by_name="Morgan Ellis",
        copy=b.PAPER,
        despite=DESPITE,
    )


def acknowledge_lessons(this: Any, by: User, yes: bool) -> None:
    advice = first(this.case.lessons_advice.filter(acknowledged_on__isnull=True))
    lessons.acknowledge_lessons(**common(this, by), advice=advice, acknowledged_on=this.day, how="By e-mail.")


ATTEMPTS = named(
    write_report, upload_report, record_comment, answer_comment, redact_report, lift_redaction, answer_checklist,
    submit_report, confirm_checklist, return_report, recommend_publication, accept_report, advise_partner,
    acknowledge_lessons,
)  # fmt: skip
