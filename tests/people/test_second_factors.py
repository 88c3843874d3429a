"""Second factors without script: demanded, set up, removed after confirming, recovery codes shown once."""

from __future__ import annotations

import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from pytest_django import Settings

from tests.addresses.sessions import signed_in
from tests.people.browsing import hidden_of
from tests.people.factories import PASSWORD, a_person
from tests.people.test_sign_in import code_for, request_of
from wscb.people.models import Role, User
from wscb.people.reauthentication import WrongPasskey, confirm
from wscb.trail.models import Entry

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
INDEX = "/account/second-factor/"


@pytest.fixture
def ada() -> User:
    return a_person()


def a_passkey(user: User, name: str = "Laptop") -> Authenticator:
    return Authenticator.objects.create(
        user=user, type="webauthn", data={"name": name, "credential": {"id": f"of-{name}"}}
    )


@pytest.mark.parametrize(
    "role", [Role.BUSINESS_MANAGER, Role.BOARD_CHAIR, Role.PANEL_MEMBER, Role.SYSTEM_ADMINISTRATOR]
)
def test_every_role_sets_a_second_factor_up_before_anything_else(role: Role, settings: Settings) -> None:
    settings.MFA_REQUIRED = True
    browser = signed_in(a_person("Bo Else", role))

    assert browser.get("/")["Location"] == INDEX
    assert "You need a second factor besides your password" in browser.get(INDEX).content.decode()
    assert browser.get("/account/second-factor/totp/activate/").status_code == 200
    assert browser.get("/account/second-factor/passkeys/add/").status_code == 200


def test_page_says_what_is_set_up(ada: User) -> None:
    TOTP.activate(ada, SECRET)
    RecoveryCodes.activate(ada)
    a_passkey(ada, "Ada’s telephone")
    a_passkey(a_person("Bo Else"), "Bo’s")

    page = signed_in(ada).get(INDEX).content.decode()

    assert "Ada’s telephone, set up on" in page
    assert "Bo’s" not in page
    assert "10 left. Each signs you in once" in page
    assert 'href="/account/second-factor/totp/deactivate/"' in page


@pytest.mark.parametrize(
    "address",
    ["totp/activate/", "passkeys/add/", "recovery-codes/generate/", "recovery-codes/"],
)
def test_change_to_how_one_signs_in_asks_again_after_five_minutes(ada: User, address: str) -> None:
    a_passkey(ada)
    RecoveryCodes.activate(ada)
    with time_machine.travel("2026-03-04T10:00:00Z", tick=False) as now:
        browser = signed_in(ada)
        browser.get("/account/")
        now.shift(301)

        response = browser.get(INDEX + address)

    assert response["Location"].startswith("/account/reauthenticate/?next=")


