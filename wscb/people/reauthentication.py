"""Confirming, when somebody signs, that it is they who sit there. One function, whatever the means (design, 6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.core import ratelimit
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from wscb import clock
from wscb.people.actions.provider import provider_account_of
from wscb.people.models import User
from wscb.people.sessions import renew_key
from wscb.people.sign_in import ReauthenticatePasskeyForm
from wscb.trail.record import record
from wscb.web.forms import Form, NoticeField, PasskeyField, PasswordField

_VOUCHED = "people.vouched"
_VOUCHED_FOR = 300


@dataclass(frozen=True)
class Reauthentication:
    """How and when (UTC) a person confirmed who they are."""

    method: str
    at: datetime


class WrongPassword(Exception):
    """The password is not this person's."""


class WrongPasskey(Exception):
    """The passkey is not this person's, or did not answer what was asked."""


class TooManyTries(Exception):
    """Too many passwords were tried; the person waits a minute."""


class ConfirmAtProvider(Exception):
    """The person signs in with the provider alone and has to confirm there first; their answers are kept meanwhile."""


def confirm(request: HttpRequest, *, password: str = "", passkey: str = "") -> Reauthentication:
    """Confirm the signed-in person by passkey where one was used, by password, or by what the provider has just said.

    `passkey` is the browser's answer as JSON. Raises `WrongPassword`, `WrongPasskey`, `TooManyTries` (ten a minute), and
    `ConfirmAtProvider` for somebody without a password. Every outcome stands in the trail, so this is called before the
    act's own transaction, never inside it: a rollback would take the failure's row along.
    """
    user = request.user
    if not isinstance(user, User):
        raise WrongPassword
    if not ratelimit.consume(request, action="reauthenticate", user=user):
        raise TooManyTries
    if passkey:
        if not ReauthenticatePasskeyForm(user=user, data={"credential": passkey}).is_valid():
            raise WrongPasskey
        return _confirmed(request, user, "passkey")
    if password or user.has_usable_password():
        return _confirmed(request, user, "password") if user.check_password(password) else _failed(user)
    if _take_vouched(request, user):
        return _confirmed(request, user, "provider")
    if provider_account_of(user, settings.OIDC_ISSUER):
        raise ConfirmAtProvider
    return _failed(user)


def vouched(request: HttpRequest, user: User) -> None:
    """The provider has just asked this person anew: one signature within five minutes may rest on it."""
    request.session[_VOUCHED] = [str(user.pk), clock.now().timestamp()]


def has_passkey(user: User) -> bool:
    """Whether the person has set up a passkey."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).exists()


def _take_vouched(request: HttpRequest, user: User) -> bool:
    who, at = request.session.pop(_VOUCHED, None) or ("", 0.0)
    return bool(who == str(user.pk) and clock.now().timestamp() - at < _VOUCHED_FOR)


def _confirmed(request: HttpRequest, user: User, method: str) -> Reauthentication:
    with transaction.atomic():
        record("person.reauthenticated", by=user, subject=user, facts={"method": method})
    renew_key(request)
    return Reauthentication(method=method, at=clock.now())


def _failed(user: User) -> Reauthentication:
    with transaction.atomic():
        record("person.reauthentication_failed", by=user, subject=user, facts={"method": "password"})
    raise WrongPassword


class SigningForm(Form):
    """A form that signs: it ends with the person confirming who they are, asked last and checked only when all else is right.

    By password, or by passkey with script. Whoever has neither confirms with the provider, and is led there once they sign.
    After `is_valid()`, `form.reauthentication` says how and when the person confirmed who they are.
    """

    reauthentication: Reauthentication

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = PasswordField(
            label="Your password", hint="Enter your password to sign.", enter="Enter your password to sign"
        )
        user = self.request.user
        if not isinstance(user, User):
            return
        if not user.has_usable_password() and provider_account_of(user, settings.OIDC_ISSUER):
            del self.fields["password"]
            words = (
                f"When you sign, you confirm with {settings.OIDC_NAME} that it is you. Your answers are kept meanwhile."
            )
            self.fields["confirmed_elsewhere"] = NoticeField(words)
        if has_passkey(user):
            self.fields["passkey"] = PasskeyField(label="Your passkey")
            if self.data.get("passkey") and "password" in self.fields:
                self.fields["password"].required = False

    def full_clean(self) -> None:
        """Clean everything; confirm who signs once nothing else is wrong."""
        super().full_clean()
        if not self.is_bound or self.errors:
            return
        self.cleaned_data.pop("confirmed_elsewhere", None)
        means = {name: self.cleaned_data.pop(name, "") for name in ("password", "passkey")}
        field = "passkey" if means["passkey"] else "password"
        try:
            self.reauthentication = confirm(self.request, **means)
        except WrongPassword:
            self.add_error(field, "The password is not correct")
        except WrongPasskey:
            self.add_error(field, "The passkey could not be confirmed. Use it again, or enter your password")
        except TooManyTries:
            words = "Too many wrong passwords. Wait a minute, then try again"
            self.add_error(field if field in self.fields else None, words)
