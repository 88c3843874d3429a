"""The forms of signing in, in the Board’s own words."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm as AllauthActivateTOTPForm
from allauth.mfa.webauthn import forms as passkey_forms
from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest

from wscb.people import links
from wscb.trail.record import ANONYMOUS, record
from wscb.web.forms.wording import plain_words


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

    def clean_email(self) -> str:
        """The address as typed; whether anybody here has it is not looked at."""
        return str(self.cleaned_data["email"])

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Ask for a link; the letter is written apart, so that a known address takes no longer than another."""
        links.ask(self.cleaned_data["email"])
        return str(self.cleaned_data["email"])


class ResetPasswordKeyForm(allauth_forms.ResetPasswordKeyForm):
    """A new password, by link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {"password1": "New password", "password2": "New password again"}
        _dress(self, labels, {"password1": _NEW_PASSWORD_HINT})

    @transaction.atomic
    def save(self) -> None:
        """Use the link up, then set the password. Of two who send it at once, the second is refused."""
        if not links.spend(self.user, self.temp_key):
            raise PermissionDenied
        super().save()


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


_NONSENSE = (KeyError, TypeError, ValueError, AttributeError)
"""What the package raises, besides its own refusals, at an answer that no browser gives."""
_NOT_THIS_PASSKEY = "This passkey could not be confirmed. Try again, or use another way"


class _PasskeyForm(passkey_forms.AuthenticateWebAuthnForm):
    """A passkey's answer, refused in words that fit one, whatever is wrong with it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in ("required", "invalid"):
            self.fields["credential"].error_messages[code] = _NOT_THIS_PASSKEY

    def clean_credential(self) -> Authenticator:
        """The passkey that answered."""
        try:
            return super().clean_credential()
        except (ValidationError, *_NONSENSE) as error:
            if getattr(error, "code", "") == "too_many_login_attempts":
                raise
            raise ValidationError(_NOT_THIS_PASSKEY) from None

    def _post_clean(self) -> None:
        """A failure stands in the trail."""
        if self.errors:
            self._record_failure()

    def _record_failure(self) -> None:
        with transaction.atomic():
            record("person.sign_in_failed", by=ANONYMOUS, subject=self.user, facts={"step": "passkey"})


class LoginPasskeyForm(_PasskeyForm):
    """Signing in by passkey alone."""

    passwordless = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=None, **kwargs)


class AuthenticatePasskeyForm(_PasskeyForm):
    """A passkey as the second factor."""


class ReauthenticatePasskeyForm(_PasskeyForm):
    """A passkey again."""

    reauthenticated = True

    def _record_failure(self) -> None:
        with transaction.atomic():
            record("person.reauthentication_failed", by=self.user, subject=self.user, facts={"method": "passkey"})


class AddPasskeyForm(passkey_forms.SignupWebAuthnForm):
    """A new passkey, and what its owner calls it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].max_length = 50
        _dress(self, {"name": "Name"}, {"name": "Such as the name of the device, so that you know it again."})

    def clean(self) -> dict[str, Any]:
        """What the authenticator answered belongs to what was asked."""
        try:
            return super().clean()
        except _NONSENSE:
            raise ValidationError(_NOT_THIS_PASSKEY) from None
