"""A case entered while running: its reminders start once its dates were checked (CARD-03)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from tests import board as b
from tests.cases.browsing import done, errors_of, nothing_to_do, opened
from wscb.cases import chasing
from wscb.cases.actions.consultations import look_over
from wscb.cases.errors import ActRefused

pytestmark = pytest.mark.django_db

RECEIVED = date(2026, 2, 2)
NOW = datetime(2026, 3, 4, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.clause("CARD-03")
def test_every_date_is_listed_with_its_basis_and_confirming_starts_the_reminders(client: Client) -> None:
    board = b.new_board()
    case = b.log(board, received=RECEIVED, on=NOW.date(), running=True)
    assert chasing.sweep(now=NOW) == []
    page = opened(client, board.manager, case, "look_over").content.decode()
    for step in case.steps.all():
        assert step.rule.title in page
        assert step.rule.clause in page
    assert "Overdue by 9 days (Monday 23 February 2026)" in page
    assert page.count('<th scope="row"') == case.steps.count()
    assert done(client, board.manager, case, "look_over", checked="on").status_code == 302
    case = b.fresh(case)
    assert not case.chasing_muted
    assert case.entered_running
    assert not case.steps.filter(code="check_running_case", done_on__isnull=True).exists()
    assert {message.recipient for message in chasing.sweep(now=NOW)} >= {board.manager, board.chair}


def test_dates_have_to_be_confirmed(client: Client) -> None:
    board = b.new_board()
    case = b.log(board, received=RECEIVED, on=NOW.date(), running=True)
    assert list(errors_of(done(client, board.manager, case, "look_over"))) == ["checked"]
    assert b.fresh(case).chasing_muted


def test_case_whose_reminders_run_says_so_and_refuses(client: Client) -> None:
    board = b.new_board()
    case = b.log(board, received=date(2026, 3, 2))
    assert "Its reminders are on." in nothing_to_do(client, board.manager, case, "look_over")
    with pytest.raises(ActRefused, match="running for this case already"):
        look_over(case=case, by=board.manager, on=NOW.date())


def test_chair_cannot_confirm_the_dates(client: Client) -> None:
    board = b.new_board()
    case = b.log(board, received=RECEIVED, on=NOW.date(), running=True)
    client.force_login(board.chair)
    assert client.get(f"/cases/{case.reference}/do/look_over/").status_code == 404
