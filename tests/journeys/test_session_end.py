"""Before a session ends, a quiet dialog offers to stay signed in; what is typed stays on the page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from pytest_django import Settings

from tests import board as b
from tests.journeys import pages
from tests.journeys.conftest import Windows
from tests.journeys.looking import NARROW, WIDE, barriers_on, faults_of
from wscb.people.models import OpenSession

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_dialog_offers_to_stay_and_keeps_what_is_typed(board: b.Board, windows: Windows, settings: Settings) -> None:
    settings.SESSION_WARNING = timedelta(minutes=29, seconds=58)
    page = windows()
    pages.sign_in(page, board.chair)
    page.goto("/account/interests/add/")
    page.get_by_role("textbox").first.fill("I was governor of this school")
    dialog = page.get_by_role("dialog", name="You are about to be signed out")

    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("button", name="Stay signed in")).to_be_focused()
    assert faults_of(page) + barriers_on(page, (NARROW, WIDE)) == []
    page.keyboard.press("Enter")

    expect(dialog).to_be_hidden()
    expect(page.get_by_role("textbox").first).to_have_value("I was governor of this school")
    expect(dialog).to_be_visible()


def test_dialog_is_not_shown_where_another_window_kept_the_session_alive(
    board: b.Board, windows: Windows, settings: Settings
) -> None:
    settings.SESSION_WARNING = timedelta(minutes=29, seconds=57)
    page = windows()
    pages.sign_in(page, board.chair)
    page.goto("/account/interests/add/")
    settings.SESSION_IDLE = timedelta(hours=2)

    with page.expect_response("**/account/sessions/left/") as asked:
        pass

    assert asked.value.json()["left"] > 7000
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert OpenSession.objects.filter(user=board.chair).count() == 1
