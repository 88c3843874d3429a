from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.people.factories import PASSWORD, a_person, an_organisation
from wscb import clock
from wscb.keys.models import DataKey
from wscb.people.models import Interest, User
from wscb.trail.models import Entry
from wscb.web import tasks
from wscb.web.held import KEPT_PER_PERSON, sweep_held
from wscb.web.models import HeldSubmission
from wscb.web.tokens import FIELD, new_token

pytestmark = pytest.mark.django_db
ADDRESS = "/account/interests/add/"
NATURE = "I was governor of this school"


@pytest.fixture
def user() -> User:
    return a_person("Ada Quill")


def filled(client: Client) -> dict[str, str]:
    """The interest form as the person's page shows it, filled in."""
    page = client.get(ADDRESS).content.decode()
    token = re.search(rf'name="{FIELD}" value="([^"]+)"', page)
    assert token
    return {FIELD: token[1], "organisation": str(an_organisation().pk), "nature": NATURE}


def sign_in(client: Client, user: User, to: str) -> str:
    response = client.post(to, {"login": user.email, "password": PASSWORD})
    assert response.status_code == 302, response.content.decode()
    return response["Location"]


def sent_without_session(client: Client, user: User) -> str:
    client.force_login(user)
    answers = filled(client)
    client.logout()
    response = client.post(ADDRESS, answers)
    assert response.status_code == 302
    return response["Location"]


def test_answers_survive_an_expired_session(client, user):
    to_sign_in = sent_without_session(client, user)
    held = HeldSubmission.objects.get()
    assert Entry.objects.get(kind="submission.held").subject_id == held.pk
    assert to_sign_in == f"/account/login/?next=/held/{held.pk}/"

    back = sign_in(client, user, to_sign_in)
    page = client.get(back).content.decode()

    assert "Your answers were kept" in page
    assert f'action="{ADDRESS}"' in page
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page))
    hidden.pop("csrfmiddlewaretoken")
    assert client.post(ADDRESS, hidden).status_code == 302
    assert client.post(ADDRESS, hidden).status_code == 302
    assert Interest.objects.get().nature == NATURE


def test_answers_are_sealed_at_rest(client, user):
    sent_without_session(client, user)

    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM web_heldsubmission")
        (at_rest,) = cursor.fetchone()
    assert NATURE.encode() not in bytes(at_rest)
    assert HeldSubmission.objects.get().data["nature"] == [NATURE]


def test_answers_are_given_to_nobody_else(client, user):
    sent_without_session(client, user)
    held = HeldSubmission.objects.get()

    assert client.get(f"/held/{held.pk}/").status_code == 302
    client.force_login(a_person("Bo Else"))
    assert client.get(f"/held/{held.pk}/").status_code == 404


def test_passwords_and_codes_are_not_kept(client, user):
    token = new_token(user.pk, "a.form").value

    client.post(
        ADDRESS, {FIELD: token, "password": "secret", "new_password1": "secret", "otp_code": "1", "nature": "n"}
    )

    assert HeldSubmission.objects.get().data == {FIELD: [token], "nature": ["n"]}


@pytest.mark.parametrize("token", ["", "forged"])
def test_answers_without_a_persons_token_are_not_kept(client, token):
    response = client.post(ADDRESS, {FIELD: token, "nature": NATURE})

    assert response["Location"] == "/account/login/?next=/"
    assert not HeldSubmission.objects.exists()


def test_answers_with_a_stale_csrf_value_are_held(user):
    client = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    client.force_login(user)
    answers = filled(client)

    response = client.post(ADDRESS, answers)

    assert response["Location"] == f"/held/{HeldSubmission.objects.get().pk}/"
    assert not Interest.objects.exists()


def test_stale_csrf_without_a_token_says_so_plainly(user):
    client = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    client.force_login(user)

    response = client.post(ADDRESS, {"nature": NATURE})

    assert response.status_code == 403
    assert "Send the form again" in response.content.decode()


def test_answers_of_another_person_are_not_kept(user):
    client = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    client.force_login(user)

    client.post(ADDRESS, {FIELD: new_token(a_person("Bo Else").pk, "a.form").value, "nature": NATURE})

    assert not HeldSubmission.objects.exists()


def test_a_person_keeps_a_limited_number(client, user):
    token = new_token(user.pk, "a.form").value
    for _ in range(KEPT_PER_PERSON + 2):
        client.post(ADDRESS, {FIELD: token, "nature": "n"})

    assert HeldSubmission.objects.count() == KEPT_PER_PERSON


def test_held_answers_go_with_their_key_after_a_week(client, user):
    sent_without_session(client, user)
    held = HeldSubmission.objects.get()

    assert sweep_held(now=held.created_at + timedelta(days=7, seconds=-1)) == 0
    assert sweep_held(now=held.created_at + timedelta(days=7)) == 0
    assert sweep_held(now=held.created_at + timedelta(days=7, seconds=1)) == 1

    assert not HeldSubmission.objects.exists()
    assert DataKey.objects.get(pk=held.data_key_id).is_destroyed


def test_hourly_task_sweeps_old_answers_and_ended_sessions(client, user):
    sent_without_session(client, user)
    HeldSubmission.objects.update(created_at=clock.now() - timedelta(days=8))
    client.force_login(user)
    Session.objects.update(expire_date=clock.now() - timedelta(seconds=1))

    tasks.sweep_kept()

    assert not HeldSubmission.objects.exists()
    assert not Session.objects.exists()


def test_held_answers_of_last_week_are_not_shown(client, user):
    sent_without_session(client, user)
    held = HeldSubmission.objects.get()
    HeldSubmission.objects.filter(pk=held.pk).update(created_at=clock.now() - timedelta(days=7, minutes=1))
    client.force_login(user)

    assert client.get(f"/held/{held.pk}/").status_code == 404


def test_held_page_is_marked_taken_once(client, user):
    sent_without_session(client, user)
    client.force_login(user)
    held = HeldSubmission.objects.get()

    client.get(f"/held/{held.pk}/")
    taken_at = HeldSubmission.objects.get().taken_at
    with CaptureQueriesContext(connection):
        client.get(f"/held/{held.pk}/")

    assert taken_at is not None
    assert HeldSubmission.objects.get().taken_at == taken_at
