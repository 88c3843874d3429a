"""The acts on information that organisations are asked for, as they are tried in any order."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests import board as b
from tests.cases.trying import common, first, named
from wscb.cases.actions import information, representing
from wscb.cases.models import InformationRequest
from wscb.people.models import User


def asked_of_police(this: Any, **which: object) -> InformationRequest:
    return first(this.case.information_requests.filter(**which))


def ask_information(this: Any, by: User, yes: bool) -> None:
    kind = "brief" if yes else "agency_report"
    information.ask_information(**common(this, by), organisation=this.board.police, question="What contact?", kind=kind)


def receive_information(this: Any, by: User, yes: bool) -> None:
    request = first(this.case.information_requests.filter(received_on__isnull=True))
    information.receive_information(**common(this, by), request=request, received_on=this.day, answer="None.")


def name_representative(this: Any, by: User, yes: bool) -> None:
    user = b.representative(this.board)
    representing.name_representative(**common(this, by), organisation=this.board.police, user=user)


def record_engagement(this: Any, by: User, yes: bool) -> None:
    how = {"engagement": "engaged"} if yes else {"engagement": "declined", "declined_because": "No contact."}
    representing.record_engagement(**common(this, by), organisation=this.board.police, **how)


def check_information(this: Any, by: User, yes: bool) -> None:
    request = asked_of_police(this, state="received")
    later = this.day + timedelta(days=10)
    outcome = {"accepted": True} if yes else {"accepted": False, "missing": "The dates.", "new_due_on": later}
    information.check_information(**common(this, by), request=request, points=b.ALL_POINTS, **outcome)


def answer_more_time(this: Any, by: User, yes: bool) -> None:
    request = asked_of_police(this, more_time__answered_on__isnull=True, more_time__isnull=False)
    until = this.day + timedelta(days=20) if yes else None
    information.answer_more_time(**common(this, by), request=request, granted_until=until, answer="As agreed.")


def submit_information(this: Any, by: User, yes: bool) -> None:
    request = asked_of_police(this, received_on__isnull=True)
    seen = b.write_return(request, by=by, on=this.day)
    representing.submit_information(**common(this, by), request=request, seen=seen)


def ask_more_time(this: Any, by: User, yes: bool) -> None:
    until = this.day + timedelta(days=60)
    representing.ask_more_time(**common(this, by), request=asked_of_police(this), until=until, because="Leave.")


def delegate_request(this: Any, by: User, yes: bool) -> None:
    colleague = b.representative(this.board, "Second")
    representing.delegate(**common(this, by), request=asked_of_police(this), to=colleague)


def end_delegation(this: Any, by: User, yes: bool) -> None:
    colleague = b.representative(this.board, "Second")
    representing.end_delegation(**common(this, by), request=asked_of_police(this), of=colleague)


def hand_over_request(this: Any, by: User, yes: bool) -> None:
    colleague = b.representative(this.board, "Second")
    representing.hand_over(**common(this, by), request=asked_of_police(this), to=colleague)


ATTEMPTS = named(
    ask_information, receive_information, name_representative, record_engagement, check_information, answer_more_time,
    submit_information, ask_more_time, delegate_request, end_delegation, hand_over_request,
)  # fmt: skip
