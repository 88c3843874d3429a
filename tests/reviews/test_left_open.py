"""What is still open when the report is accepted: read before, signed with it, closed with the reason, told (SCR-34, SCR-20)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from reviews.left_open import ENDED, TOLD, UNREAD, left_open
from tests import board as b
from tests.cases.browsing import opened
from tests.cases.moments import frozen
from tests.cases.pages.support import asked as counted
from tests.reviews import reporting as r
from wscb import clock
from wscb.cases.actions import appointments, information, representing
from wscb.cases.errors import ActRefused
from wscb.cases.models import Case, InformationRequest
from wscb.messages.sending import send_due
from wscb.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.clause("SCR-34", "SCR-20")]

DAY = r.RECEIVED + timedelta(days=105)
BECAUSE = "The Board has accepted the report, which completes the review."


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with frozen(DAY):
        yield


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def first(board: b.Board) -> User:
    return b.representative(board)


@pytest.fixture
def case(board: b.Board, first: User) -> Case:
    """With the Board: the police were asked twice and answered once, health was asked and represents nobody."""
    case = b.under_way(board, received=r.RECEIVED)
    b.name_representative(board, case, first, on=DAY)
    b.ask(board, case, on=DAY)
    answered = b.ask(board, case, on=DAY, kind="agency_report")
    seen = b.write_return(answered, by=first, on=DAY)
    representing.submit_information(case=case, by=first, on=DAY, request=answered, seen=seen)
    b.ask(board, case, on=DAY, organisation=board.health)
    r.write(board, case, on=DAY)
    case = r.submit(board, case, on=DAY)
    r.check(board, case, on=DAY)
    return b.fresh(case)


def asked(case: Case, **which: object) -> InformationRequest:
    return case.information_requests.get(**which)


def test_chair_reads_what_is_still_open_before_signing(client: Client, board: b.Board, case: Case) -> None:
    found = {(one.title, one.about, one.owed_by, one.becomes) for one in left_open(case, on=DAY)}
    assert found >= {
        ("Send the brief information asked for", "Warrington Constabulary", "First Answerer", TOLD),
        ("Send the brief information asked for", "Warrington Hospitals", "Organisation’s representative (nobody named)", TOLD),
        ("Check what an organisation sent", "Warrington Constabulary", "Morgan Ellis", UNREAD),
    }  # fmt: skip
    assert not {"Complete the review", "Accept the report, or return it"} & {title for title, *_ in found}
    page = opened(client, board.chair, case, "accept_report").content.decode()
    assert "What is still open" in page
    for words in (TOLD, UNREAD, "Warrington Hospitals", "First Answerer"):
        assert words in page


def test_lead_reviewer_who_was_to_be_replaced_is_among_it(board: b.Board, case: Case) -> None:
    for row in case.appointments.filter(role="lead_reviewer", withdrawn_on__isnull=True):
        appointments.end_appointment(case=case, by=board.chair, on=DAY, appointment=row, because="Ill.")
    (one,) = [one for one in left_open(case, on=DAY) if one.code == "propose_lead"]
    assert (one.about, one.owed_by, one.becomes) == ("", board.manager.name, ENDED)


def test_acceptance_closes_what_organisations_owe_with_the_reason_and_says_so_in_what_is_signed(
    board: b.Board, case: Case
) -> None:
    entry = r.accept(board, case, on=DAY)
    closed = case.information_requests.filter(state="closed")
    assert {(one.organisation, one.closed_on, one.closed_because) for one in closed} == {
        (board.police, DAY, BECAUSE),
        (board.health, DAY, BECAUSE),
    }
    assert asked(case, kind="agency_report").state == "received"
    still = set(case.steps.filter(done_on__isnull=True).values_list("code", flat=True))
    assert not still & {"information", "written_information", "check_information", "answer_more_time"}
    signed = {(one["title"], one["about"]) for one in entry.content["left_open"]}
    assert ("Send the brief information asked for", "Warrington Hospitals") in signed


def test_representative_is_told_by_mail_and_on_their_page(
    client: Client, board: b.Board, case: Case, first: User
) -> None:
    r.accept(board, case, on=DAY)
    send_due(now=clock.now)
    (told,) = [one for one in mail.outbox if one.subject == f"Closed: {case.reference}"]
    assert told.to == [first.email]
    assert "Winterbourne" not in str(told.message())
    client.force_login(first)
    request = asked(case, state="closed", organisation=board.police)
    page = client.get(reverse("requests:request", args=[request.pk])).content.decode()
    assert BECAUSE in page
    assert "What you have to do" not in page
    assert "Closed unanswered" in client.get("/").content.decode()
    part = client.get(reverse("requests:part", args=[request.pk, "answer"]))
    assert part["Location"] == reverse("requests:request", args=[request.pk])
    client.force_login(board.manager)
    office = client.get(reverse("cases:request", args=[case.reference, request.pk])).content.decode()
    assert BECAUSE in office


def test_closed_request_takes_no_answer_and_nothing_is_sent_back_any_more(
    client: Client, board: b.Board, case: Case, first: User
) -> None:
    r.accept(board, case, on=DAY)
    closed = asked(case, state="closed", organisation=board.police)
    how = {"case": case, "on": DAY, "request": closed}
    with pytest.raises(ActRefused, match="closed unanswered"):
        information.receive_information(by=board.manager, received_on=DAY, answer="Late.", **how)  # type: ignore[arg-type]
    with pytest.raises(ActRefused, match="has closed this request"):
        b.write_return(closed, by=first, on=DAY)
    with pytest.raises(ActRefused):
        representing.submit_information(by=first, seen=0, **how)  # type: ignore[arg-type]
    answered = asked(case, state="received")
    with pytest.raises(ActRefused, match="case is closed"):
        information.check_information(
            case=case, by=board.manager, on=DAY, request=answered, points=b.ALL_POINTS,
            accepted=False, missing="Dates.", new_due_on=DAY + timedelta(days=9),
        )  # fmt: skip


@pytest.mark.clause("SCR-22")
@pytest.mark.parametrize(("days", "open_then"), [(0, []), (1, ["interim_learning"])], ids=["at", "after"])
def test_interim_learning_is_left_open_only_once_it_was_asked_for(
    board: b.Board, days: int, open_then: list[str]
) -> None:
    found = left_open(r.with_board(board), on=r.COMPLETE_BY + timedelta(days=days))
    assert [one.code for one in found if one.code != "answer_checklist"] == open_then


def test_with_nothing_open_the_page_says_so(client: Client, board: b.Board) -> None:
    case = r.with_board(board)
    r.check(board, case, on=DAY)
    case = b.fresh(case)
    assert left_open(case, on=DAY) == []
    page = opened(client, board.chair, case, "accept_report").content.decode()
    assert "Nothing that accepting the report would close is open." in page


def test_page_asks_no_more_for_many_open_requests(client: Client, board: b.Board, case: Case) -> None:
    address = reverse("cases:act", args=[case.reference, "accept_report"])
    client.force_login(board.chair)
    client.get(address)
    _page, few = counted(client, address)
    step = case.steps.filter(code="information", done_on__isnull=True).first()
    assert step is not None
    for number in range(4):
        organisation = b.Organisation.objects.create(name=f"Service {number}", kind="other")
        request = InformationRequest.objects.create(
            case=case, organisation=organisation, question="What?", asked_by=board.manager, asked_on=DAY
        )
        case.steps.create(case=case, code="information", about=request.pk, opened_on=DAY, starts_on=DAY, due_on=DAY)
    page, many = counted(client, address)
    assert page.content.decode().count("Service ") == 4
    assert len(many) == len(few)
