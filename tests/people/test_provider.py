"""Signing in with the Board's provider of identities, asked for real: who is let in, and every way in which nobody is."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import Settings

from tests.people.factories import PASSWORD, a_person
from tests.provider import CLIENT_ID, CLIENT_SECRET, Provider, running_provider
from wscb.people.actions.provider import release_provider_account
from wscb.people.confirmed import is_confirmed
from wscb.people.models import ProviderAccount, Role, User
from wscb.people.reauthentication import ConfirmAtProvider, confirm
from wscb.trail.models import Entry
from wscb.trail.record import SYSTEM

pytestmark = pytest.mark.django_db
ADA = "ada.quill@example.org"


@pytest.fixture(scope="module")
def process() -> Iterator[Provider]:
    with running_provider("http://localhost/account/provider/callback/") as running:
        yield running


@pytest.fixture
def provider(process: Provider, settings: Settings) -> Provider:
    """The provider as at first, with Ada before it; the settings name it."""
    settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = (
        process.issuer,
        CLIENT_ID,
        CLIENT_SECRET,
    )
    settings.OIDC_NAME = "Warrington account"
    process.sits("s-1", ADA)
    return process


@pytest.fixture
def ada() -> User:
    """Ada, who was invited and has never set a password."""
    user = a_person()
    user.set_unusable_password()
    user.save()
    return user


def at_provider(client: Client, address: str = "/account/provider/?next=/account/") -> str:
    """Go to the provider; returns where it sends the browser back to."""
    leads = client.get(address)
    assert leads.status_code == 302, leads.content.decode()
    back = requests.get(leads["Location"], allow_redirects=False, timeout=5)
    assert back.status_code == 302, back.text
    return back.headers["Location"].removeprefix("http://localhost")


def comes_back(client: Client, address: str = "/account/provider/?next=/account/") -> HttpResponse:
    return client.get(at_provider(client, address))


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def is_refused(response: HttpResponse) -> bool:
    return response.status_code == 403 and "Only people whom the Board has invited" in response.content.decode()


def facts(kind: str) -> dict[str, Any]:
    return dict(Entry.objects.filter(kind=kind).latest("pk").facts)


def test_invited_person_signs_in_by_code_with_pkce_nonce_and_state(
    client: Client, provider: Provider, ada: User
) -> None:
    page = client.get("/account/login/?next=/account/").content.decode()
    assert "Sign in with Warrington account" in page

    response = comes_back(client)

    assert (response.status_code, response["Location"]) == (302, "/account/")
    assert client.get("/account/").status_code == 200
    asked = provider.asked()
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert len(asked["state"]) == len(asked["nonce"]) == len(asked["code_challenge"]) == 43
    assert "prompt" not in asked
    assert ProviderAccount.objects.get().user == ada
    assert facts("person.signed_in") == {"means": ["provider"]}


def test_page_names_no_provider_where_there_is_none(client: Client) -> None:
    assert "Or sign in with your organisation" not in client.get("/account/login/").content.decode()
    assert client.get("/account/provider/").status_code == 404
    assert client.get("/account/provider/callback/?code=x&state=y").status_code == 404


def test_nobody_registers_themselves_at_the_provider(client: Client, provider: Provider) -> None:
    provider.sits("s-9", "stranger@example.org")

    assert is_refused(comes_back(client))
    assert not is_signed_in(client)
    assert not User.objects.filter(email="stranger@example.org").exists()
    assert facts("person.sign_in_failed") == {"step": "provider", "why": "not_invited"}


def test_address_that_is_not_verified_lets_nobody_in(client: Client, provider: Provider, ada: User) -> None:
    provider.sits("s-1", ADA, email_verified=False)

    assert is_refused(comes_back(client))
    assert not ProviderAccount.objects.exists()


def test_person_whose_access_ended_is_refused_like_a_stranger(client: Client, provider: Provider, ada: User) -> None:
    comes_back(client)
    ada.is_active = False
    ada.save()
    client.logout()

    assert is_refused(comes_back(client))


def test_account_is_bound_once(client: Client, provider: Provider, ada: User) -> None:
    comes_back(client)
    client.logout()
    provider.sits("s-2", ADA)
    assert is_refused(comes_back(client))

    provider.sits("s-1", "ada.renamed@example.org")
    assert comes_back(client)["Location"] == "/account/"
    assert client.session["_auth_user_id"] == str(ada.pk)


def test_account_released_by_the_administrator_is_bound_anew(client: Client, provider: Provider, ada: User) -> None:
    comes_back(client)
    client.logout()
    admin = Client(SERVER_NAME="localhost")
    admin.force_login(a_person("Sys Admin", Role.SYSTEM_ADMINISTRATOR))
    address = reverse("release_provider", args=[ada.pk])
    assert address in admin.get(reverse("person", args=[ada.pk])).content.decode()
    release_provider_account(
        account=ProviderAccount.objects.get(), by=SYSTEM, on=ada.history.first().history_date.date()
    )

    provider.sits("s-2", ADA)
    assert comes_back(client)["Location"] == "/account/"
    assert admin.get(address).status_code == 200


LIES = {
    "foreign key": ({"foreign_key": True}, "id_token"),
    "another issuer": ({"claims": {"iss": "https://evil.example"}}, "id_token"),
    "another audience": ({"claims": {"aud": "another"}}, "id_token"),
    "another party": ({"claims": {"azp": "another"}}, "audience"),
    "another nonce": ({"claims": {"nonce": "n" * 43}}, "nonce"),
    "long over": ({"claims": {"exp": 1000000000}}, "id_token"),
    "declines": ({"declines": True}, "declined"),
}


@pytest.mark.parametrize("lie", LIES)
def test_provider_that_lies_or_declines_signs_nobody_in(
    client: Client, provider: Provider, ada: User, lie: str
) -> None:
    told, why = LIES[lie]
    provider.sits("s-1", ADA, **told)

    assert is_refused(comes_back(client))
    assert not is_signed_in(client)
    assert facts("person.sign_in_failed")["why"] == why


def test_provider_under_another_name_is_refused_plainly(client: Client, provider: Provider, ada: User) -> None:
    provider.tell(issuer="https://evil.example")
    assert is_refused(client.get("/account/provider/"))
    assert facts("person.sign_in_failed")["why"] == "issuer"


def test_silent_provider_is_refused_plainly(client: Client, provider: Provider, ada: User) -> None:
    provider.tell(silent=True)
    assert is_refused(client.get("/account/provider/"))
    assert facts("person.sign_in_failed")["why"] == "provider_answer"


def test_answer_is_good_once_and_in_its_own_browser(client: Client, provider: Provider, ada: User) -> None:
    other = Client(SERVER_NAME="localhost")
    back = at_provider(client)
    assert is_refused(other.get(back))
    assert is_refused(Client(SERVER_NAME="localhost").get(back.replace("state=", "state=x")))

    assert client.get(back).status_code == 302
    client.logout()
    assert is_refused(client.get(back))


def test_answer_under_another_state_is_refused_and_uses_the_question_up(
    client: Client, provider: Provider, ada: User
) -> None:
    back = at_provider(client)
    assert is_refused(client.get(back.replace("state=", "state=x")))
    assert is_refused(client.get(back))


def test_answer_leads_to_no_other_site(client: Client, provider: Provider, ada: User) -> None:
    assert comes_back(client, "/account/provider/?next=https://evil.example/")["Location"] == "/"


def test_second_factor_is_set_up_here_unless_the_provider_asked_for_one(
    client: Client, provider: Provider, ada: User, settings: Settings
) -> None:
    settings.MFA_REQUIRED = True
    comes_back(client)
    assert client.get("/account/")["Location"] == "/account/second-factor/"
    client.logout()

    provider.sits("s-1", ADA, amr=["pwd", "mfa"])
    comes_back(client)
    assert client.get("/account/").status_code == 200


def signed_in_long_ago(client: Client, provider: Provider) -> None:
    """Signed in here just now, with the provider an hour ago."""
    provider.sits("s-1", ADA, since=time.time() - 3600)
    comes_back(client)


@pytest.mark.parametrize("says_when", [True, False])
def test_person_of_the_provider_does_not_change_how_they_sign_in_unchallenged(
    client: Client, provider: Provider, ada: User, says_when: bool
) -> None:
    provider.sits("s-1", ADA, since=time.time() - 3600, says_when=says_when)
    comes_back(client)

    response = client.get("/account/second-factor/totp/activate/")

    assert response.status_code == 302
    assert response["Location"].startswith("/account/provider/confirm/?next=")


def test_provider_asks_anew_before_a_change_to_how_one_signs_in(client: Client, provider: Provider, ada: User) -> None:
    signed_in_long_ago(client, provider)
    page = client.get(client.get("/account/second-factor/totp/activate/")["Location"]).content.decode()
    assert "Confirm with Warrington account" in page

    address = "/account/provider/confirm/go/?next=/account/second-factor/totp/activate/"
    back = comes_back(client, address)

    asked = provider.asked()
    assert (asked["prompt"], asked["max_age"]) == ("login", "0")
    assert back["Location"] == "/account/second-factor/totp/activate/"
    assert client.get(back["Location"]).status_code == 200
    assert facts("person.reauthenticated") == {"method": "provider"}


@pytest.mark.parametrize("told", [{"ignores_prompt": True}, {"says_when": False}])
def test_provider_that_did_not_ask_anew_confirms_nothing(
    client: Client, provider: Provider, ada: User, told: dict[str, Any]
) -> None:
    signed_in_long_ago(client, provider)
    provider.sits("s-1", ADA, since=time.time() - 3600, **told)

    assert is_refused(comes_back(client, "/account/provider/confirm/go/?next=/account/"))
    assert client.get("/account/second-factor/totp/activate/").status_code == 302
    assert facts("person.reauthentication_failed")["why"] == "not_fresh"


def test_another_person_of_the_provider_confirms_nothing(client: Client, provider: Provider, ada: User) -> None:
    signed_in_long_ago(client, provider)
    provider.sits("s-7", "bo@example.org")

    assert is_refused(comes_back(client, "/account/provider/confirm/go/?next=/account/"))
    assert facts("person.reauthentication_failed")["why"] == "another_person"


def test_confirmation_is_offered_to_nobody_who_does_not_sign_in_so(client: Client, provider: Provider) -> None:
    client.force_login(a_person("Bo Else"))

    assert client.get("/account/provider/confirm/").status_code == 404
    assert client.get("/account/provider/confirm/go/").status_code == 404


def test_sign_in_with_an_old_one_there_is_no_confirmation(client: Client, provider: Provider, ada: User) -> None:
    signed_in_long_ago(client, provider)
    assert not is_confirmed(request_of(ada, client))
    comes_back(client, "/account/provider/confirm/go/?next=/account/")
    assert is_confirmed(request_of(ada, client))


def request_of(user: User, client: Client) -> Any:
    request = RequestFactory().post("/", HTTP_HOST="localhost")
    request.user, request.session = user, client.session
    return request


def test_one_signature_rests_on_what_the_provider_said(client: Client, provider: Provider, ada: User) -> None:
    signed_in_long_ago(client, provider)
    with pytest.raises(ConfirmAtProvider):
        confirm(request_of(ada, client))
    comes_back(client, "/account/provider/confirm/go/?next=/account/")
    request = request_of(ada, client)

    assert confirm(request).method == "provider"
    with pytest.raises(ConfirmAtProvider):
        confirm(request)


def test_person_with_a_password_signs_by_it_though_the_provider_knows_them(client: Client, provider: Provider) -> None:
    user = a_person()
    comes_back(client)

    assert confirm(request_of(user, client), password=PASSWORD).method == "password"


def test_no_secret_stands_in_an_address(client: Client, provider: Provider, ada: User) -> None:
    leads = client.get("/account/provider/")["Location"]

    assert CLIENT_SECRET not in leads
    assert "code_verifier" not in parse_qs(urlsplit(leads).query)
