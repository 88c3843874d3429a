"""Passkeys in a browser with a virtual authenticator: set up, used to sign in, and to sign a decision with."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import CDPSession, Page, expect

from tests import board as b
from tests.journeys import pages
from tests.journeys.conftest import Windows
from tests.journeys.looking import NARROW, WIDE, barriers_on, faults_of
from wscb import clock
from wscb.cases.models import Decision

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def with_authenticator(page: Page, *, verifies: bool = True) -> tuple[CDPSession, str]:
    """Gives the window an authenticator of the machine's own; `verifies` where its owner shows a finger."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    made = session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": verifies,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return session, made["authenticatorId"]


def set_up_passkey(page: Page, name: str) -> None:
    """Sets a passkey up from the person's own account, and keeps the recovery codes that come with the first."""
    page.goto("/account/")
    page.get_by_role("link", name="Your authenticator app, passkeys and recovery codes").click()
    pages.sees(page, "How you sign in")
    page.get_by_role("link", name="Set up a passkey").click()
    pages.sees(page, "Set up a passkey")
    assert faults_of(page) + barriers_on(page, (NARROW, WIDE)) == []
    pages.write(page, "Name", name)
    pages.press(page, "Set up the passkey")
    pages.sees(page, "Your recovery codes")
    assert faults_of(page) + barriers_on(page, (NARROW, WIDE)) == []
    expect(page.get_by_role("button", name="Print")).to_be_visible()
    with page.expect_download() as saved:
        pages.press(page, "Save as a file")
    assert len(saved.value.path().read_text().split()) == 10


@pytest.mark.clause("SCR-15", "CARD-03")
def test_chair_signs_in_and_signs_a_decision_by_passkey(board: b.Board, windows: Windows) -> None:
    today = clock.today()
    case = b.log(board, received=today - timedelta(days=1))
    page = windows()
    with_authenticator(page)
    pages.sign_in(page, board.chair)
    set_up_passkey(page, "The Chair’s laptop")
    pages.press(page, "Sign out")

    page.goto(f"/account/login/?next=/cases/{case.reference}/")
    pages.press(page, "Sign in with a passkey")
    pages.sees(page, case.reference)

    pages.do(page, case.reference, "Close without a decision")
    page.get_by_label("Notification withdrawn").check()
    pages.write(page, "Reasons", "The hospital took it back.")
    pages.press(page, "Use your passkey instead")
    expect(page.get_by_role("button", name="Use your passkey instead")).to_have_count(0)

    decision = Decision.objects.get(case=case)
    assert (decision.signed_by, decision.confirmed_by) == (board.chair, "passkey")


def test_passkey_is_the_second_factor_after_a_password_and_confirms_a_change(board: b.Board, windows: Windows) -> None:
    page = windows()
    with_authenticator(page)
    pages.sign_in(page, board.chair)
    set_up_passkey(page, "Laptop")
    pages.press(page, "Sign out")

    page.goto("/account/login/")
    pages.write(page, "Email address", board.chair.email)
    pages.write(page, "Password", b.PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    pages.sees(page, "Enter a code")
    assert faults_of(page) + barriers_on(page, (NARROW, WIDE)) == []
    pages.press(page, "Use your passkey")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()

    page.goto("/account/second-factor/passkeys/confirm/?next=/account/second-factor/")
    assert faults_of(page) + barriers_on(page, (NARROW, WIDE)) == []
    pages.press(page, "Use your passkey")
    pages.sees(page, "How you sign in")
    page.get_by_role("link", name="Remove the passkey Laptop").click()
    pages.press(page, "Remove it")
    pages.sees(page, "How you sign in")
    assert not Authenticator.objects.filter(user=board.chair).exists()


def test_passkey_whose_owner_shows_no_finger_is_not_taken(board: b.Board, windows: Windows) -> None:
    page = windows()
    session, authenticator = with_authenticator(page)
    pages.sign_in(page, board.chair)
    set_up_passkey(page, "Laptop")
    pages.press(page, "Sign out")
    session.send("WebAuthn.setUserVerified", {"authenticatorId": authenticator, "isUserVerified": False})

    page.goto("/account/login/")
    pages.press(page, "Sign in with a passkey")

    expect(page.get_by_text("The passkey was not used. Try again, or use another way.")).to_be_visible()
    expect(page.get_by_role("button", name="Sign out")).to_have_count(0)
