"""By keyboard alone: Tab to get there, Enter or Space to do it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests import board as b
from tests.journeys import pages
from tests.journeys.conftest import Windows
from tests.journeys.hands import focus_is_seen, tab_to
from wscb import clock

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_chair_signs_in_and_refers_by_keyboard(board: b.Board, windows: Windows) -> None:
    case = b.log(board, received=clock.today())
    page = windows()
    page.goto("/")
    tab_to(page, page.get_by_label("Email address"))
    page.keyboard.type(board.chair.email)
    tab_to(page, page.get_by_label("Password", exact=True))
    page.keyboard.type(b.PASSWORD)
    page.keyboard.press("Enter")
    pages.sees(page, "Your work")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    step = re.compile(rf"^Refer the notification to the Criteria Panel\s*, case {case.reference}$")
    tab_to(page, page.get_by_role("link", name=step))
    assert focus_is_seen(page)
    page.keyboard.press("Enter")
    pages.sees(page, "Refer to the Criteria Panel")
    tab_to(page, page.get_by_role("button", name="Refer to the panel"))
    assert focus_is_seen(page)
    page.keyboard.press("Space")
    pages.is_told(page, "The case has been referred to the Criteria Panel.")
    assert b.fresh(case).state == "referred"


def test_panel_chair_recommends_and_signs_by_keyboard(board: b.Board, windows: Windows) -> None:
    today = clock.today()
    case = b.log(board, received=today - timedelta(days=7), answers=b.NO_LIMB)
    b.refer(board, case, on=today - timedelta(days=6))
    b.convene(board, case, on=today - timedelta(days=5), meets=today)
    b.attend(board, case, on=today)
    page = windows()
    pages.sign_in(page, board.panel_chair)
    page.goto(f"/cases/{case.reference}/do/recommend/recommendation/")

    tab_to(page, page.get_by_label("Hold a Serious Case Review", exact=True))
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Do not hold a Serious Case Review")).to_be_checked()
    tab_to(page, page.get_by_label("Reasons for the recommendation"))
    page.keyboard.type("No limb of the criteria is met.")
    tab_to(page, page.get_by_role("button", name="Continue"))
    page.keyboard.press("Enter")
    pages.sees(page, "Check your answers")
    tab_to(page, page.get_by_label("Your password"))
    page.keyboard.type(b.PASSWORD)
    tab_to(page, page.get_by_role("button", name="Sign the recommendation"))
    page.keyboard.press("Space")
    pages.sees(page, "Recommendation signed")
    assert [one.outcome for one in case.recommendations.all()] == ["not_hold"]
