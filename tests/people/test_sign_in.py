from __future__ import annotations

import json
import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from tests.people.factories import PASSWORD, a_person
from wscb.people.invitation import first_password_path
from wscb.people.models import Role, User
from wscb.people.reauthentication import SigningForm, TooManyTries, WrongPassword, confirm
from wscb.people.tasks import send_links
from wscb.trail.models import Entry
from wscb.web.forms import LineField
from wscb.web.tokens import FIELD, new_token

pytestmark = pytest.mark.django_db


def kinds() -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("kind", flat=True))


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_signing_in_and_out_stand_in_the_trail(client):
    user = a_person()

    response = client.post("/account/login/?next=/account/", {"login": "ADA.Quill@example.org", "password": PASSWORD})
    assert response["Location"] == "/account/"
    client.post("/account/logout/")

    assert kinds() == ["person.signed_in", "person.signed_out"]
    assert Entry.objects.first().actor_id == user.pk


def test_signing_out_by_a_link_is_asked_first(client):
    client.force_login(a_person())

    client.get("/account/logout/")

    assert "_auth_user_id" in client.session


@pytest.mark.parametrize("login", ["ada.quill@example.org", "nobody@example.org"])
def test_wrong_password_and_unknown_address_look_alike(client, login):
    a_person()

    page = client.post("/account/login/", {"login": login, "password": "wrong"}).content.decode()

    assert "The email address or password is not correct" in page
    assert "<title>Error: Sign in" in page
    assert "person.sign_in_failed" in kinds()


def test_sign_in_is_throttled_plainly(client):
    a_person()
    for _ in range(5):
        client.post("/account/login/", {"login": "ada.quill@example.org", "password": "wrong"})

    page = client.post("/account/login/", {"login": "ada.quill@example.org", "password": PASSWORD}).content.decode()

    assert "Too many failed attempts to sign in" in page
    assert "_auth_user_id" not in client.session


def test_sign_in_leads_to_no_other_site(client):
    a_person()

    response = client.post(
        "/account/login/?next=https://evil.example/", {"login": "ada.quill@example.org", "password": PASSWORD}
    )

    assert response["Location"] == "/"


@pytest.mark.parametrize(
    "address", ["/account/signup/", "/account/email/", "/account/confirm-email/x/", "/account/password/set/"]
)
def test_nobody_registers_themselves(client, address):
    assert client.get(address).status_code == 302
    client.force_login(a_person("Sys Admin", Role.SYSTEM_ADMINISTRATOR))
    assert client.get(address).status_code == 404


def test_password_is_reset_by_link_once(client):
    a_person()

    client.post("/account/password/reset/", {"email": "ada.quill@example.org"})
    send_links()
    (letter,) = mail.outbox
    assert "Quill" not in letter.subject + letter.body
    link = re.search(r"http://\S+?(/account/\S+)", letter.body)
    assert link
    form = client.get(link[1], follow=True)
    where = form.redirect_chain[-1][0]
    client.post(where, {"password1": "three random words", "password2": "three random words"})

    assert User.objects.get().check_password("three random words")
    assert "person.password_changed" in kinds()
    again = Client(SERVER_NAME="localhost").get(link[1], follow=True)
    assert "This link no longer works" in again.content.decode()


def set_first_password(client: Client, user: User, then: str = "") -> str:
    """Opens the link of a letter, sets a password, and gives where that leads."""
    user.set_unusable_password()
    user.save()
    form = client.get(first_password_path(user, then=then), follow=True)
    page = form.content.decode()
    sent = {"password1": "three random words", "password2": "three random words"}
    if then:
        assert f'name="next" value="{then}"' in page
        sent["next"] = then
    return str(client.post(form.redirect_chain[-1][0].partition("?")[0], sent)["Location"])


def test_first_password_signs_in_and_leads_where_the_letter_was_about(client):
    user = a_person()

    assert set_first_password(client, user, "/account/") == "/account/"

    assert client.get("/account/").status_code == 200
    assert kinds()[-2:] == ["person.password_changed", "person.signed_in"]


def test_first_password_leads_to_the_persons_work_without_more(client):
    assert set_first_password(client, a_person()) == "/"
    assert "_auth_user_id" in client.session


def test_first_password_leads_to_no_other_site(client):
    assert set_first_password(client, a_person(), "") == "/"
    other = Client(SERVER_NAME="localhost")
    user = User.objects.get()
    user.set_unusable_password()
    user.save()
    form = other.get(first_password_path(user, then="https://evil.example/"), follow=True)
    sent = {"password1": "three random words", "password2": "three random words", "next": "https://evil.example/"}
    assert other.post(form.redirect_chain[-1][0].partition("?")[0], sent)["Location"] == "/"


