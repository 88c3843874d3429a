"""An organisation's own pages: its task list to the sending, who reaches them, and that every sight is in the trail (SCR-20)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests import board as b
from tests.cases.browsing import boxes, paper
from tests.cases.moments import frozen
from tests.cases.pages.support import asked as counted
from wscb.cases import returns
from wscb.cases.actions import information, representing
from wscb.cases.models import Case, InformationRequest
from wscb.dates import long_date
from wscb.people.models import User
from wscb.trail.models import Entry

pytestmark = pytest.mark.django_db

RECEIVED = date(2026, 3, 2)
DAY = date(2026, 3, 20)
ABOUT = "The boy of the family at 3 Nowhere Lane."
PAGES = ("", "author/", "answer/", "finished/", "officer/", "send/", "more-time/", "colleagues/")


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


@pytest.fixture
def first(board: b.Board, case: Case) -> User:
    user = b.representative(board)
    b.name_representative(board, case, user, on=DAY)
    return user


@pytest.fixture
def asked(board: b.Board, case: Case, first: User) -> InformationRequest:
    return b.ask(board, case, on=DAY, kind="agency_report", about=ABOUT)


def url(asked: InformationRequest, page: str = "") -> str:
    return f"/requests/{asked.pk}/{page}"


def fill(client: Client, address: str, **answers: object) -> Any:
    shown = client.get(address)
    assert shown.status_code == 200, address
    return client.post(address, {**shown.context["form"].hidden, **answers})


def write(client: Client, asked: InformationRequest) -> None:
    author = {"author_name": "Lee Quill", "author_role": "Reviewer", "author_independent": "on"}
    assert fill(client, url(asked, "author/"), **author)["Location"] == url(asked)
    words = {"nil_return": "yes", "answer": "Seen twice.", "upload": paper("report.txt")}
    assert fill(client, url(asked, "answer/"), **words)["Location"] == url(asked, "answer/")
    assert "report.txt" in client.get(url(asked, "answer/")).content.decode()
    assert fill(client, url(asked, "finished/"), finished="yes")["Location"] == url(asked)
    officer = {"officer_name": "Ray Stone", "officer_role": "Superintendent", **boxes("officer_signed_on", DAY)}
    assert fill(client, url(asked, "officer/"), **officer)["Location"] == url(asked)


@pytest.mark.clause("SCR-20", "CR-12")
def test_a_representative_goes_from_your_work_through_the_task_list_to_the_sending(
    client: Client, board: b.Board, asked: InformationRequest, first: User
) -> None:
    client.force_login(first)
    work = client.get("/").content.decode()
    assert "Requests to your organisation" in work
    assert url(asked) in work
    assert "To be sent" in work
    page = client.get(url(asked)).content.decode()
    assert "What contact did you have?" in page
    assert ABOUT in page
    assert "Cannot start yet" in page
    assert f"working days from {long_date(DAY)}, that day not counted (SCR-20)" in page
    assert client.get(url(asked, "send/"))["Location"] == url(asked)
    write(client, asked)
    sent = fill(client, url(asked, "send/"))
    assert sent["Location"] == url(asked)
    asked.refresh_from_db()
    assert asked.state == "received"
    assert [one.title for one in asked.case.documents.filter(kind="information")] == [
        f"Agency report from {board.police}"
    ]
    page = client.get(url(asked)).content.decode()
    assert "is reading it" in page
    assert client.get(url(asked, "author/"))["Location"] == url(asked)


def test_a_second_click_sends_once(client: Client, asked: InformationRequest, first: User) -> None:
    client.force_login(first)
    write(client, asked)
    hidden = client.get(url(asked, "send/")).context["form"].hidden
    assert [client.post(url(asked, "send/"), hidden)["Location"] for _click in range(2)] == [url(asked)] * 2
    assert asked.returns.count() == 1


def test_an_answer_saved_meanwhile_by_a_colleague_is_told_and_nothing_typed_is_lost(
    client: Client, asked: InformationRequest, first: User
) -> None:
    client.force_login(first)
    hidden = client.get(url(asked, "author/")).context["form"].hidden
    b.write_return(asked, by=first, on=DAY)
    sent = {**hidden, "author_name": "Another Name", "author_independent": "on"}
    page = client.post(url(asked, "author/"), sent).content.decode()
    assert "Someone changed this while you had it open" in page
    assert "Another Name" in page


WRONG = {
    "author/": ({"author_name": "Lee"}, "author_independent"),
    "answer/": ({"nil_return": "no"}, "answer"),
    "finished/": ({}, "finished"),
    "officer/": (
        {"officer_name": "Ray", "officer_role": "Chief", **boxes("officer_signed_on", DAY + timedelta(days=1))},
        "officer_signed_on",
    ),
    "more-time/": ({"because": "Leave.", **boxes("until", DAY + timedelta(days=1))}, "until"),
}


def test_each_part_says_what_is_wrong_with_it(client: Client, asked: InformationRequest, first: User) -> None:
    client.force_login(first)
    found = {}
    for page, (answers, _field) in WRONG.items():
        response = fill(client, url(asked, page), **answers)
        assert response.status_code == 200
        found[page] = list(response.context["form"].errors)
    assert found == {page: [name] for page, (_answers, name) in WRONG.items()}


@pytest.fixture
def people(board: b.Board, case: Case, asked: InformationRequest, first: User) -> dict[str, User]:
    colleague, former = b.representative(board, "Colleague"), b.representative(board, "Former")
    delegate, other = b.representative(board, "Delegate"), b.representative(board, "Other", board.health)
    b.name_representative(board, case, other, on=DAY)
    b.ask(board, case, on=DAY, organisation=board.health)
    representing.delegate(case=case, by=first, on=DAY, request=asked, to=former)
    representing.end_delegation(case=case, by=first, on=DAY, request=asked, of=former)
    representing.delegate(case=case, by=first, on=DAY, request=asked, to=delegate)
    b.write_return(asked, by=first, on=DAY)
    return {
        "mine": first,
        "delegate": delegate,
        "colleague without delegation": colleague,
        "ended": former,
        "of another organisation": other,
        "business manager": board.manager,
        "board chair": board.chair,
        "administrator": board.administrator,
    }


REACH = {"mine": set(PAGES), "delegate": set(PAGES) - {"colleagues/"}}


@pytest.mark.clause("SCR-20")
def test_each_page_opens_to_who_answers_the_request_and_is_not_there_for_anybody_else(
    client: Client, asked: InformationRequest, people: dict[str, User]
) -> None:
    for who, person in people.items():
        client.force_login(person)
        for method in ("get", "post"):
            reached = {page for page in PAGES if getattr(client, method)(url(asked, page)).status_code != 404}
            assert reached == REACH.get(who, set()), (who, method)
    client.logout()
    for page in PAGES:
        assert client.get(url(asked, page))["Location"].startswith("/account/login/")
        assert client.post(url(asked, page)).status_code in (302, 403)


@pytest.mark.clause("SCR-20")
def test_nothing_else_of_the_case_opens_to_a_representative_nor_the_answers_of_others(
    client: Client, board: b.Board, case: Case, asked: InformationRequest, people: dict[str, User]
) -> None:
    theirs = case.information_requests.get(organisation=board.health)
    client.force_login(people["mine"])
    names = ("case", "tasks", "people", "organisations", "documents", "decisions", "messages", "timeline")
    addresses = [reverse(f"cases:{name}", args=[case.reference]) for name in names]
    addresses += [
        reverse("cases:request", args=[case.reference, asked.pk]),
        reverse("cases:act", args=[case.reference, "submit_information"]),
        reverse("cases:act", args=[case.reference, "check_information"]),
        reverse("reviews:review", args=[case.reference]),
        *(url(theirs, page) for page in PAGES),
    ]
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 404)
    assert case.reference not in client.get("/cases/?show=all").content.decode()


def test_pages_hold_nothing_of_the_child_but_what_the_request_says(
    client: Client, board: b.Board, case: Case, first: User
) -> None:
    asked = b.ask(board, case, on=DAY)
    client.force_login(first)
    for page in ("", "author/", "answer/", "more-time/", "colleagues/"):
        shown = client.get(url(asked, page)).content.decode()
        for word in (b.CHILD.family_name, b.CHILD.given_name, "Nowhere Lane", "signs of life"):
            assert not re.search(rf"\b{word}\b", shown), (page, word)


def test_every_sight_of_a_request_and_of_its_files_is_in_the_trail(
    client: Client, asked: InformationRequest, first: User
) -> None:
    client.force_login(first)
    client.get(url(asked))
    client.get(url(asked, "author/"))
    file = returns.add_file(asked, by=first, upload=b.PAPER)
    response = client.get(url(asked, f"files/{file.pk}/"))
    assert response["Content-Disposition"].startswith(f'attachment; filename="request-{asked.case.reference}-')
    read = Entry.objects.filter(kind="information.read", actor_id=first.pk, subject_id=asked.case.pk)
    assert [entry.facts["page"] for entry in read.order_by("pk")] == ["request", "part"]
    assert Entry.objects.filter(kind="information.file_read", actor_id=first.pk).count() == 1


def test_a_file_is_removed_once_asked_and_only_from_ones_own_return(
    client: Client, board: b.Board, asked: InformationRequest, first: User
) -> None:
    file = returns.add_file(asked, by=first, upload=b.PAPER)
    client.force_login(first)
    address = url(asked, f"files/{file.pk}/remove/")
    assert client.get(address).status_code == 200
    assert fill(client, address)["Location"] == url(asked, "answer/")
    assert client.get(url(asked, f"files/{file.pk}/")).status_code == 404


@pytest.mark.clause("SCR-19")
def test_work_is_shared_ended_and_handed_over(
    client: Client, board: b.Board, asked: InformationRequest, first: User
) -> None:
    second = b.representative(board, "Second")
    client.force_login(first)
    shared = fill(client, url(asked, "colleagues/"), user=str(second.pk), what="delegate")
    assert shared["Location"] == url(asked)
    assert second.name in client.get(url(asked)).content.decode()
    assert fill(client, url(asked, f"colleagues/{second.pk}/end/"))["Location"] == url(asked)
    hidden = client.get(url(asked, "colleagues/")).context["form"].hidden
    sent = {**hidden, "user": str(second.pk), "what": "hand_over"}
    assert [client.post(url(asked, "colleagues/"), sent)["Location"] for _click in range(2)] == ["/", "/"]
    assert client.get(url(asked)).status_code == 404
    client.force_login(second)
    assert client.get(url(asked)).status_code == 200


def test_your_work_asks_no_more_for_many_requests(client: Client, board: b.Board, case: Case, first: User) -> None:
    b.ask(board, case, on=DAY)
    client.force_login(first)
    client.get("/")
    _response, few = counted(client, "/")
    for _number in range(4):
        b.ask(board, case, on=DAY)
    response, many = counted(client, "/")
    assert len(response.context["asked"]) == 5
    assert len(many) == len(few) <= 8


def without_token(response: HttpResponse) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())


def test_a_request_of_others_looks_as_one_that_does_not_exist(
    client: Client, board: b.Board, asked: InformationRequest
) -> None:
    client.force_login(board.outsider)
    nowhere = client.get("/requests/00000000-0000-4000-8000-000000000000/")
    assert without_token(client.get(url(asked))) == without_token(nowhere)
    assert mail.outbox == []
    assert information.owed_step(asked) is not None
