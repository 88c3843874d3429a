"""The second factor: demanded of everyone where the settings say so; app, passkey or recovery code."""

from __future__ import annotations

import uuid
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from wscb.keys.models import DataKey
from wscb.keys.sealing import open_sealed, seal
from wscb.keys.wrapping import new_key
from wscb.people.confirmed import PROVIDER
from wscb.people.models import User
from wscb.web.hosts import host_name

_CONTEXT = "mfa.authenticator.secret"
_REACHABLE_WITHOUT = {
    "account_logout",
    "account_reauthenticate",
    "confirm_at_provider",
    "provider_confirm",
    "provider_callback",
    "mfa_index",
    "mfa_activate_totp",
    "add_passkey",
    "own_sessions",
    "end_session",
    "end_other_sessions",
    "session_left",
    "stay_signed_in",
    "accessibility",
}


class SecondFactorMiddleware:
    """Send everyone signed in without a second factor to its set-up, where `MFA_REQUIRED`.

    A sign-in with the provider has one where the provider says that it asked for one (`amr`).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Redirect to the set-up unless the person has a second factor or is setting it up."""
        if not settings.MFA_REQUIRED or not request.user.is_authenticated:
            return None
        match = request.resolver_match
        if match is not None and match.view_name in _REACHABLE_WITHOUT:
            return None
        if _signed_in_with_second_factor(request) or is_mfa_enabled(request.user):
            return None
        return redirect("mfa_index")


def _signed_in_with_second_factor(request: HttpRequest) -> bool:
    """From the session alone, so that the usual request asks the database nothing."""
    records = get_authentication_records(request, request.user)
    return any(
        one.get("method") == "mfa" or (one.get("method") == PROVIDER and one.get("second_factor")) for one in records
    )


@dataclass(frozen=True)
class Passkey:
    """A passkey as its owner's page names it; `identifier` follows from the credential and counts no rows."""

    authenticator: Authenticator
    identifier: uuid.UUID
    name: str


def passkeys_of(user: User) -> list[Passkey]:
    """The passkeys that the person has set up, the oldest first."""
    rows = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).order_by("created_at", "pk")
    return [
        Passkey(
            row, uuid.uuid5(uuid.NAMESPACE_OID, str(row.data["credential"].get("id", ""))), str(row.data.get("name"))
        )
        for row in rows
    ]


def may_remove(authenticator: Authenticator) -> bool:
    """Whether a second factor would be left, where one is demanded."""
    others = Authenticator.objects.filter(user_id=authenticator.user_id).exclude(pk=authenticator.pk)
    return not settings.MFA_REQUIRED or others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


class MFAAdapter(DefaultMFAAdapter):
    """Plain words, and a QR code as bare SVG: the content policy allows no `data:` images."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "The code is not correct. Codes change every 30 seconds: enter the newest one",
        "rate_limited": "Too many wrong codes. Wait a few minutes, then try again",
        "cannot_delete_authenticator": "This is your only second factor. Set up another one before you remove it",
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not the last one, where a second factor is demanded."""
        return may_remove(authenticator)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Passkeys are the office's: its host, as the settings name it."""
        return {"id": host_name(settings.OFFICE_HOST), "name": settings.SERVICE_NAME}

    def encrypt(self, text: str) -> str:
        """A secret of a second factor, sealed under a data key of its own: `key:sealed`."""
        key = new_key()
        return f"{key.pk}:{b64encode(seal(key, text.encode(), context=_CONTEXT)).decode()}"

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again. Raises the errors of `wscb.keys`."""
        key_id, _, sealed = encrypted_text.partition(":")
        return open_sealed(DataKey.objects.get(pk=key_id), b64decode(sealed), context=_CONTEXT).decode()

    def build_totp_svg(self, url: str) -> str:
        """The QR code of the address as an SVG element for the page."""
        import qrcode  # type: ignore[import-untyped]

        code = qrcode.QRCode()
        code.add_data(url)
        rows = code.get_matrix()
        squares = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
        size = len(rows)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="240" height="240" '
            f'role="img" aria-label="QR code for your authenticator app" shape-rendering="crispEdges">'
            f'<rect width="{size}" height="{size}" fill="#ffffff"/><path d="{squares}" fill="#000000"/></svg>'
        )
