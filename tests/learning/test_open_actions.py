"""The open actions of all cases on one page: who sees which, filtered, ordered, paged, and as a file (GEN-13)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO

import pytest
from django.test import Client

from tests import board as b
from tests.cases.moments import frozen
from tests.cases.pages.support import asked
from tests.learning import learn
from wscb.cases.actions import involvement
from wscb.cases.models import Case
from wscb.learning.actions import undertakings
from wscb.learning.models import LearningAction
from wscb.trail.models import Entry

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 20)
LATER = date(2026, 4, 20)
ADDRESS = "/actions/"


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def cases(board: b.Board) -> list[Case]:
    """Two cases; of the first the police owe one action that is overdue and one that is not, of the second health one that is."""
    with frozen(DAY):
        first, second = (b.log(board, received=DAY) for _ in range(2))
        found = learn.raised(board, first, on=DAY)
        other = learn.raised(board, second, on=DAY, kind="good_practice", theme="recording")
        learn.acted(board, found, on=DAY, due_on=LATER - timedelta(days=1), what="Tell the teams.")
        learn.acted(board, found, on=DAY, due_on=LATER, what="=HYPERLINK(1)")
        learn.acted(
            board, other, on=DAY, due_on=LATER - timedelta(days=5), what="Keep a log.", organisation=board.health
        )
    return [first, second]


@pytest.fixture(autouse=True)
def later() -> Iterator[None]:
    with frozen(LATER):
        yield


def listed(client: Client, query: str = "") -> list[str]:
    response = client.get(ADDRESS + query)
    assert response.status_code == 200
    return [row.action.what for row, _theme in response.context["rows"]]


@pytest.mark.clause("GEN-13", "SCR-22")
def test_the_manager_and_the_chair_see_all_open_actions_overdue_first(
    client: Client, board: b.Board, cases: list[Case]
) -> None:
    for person in (board.manager, board.chair):
        client.force_login(person)
        assert listed(client) == ["Keep a log.", "Tell the teams.", "=HYPERLINK(1)"]
    text = client.get(ADDRESS).content.decode()
    assert "3 not closed, 2 overdue" in text
    counts = {one.name: (one.open, one.late) for one in client.get(ADDRESS).context["organisations"]}
    assert counts == {board.police.name: (2, 1), board.health.name: (1, 1)}


def test_nobody_else_has_the_page_and_nobody_sees_a_case_that_is_not_theirs(
    client: Client, board: b.Board, cases: list[Case]
) -> None:
    for person in (board.panel_chair, board.administrator, board.outsider, b.representative(board)):
        client.force_login(person)
        assert client.get(ADDRESS).status_code == 404
    client.force_login(b.new_board("elsewhere", "Elsewhere").manager)
    assert listed(client) == []
    assert "Every action is closed, or none has been given" in client.get(ADDRESS).content.decode()
    involvement.record_interest(case=cases[0], by=board.manager, on=LATER, user=board.chair, interest="A neighbour.")
    client.force_login(board.chair)
    assert listed(client) == ["Keep a log."]


def test_every_case_on_the_list_is_read_and_the_trail_holds_it(
    client: Client, board: b.Board, cases: list[Case]
) -> None:
    client.force_login(board.manager)
    listed(client)
    seen = Entry.objects.filter(kind="learning.actions_listed", actor_id=board.manager.pk)
    assert {entry.subject_id for entry in seen} == {case.pk for case in cases}


def test_the_list_is_filtered_and_ordered_by_its_address(client: Client, board: b.Board, cases: list[Case]) -> None:
    client.force_login(board.manager)
    assert listed(client, f"?organisation={board.health.pk}") == ["Keep a log."]
    assert listed(client, "?theme=information_sharing&due=overdue") == ["Tell the teams."]
    assert listed(client, "?due=coming") == ["=HYPERLINK(1)"]
    assert listed(client, "?kind=good_practice") == ["Keep a log."]
    assert listed(client, "?sort=-due") == ["=HYPERLINK(1)", "Tell the teams.", "Keep a log."]
    assert listed(client, "?sort=organisation") == ["Tell the teams.", "=HYPERLINK(1)", "Keep a log."]
    assert listed(client, "?sort=-organisation")[0] == "Keep a log."
    assert listed(client, "?sort=theme")[-1] == "Keep a log."
    assert len(listed(client, "?sort=nonsense&theme=nonsense&due=nonsense&organisation=nonsense&page=nonsense")) == 3
    assert "No action matches these filters" in client.get(ADDRESS + "?kind=good_practice&due=coming").content.decode()
    tags = client.get(ADDRESS + "?due=overdue&sort=-due&page=1").context["tags"]
    assert tags == [{"text": "Due: Overdue", "url": "?sort=-due"}]


def test_what_is_closed_or_dropped_is_no_longer_listed(client: Client, board: b.Board, cases: list[Case]) -> None:
    first, second, third = LearningAction.objects.order_by("added_at", "case__reference", "pk")
    undertakings.complete_action(
        case=first.case, by=board.manager, on=LATER, action=first, done_on=LATER, account="Told."
    )
    client.force_login(board.manager)
    assert first.what in listed(client)
    assert listed(client, "?state=reported") == [first.what]
    assert first.what not in listed(client, "?due=overdue") + listed(client, "?due=coming")
    assert "1 reported done" in client.get(ADDRESS).content.decode()
    learn.closed(board, first, on=LATER)
    undertakings.drop_action(case=second.case, by=board.manager, on=LATER, action=second, because="Not needed.")
    assert listed(client) == [third.what]
    assert listed(client, "?state=closed") == [first.what]
    assert {one.name: one.closed for one in client.get(ADDRESS).context["organisations"]}[first.organisation.name] == 1


def test_the_file_holds_what_is_shown_and_no_cell_is_a_formula(
    client: Client, board: b.Board, cases: list[Case]
) -> None:
    client.force_login(board.manager)
    response = client.get(f"{ADDRESS}?organisation={board.police.pk}&export=csv")
    assert response["Content-Disposition"] == 'attachment; filename="actions-2026-04-20.csv"'
    heading, *rows = csv.reader(StringIO(response.content.decode("utf-8-sig")))
    assert heading[:2] == ["Organisation", "Case"]
    assert [(row[4], row[7], row[8]) for row in rows] == [
        ("Tell the teams.", "2026-04-19", "Proposed, overdue"),
        ("'=HYPERLINK(1)", "2026-04-20", "Proposed"),
    ]
    (entry,) = Entry.objects.filter(kind="learning.exported")
    assert entry.facts == {"rows": 2}


def test_the_list_is_paged_and_asks_no_more_for_many_cases_than_for_few(
    client: Client, board: b.Board, cases: list[Case]
) -> None:
    client.force_login(board.manager)
    client.get(ADDRESS)
    few = asked(client, ADDRESS)[1]
    with frozen(DAY):
        for _number in range(24):
            found = learn.raised(board, b.log(board, received=DAY), on=DAY)
            learn.acted(board, found, on=DAY, due_on=LATER)
    many = asked(client, ADDRESS)[1]
    assert len(many) == len(few), "\n".join(many)
    assert len(many) <= 8, "\n".join(many)
    assert [len(listed(client, f"?page={page}")) for page in (1, 2)] == [25, 2]
