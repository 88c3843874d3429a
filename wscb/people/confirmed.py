"""Whether somebody has shown lately that it is they who sit there; asked before exports and changes to how they sign in."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable
from typing import Any

from allauth.account import app_settings
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from wscb.people.models import User

PROVIDER = "provider"


def is_confirmed(request: HttpRequest) -> bool:
    """Whether the person signed in or confirmed within the last five minutes.

    A sign-in with the provider counts from the moment at which the provider itself asked, where it says so, and not at
    all where it does not: it may be hours old. There is no means whose holders pass unasked.
    """
    now = time.time()
    moments = (_moment(record) for record in get_authentication_records(request, request.user))
    return any(now - at < app_settings.REAUTHENTICATION_TIMEOUT for at in moments)


def demand(request: HttpRequest) -> None:
    """Raise `ReauthenticationRequired`, which leads to the page that asks, unless the person has confirmed lately."""
    if not is_confirmed(request):
        raise ReauthenticationRequired


def confirmed_lately(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A view that is shown only to somebody who has confirmed lately. Stands beneath the view's rule."""

    @functools.wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        demand(request)
        return view(request, *args, **kwargs)

    return asked


def note_provider(
    request: HttpRequest, user: User, *, at: int | None, second_factor: bool, confirms: bool = False
) -> None:
    """Note in the session that the provider vouched for this person, when it last asked them, and how."""
    record_authentication(
        request,
        user,
        method=PROVIDER,
        asked_at=at or 0,
        second_factor=second_factor,
        reauthenticated=confirms or None,
    )


def _moment(record: dict[str, Any]) -> float:
    return float(record.get("asked_at", 0) if record.get("method") == PROVIDER else record["at"])
