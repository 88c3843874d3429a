"""Two managers convene at the same moment, on PostgreSQL: one does, the other is told."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import Client

from tests import board as b
from tests.cases.browsing import act_address, boxes, filled, opened
from wscb import clock
from wscb.messages.models import Message

pytestmark = pytest.mark.postgres


@pytest.fixture
def committed(transactional_db: None) -> Iterator[None]:
    """Rows that other threads see."""
    yield
    connection.close()


def meeting(board: b.Board, on: date) -> dict[str, Any]:
    """The form of a meeting, filled in."""
    return {**boxes("meets_on", on), "meets_at": "10am", "place": "Room 1", "chair": str(board.panel_chair.pk)}


@pytest.mark.clause("SCR-05")
def test_of_two_managers_who_convene_at_once_one_does_and_the_other_is_told(committed: None) -> None:
    board = b.new_board()
    second = b.person("second@warrington.example", "Second Manager", board.office)
    b.term(second, b.Role.BUSINESS_MANAGER, board.area)
    today = clock.today()
    case = b.log(board, received=today - timedelta(days=1))
    b.refer(board, case, on=today)
    address = act_address(case, "convene")
    clients = [Client(SERVER_NAME=settings.OFFICE_HOST) for _ in range(2)]
    pages = [
        opened(client, user, case, "convene") for client, user in zip(clients, (board.manager, second), strict=True)
    ]
    sent = [filled(page, **meeting(board, today + timedelta(days=7))) for page in pages]
    ready = Barrier(2)

    def convene(turn: int) -> Any:
        try:
            ready.wait(timeout=10)
            return clients[turn].post(address, sent[turn])
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(convene, range(2)), key=lambda answer: answer.status_code != 302)

    did, told = answers
    assert did.status_code == 302
    assert told.status_code in {200, 409}
    assert case.meetings.count() == 1
    what_changed = told.content.decode().split("<h1", 1)[1]
    assert case.events.get(act="convene").by.name in what_changed
    assert Message.objects.filter(kind="panel_invitation").count() == 1
