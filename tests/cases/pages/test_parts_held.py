"""Your work of somebody who owes nothing: it names the reviews they chair or lead, and says so to who answers for an organisation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from tests import board as b
from tests.cases.moments import frozen
from tests.cases.pages.support import asked, url
from wscb.cases.actions import appointments, declarations, information
from wscb.cases.models import Case

pytestmark = pytest.mark.django_db
RECEIVED = date(2026, 3, 2)
DAY = RECEIVED + timedelta(days=20)
PAPER: dict[str, Any] = {"confirmed": b.SIGNED, "paper": b.PAPER, "declared_on": DAY}


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


@pytest.mark.clause("SCR-17", "SCR-33")
@pytest.mark.parametrize(("role", "words"), [("lead_reviewer", "Lead reviewer"), ("review_chair", "Review chair")])
def test_appointee_who_owes_nothing_reads_which_review_is_theirs(
    client: Client, case: Case, role: str, words: str
) -> None:
    client.force_login(case.appointments.get(role=role).user)
    response, queries = asked(client, "/")
    page = response.content.decode()
    assert f'{words} of the Serious Case Review <a class="govuk-link wscb-reference" href="{url(case)}">' in page
    assert "Nothing is owed by you at present" in page
    assert "You have no role" not in page
    assert len(queries) <= 8


def test_somebody_who_is_both_reads_the_review_once(client: Client, board: b.Board, case: Case) -> None:
    lead = case.appointments.get(role="lead_reviewer")
    chair = case.appointments.get(role="review_chair")
    appointments.end_appointment(case=case, by=board.chair, on=DAY, appointment=chair, because="Ill.")
    b.appoint(board, case, on=DAY, role="review_chair", who=lead.user)
    client.force_login(lead.user)
    page = client.get("/").content.decode()
    assert page.count(case.reference) == 2  # the link's text and its address
    assert "Review chair and lead reviewer of the" in page


def test_appointment_to_come_is_named_without_a_link_and_one_that_ended_is_not(
    client: Client, board: b.Board, case: Case
) -> None:
    coming = b.propose(board, case, on=DAY, who=board.outsider)
    appointments.appoint(
        case=case, by=board.chair, on=DAY, appointment=coming, starts_on=DAY + timedelta(1), ends_on=DAY + timedelta(9)
    )
    declarations.declare_independence(case=case, by=board.manager, on=DAY, appointment=coming, **PAPER)
    client.force_login(board.outsider)
    page = client.get("/").content.decode()
    assert "from Monday 23 March 2026" in page
    assert url(case) not in page
    for day, named in ((1, True), (9, True), (10, False)):
        with frozen(DAY + timedelta(days=day)):
            client.force_login(board.outsider)
            page = client.get("/").content.decode()
        assert (f'href="{url(case)}"' in page) is named
        assert ("You have no role at present" in page) is not named


@pytest.mark.clause("SCR-19", "SCR-20")
def test_representative_reads_that_nothing_is_asked_or_owed(client: Client, board: b.Board, case: Case) -> None:
    first = b.representative(board)
    client.force_login(first)
    assert "You have no role at present" in client.get("/").content.decode()
    b.name_representative(board, case, first, on=DAY)
    page = client.get("/").content.decode()
    assert "You answer for Warrington Constabulary when the Board asks for information" in page
    assert case.reference not in page
    request = b.ask(board, case, on=DAY)
    page = client.get("/").content.decode()
    assert case.reference in page
    assert "Nothing is owed by you" not in page
    information.receive_information(
        case=case, by=board.manager, on=DAY, request=request, received_on=DAY, answer="By post."
    )
    page = client.get("/").content.decode()
    assert case.reference in page
    assert "Nothing is owed by you at present" in page