def test_password_confirms_for_five_minutes_and_stands_in_the_trail(ada: User) -> None:
    with time_machine.travel("2026-03-04T10:00:00Z", tick=False) as now:
        browser = signed_in(ada)
        browser.get("/account/")
        now.shift(301)
        where = browser.get(INDEX + "totp/activate/")["Location"]
        wrong = browser.post(where, {"password": "wrong"}).content.decode()
        right = browser.post(where, {"password": PASSWORD})

        assert "The password is not correct" in wrong
        assert right["Location"] == INDEX + "totp/activate/"
        assert browser.get(right["Location"]).status_code == 200
    kinds = list(Entry.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds[-2:] == ["person.reauthentication_failed", "person.reauthenticated"]


def test_code_confirms_too(ada: User) -> None:
    TOTP.activate(ada, SECRET)
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(ada)
    page = browser.get(browser.get(INDEX + "totp/deactivate/")["Location"]).content.decode()
    assert "Enter a code" in page

    where = f"{INDEX}reauthenticate/?next={INDEX}totp/deactivate/"
    assert browser.post(where, {"code": code_for(SECRET)})["Location"] == INDEX + "totp/deactivate/"
    assert Entry.objects.latest("pk").facts == {"method": "totp"}


def test_passkey_is_removed(ada: User) -> None:
    a_passkey(ada)
    browser = signed_in(ada)
    found = re.search(
        r'href="(/account/second-factor/passkeys/[0-9a-f-]+/remove/)"', browser.get(INDEX).content.decode()
    )
    assert found

    assert browser.post(found[1], hidden_of(browser, found[1]))["Location"] == INDEX
    assert not Authenticator.objects.exists()
    assert Entry.objects.filter(kind="person.authenticator_removed").exists()


def test_passkey_of_another_person_cannot_be_removed(ada: User) -> None:
    bo = a_person("Bo Else")
    a_passkey(bo)
    found = re.search(r"passkeys/[0-9a-f-]+/remove/", signed_in(bo).get(INDEX).content.decode())
    assert found

    assert signed_in(ada).get(INDEX + found[0]).status_code == 404


def test_only_second_factor_is_not_removed_where_one_is_demanded(ada: User, settings: Settings) -> None:
    settings.MFA_REQUIRED = True
    a_passkey(ada)
    RecoveryCodes.activate(ada)
    browser = signed_in(ada)
    found = re.search(
        r'href="(/account/second-factor/passkeys/[0-9a-f-]+/remove/)"', browser.get(INDEX).content.decode()
    )
    assert found

    page = browser.post(found[1], hidden_of(browser, found[1])).content.decode()
    assert "This is your only second factor. Set up another one before you remove it." in page
    TOTP.activate(ada, SECRET)
    assert browser.post(found[1], hidden_of(browser, found[1])).status_code == 302
    last = browser.post(INDEX + "totp/deactivate/").content.decode()
    assert "This is your only second factor" in last
    assert Authenticator.objects.filter(type="totp").exists()


def shown_codes(page: str) -> list[str]:
    return re.findall(r"<code>(\d{8})</code>", page)


def test_recovery_codes_are_shown_once_and_saved_from_there(ada: User) -> None:
    TOTP.activate(ada, SECRET)
    browser = signed_in(ada)
    browser.post(INDEX + "recovery-codes/generate/")

    codes = shown_codes(browser.get(INDEX + "recovery-codes/").content.decode())
    again = browser.get(INDEX + "recovery-codes/").content.decode()
    saved = browser.post(INDEX + "recovery-codes/save/", {"code": codes})

    assert len(codes) == 10
    assert (shown_codes(again), [code for code in codes if code in again]) == ([], [])
    assert saved.content.decode().split() == codes
    assert saved["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    assert saved["Cache-Control"] == "no-store, private"


def test_codes_are_saved_by_nobody_who_was_not_shown_them(ada: User) -> None:
    TOTP.activate(ada, SECRET)
    RecoveryCodes.activate(ada)
    browser = signed_in(ada)

    assert browser.get(INDEX + "recovery-codes/save/").status_code == 404
    assert browser.post(INDEX + "recovery-codes/save/", {"code": ["12345678"]}).status_code == 404
    assert browser.get(INDEX + "recovery-codes/download/").status_code == 404


def test_recovery_code_signs_in_once(ada: User) -> None:
    TOTP.activate(ada, SECRET)
    code = RecoveryCodes.activate(ada).get_unused_codes()[0]
    for expected in (True, False):
        browser = Client(SERVER_NAME="localhost")
        browser.post("/account/login/", {"login": ada.email, "password": PASSWORD})
        browser.post(INDEX + "authenticate/", {"code": code})
        assert ("_auth_user_id" in browser.session) is expected


def test_secrets_are_sealed_at_rest(ada: User) -> None:
    codes = RecoveryCodes.activate(ada)

    assert not [code for code in codes.get_unused_codes() if code in str(Authenticator.objects.get().data)]


def test_code_of_the_app_works_once(ada: User) -> None:
    TOTP.activate(ada, SECRET)
    with time_machine.travel("2026-03-04T10:00:00Z", tick=False):
        code = code_for(SECRET)
        for expected in (True, False):
            browser = Client(SERVER_NAME="localhost")
            browser.post("/account/login/", {"login": ada.email, "password": PASSWORD})
            browser.post(INDEX + "authenticate/", {"code": code})
            assert ("_auth_user_id" in browser.session) is expected


@pytest.mark.parametrize("answer", ["{}", "nonsense", '{"id": "x", "response": {}}'])
def test_passkey_that_answers_nonsense_signs_nothing(ada: User, answer: str) -> None:
    a_passkey(ada)
    browser = signed_in(ada)
    response = browser.post(INDEX + "passkeys/sign-in/", {"credential": answer})
    assert response.status_code == 302
    stranger = Client(SERVER_NAME="localhost")
    stranger.post(INDEX + "passkeys/sign-in/", {"credential": answer})
    assert "_auth_user_id" not in stranger.session
    with pytest.raises(WrongPasskey):
        confirm(request_of(ada), passkey=answer)
    assert Entry.objects.filter(kind="person.reauthentication_failed").latest("pk").facts == {"method": "passkey"}


def test_options_of_a_passkey_are_for_its_owner(ada: User) -> None:
    assert signed_in(ada).get(INDEX + "passkeys/options/").status_code == 404
    assert Client(SERVER_NAME="localhost").get(INDEX + "passkeys/options/").status_code == 302
