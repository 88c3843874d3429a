"""The notices and the forms that come back, the National Panel’s questions and the bundle, as they are tried in any order."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from reviews.actions import bundle, notices
from tests import board as b
from tests.cases.trying import Attempt, common, first, named
from wscb.cases.actions import papers, scrutiny
from wscb.people.models import User


def noticed(code: str) -> Attempt:
    def notice(this: Any, by: User, yes: bool) -> None:
        record = notices.record_outcome_notice if "outcome" in code else notices.record_notice
        record(**common(this, by), act=code, sent_on=this.day, sent_by_name="Morgan Ellis", copy=b.PAPER)

    return notice


def receive_form_1(this: Any, by: User, yes: bool) -> None:
    notices.receive_form(**common(this, by), act="receive_form_1")


def receive_form_2(this: Any, by: User, yes: bool) -> None:
    notices.receive_form(**common(this, by), act="receive_form_2")


def receive_form_3(this: Any, by: User, yes: bool) -> None:
    notices.receive_form(**common(this, by), act="receive_form_3")


def receive_form_4(this: Any, by: User, yes: bool) -> None:
    notices.receive_form(**common(this, by), act="receive_form_4")


def log_scrutiny(this: Any, by: User, yes: bool) -> None:
    scrutiny.log_scrutiny(
        **common(this, by), received_on=this.day, from_whom="The Panel’s office", question="Why?",
        wanted_by=this.day + timedelta(days=20) if yes else None,
    )  # fmt: skip


def answer_scrutiny(this: Any, by: User, yes: bool) -> None:
    asked = first(this.case.scrutiny_requests.filter(answer__isnull=not yes))
    scrutiny.answer_scrutiny(**common(this, by), request=asked, sent_on=this.day, answer="As reasoned.")


def record_scrutiny_attendance(this: Any, by: User, yes: bool) -> None:
    scrutiny.record_scrutiny_attendance(
        **common(this, by), attended_on=this.day, who=this.board.chair if yes else this.board.manager, outcome="Noted."
    )


def make_bundle(this: Any, by: User, yes: bool) -> None:
    bundle.make_bundle(**common(this, by))


ATTEMPTS = {code: noticed(code) for code in papers.NOTICES} | named(
    receive_form_1, receive_form_2, receive_form_3, receive_form_4, log_scrutiny, answer_scrutiny,
    record_scrutiny_attendance, make_bundle,
)  # fmt: skip
