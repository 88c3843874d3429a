"""How allauth signs people in here: no self-registration, plain words, every outcome in the trail."""

from __future__ import annotations

import time
from typing import Any

from allauth.account import app_settings
from allauth.account import forms as allauth_forms
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.utils import get_next_redirect_url
from allauth.core import context
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp.forms import ActivateTOTPForm as AllauthActivateTOTPForm
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from wscb.people.models import User
from wscb.trail.middleware import client_address
from wscb.web.forms.wording import plain_words

_NOTICES = {
    "account/messages/password_changed.txt": "Your password has been changed.",
    "mfa/messages/totp_activated.txt": "Your authenticator app is set up.",
    "mfa/messages/totp_deactivated.txt": "Your authenticator app has been removed.",
    "mfa/messages/recovery_codes_generated.txt": "You have new recovery codes.",
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

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not again within five minutes of signing in: the set-up of a second factor often follows at once."""
        return super().is_reauthentication_required(app=app, **kwargs) and not _just_signed_in(context.request)

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """Remember where the person was going while a second factor is asked for, or first set up."""
        request.session[GO_ON] = get_next_redirect_url(request) or ""
        response: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return response

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Where the person was going, else their work."""
        return request.session.get(GO_ON) or str(super().get_login_redirect_url(request))

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
        text = _NOTICES.get(message_template or "")
        if text:
            messages.add_message(request, level, text, extra_tags=extra_tags)


def _just_signed_in(request: HttpRequest) -> bool:
    signed_in_at = [record["at"] for record in get_authentication_records(request, request.user)]
    return any(time.time() - at < app_settings.REAUTHENTICATION_TIMEOUT for at in signed_in_at)


def _dress(form: forms.Form, labels: dict[str, str], hints: dict[str, str] | None = None) -> None:
    """Give a package's form our labels, hints and error texts, and take its placeholders away."""
    form.use_required_attribute = False
    form.label_suffix = ""
    for name, field in form.fields.items():
        field.label = labels.get(name, field.label)
        field.help_text = (hints or {}).get(name, "")
        field.widget.attrs.pop("placeholder", None)
        plain_words(field)


_NEW_PASSWORD_HINT = "Use at least 12 characters. Three random words make a good password."  # noqa: S105


class LoginForm(allauth_forms.LoginForm):
    """E-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self, {"login": "Email address", "password": "Password"})


class ResetPasswordForm(allauth_forms.ResetPasswordForm):
    """Where to send a link for a new password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self, {"email": "Email address"})


class ResetPasswordKeyForm(allauth_forms.ResetPasswordKeyForm):
    """A new password, by link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {"password1": "New password", "password2": "New password again"}
        _dress(self, labels, {"password1": _NEW_PASSWORD_HINT})


class ChangePasswordForm(allauth_forms.ChangePasswordForm):
    """A new password, by the old one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "oldpassword": "Current password",
            "password1": "New password",
            "password2": "New password again",
        }
        _dress(self, labels, {"password1": _NEW_PASSWORD_HINT})


class ReauthenticateForm(allauth_forms.ReauthenticateForm):
    """The password again, before a change to how somebody signs in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self, {"password": "Password"})


_CODE_HINT = "The 6-digit code that your authenticator app shows, or one of your recovery codes."


class AuthenticateForm(mfa_forms.AuthenticateForm):
    """The second factor at sign-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self, {"code": "Code"}, {"code": _CODE_HINT})


class MFAReauthenticateForm(mfa_forms.ReauthenticateForm):
    """The second factor again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self, {"code": "Code"}, {"code": _CODE_HINT})


class ActivateTOTPForm(AllauthActivateTOTPForm):
    """The first code of a new authenticator app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self, {"code": "Code"}, {"code": "The 6-digit code that the app shows now."})
