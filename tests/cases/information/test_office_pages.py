"""The Board's office: names representatives, asks, reads what came, checks it, gives more time (SCR-19, SCR-20)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests import board as b
from tests.cases.browsing import boxes, done, errors_of, nothing_to_do, opened
from tests.cases.moments import frozen
from tests.cases.pages.support import asked as counted
from wscb.cases import returns
from wscb.cases.actions import information, representing
from wscb.cases.models import Case, InformationRequest
from wscb.messages.models import Message
from wscb.people.models import User

pytestmark = pytest.mark.django_db

RECEIVED = date(2026, 3, 2)
DAY = date(2026, 3, 20)
POINTS = b.ALL_POINTS


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with frozen(DAY):
        yield


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def case(board: b.Board) -> Case:
    return b.under_way(board, received=RECEIVED)


def sent_by(board: b.Board, case: Case) -> InformationRequest:
    """The police were asked and have answered, with a file."""
    first = b.representative(board)
    b.name_representative(board, case, first, on=DAY)
    asked = b.ask(board, case, on=DAY)
    returns.add_file(asked, by=first, upload=b.PAPER)
    seen = b.write_return(asked, by=first, on=DAY)
    representing.submit_information(case=case, by=first, on=DAY, request=asked, seen=seen)
    return asked


@pytest.mark.clause("SCR-19", "CR-12")
def test_somebody_without_an_account_is_invited_and_named(
    client: Client, board: b.Board, case: Case, django_capture_on_commit_callbacks: Any
) -> None:
    b.ask(board, case, on=DAY)
    assert board.police.name in opened(client, board.manager, case, "name_representative").content.decode()
    sent = {"name": "Lee Quill", "email": "Lee.Quill@police.example"}
    with django_capture_on_commit_callbacks(execute=True):
        response = done(client, board.manager, case, "name_representative", str(board.police.pk), **sent)
    assert response.status_code == 302
    user = User.objects.get(email="lee.quill@police.example")
    assert user.organisation == board.police
    assert case.representatives.get(organisation=board.police, ended_on__isnull=True).user == user
    assert [message.to for message in mail.outbox] == [[user.email]]
    assert Message.objects.filter(kind="information.asked", recipient=user).count() == 1


def test_an_address_that_is_taken_and_an_empty_form_are_told(client: Client, board: b.Board, case: Case) -> None:
    common = (client, board.manager, case, "name_representative", str(board.police.pk))
    b.ask(board, case, on=DAY)
    assert list(errors_of(done(*common))) == ["name", "email"]
    assert list(errors_of(done(*common, name="Avery", email=board.chair.email))) == ["email"]
    assert not case.representatives.exists()


@pytest.mark.clause("SCR-20", "CR-12")
def test_the_organisations_page_shows_each_with_its_state_representative_and_requests(
    client: Client, board: b.Board, case: Case
) -> None:
    asked = sent_by(board, case)
    b.ask(board, case, on=DAY, organisation=board.council)
    client.force_login(board.manager)
    page = client.get(reverse("cases:organisations", args=[case.reference])).content.decode()
    for words in ("Engaged", "First Answerer", "Received", board.council.name, "Nobody yet"):
        assert words in page, words
    assert reverse("cases:request", args=[case.reference, asked.pk]) in page
    review = client.get(reverse("reviews:review", args=[case.reference])).content.decode()
    assert "1 of 2 requests answered" in review


@pytest.mark.clause("SCR-20")
def test_what_was_sent_is_read_and_checked(client: Client, board: b.Board, case: Case) -> None:
    asked = sent_by(board, case)
    client.force_login(board.manager)
    address = reverse("cases:request", args=[case.reference, asked.pk])
    page = client.get(address).content.decode()
    for words in ("Seen twice.", "Lee Quill", "Ray Stone, Superintendent", "Check what an organisation sent"):
        assert words in page, words
    assert str(asked.pk) in opened(client, board.manager, case, "check_information").content.decode()
    back = {**POINTS, "outcome": "send_back", "missing": "", **boxes("new_due_on", DAY + timedelta(days=7))}
    assert list(errors_of(done(client, board.manager, case, "check_information", str(asked.pk), **back))) == ["missing"]
    back["missing"] = "The second visit."
    assert done(client, board.manager, case, "check_information", str(asked.pk), **back)["Location"] == address
    page = client.get(address).content.decode()
    assert "The second visit." in page
    assert "It answers every question that was asked: yes" in page
    client.force_login(b.representative(board))
    assert "The second visit." in client.get(f"/requests/{asked.pk}/").content.decode()


def test_more_time_is_answered(client: Client, board: b.Board, case: Case) -> None:
    first = b.representative(board)
    b.name_representative(board, case, first, on=DAY)
    asked = b.ask(board, case, on=DAY)
    until = DAY + timedelta(days=30)
    representing.ask_more_time(case=case, by=first, on=DAY, request=asked, until=until, because="Sick leave.")
    assert "Sick leave." in opened(client, board.manager, case, "answer_more_time", str(asked.pk)).content.decode()
    answer = {"outcome": "yes", **boxes("granted_until", until), "answer": ""}
    assert done(client, board.manager, case, "answer_more_time", str(asked.pk), **answer).status_code == 302
    step = information.owed_step(asked)
    assert step is not None
    assert step.due_on == until


@pytest.mark.clause("SCR-19")
def test_how_an_organisation_takes_part_is_recorded(client: Client, board: b.Board, case: Case) -> None:
    common = (client, board.manager, case, "record_engagement", str(board.police.pk))
    assert list(errors_of(done(*common, engagement="declined"))) == ["declined_because"]
    assert done(*common, engagement="declined", declined_because="Proceedings.").status_code == 302
    assert case.involved_organisations.get(organisation=board.police).engagement == "declined"


def test_what_is_not_waiting_is_said(client: Client, board: b.Board, case: Case) -> None:
    assert "Nothing that was sent is waiting" in nothing_to_do(client, board.manager, case, "check_information")
    assert "No organisation is waiting" in nothing_to_do(client, board.manager, case, "answer_more_time")


def test_pages_ask_no_more_for_many_organisations_and_requests(client: Client, board: b.Board, case: Case) -> None:
    sent_by(board, case)
    client.force_login(board.manager)
    address = reverse("cases:organisations", args=[case.reference])
    client.get(address)
    _response, few = counted(client, address)
    for number in range(4):
        organisation = b.Organisation.objects.create(name=f"Service {number}", kind="other")
        b.name_representative(board, case, b.representative(board, "One", organisation), on=DAY)
        b.ask(board, case, on=DAY, organisation=organisation)
    _response, many = counted(client, address)
    assert len(many) == len(few) <= 20, "\n".join(many)


def test_a_draft_of_the_organisation_is_not_shown_to_the_office(client: Client, board: b.Board, case: Case) -> None:
    first = b.representative(board)
    b.name_representative(board, case, first, on=DAY)
    asked = b.ask(board, case, on=DAY)
    b.write_return(asked, by=first, on=DAY)
    returns.add_file(asked, by=first, upload=b.PAPER)
    client.force_login(board.manager)
    page = client.get(reverse("cases:request", args=[case.reference, asked.pk])).content.decode()
    assert "Seen twice." not in page
    assert not case.documents.filter(kind="information").exists()


@pytest.mark.clause("SCR-20")
def test_tasks_name_the_organisation_that_they_are_about(client: Client, board: b.Board, case: Case) -> None:
    b.ask(board, case, on=DAY)
    client.force_login(board.manager)
    for address in (reverse("cases:tasks", args=[case.reference]), reverse("cases:case", args=[case.reference])):
        row = client.get(address).content.decode().partition("information asked for")[2]
        assert board.police.name in row.partition("</tr>")[0], address
