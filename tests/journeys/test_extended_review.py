"""A review that needs longer than six months: more time agreed to, its lessons not waited for, its original date in sight."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from reviews.vocabularies import EXTENSION_REASON
from tests import board as b
from tests.journeys import pages
from tests.journeys import reviewing as r
from tests.journeys.conftest import Windows
from tests.journeys.hands import Pointer
from wscb import clock, dates

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.mark.clause("SCR-21", "SCR-22")
def test_extended_review_keeps_its_original_date_in_sight(board: b.Board, windows: Windows) -> None:
    today = clock.today()
    case = b.under_way(board, received=today - timedelta(days=180))
    first, until = case.steps.get(code="completion").due_on, today + timedelta(days=120)
    manager, chair = Pointer(windows()), Pointer(windows())
    pages.sign_in(manager.page, board.manager)
    pages.sign_in(chair.page, board.chair)

    r.ask_extension(manager, case.reference, EXTENSION_REASON.label("court_proceedings"), until)
    r.agree_to_extension(chair, case.reference, until)
    r.record_interim_learning(manager, case.reference, "Visits ended without the child having been seen alone.")

    main = manager.page.get_by_role("main")
    for tab, words in (("review/six-months", "Original date"), ("tasks", "first due on")):
        pages.open_case(manager.page, case.reference, tab)
        expect(main).to_contain_text(words)
        expect(main).to_contain_text(dates.long_date(first))
        expect(main).to_contain_text(dates.long_date(until))
    step = case.steps.get(code="completion")
    assert (step.due_on, step.done_on) == (until, None)
