"""What was sent back: its page says what is missing, keeps what was typed, and asks for a sign-off since then (SCR-20)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests import board as b
from tests.cases.browsing import boxes
from tests.cases.moments import frozen
from tests.cases.pages.support import asked as counted
from wscb.cases import returns
from wscb.cases.actions import information, representing
from wscb.cases.errors import ActRefused
from wscb.cases.models import Case, InformationRequest
from wscb.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.clause("SCR-20", "CR-12")]

DAY = date(2026, 3, 20)
LATER = DAY + timedelta(days=9)
MISSING = "The second visit, and who decided."


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with frozen(DAY):
        yield


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def case(board: b.Board) -> Case:
    return b.under_way(board, received=date(2026, 3, 2))


@pytest.fixture
def first(board: b.Board, case: Case) -> User:
    user = b.representative(board)
    b.name_representative(board, case, user, on=DAY)
    return user


@pytest.fixture
def asked(board: b.Board, case: Case, first: User) -> InformationRequest:
    return b.ask(board, case, on=DAY, kind="agency_report")


def send(asked: InformationRequest, first: User) -> None:
    seen = b.write_return(asked, by=first, on=DAY)
    representing.submit_information(case=asked.case, by=first, on=DAY, request=asked, seen=seen)


def send_back(board: b.Board, asked: InformationRequest, missing: str = MISSING) -> None:
    information.check_information(
        case=asked.case, by=board.manager, on=DAY, request=asked, points=b.ALL_POINTS,
        accepted=False, missing=missing, new_due_on=LATER,
    )  # fmt: skip
    asked.refresh_from_db()


def fill(client: Client, address: str, **answers: object) -> object:
    shown = client.get(address)
    return client.post(address, {**shown.context["form"].hidden, **answers})


def test_every_page_says_what_is_missing_and_what_has_to_be_given_again(
    client: Client, board: b.Board, asked: InformationRequest, first: User
) -> None:
    returns.add_file(asked, by=first, upload=b.PAPER)
    send(asked, first)
    client.force_login(first)
    request = reverse("requests:request", args=[asked.pk])
    assert "What is missing" not in client.get(request).content.decode()
    send_back(board, asked)
    parts = [reverse("requests:part", args=[asked.pk, part]) for part in ("author", "answer", "finished", "officer")]
    for address in (request, *parts):
        page = client.get(address).content.decode()
        assert MISSING in page, address
        assert "have it signed off again" in page, address
    tasks = client.get(request).context["parts"]
    assert {part["code"]: part["done"] for part in tasks} == {
        "author": True, "answer": True, "finished": False, "officer": False,
    }  # fmt: skip
    answer, officer = (client.get(parts[place]).content.decode() for place in (1, 3))
    assert "Seen twice." in answer
    assert "paper.txt" in answer
    assert 'value="Ray Stone"' in officer
    assert 'value="Superintendent"' in officer


def test_sign_off_of_a_day_before_it_was_sent_back_is_refused_with_everything_typed_kept(
    client: Client, board: b.Board, asked: InformationRequest, first: User
) -> None:
    send(asked, first)
    send_back(board, asked)
    client.force_login(first)
    address = reverse("requests:part", args=[asked.pk, "officer"])
    names = {"officer_name": "Dana Wells", "officer_role": "Chief officer"}
    refused = fill(client, address, **names, **boxes("officer_signed_on", DAY - timedelta(days=1)))
    page = refused.content.decode()  # type: ignore[attr-defined]
    assert "The sign-off must be on or after Friday 20 March 2026, when it was sent back." in page
    assert 'value="Dana Wells"' in page
    assert "officer" in returns.missing(returns.being_written(asked))
    with frozen(DAY + timedelta(days=1)):
        client.force_login(first)
        assert fill(client, address, **names, **boxes("officer_signed_on", DAY)).status_code == 302  # type: ignore[attr-defined]
    kept = returns.being_written(asked)
    assert kept is not None
    assert (kept.officer_name, kept.officer_signed_on) == ("Dana Wells", DAY)


def test_what_was_being_written_when_an_answer_came_another_way_is_kept_without_its_sign_off(
    board: b.Board, asked: InformationRequest, first: User
) -> None:
    b.write_return(asked, by=first, on=DAY - timedelta(days=1))
    information.receive_information(
        case=asked.case, by=board.manager, on=DAY, request=asked, received_on=DAY, answer="A letter."
    )
    send_back(board, asked)
    kept = returns.being_written(asked)
    assert kept is not None
    assert (kept.number, kept.answer, kept.author_name, kept.officer_name) == (
        1,
        "Seen twice.",
        "Lee Quill",
        "Ray Stone",
    )
    assert returns.missing(kept) == ["finished", "officer"]
    with pytest.raises(ActRefused, match="Complete every part"):
        representing.submit_information(case=asked.case, by=first, on=DAY, request=asked, seen=kept.version)


def test_pages_of_a_request_ask_no_more_however_often_it_was_sent_back(
    client: Client, board: b.Board, case: Case, asked: InformationRequest, first: User
) -> None:
    addresses = {
        board.manager: reverse("cases:request", args=[case.reference, asked.pk]),
        first: reverse("requests:request", args=[asked.pk]),
    }
    parts = {first: [reverse("requests:part", args=[asked.pk, part]) for part in ("answer", "officer")]}

    def queries() -> dict[str, int]:
        found = {}
        for user, address in addresses.items():
            client.force_login(user)
            for page in (address, *parts.get(user, ())):
                client.get(page)
                _response, sql = counted(client, page)
                assert len(sql) <= 20, page + "\n".join(sql)
                found[page] = len(sql)
        return found

    def round_of(files: int, missing: str, until: date) -> None:
        for _number in range(files):
            returns.add_file(asked, by=first, upload=b.PAPER)
        representing.ask_more_time(case=case, by=first, on=DAY, request=asked, until=until, because="Leave.")
        send(asked, first)
        send_back(board, asked, missing)

    round_of(1, "The first.", LATER + timedelta(days=90))
    few = queries()
    for number in range(3):
        round_of(2, f"Again {number}.", LATER + timedelta(days=100 + number))
    assert queries() == few
