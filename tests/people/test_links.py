"""Links sent by e-mail: each works once, for one person, for a short while, until a newer one is sent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from tests.people.factories import a_person
from wscb import clock
from wscb.people import actions, links
from wscb.people.invitation import first_password_path, invite
from wscb.people.models import EmailedLink, User
from wscb.trail.record import SYSTEM

pytestmark = pytest.mark.django_db
NEW = "three random words"


@pytest.fixture
def now() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(clock.now(), tick=False) as traveller:
        yield traveller


def asked(client: Client, email: str = "ada.quill@example.org") -> str:
    """The path in the letter that comes after asking for a new password."""
    client.post("/account/password/reset/", {"email": email})
    links.send_asked()
    found = re.search(r"http://localhost(/\S+)", mail.outbox[-1].body)
    assert found
    return found[1]


def sets_a_password(path: str, password: str = NEW) -> bool:
    """Whether following the link and sending the form sets the password."""
    browser = Client(SERVER_NAME="localhost")
    page = browser.get(path, follow=True)
    if "This link no longer works" in page.content.decode():
        return False
    sent = browser.post(page.redirect_chain[-1][0], {"password1": password, "password2": password})
    return sent.status_code == 302


def test_link_works_once(client: Client) -> None:
    user = a_person()
    path = asked(client)

    assert sets_a_password(path)
    assert not sets_a_password(path, "four other random words")
    user.refresh_from_db()
    assert user.check_password(NEW)


def test_of_two_who_send_one_link_the_second_sets_nothing(client: Client) -> None:
    user = a_person()
    path = asked(client)
    first, second = (Client(SERVER_NAME="localhost") for _ in range(2))
    page = first.get(path, follow=True).redirect_chain[-1][0]
    second.get(path, follow=True)

    first.post(page, {"password1": NEW, "password2": NEW})
    second.post(page, {"password1": "four other random words", "password2": "four other random words"})

    user.refresh_from_db()
    assert user.check_password(NEW)
    assert not links.spend(user, "anything")


def test_reset_expires_after_an_hour(client: Client, now: time_machine.Traveller, settings: Settings) -> None:
    a_person()
    assert timedelta(hours=1) == settings.RESET_LINK_AGE
    path = asked(client)
    now.shift(timedelta(hours=1))

    assert not sets_a_password(path)


def test_reset_works_until_it_expires(client: Client, now: time_machine.Traveller) -> None:
    a_person()
    path = asked(client)
    now.shift(timedelta(minutes=59))

    assert sets_a_password(path)


@pytest.mark.parametrize(("later", "works"), [(timedelta(days=3, seconds=-1), True), (timedelta(days=3), False)])
def test_invitation_expires_after_three_days(now: time_machine.Traveller, later: timedelta, works: bool) -> None:
    path = first_password_path(a_person())
    now.shift(later)

    assert sets_a_password(path) is works


def test_newer_link_ends_the_older(client: Client) -> None:
    a_person()
    older, newer = asked(client), asked(client)

    assert not sets_a_password(older)
    assert sets_a_password(newer)


def test_newer_invitation_ends_the_older() -> None:
    user = a_person()
    older, newer = first_password_path(user), first_password_path(user)

    assert not sets_a_password(older)
    assert sets_a_password(newer)


def test_link_of_another_person_opens_nothing() -> None:
    ada, bo = a_person(), a_person("Bo Else")
    mine, theirs = first_password_path(ada), first_password_path(bo)

    assert not sets_a_password(theirs.replace(bo.pk.hex, ada.pk.hex))
    assert sets_a_password(mine)
    bo.refresh_from_db()
    assert not bo.check_password(NEW)


def test_link_of_somebody_whose_access_ended_opens_nothing() -> None:
    user = a_person()
    path = first_password_path(user)
    actions.end_access(user=user, by=SYSTEM, on=clock.today())

    assert not sets_a_password(path)


def test_password_changed_meanwhile_ends_the_link(client: Client) -> None:
    user = a_person()
    path = first_password_path(user)
    client.force_login(user)
    answers = {"oldpassword": "correct horse battery staple", "password1": NEW, "password2": NEW}
    assert client.post("/account/password/change/", answers).status_code == 302

    assert not sets_a_password(path, "four other random words")


def test_secret_is_not_kept() -> None:
    path = first_password_path(a_person())

    assert EmailedLink.objects.get().secret_hash not in path


def test_invitation_says_how_long_it_works_and_names_the_provider(settings: Settings) -> None:
    settings.OIDC_ISSUER, settings.OIDC_NAME = "https://id.example", "Warrington account"

    invite(a_person(), by=SYSTEM)

    assert "works once, for 3 days" in mail.outbox[0].body
    assert "Sign in with Warrington account here:\n\nhttp://localhost/account/login/" in mail.outbox[0].body


def test_asking_costs_the_same_whether_or_not_the_address_is_known(client: Client) -> None:
    a_person()
    client.get("/account/password/reset/")
    costs = []
    for email in ("ada.quill@example.org", "nobody@example.org"):
        with CaptureQueriesContext(connection) as queries:
            page = client.post("/account/password/reset/", {"email": email}, follow=True)
        costs.append(([one["sql"].split()[0] for one in queries], page.redirect_chain, len(mail.outbox)))

    assert costs[0] == costs[1]


def test_letter_whose_mail_fails_is_sent_with_the_next_ring(client: Client, settings: Settings) -> None:
    a_person()
    client.post("/account/password/reset/", {"email": "ada.quill@example.org"})
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 9, 1
    assert links.send_asked() == 0
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    assert links.send_asked() == 1
    assert links.send_asked() == 0


def test_links_are_forgotten_after_a_week(client: Client, now: time_machine.Traveller) -> None:
    a_person()
    asked(client)

    assert links.sweep_links(now=clock.now() + timedelta(days=7)) == 0
    assert links.sweep_links(now=clock.now() + timedelta(days=7, seconds=1)) == 1
    assert User.objects.count() == 1
