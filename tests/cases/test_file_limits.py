"""One person adds so many files in a day and no more."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine

from tests import board as b
from wscb.cases import file_limits
from wscb.cases.errors import ActRefused

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 20)


def test_files_of_a_day_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_limits, "MOST_FILES", 2)
    with time_machine.travel(datetime(2026, 3, 20, 9, tzinfo=UTC), tick=False) as clock:
        board = b.new_board()
        case = b.log(board, received=date(2026, 3, 2))
        b.add_paper(board, case, on=DAY)
        b.add_paper(board, case, on=DAY)
        with pytest.raises(ActRefused, match="You have added 2 files since yesterday"):
            b.add_paper(board, case, on=DAY)
        clock.shift(file_limits.DAY)
        b.add_paper(board, case, on=date(2026, 3, 21))
    assert case.documents.count() == 3


def test_their_size_is_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    board = b.new_board()
    case = b.log(board, received=date(2026, 3, 2))
    b.add_paper(board, case, on=DAY)
    size = case.documents.get().stored.size
    monkeypatch.setattr(file_limits, "MOST_BYTES", size)
    with pytest.raises(ActRefused):
        b.add_paper(board, case, on=DAY)
    monkeypatch.setattr(file_limits, "MOST_BYTES", size + 1)
    b.add_paper(board, case, on=DAY)
