"""How allauth signs people in here: no self-registration, throttled by account and address, every outcome in the trail."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.utils import get_next_redirect_url
from allauth.core import context
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from wscb.people import confirmed
from wscb.people.actions.provider import provider_account_of
from wscb.people.models import User
from wscb.people.reauthentication import TooManyTries, WrongPassword, confirm
from wscb.people.throttling import Attempt
from wscb.trail.middleware import client_address
from wscb.trail.record import ANONYMOUS, record

_NOTICES = {
    "account/messages/password_changed.txt": "Your password has been changed.",
    "mfa/messages/totp_activated.txt": "Your authenticator app is set up.",
    "mfa/messages/totp_deactivated.txt": "Your authenticator app has been removed.",
    "mfa/messages/recovery_codes_generated.txt": "You have new recovery codes.",
    "mfa/messages/webauthn_added.txt": "Your passkey is set up.",
    "mfa/messages/webauthn_removed.txt": "Your passkey has been removed.",
}


_WAYS = {
    "reauthenticate": "Enter your password",
    "mfa_reauthenticate": "Enter a code",
    "mfa_reauthenticate:webauthn": "Use your passkey",
}


GO_ON = "go_on"
"""In the session: the path to which somebody was going who had to sign in first."""


class AccountAdapter(DefaultAccountAdapter):
    """The Board's own words and rules for allauth."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The email address or password is not correct",
        "incorrect_password": "The password is not correct",
        "enter_current_password": "The current password is not correct",
        "too_many_login_attempts": "Too many failed attempts to sign in. Wait 5 minutes, then try again",
        "invalid_password_reset": "This link has been used or has expired. Ask for a new one",
        "rate_limited": "Too many attempts. Wait a few minutes, then try again",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody registers themselves: a system administrator adds people."""
        return False

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """Remember where the person was going while a second factor is asked for, or first set up."""
        request.session[GO_ON] = get_next_redirect_url(request) or ""
        response: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return response

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Where the person was going, else their work."""
        return request.session.get(GO_ON) or str(super().get_login_redirect_url(request))

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Never answered yes: whoever has not confirmed lately is asked here and now.

        The package's own check would let somebody pass who has neither password nor second factor and signs in with the
        provider alone, so it is not reached. Raises `ReauthenticationRequired`.
        """
        confirmed.demand(context.request)
        return False

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The ways in which this person can confirm who they are; the first is where they are led."""
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        for way in ways:
            way["description"] = _WAYS.get(way["id"], way["description"])
        if isinstance(user, User) and settings.OIDC_ISSUER and provider_account_of(user, settings.OIDC_ISSUER):
            words = f"Confirm with {settings.OIDC_NAME}"
            ways.append({"id": "provider", "description": words, "url": reverse("confirm_at_provider")})
        return ways

    def reauthenticate(self, user: Any, password: str) -> bool:
        """Whether the password is the person's own, asked as for signing."""
        try:
            confirm(context.request, password=password)
        except (WrongPassword, TooManyTries):
            return False
        return True

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The person whose password this is, or nobody; the work is the same for an address that nobody here has.

        Raises a validation error, always in the same words, where the address has tried too often, and where others have
        guessed at the account and nothing but the password would stand between them and it.
        """
        attempt = Attempt(request, str(credentials.get("email") or ""))
        if attempt.is_refused:
            raise self.validation_error("too_many_login_attempts")
        AuthenticationBackend.unstash_authenticated_user()
        user: Any = authenticate(request, **credentials)
        user = user or AuthenticationBackend.unstash_authenticated_user()
        if user is not None and attempt.lets_in(user):
            attempt.take_back()
            return user
        if user is not None:
            with transaction.atomic():
                record("person.sign_in_failed", by=ANONYMOUS, subject=user, facts={"step": "throttled"})
        if not attempt.by_account:
            raise self.validation_error("too_many_login_attempts")
        self.authentication_failed(request, **credentials)
        return None

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address as the trail knows it, behind the same number of proxies."""
        address = client_address(request)
        if address is None:
            raise PermissionDenied
        return address

    def add_message(  # noqa: PLR0917 - the signature is the package’s
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Tell what is worth telling; nothing with a name or address in it."""
        text = _NOTICES.get(message_template or "", "")
        if level >= messages.ERROR:
            text = text or str(message or "")
        if text:
            messages.add_message(request, level, text, extra_tags=extra_tags)
