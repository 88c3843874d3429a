"""Two sweeps at once, on PostgreSQL: each stage is told once."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection, connections

from tests import board as b
from tests.cases.test_chasing import morning, referred
from wscb.cases import chasing
from wscb.cases.models import ChaseEntry
from wscb.messages.models import Message

pytestmark = [pytest.mark.postgres, pytest.mark.clause("CARD-03")]


@pytest.fixture
def committed(transactional_db: None) -> Iterator[None]:
    """Rows that other threads see."""
    yield
    connection.close()


def test_sweeps_at_once_tell_each_stage_once(committed: None) -> None:
    board = b.new_board()
    cases = [referred(board) for _ in range(3)]
    now, together = morning(date(2026, 3, 24)), Barrier(4)

    def swept(_: int) -> int:
        together.wait()
        try:
            return len(chasing.sweep(now=now))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        sent = sum(pool.map(swept, range(4)))

    told = Counter(ChaseEntry.objects.values_list("step", "stage", "recipient"))
    assert set(told.values()) == {1}
    assert Message.objects.filter(kind="chase").count() == sent
    expected = {
        (case.steps.get(code="panel_recommendation").pk, stage, person.pk)
        for case in cases
        for stage in ("week_before", "two_days_before", "on_the_day", "day_after")
        for person in (board.panel_chair, board.other_panel_chair, board.manager, board.chair)
    }
    assert expected <= set(told)
    assert chasing.sweep(now=now) == []
