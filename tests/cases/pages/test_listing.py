"""The list of cases: who sees what of it, filters, order and pages by address; searches whose words stand in none."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from reviews.actions import decision
from tests import board as b
from tests.cases.moments import after, frozen
from tests.cases.pages.support import send, url
from wscb.cases.models import Case, Search
from wscb.trail.models import Entry

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)
SEARCH = "/cases/search/"
LIST = "/cases/"


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


def listed(response: Any) -> list[str]:
    """The references on the page, in its order."""
    return [row["case"].reference for row in response.context["rows"]]


def closed(board: b.Board, *, received: date) -> Case:
    case = b.log(board, received=received)
    decision.close(
        case=case,
        by=board.chair,
        on=received,
        closed_as="withdrawn",
        reasons="Withdrawn.",
        confirmed=b.SIGNED,
        seen=case.revision,
    )
    return b.fresh(case)


def test_list_shows_open_cases_by_their_next_date(client: Client, board: b.Board) -> None:
    later, sooner, over = b.log(board, received=DAY), b.log(board, received=after(DAY, -5)), closed(board, received=DAY)
    client.force_login(board.manager)
    with frozen(after(DAY, 1)):
        assert listed(client.get(LIST)) == [sooner.reference, later.reference]
        assert set(listed(client.get(f"{LIST}?show=all"))) == {sooner.reference, later.reference, over.reference}
        assert listed(client.get(f"{LIST}?show=closed")) == [over.reference]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("?due=overdue", ["late"]),
        ("?due=soon", ["running", "soon"]),
        ("?state=referred", ["soon"]),
        ("?reminders=off", ["running"]),
        ("?reminders=on&due=soon", ["soon"]),
        ("?process=scr&sort=received", ["late", "soon", "running"]),
        ("?sort=-received", ["running", "soon", "late"]),
        ("?sort=nonsense&state=nonsense&due=1&page=x", ["late", "running", "soon"]),
    ],
)
def test_list_filters_and_sorts_by_its_address(
    client: Client, board: b.Board, address: str, expected: list[str]
) -> None:
    """Late: the Chair's two days to refer it have passed. Soon: with the panel, to be convened in five working days."""
    cases = {
        "late": b.log(board, received=after(DAY, -7)),
        "soon": b.refer(board, b.log(board, received=after(DAY, -1), on=after(DAY, -1)), on=DAY),
        "running": b.log(board, received=DAY, running=True),
    }
    names = {case.reference: name for name, case in cases.items()}
    client.force_login(board.manager)
    with frozen(DAY):
        found = [names[reference] for reference in listed(client.get(LIST + address))]
    assert (found if "sort" in address else sorted(found)) == (expected if "sort" in address else sorted(expected))


def test_list_sorts_by_state_in_the_order_of_the_table(client: Client, board: b.Board) -> None:
    b.refer(board, b.log(board, received=DAY), on=DAY)
    b.log(board, received=DAY)
    over = b.decided(board, received=DAY)
    client.force_login(board.manager)

    def states(order: str) -> list[str]:
        return [row["case"].state for row in client.get(f"{LIST}?sort={order}").context["rows"]]

    assert over.state == "review"
    assert states("state") == ["notified", "referred", "review"]
    assert states("-state") == ["review", "referred", "notified"]


def test_due_filter_holds_at_its_limits(client: Client, board: b.Board) -> None:
    case = b.log(board, received=DAY)
    due = min(case.steps.values_list("due_on", flat=True))
    client.force_login(board.manager)

    def found(day: date) -> tuple[bool, bool]:
        with frozen(day):
            return bool(listed(client.get(f"{LIST}?due=soon"))), bool(listed(client.get(f"{LIST}?due=overdue")))

    assert [found(after(due, days)) for days in (-8, -7, 0, 1)] == [
        (False, False),
        (True, False),
        (True, False),
        (False, True),
    ]


def test_filters_stand_as_tags_that_take_them_away(client: Client, board: b.Board) -> None:
    client.force_login(board.manager)
    response = client.get(f"{LIST}?state=referred&due=soon&sort=received&page=2")
    assert [(tag["text"], tag["url"]) for tag in response.context["tags"]] == [
        ("State: Referred to the panel / Referred to the Subgroup", "?due=soon&sort=received"),
        ("Due: Due within 7 days", "?state=referred&sort=received"),
    ]
    assert "No case matches these filters" in response.content.decode()
    assert "Clear filters" in response.content.decode()


