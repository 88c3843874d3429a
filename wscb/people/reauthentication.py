"""Confirming, when somebody signs, that it is they who sit there. One function, whatever the means (design, 6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.core import ratelimit
from django.db import transaction
from django.http import HttpRequest

from wscb import clock
from wscb.people.models import User
from wscb.trail.record import record
from wscb.web.forms import Form, PasswordField


@dataclass(frozen=True)
class Reauthentication:
    """How and when (UTC) a person confirmed who they are."""

    method: str
    at: datetime


class WrongPassword(Exception):
    """The password is not this person's."""


class TooManyTries(Exception):
    """Too many passwords were tried; the person waits a minute."""


def confirm(request: HttpRequest, *, password: str) -> Reauthentication:
    """Confirm the signed-in person by their password.

    Raises `WrongPassword`, `TooManyTries` (ten a minute). Both outcomes stand in the trail, so this is called
    before the act's own transaction, never inside it: a rollback would take the failure's row along.
    """
    user = request.user
    if not isinstance(user, User):
        raise WrongPassword
    if not ratelimit.consume(request, action="reauthenticate", user=user):
        raise TooManyTries
    if not user.check_password(password):
        with transaction.atomic():
            record("person.reauthentication_failed", by=user, subject=user)
        raise WrongPassword
    with transaction.atomic():
        record("person.reauthenticated", by=user, subject=user, facts={"method": "password"})
    return Reauthentication(method="password", at=clock.now())


class SigningForm(Form):
    """A form that signs: it ends with the password, asked last and checked only when all else is right.

    After `is_valid()`, `form.reauthentication` says how and when the person confirmed who they are.
    """

    reauthentication: Reauthentication

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = PasswordField(
            label="Your password", hint="Enter your password to sign.", enter="Enter your password to sign"
        )

    def full_clean(self) -> None:
        """Clean everything; confirm the password once nothing else is wrong."""
        super().full_clean()
        if not self.is_bound or self.errors:
            return
        try:
            self.reauthentication = confirm(self.request, password=self.cleaned_data.pop("password"))
        except WrongPassword:
            self.add_error("password", "The password is not correct")
        except TooManyTries:
            self.add_error("password", "Too many wrong passwords. Wait a minute, then try again")
