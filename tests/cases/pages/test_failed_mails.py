"""An e-mail that could not be sent stands on its case and in the manager's work until the manager answers for it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from reviews.actions import surveys
from tests import board as b
from tests.reviews.contributing import hearing as h
from wscb import clock
from wscb.cases.models import Case
from wscb.messages.actions import queue
from wscb.messages.models import Message, Status

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)
HEADING = "E-mails that could not be sent"


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def case(board: b.Board) -> Case:
    return b.log(board, received=DAY)


@pytest.fixture
def failed(board: b.Board, case: Case) -> Message:
    """The news of the notification, which the Chair's mail server refused."""
    message: Message = case.messages.get(message__recipient=board.chair).message
    message.status, message.last_error = Status.FAILED, "SMTPRecipientsRefused:550"
    message.save()
    return message


def page(client: Client, user: b.User, address: str) -> str:
    client.force_login(user)
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def answered(client: Client, user: b.User, case: Case, message: Message, answer: str) -> Any:
    client.force_login(user)
    address = f"/cases/{case.reference}/messages/{message.pk}/"
    form = client.get(address).context["form"]
    return client.post(address, {**form.hidden, "answer": answer})


def test_failed_mail_stands_in_the_managers_work_and_on_the_case(
    client: Client, board: b.Board, case: Case, failed: Message
) -> None:
    address = f'href="/cases/{case.reference}/messages/{failed.pk}/"'
    home = page(client, board.manager, "/")
    assert HEADING in home
    assert f"Notification logged: case {case.reference}" in home
    assert (board.chair.name in home, address in home) == (True, True)
    messages = page(client, board.manager, f"/cases/{case.reference}/messages/")
    assert ("Could not be sent" in messages, address in messages) == (True, True)
    chairs = page(client, board.chair, f"/cases/{case.reference}/messages/")
    assert ("Could not be sent" in chairs, address in chairs) == (True, False)


def test_failed_mail_is_in_nobody_elses_work(client: Client, board: b.Board, failed: Message) -> None:
    elsewhere = b.new_board("halton", "Halton")
    for user in (board.chair, board.panel_chair, board.administrator, board.outsider, elsewhere.manager):
        assert HEADING not in page(client, user, "/")


def test_work_without_a_failed_mail_has_no_word_of_it(client: Client, board: b.Board, case: Case) -> None:
    assert HEADING not in page(client, board.manager, "/")


def test_failed_mail_is_sent_again(client: Client, board: b.Board, case: Case, failed: Message) -> None:
    response = answered(client, board.manager, case, failed, "again")
    assert response["Location"] == f"/cases/{case.reference}/messages/"
    failed.refresh_from_db()
    assert (failed.status, failed.last_error) == (Status.QUEUED, "")
    assert HEADING not in page(client, board.manager, "/")


def test_failed_mail_whose_recipient_was_told_otherwise_leaves_the_work_and_stays_on_the_case(
    client: Client, board: b.Board, case: Case, failed: Message
) -> None:
    answered(client, board.manager, case, failed, "told")
    assert HEADING not in page(client, board.manager, "/")
    messages = page(client, board.manager, f"/cases/{case.reference}/messages/")
    assert ("Could not be sent" in messages, "Told in another way" in messages) == (True, True)
    assert client.get(f"/cases/{case.reference}/messages/{failed.pk}/").status_code == 404


def test_nobody_but_the_manager_answers_for_it(client: Client, board: b.Board, case: Case, failed: Message) -> None:
    address = f"/cases/{case.reference}/messages/{failed.pk}/"
    for user in (board.chair, board.panel_chair, board.administrator, board.outsider):
        client.force_login(user)
        assert (client.get(address).status_code, client.post(address, {"answer": "told"}).status_code) == (404, 404)
    failed.refresh_from_db()
    assert failed.settled_at is None


def test_answer_has_to_be_chosen(client: Client, board: b.Board, case: Case, failed: Message) -> None:
    response = answered(client, board.manager, case, failed, "")
    assert "Select what is to be done about this e-mail" in response.content.decode()


def test_mail_that_was_sent_has_no_such_page(client: Client, board: b.Board, case: Case) -> None:
    client.force_login(board.manager)
    message = case.messages.get(message__recipient=board.chair).message
    assert client.get(f"/cases/{case.reference}/messages/{message.pk}/").status_code == 404


@pytest.fixture
def letter(board: b.Board) -> Message:
    """A survey that is listed with no case, to somebody whose mail server refused it."""
    sent: Message = queue(
        kind=surveys.KIND, to=board.members[0], payload={"area": str(board.area.pk)}, by=board.chair, at=clock.now()
    )
    sent.status, sent.last_error = Status.FAILED, "SMTPRecipientsRefused:550"
    sent.save()
    return sent


@pytest.mark.clause("GEN-18")
def test_a_letter_of_no_case_stands_in_the_managers_work_until_it_is_answered_for(
    client: Client, board: b.Board, letter: Message
) -> None:
    address = f"/letters/{letter.pk}/"
    home = page(client, board.manager, "/")
    assert ("How fair a review was found" in home, f'href="{address}"' in home, board.members[0].name in home) == (
        True, True, True,
    )  # fmt: skip
    assert HEADING not in page(client, board.chair, "/")
    form = client.get(address)
    assert form.status_code == 404
    client.force_login(board.manager)
    sent = {**client.get(address).context["form"].hidden, "answer": "again"}
    assert client.post(address, sent)["Location"] == "/"
    letter.refresh_from_db()
    assert letter.status == Status.QUEUED
    assert HEADING not in page(client, board.manager, "/")


def test_a_letter_of_another_area_is_not_answered_for(client: Client, board: b.Board, letter: Message) -> None:
    letter.payload = {"area": str(b.new_board("halton", "Halton").area.pk)}
    letter.save()
    client.force_login(board.manager)
    assert client.get(f"/letters/{letter.pk}/").status_code == 404
    assert HEADING not in page(client, board.manager, "/")


@pytest.mark.clause("GEN-05")
def test_an_invitation_to_contribute_that_failed_is_shown_by_its_reference_alone(
    client: Client, board: b.Board
) -> None:
    case = b.under_way(board, received=DAY)
    on = DAY + timedelta(days=30)
    person = h.invite(board, h.professional(board, case, on=on), on=on, email="officer@police.example")
    message = person.invitation
    message.status = Status.FAILED
    message.save()
    assert f"Invitation to contribute: case {case.reference}" in page(client, board.manager, "/")