def test_new_password_does_not_go_round_the_second_factor(client, settings):
    settings.MFA_REQUIRED = True
    user = a_person()
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    TOTP.activate(user, secret)

    assert set_first_password(client, user, "/account/") == "/account/second-factor/authenticate/"
    assert "_auth_user_id" not in client.session
    response = client.post("/account/second-factor/authenticate/", {"code": code_for(secret)})

    assert response["Location"] == "/account/"


def test_first_password_leads_on_by_way_of_the_second_factor_that_is_set_up(client, settings):
    settings.MFA_REQUIRED = True
    user = a_person()

    assert set_first_password(client, user, "/account/") == "/account/"
    assert client.get("/account/")["Location"] == "/account/second-factor/"
    page = client.get("/account/second-factor/totp/activate/").content.decode()
    secret = re.search(r"Key: <strong>(\w+)</strong>", page)
    assert secret
    codes = client.post("/account/second-factor/totp/activate/", {"code": code_for(secret[1])}, follow=True)

    assert 'href="/account/">Continue</a>' in codes.content.decode()


def test_reset_for_an_unknown_address_says_the_same_and_sends_nothing(client):
    response = client.post("/account/password/reset/", {"email": "nobody@example.org"}, follow=True)
    send_links()

    assert "Check your email" in response.content.decode()
    assert mail.outbox == []


def test_person_without_a_second_factor_sets_it_up_first(client, settings, django_capture_on_commit_callbacks):
    settings.MFA_REQUIRED = True
    user = a_person("Sys Admin", Role.SYSTEM_ADMINISTRATOR)
    client.post("/account/login/", {"login": user.email, "password": PASSWORD})

    assert client.get("/people/")["Location"] == "/account/second-factor/"
    page = client.get("/account/second-factor/totp/activate/").content.decode()
    assert "<svg" in page
    secret = re.search(r"Key: <strong>(\w+)</strong>", page)
    assert secret
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/account/second-factor/totp/activate/", {"code": code_for(secret[1])})

    assert client.get("/people/").status_code == 200
    assert "person.authenticator_added" in kinds()


def test_sign_in_asks_for_the_code_and_remembers_it_was_given(client, settings):
    settings.MFA_REQUIRED = True
    user = a_person("Sys Admin", Role.SYSTEM_ADMINISTRATOR)
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    TOTP.activate(user, secret)
    assert secret not in json.dumps(Authenticator.objects.get().data)
    client.post("/account/login/", {"login": user.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session

    wrong = client.post("/account/second-factor/authenticate/", {"code": "000000"}).content.decode()
    assert "The code is not correct" in wrong
    client.post("/account/second-factor/authenticate/", {"code": code_for(secret)})

    with CaptureQueriesContext(connection) as queries:
        assert client.get("/people/").status_code == 200
    assert not [one for one in queries if "mfa_authenticator" in one["sql"]]


def request_of(user: User, data: dict[str, str] | None = None):
    request = RequestFactory().post("/", data or {}, HTTP_HOST="localhost")
    request.user = user
    request.session = Client(SERVER_NAME="localhost").session
    return request


@pytest.mark.clause("CARD-03")
def test_password_confirms_who_signs():
    user = a_person()

    confirmed = confirm(request_of(user), password=PASSWORD)

    assert confirmed.method == "password"
    assert confirmed.at.tzinfo is not None
    assert kinds() == ["person.reauthenticated"]


def test_wrong_password_does_not_sign_and_stands_in_the_trail():
    user = a_person()

    with pytest.raises(WrongPassword):
        confirm(request_of(user), password="wrong")

    assert kinds() == ["person.reauthentication_failed"]


def test_signing_is_throttled():
    user = a_person()
    for _ in range(10):
        with pytest.raises(WrongPassword):
            confirm(request_of(user), password="wrong")

    with pytest.raises(TooManyTries):
        confirm(request_of(user), password=PASSWORD)


class Signed(SigningForm):
    reasons = LineField(label="Reasons")


def signing_form(user: User, **answers: str) -> Signed:
    token = new_token(user.pk, f"{__name__}.Signed").value
    return Signed(request=request_of(user, {FIELD: token} | answers))


def test_signing_form_checks_the_password_last():
    user = a_person()

    assert not signing_form(user, password="wrong").is_valid()
    assert kinds() == []
    refused = signing_form(user, reasons="Because", password="wrong")
    assert refused.errors["password"] == ["The password is not correct"]
    signed = signing_form(user, reasons="Because", password=PASSWORD)
    assert signed.is_valid()
    assert signed.reauthentication.method == "password"
    assert "password" not in signed.cleaned_data
