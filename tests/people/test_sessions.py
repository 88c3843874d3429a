"""Sessions: how long they last, what is said before they end, and how one is ended from another browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.people.browsing import hidden_of
from tests.people.factories import PASSWORD, a_person
from wscb import clock
from wscb.people import sessions
from wscb.people.devices import in_words
from wscb.people.models import OpenSession, Role, User
from wscb.trail.models import Entry
from wscb.web.models import HeldSubmission

pytestmark = pytest.mark.django_db
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile Safari/604.1"


@pytest.fixture
def now() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(clock.now(), tick=False) as traveller:
        yield traveller


@pytest.fixture
def ada() -> User:
    return a_person()


def browser_of(user: User, agent: str = WINDOWS, address: str = "203.0.113.1") -> Client:
    browser = Client(SERVER_NAME="localhost", REMOTE_ADDR=address, headers={"User-Agent": agent})
    response = browser.post("/account/login/", {"login": user.email, "password": PASSWORD})
    assert response.status_code == 302
    return browser


def is_in(browser: Client) -> bool:
    return browser.get("/account/").status_code == 200


def why() -> list[object]:
    return [one.facts["why"] for one in Entry.objects.filter(kind="person.session_ended").order_by("pk")]


@pytest.mark.parametrize(("idle", "alive"), [(timedelta(minutes=29, seconds=59), True), (timedelta(minutes=30), False)])
def test_idle_session_ends_after_half_an_hour(
    now: time_machine.Traveller, ada: User, idle: timedelta, alive: bool
) -> None:
    browser = browser_of(ada)
    browser.get("/account/")
    now.shift(idle)

    assert is_in(browser) is alive
    assert why() == ([] if alive else ["idle"])


def test_active_session_ends_after_eight_hours(now: time_machine.Traveller, ada: User) -> None:
    browser = browser_of(ada)
    for _ in range(23):
        now.shift(timedelta(minutes=20))
        assert is_in(browser)
    now.shift(timedelta(minutes=20))

    assert not is_in(browser)
    assert why() == ["longest"]


def test_session_that_ended_is_over_on_the_server(now: time_machine.Traveller, ada: User) -> None:
    browser = browser_of(ada)
    key = browser.session.session_key
    now.shift(timedelta(minutes=31))
    browser.get("/account/")
    thief = Client(SERVER_NAME="localhost")
    thief.cookies["sessionid"] = key or ""

    assert not is_in(thief)
    assert not OpenSession.objects.exists()


def test_what_was_typed_survives_the_end(now: time_machine.Traveller, ada: User) -> None:
    browser = browser_of(ada)
    answers = hidden_of(browser, "/account/interests/add/") | {"nature": "Governor"}
    now.shift(timedelta(minutes=31))

    response = browser.post("/account/interests/add/", answers)

    assert response["Location"] == f"/account/login/?next=/held/{HeldSubmission.objects.get().pk}/"


def test_page_says_without_script_how_long_one_stays_signed_in(now: time_machine.Traveller, ada: User) -> None:
    browser = browser_of(ada)
    latest = (clock.now() + timedelta(hours=8)).astimezone(ZoneInfo("Europe/London"))

    page = browser.get("/account/").content.decode()

    assert "You are signed out after 30 minutes without opening or sending a page, and at" in page
    assert 'data-session-idle="1800" data-session-latest="' in page
    assert f"and at {latest:%H:%M} at the latest" in page
    assert "You are signed out after" not in Client(SERVER_NAME="localhost").get("/account/login/").content.decode()


def test_asking_how_much_is_left_keeps_nothing_alive(now: time_machine.Traveller, ada: User) -> None:
    browser = browser_of(ada)
    now.shift(timedelta(minutes=20))

    assert browser.get("/account/sessions/left/").json() == {"left": 600}
    assert browser.get("/account/sessions/left/").json() == {"left": 600}
    now.shift(timedelta(minutes=10))
    assert not is_in(browser)


def test_staying_signed_in_begins_the_half_hour_anew(now: time_machine.Traveller, ada: User) -> None:
    browser = browser_of(ada)
    now.shift(timedelta(minutes=29))

    assert browser.get("/account/sessions/stay/").status_code == 405
    assert browser.post("/account/sessions/stay/").json() == {"left": 1800}
    now.shift(timedelta(minutes=29))
    assert is_in(browser)


def test_nobody_stays_longer_than_the_longest(now: time_machine.Traveller, ada: User) -> None:
    browser = browser_of(ada)
    for _ in range(23):
        now.shift(timedelta(minutes=20))
        browser.post("/account/sessions/stay/")

    assert browser.post("/account/sessions/stay/").json() == {"left": 1200}


def test_page_shows_where_one_is_signed_in_and_nobody_elses(ada: User) -> None:
    browser, _phone = browser_of(ada), browser_of(ada, PHONE, "198.51.100.4")
    browser_of(a_person("Bo Else"), WINDOWS, "198.51.100.99")

    page = browser.get("/account/sessions/").content.decode()

    assert re.findall(r'<th scope="row"[^>]*>([^<]+)</th>', page) == ["Safari on iPhone", "Firefox on Windows"]
    assert "198.51.100.4" in page
    assert "198.51.100.99" not in page
    assert page.count("This session") == 1


def test_session_is_ended_from_another_browser(ada: User) -> None:
    browser, phone = browser_of(ada), browser_of(ada, PHONE)
    row = OpenSession.objects.get(device="Safari on iPhone")
    address = f"/account/sessions/{row.pk}/end/"

    response = browser.post(address, hidden_of(browser, address))

    assert response["Location"] == "/account/sessions/"
    assert (is_in(browser), is_in(phone)) == (True, False)
    assert why() == ["by_hand"]


def test_session_of_another_person_or_this_one_cannot_be_ended_so(ada: User) -> None:
    browser = browser_of(ada)
    own = OpenSession.objects.get()
    browser_of(a_person("Bo Else"))
    theirs = OpenSession.objects.exclude(pk=own.pk).get()

    assert [browser.get(f"/account/sessions/{one.pk}/end/").status_code for one in (own, theirs)] == [404, 404]


def test_all_other_sessions_are_ended_at_once(ada: User) -> None:
    browser, phone, third = browser_of(ada), browser_of(ada, PHONE), browser_of(ada)
    other = browser_of(a_person("Bo Else"))
    address = "/account/sessions/end-others/"

    browser.post(address, hidden_of(browser, address))

    assert [is_in(one) for one in (browser, phone, third, other)] == [True, False, False, True]


def test_new_password_ends_the_other_sessions_and_not_this(ada: User) -> None:
    browser, phone = browser_of(ada), browser_of(ada, PHONE)
    new = "three random words"
    browser.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert (is_in(browser), is_in(phone)) == (True, False)
    assert [str(one.pk) for one in sessions.open_sessions(ada)] == [browser.session["people.session"]]
    assert why() == ["password"]


def test_signing_out_ends_the_session_on_the_server(ada: User) -> None:
    browser = browser_of(ada)
    key = browser.session.session_key
    browser.post("/account/logout/")
    thief = Client(SERVER_NAME="localhost")
    thief.cookies["sessionid"] = key or ""

    assert not is_in(thief)
    assert not OpenSession.objects.exists()


def test_being_here_is_written_once_a_minute(now: time_machine.Traveller, ada: User) -> None:
    browser = browser_of(ada)
    now.shift(timedelta(seconds=59))
    with CaptureQueriesContext(connection) as queries:
        browser.get("/accessibility/")
    assert not [one for one in queries if one["sql"].startswith("UPDATE")]

    now.shift(timedelta(seconds=1))
    browser.get("/accessibility/")
    assert OpenSession.objects.get().seen_at == clock.now()


def test_rows_of_old_sessions_are_swept(now: time_machine.Traveller, ada: User) -> None:
    browser_of(ada)

    assert sessions.sweep_sessions(now=clock.now() + timedelta(hours=8)) == 0
    assert sessions.sweep_sessions(now=clock.now() + timedelta(hours=8, seconds=1)) == 1


def test_device_that_says_nothing_is_still_named() -> None:
    assert in_words("") == "A browser"
    assert in_words("Mozilla/5.0 (Macintosh; Intel Mac OS X) Chrome/140 Safari/537 Edg/140") == "Edge on Mac"


def test_administrator_ends_every_session_of_a_person(ada: User) -> None:
    browser, phone = browser_of(ada), browser_of(ada, PHONE)
    admin = browser_of(a_person("Sys Admin", Role.SYSTEM_ADMINISTRATOR))
    address = f"/people/{ada.pk}/end-sessions/"
    assert browser.get(address).status_code == 404

    admin.post(address, hidden_of(admin, address))

    assert [is_in(one) for one in (browser, phone, admin)] == [False, False, True]
    assert why() == ["by_administrator"]


def test_session_gets_a_new_key_when_its_owner_confirms(ada: User) -> None:
    browser = browser_of(ada)
    old = browser.session.session_key
    browser.post("/account/reauthenticate/", {"password": PASSWORD})
    thief = Client(SERVER_NAME="localhost")
    thief.cookies["sessionid"] = old or ""

    assert browser.session.session_key != old
    assert (is_in(browser), is_in(thief)) == (True, False)
    assert OpenSession.objects.get().key == browser.session.session_key


def test_ending_a_session_asks_who_one_is(now: time_machine.Traveller, ada: User) -> None:
    browser = browser_of(ada)
    now.shift(timedelta(minutes=6))

    assert browser.get("/account/sessions/end-others/")["Location"].startswith("/account/reauthenticate/?next=")
