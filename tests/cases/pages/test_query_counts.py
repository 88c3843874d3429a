"""How often pages ask the database: within their limits, and no more for many rows than for a few."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from tests import board as b
from tests.cases.pages.support import TABS, asked, url
from wscb import clock
from wscb.cases import chasing, drafts
from wscb.cases.actions import information, papers
from wscb.cases.models import Case
from wscb.cases.search import keep_search
from wscb.dates import LONDON

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def in_april() -> object:
    with time_machine.travel(datetime(2026, 4, 20, 12, tzinfo=LONDON), tick=False):
        yield


def mixed_cases(board: b.Board, count: int) -> None:
    """Cases early, late, convened and muted."""
    for number in range(count):
        received = DAY + timedelta(days=number)
        b.log(board, received=received)
        b.refer(board, b.log(board, received=received, running=number % 2 == 0), on=received)
        convened = b.log(board, received=received)
        b.refer(board, convened, on=received)
        b.convene(board, convened, on=received)
        drafts.start(kind="recommend", user=board.manager, case=convened, at=clock.now())


@pytest.mark.parametrize("who", ["manager", "chair", "panel_chair", "administrator"])
@pytest.mark.parametrize("address", ["/", "/cases/?sort=-state&show=all"])
def test_work_and_list_ask_six_times_at_most_however_many_rows(client: Client, who: str, address: str) -> None:
    board = b.new_board()
    mixed_cases(board, 1)
    client.force_login(getattr(board, who))
    asked(client, address)
    _response, few = asked(client, address)
    mixed_cases(board, 3)
    response, many = asked(client, address)
    assert response.status_code == 200
    assert len(many) <= 6, "\n".join(many)
    assert len(many) <= max(len(few), 1)


def test_search_asks_six_times_at_most(client: Client) -> None:
    board = b.new_board()
    mixed_cases(board, 4)
    client.force_login(board.manager)
    words = {"name": "wint ash", "nhs_number": "9434765919", "date_of_birth": "2012-05-04", "organisation": "police"}
    search = keep_search(by=board.manager, words=words, at=clock.now())
    response, queries = asked(client, f"/cases/?search={search.pk}")
    assert response.status_code == 200
    assert len(queries) <= 6, "\n".join(queries)


def filled_case(board: b.Board, extra: int) -> Case:
    """A case taken to its decision, with so many more of everything that can be added."""
    day = DAY
    children = [
        b.CHILD,
        *(b.Child(given_name=f"Kin{n}", family_name="Winterbourne", aliases=("Kit", "Kip")) for n in range(extra)),
    ]
    others = [b.Organisation.objects.create(name=f"Service {n} {day}", kind="other") for n in range(extra)]
    case = b.log(
        board, received=day, children=children, organisations=[b.Involvement(board.police), *map(b.Involvement, others)]
    )
    for number in range(extra + 1):
        b.add_paper(board, case, on=day)
        papers.add_note(
            case=case,
            by=board.manager,
            on=day,
            kind="call",
            happened_on=day,
            with_whom="A nurse",
            text=f"Note {number}",
        )
    b.refer(board, case, on=day)
    b.convene(board, case, on=day + timedelta(days=1))
    for number in range(extra + 1):
        information.ask_information(
            case=case,
            by=board.manager,
            on=day + timedelta(days=1),
            organisation=board.health,
            question=f"Question {number}",
        )
    chasing.sweep(now=datetime(2026, 4, 19, 12, tzinfo=LONDON))
    b.attend(board, case, on=day + timedelta(days=9))
    b.recommend(board, case, on=day + timedelta(days=9))
    for _number in range(extra + 1):
        b.consult(board, case, on=day + timedelta(days=12))
    b.decide(board, case, on=day + timedelta(days=14))
    for act in ("notify_incident_ofsted", "notify_incident_national_panel"):
        b.notify(board, case, act, on=day + timedelta(days=15))
    return b.fresh(case)


def test_case_pages_ask_twenty_times_at_most_however_many_rows(client: Client) -> None:
    board = b.new_board()
    small, large = filled_case(board, 0), filled_case(board, 6)
    client.force_login(board.manager)
    client.get(url(small))
    for tab in TABS:
        _response, few = asked(client, url(small, tab))
        response, many = asked(client, url(large, tab))
        assert response.status_code == 200
        assert len(many) <= 20, tab + "\n".join(many)
        assert len(many) == len(few), tab + "\n" + "\n".join(many)
    for case in (small, large):
        step = case.steps.get(code="panel_recommendation")
        _response, queries = asked(client, url(case, "step", step.pk))
        assert len(queries) <= 20