def test_pages_of_the_list_do_not_overlap_and_keep_the_filter(client: Client, board: b.Board) -> None:
    for _number in range(27):
        b.log(board, received=DAY)
    client.force_login(board.manager)
    first, second = (client.get(f"{LIST}?reminders=on&page={page}") for page in (1, 2))
    assert len(listed(first)) == 25
    assert len(set(listed(first)) | set(listed(second))) == 27
    assert "?reminders=on&amp;page=2" in first.content.decode()


def test_panel_chair_reads_of_a_case_not_referred_its_reference_state_and_date_alone(
    client: Client, board: b.Board
) -> None:
    case = b.log(board, received=DAY)
    client.force_login(board.panel_chair)
    page = client.get(LIST).content.decode()
    assert case.reference in page
    assert url(case) not in page
    assert "Notified" in page
    assert "Refer the notification" not in page
    b.refer(board, case, on=DAY)
    assert url(case) in client.get(LIST).content.decode()


def test_list_is_empty_for_those_without_cases(client: Client, board: b.Board) -> None:
    b.log(board, received=DAY)
    for person in (board.administrator, board.members[0], b.new_board("elsewhere", "Elsewhere").manager):
        client.force_login(person)
        response = client.get(f"{LIST}?show=all")
        assert listed(response) == []
        assert "There is no open case that you may see" in response.content.decode() or response.context["tags"]


CHILD = b.Child(
    given_name="Corin",
    family_name="O’Dell-Marsh",
    date_of_birth=date(2015, 2, 28),
    nhs_number="943 476 5919",
    aliases=("Kip Marsh",),
)


@pytest.mark.parametrize(
    ("answers", "hit"),
    [
        ({"name": "corin"}, True),
        ({"name": "MARSH cor"}, True),
        ({"name": "kip"}, True),
        ({"name": "corin smith"}, False),
        ({"date_of_birth_day": "28", "date_of_birth_month": "2", "date_of_birth_year": "2015"}, True),
        ({"date_of_birth_day": "27", "date_of_birth_month": "2", "date_of_birth_year": "2015"}, False),
        ({"nhs_number": "943-476 5919"}, True),
        ({"nhs_number": "943 476 5918"}, False),
        ({"organisation": "constab"}, True),
        ({"organisation": "hospital"}, False),
        ({"name": "corin", "organisation": "hospital"}, False),
        ({"name": "corin", "nhs_number": "9434765919"}, True),
    ],
)
def test_search_finds_what_matches_every_answer(
    client: Client, board: b.Board, answers: dict[str, str], hit: bool
) -> None:
    case = b.log(board, received=DAY, children=[CHILD])
    b.log(board, received=DAY, organisations=[])
    client.force_login(board.manager)
    response = send(client, SEARCH, answers, page=LIST)
    found = client.get(response["Location"])
    assert (case.reference in listed(found)) is hit
    assert len(listed(found)) == (1 if hit else 0)


def test_reference_is_found_however_it_is_typed(client: Client, board: b.Board) -> None:
    case = b.log(board, received=DAY)
    client.force_login(board.manager)
    typed = f"{case.reference[:4]}-{case.reference[4:]} ".lower().replace("0", "o").replace("1", "l")
    assert listed(client.get(send(client, SEARCH, {"reference": typed}, page=LIST)["Location"])) == [case.reference]


def test_closed_case_is_found_too(client: Client, board: b.Board) -> None:
    case = closed(board, received=DAY)
    client.force_login(board.manager)
    assert listed(client.get(send(client, SEARCH, {"name": "ash"}, page=LIST)["Location"])) == [case.reference]


def test_search_by_name_does_not_tell_a_panel_chair_of_a_case_not_yet_open_to_them(
    client: Client, board: b.Board
) -> None:
    case = b.log(board, received=DAY)
    client.force_login(board.panel_chair)
    for answers in (
        {"name": "winterbourne"},
        {"name": "ash", "reference": case.reference},
        {"organisation": "constabulary"},
    ):
        assert listed(client.get(send(client, SEARCH, answers, page=LIST)["Location"])) == []
    assert listed(client.get(send(client, SEARCH, {"reference": case.reference}, page=LIST)["Location"])) == [
        case.reference
    ]


