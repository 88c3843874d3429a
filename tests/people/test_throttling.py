"""Guessing passwords: throttled by address and account, in the same words for every account, without locking the owner out."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from tests.people.counting import CountingHasher
from tests.people.factories import PASSWORD, a_person
from tests.people.test_sign_in import code_for
from wscb.people.models import User
from wscb.trail.models import Entry

pytestmark = pytest.mark.django_db
ADA = "ada.quill@example.org"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
TOO_MANY = "Too many failed attempts to sign in"


@pytest.fixture
def ada() -> User:
    return a_person()


def a_browser(address: str = "203.0.113.1") -> Client:
    return Client(SERVER_NAME="localhost", REMOTE_ADDR=address)


def tries(browser: Client, email: str = ADA, password: str = "wrong") -> HttpResponse:
    return browser.post("/account/login/", {"login": email, "password": password})


def is_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def guessed_at(email: str = ADA) -> str:
    """Strangers at addresses of their own try five wrong passwords; what a sixth is told."""
    for number in range(5):
        tries(a_browser(f"198.51.100.{number}"), email)
    return tries(a_browser("198.51.100.9"), email).content.decode()


def plain(page: str) -> str:
    return re.sub(r'(name="csrfmiddlewaretoken"|name="login") value="[^"]*"', "", page)


def test_account_that_was_guessed_at_stops_the_stranger_who_guesses_right(ada: User) -> None:
    guessed_at()
    stranger = a_browser()

    assert TOO_MANY in tries(stranger, password=PASSWORD).content.decode()
    assert not is_in(stranger)
    assert Entry.objects.filter(kind="person.sign_in_failed").latest("pk").facts == {"step": "throttled"}


def test_owner_comes_in_from_a_browser_that_is_known(ada: User) -> None:
    own = a_browser()
    tries(own, password=PASSWORD)
    own.post("/account/logout/")
    guessed_at()

    tries(own, password=PASSWORD)

    assert is_in(own)


def test_known_browser_is_throttled_by_itself(ada: User) -> None:
    own = a_browser()
    tries(own, password=PASSWORD)
    own.post("/account/logout/")
    for _ in range(5):
        tries(own)

    assert TOO_MANY in tries(own, password=PASSWORD).content.decode()


def test_browser_known_of_one_person_is_not_of_another(ada: User) -> None:
    bo = a_person("Bo Else")
    own = a_browser()
    tries(own, password=PASSWORD)
    own.post("/account/logout/")
    guessed_at(bo.email)

    assert TOO_MANY in tries(own, bo.email, PASSWORD).content.decode()


def test_mark_of_a_known_browser_that_was_forged_counts_for_nothing(ada: User, settings: Settings) -> None:
    guessed_at()
    forger = a_browser()
    forger.cookies[settings.DEVICE_COOKIE_NAME] = "WyJhIiwiYiJd:1abcde:forged"

    assert TOO_MANY in tries(forger, password=PASSWORD).content.decode()


def test_mark_of_a_known_browser_names_nobody_and_no_script_reads_it(ada: User, settings: Settings) -> None:
    own = a_browser()
    response = tries(own, password=PASSWORD)

    cookie = response.cookies[settings.DEVICE_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert ADA not in cookie.value
    assert str(ada.pk) not in cookie.value


def test_owner_with_a_second_factor_comes_in_from_anywhere(ada: User) -> None:
    TOTP.activate(ada, SECRET)
    guessed_at()
    own = a_browser()

    response = tries(own, password=PASSWORD)
    assert response["Location"].startswith("/account/second-factor/authenticate/")
    assert not is_in(own)
    own.post("/account/second-factor/authenticate/", {"code": code_for(SECRET)})

    assert is_in(own)


def test_codes_are_throttled_once_the_password_is_known(ada: User) -> None:
    TOTP.activate(ada, SECRET)
    thief = a_browser()
    tries(thief, password=PASSWORD)
    for _ in range(5):
        thief.post("/account/second-factor/authenticate/", {"code": "000000"})

    page = thief.post("/account/second-factor/authenticate/", {"code": code_for(SECRET)}).content.decode()

    assert TOO_MANY in page
    assert not is_in(thief)


def test_unknown_account_is_throttled_in_the_same_words(ada: User) -> None:
    assert plain(guessed_at()) == plain(guessed_at("nobody@example.org"))


@pytest.mark.parametrize("attempts", [1, 6])
def test_unknown_account_costs_the_same_work(ada: User, attempts: int, settings: Settings) -> None:
    """The same queries but for whom the trail names, and one password hashed in each case."""
    settings.PASSWORD_HASHERS = ["tests.people.counting.CountingHasher"]
    ada.set_password(PASSWORD)
    ada.save()
    work = []
    for email in (ADA, "nobody@example.org"):
        browser = a_browser()
        for _ in range(attempts - 1):
            tries(browser, email)
        CountingHasher.hashed = 0
        with CaptureQueriesContext(connection) as queries:
            tries(browser, email)
        work.append((CountingHasher.hashed, [one["sql"].split()[0] for one in queries]))

    assert work[0] == work[1]
    assert work[0][0] == 1


def test_address_that_guesses_at_many_accounts_is_stopped(ada: User) -> None:
    browser = a_browser()
    for number in range(30):
        tries(browser, f"somebody{number}@example.org")

    assert "Too many" in tries(browser, password=PASSWORD).content.decode()
    assert not is_in(browser)
    other = a_browser("203.0.113.77")
    tries(other, password=PASSWORD)
    assert is_in(other)


def test_owner_beside_somebody_who_guesses_comes_in_from_a_browser_that_is_known(ada: User) -> None:
    """An office has one address for everybody in it."""
    own, guesser = a_browser(), a_browser()
    tries(own, password=PASSWORD)
    own.post("/account/logout/")
    for number in range(31):
        tries(guesser, f"somebody{number}@example.org")

    tries(own, password=PASSWORD)

    assert is_in(own)


def test_address_is_the_clients_behind_the_proxies_that_the_settings_name(ada: User, settings: Settings) -> None:
    settings.TRUSTED_PROXY_COUNT = 1
    proxy = a_browser("10.0.0.1")
    for number in range(31):
        proxy.post(
            "/account/login/",
            {"login": f"somebody{number}@example.org", "password": "wrong"},
            headers={"X-Forwarded-For": "6.6.6.6, 203.0.113.5"},
        )
    elsewhere = {"X-Forwarded-For": "203.0.113.5, 203.0.113.6"}
    proxy.post("/account/login/", {"login": ADA, "password": PASSWORD}, headers=elsewhere)

    assert is_in(proxy)


def test_right_password_counts_against_nobody(ada: User) -> None:
    for number in range(8):
        browser = a_browser()
        tries(browser, password=PASSWORD)
        assert is_in(browser), number


def test_session_gets_a_new_key_at_sign_in(ada: User) -> None:
    """What was planted in a browser before its owner signed in opens nothing afterwards."""
    browser = a_browser()
    browser.get("/account/password/reset/")
    session = browser.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    browser.cookies["sessionid"] = planted

    tries(browser, password=PASSWORD)

    assert browser.session.session_key != planted
    thief = a_browser()
    thief.cookies["sessionid"] = planted
    assert thief.get("/account/").status_code == 302


def test_session_key_of_the_strangers_making_is_not_taken(ada: User) -> None:
    browser = a_browser()
    browser.cookies["sessionid"] = "k" * 32

    tries(browser, password=PASSWORD)

    assert browser.session.session_key != "k" * 32


@pytest.mark.parametrize("email", [ADA, "nobody@example.org"])
def test_reset_says_the_same_of_every_address(client: Client, ada: User, email: str) -> None:
    page = client.post("/account/password/reset/", {"email": email}, follow=True).content.decode()

    assert "If there is an account with that email address" in page
    assert email not in page
