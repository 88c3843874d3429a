"""Form tokens: a double click, a replay or a second send of the same page does its one thing once (design, 14).

Every form carries a hidden signed value naming its person, its form and a random number. `submit` does the act and
spends the token in one transaction; a token already spent leads to where the first send led.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponseRedirect

from wscb.web.models import UsedToken

FIELD = "form_token"
_SALT = "wscb.web.form-token"


class TokenInvalid(ValueError):
    """The value is no form token, or was made for another person or form."""


@dataclass(frozen=True)
class FormToken:
    """One showing of one form to one person."""

    user_id: uuid.UUID
    number: uuid.UUID
    form_name: str

    @property
    def value(self) -> str:
        """The signed text for the hidden field."""
        return signing.dumps([self.user_id.hex, self.number.hex, self.form_name], salt=_SALT)


def new_token(user_id: uuid.UUID, form_name: str) -> FormToken:
    """A fresh token for this person and form."""
    return FormToken(user_id=user_id, number=uuid.uuid4(), form_name=form_name)


def read_token(value: str, *, max_age: timedelta | None = None) -> FormToken:
    """The token in a hidden field, whoever's it is. Raises `TokenInvalid`, also for one made longer ago than `max_age`.

    What was typed on Friday may be sent on Monday. Whether the session is alive is asked apart.
    """
    try:
        user_id, number, form_name = signing.loads(value, salt=_SALT, max_age=max_age)
        return FormToken(uuid.UUID(user_id), uuid.UUID(number), str(form_name))
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise TokenInvalid from error


def submit(request: HttpRequest, *, token: FormToken, act: Callable[[], str]) -> HttpResponseRedirect:
    """Do the act once for this token and redirect to the address it returns.

    Act and spending are one transaction: whatever the act raises undoes both, and the form can be sent again. A
    second send waits for the first, then follows it. Raises `TokenInvalid` for another person's token.
    """
    if token.user_id != request.user.pk:
        raise TokenInvalid
    with transaction.atomic():
        _wait_for_same(token)
        spent = UsedToken.objects.filter(token=token.number).first()
        if spent is not None:
            return HttpResponseRedirect(spent.location)
        location = act()
        UsedToken.objects.create(token=token.number, user_id=token.user_id, location=location)
    return HttpResponseRedirect(location)


def follow_spent(request: HttpRequest) -> HttpResponseRedirect | None:
    """Where the first send of the token in this request led, if it was carried out; None for a token still to be spent.

    Asked before a form is checked: the second click of a double click finds the page changed by the first.
    """
    try:
        token = read_token(request.POST.get(FIELD, ""))
    except TokenInvalid:
        return None
    spent = UsedToken.objects.filter(token=token.number).first()
    if spent is None or spent.user_id != request.user.pk:
        return None
    return HttpResponseRedirect(spent.location)


def sweep_spent(*, now: datetime) -> int:
    """Forget the tokens spent so long ago that no page can send them again (settings.KEPT). Returns how many there were."""
    swept, _ = UsedToken.objects.filter(created_at__lt=now - settings.KEPT["spent_tokens"]).delete()
    return swept


def _wait_for_same(token: FormToken) -> None:
    """Let one send of a token go at a time; on SQLite writers already do (IMMEDIATE)."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            key = int.from_bytes(token.number.bytes[:8], "big", signed=True)
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])
