"""Signing by somebody who signs in with the provider alone: led there, with their answers kept, and back (CARD-03)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests import board as b
from tests.addresses.sessions import signed_in
from tests.cases.browsing import act_address
from tests.people.browsing import hidden_of
from wscb import clock
from wscb.cases.models import Case, Decision
from wscb.people.models import ProviderAccount
from wscb.trail.models import Entry
from wscb.web.models import HeldSubmission

pytestmark = pytest.mark.django_db
WHY = {"closed_as": "withdrawn", "reasons": "The hospital took it back."}


@pytest.fixture
def board(settings: Settings) -> b.Board:
    settings.OIDC_ISSUER, settings.OIDC_NAME = "https://id.example", "Warrington account"
    board = b.new_board()
    board.chair.set_unusable_password()
    board.chair.save()
    ProviderAccount.objects.create(user=board.chair, issuer=settings.OIDC_ISSUER, subject="s-1")
    return board


@pytest.fixture
def case(board: b.Board) -> Case:
    return b.log(board, received=date(2026, 3, 2))


def vouched(browser: Client, board: b.Board, *, ago: int = 0) -> None:
    """What the provider’s answer leaves in the session; see tests/people/test_provider.py for the answer itself."""
    session = browser.session
    session["people.vouched"] = [str(board.chair.pk), clock.now().timestamp() - ago]
    session.save()


@pytest.mark.clause("CARD-03", "SCR-15")
def test_answers_are_kept_and_signed_after_the_provider_asked(board: b.Board, case: Case) -> None:
    browser = signed_in(board.chair)
    address = act_address(case, "close")
    page = browser.get(address).content.decode()
    assert "When you sign, you confirm with Warrington account that it is you." in page
    assert 'type="password"' not in page

    led = browser.post(address, hidden_of(browser, address) | WHY)

    held = HeldSubmission.objects.get()
    assert led["Location"] == f"/account/provider/confirm/?next=%2Fheld%2F{held.pk}%2F"
    assert not Decision.objects.exists()
    vouched(browser, board)
    back = f"/held/{held.pk}/"
    answers = hidden_of(browser, back)
    assert answers["reasons"] == WHY["reasons"]
    assert browser.post(address, answers).status_code == 302
    decision = Decision.objects.get()
    assert (decision.signed_by, decision.confirmed_by, decision.reasons) == (board.chair, "provider", WHY["reasons"])
    assert "people.vouched" not in browser.session


def test_what_the_provider_said_five_minutes_ago_signs_nothing(board: b.Board, case: Case) -> None:
    browser = signed_in(board.chair)
    address = act_address(case, "close")
    answers = hidden_of(browser, address) | WHY
    vouched(browser, board, ago=300)

    assert browser.post(address, answers)["Location"].startswith("/account/provider/confirm/")
    assert not Decision.objects.exists()


def test_incomplete_answers_use_no_confirmation_up(board: b.Board, case: Case) -> None:
    browser = signed_in(board.chair)
    address = act_address(case, "close")
    answers = hidden_of(browser, address)
    vouched(browser, board)

    assert browser.post(address, answers | {"closed_as": "withdrawn"}).status_code == 200
    assert browser.post(address, answers | WHY).status_code == 302
    assert Decision.objects.get().confirmed_by == "provider"


def test_export_asks_who_one_is(board: b.Board) -> None:
    case = b.decided(board, received=clock.today() - timedelta(days=20))
    with time_machine.travel(clock.now(), tick=False) as now:
        browser = signed_in(board.manager)
        address = reverse("reviews:chronology_export", args=[case.reference, "csv"])
        assert browser.get(address).status_code == 200
        now.shift(301)

        assert browser.get(address)["Location"].startswith("/account/reauthenticate/?next=")
        assert Entry.objects.filter(kind="chronology.exported").count() == 1
