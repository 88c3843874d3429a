"""The line that says who is signed in, and as what."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from wscb import clock
from wscb.people.standing import standing


def roles(request: HttpRequest) -> dict[str, Any]:
    """`role_words`: the person's roles today, in words; empty for someone without or not signed in."""
    return {"role_words": SimpleLazyObject(lambda: _words(request))}


def _words(request: HttpRequest) -> tuple[str, ...]:
    user = getattr(request, "user", None)
    return standing(user, clock.today()).words if user is not None else ()