def test_words_of_a_search_stand_in_no_address_row_or_trail(client: Client, board: b.Board) -> None:
    client.force_login(board.manager)
    response = send(client, SEARCH, {"name": "Canarius Vole", "nhs_number": "9434765919"}, page=LIST)
    search = Search.objects.get()
    assert response["Location"] == f"{LIST}?search={search.pk}"
    (entry,) = Entry.objects.filter(kind="case.searched")
    assert (entry.actor_id, entry.subject_id) == (board.manager.pk, search.pk)
    assert entry.facts == {"asked": ["name", "nhs_number"]}
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM cases_search")
        assert b"Canarius" not in bytes(cursor.fetchone()[0])
    assert search.words == {"name": "Canarius Vole", "nhs_number": "9434765919"}
    assert "Canarius Vole" in client.get(response["Location"]).content.decode()


def test_search_of_another_person_or_of_nobody_is_not_found(client: Client, board: b.Board) -> None:
    client.force_login(board.manager)
    address = send(client, SEARCH, {"name": "ash"}, page=LIST)["Location"]
    assert client.get(address).status_code == 200
    assert client.get(f"{LIST}?search={uuid4()}").status_code == 404
    assert client.get(f"{LIST}?search=ash").status_code == 404
    client.force_login(board.chair)
    assert client.get(address).status_code == 404


def test_search_for_nothing_or_nonsense_says_so_and_keeps_what_was_typed(client: Client, board: b.Board) -> None:
    client.force_login(board.manager)
    empty = send(client, SEARCH, {}, page=LIST)
    assert empty.context["search_form"].errors["name"] == ["Enter something to search for"]
    wrong = send(client, SEARCH, {"name": "Ash", "nhs_number": "12345"}, page=LIST)
    page = wrong.content.decode()
    assert '<a href="#id_nhs_number">NHS number must have 10 figures, like 943 476 5919</a>' in page
    assert 'value="Ash"' in page
    assert not Search.objects.exists()


def test_second_click_on_search_keeps_one_search(client: Client, board: b.Board) -> None:
    client.force_login(board.manager)
    page = client.get(LIST)
    answers = {**page.context["search_form"].hidden, "name": "ash"}
    first, second = client.post(SEARCH, answers), client.post(SEARCH, answers)
    assert first["Location"] == second["Location"]
    assert Search.objects.count() == 1


@pytest.mark.clause("CR-01")
def test_list_says_the_kind_of_each_case_and_filters_and_sorts_by_it(client: Client, board: b.Board) -> None:
    serious, case_review = b.log(board, received=DAY), b.log(board, received=DAY, kind="cr")
    client.force_login(board.manager)
    page = client.get(f"{LIST}?sort=kind")
    assert listed(page) == [case_review.reference, serious.reference]
    assert listed(client.get(f"{LIST}?sort=-kind")) == [serious.reference, case_review.reference]
    for words in ("Serious Case Review", "Case Review"):
        assert f'data-label="Kind">{words}</td>' in page.content.decode()
    filtered = client.get(f"{LIST}?process=cr&state=referred&show=all")
    assert [tag["text"] for tag in filtered.context["tags"]] == [
        "State: Referred to the Subgroup",
        "Kind: Case Review",
        "Show: Open and closed cases",
    ]
    assert listed(client.get(f"{LIST}?process=cr")) == [case_review.reference]
    assert listed(client.get(f"{LIST}?process=scr")) == [serious.reference]
    assert {serious.reference, case_review.reference} == set(listed(client.get(f"{LIST}?process=nonsense")))


@pytest.mark.clause("CR-01")
def test_search_finds_cases_of_both_kinds_and_is_narrowed_to_one(client: Client, board: b.Board) -> None:
    serious, case_review = b.log(board, received=DAY), b.log(board, received=DAY, kind="cr")
    client.force_login(board.manager)
    found = send(client, SEARCH, {"name": "winterbourne"}, page=LIST)["Location"]
    assert set(listed(client.get(found))) == {serious.reference, case_review.reference}
    assert listed(client.get(f"{found}&process=cr")) == [case_review.reference]
