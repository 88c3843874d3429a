"""One notification logged from two windows at the same moment, on PostgreSQL: one case."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import Client

from tests import board as b
from tests.reviews import notifying as n
from wscb.cases.models import Case, Draft

pytestmark = pytest.mark.postgres


@pytest.fixture
def committed(transactional_db: None) -> Iterator[None]:
    """Rows that other threads see."""
    yield
    connection.close()


@pytest.mark.clause("SCR-01")
def test_two_windows_that_log_at_once_log_one_case(committed: None) -> None:
    board = b.new_board()
    windows = [Client(SERVER_NAME=settings.OFFICE_HOST) for _ in range(2)]
    for window in windows:
        window.force_login(board.manager)
    draft = n.begin(windows[0])
    n.fill(windows[0], draft, n.answers_for(board))
    sent = [n.hidden(window.get(f"{draft}check/")) for window in windows]
    ready = Barrier(2)

    def log(turn: int) -> int:
        try:
            ready.wait(timeout=10)
            return windows[turn].post(f"{draft}check/", sent[turn]).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(log, range(2)))

    assert answers == [302, 404]
    assert Case.objects.count() == 1
    assert not Draft.objects.exists()
