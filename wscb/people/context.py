"""The lines that say who is signed in, as what, and for how long."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from wscb import clock
from wscb.people import sessions
from wscb.people.mfa import passkeys_of
from wscb.people.models import User
from wscb.people.standing import standing


def roles(request: HttpRequest) -> dict[str, Any]:
    """`role_words`: the person's roles today, in words; empty for someone without or not signed in."""
    return {"role_words": SimpleLazyObject(lambda: _words(request))}


def session_limits(request: HttpRequest) -> dict[str, Any]:
    """`session_ends`: how long this session lasts, for the page's last line and its script; None where nobody is signed in."""
    return {"session_ends": SimpleLazyObject(lambda: _ends(request))}


def signing_in(request: HttpRequest) -> dict[str, Any]:
    """`provider_name` where people may sign in with a provider, and what the pages about second factors show."""
    mine = SimpleLazyObject(lambda: passkeys_of(request.user) if isinstance(request.user, User) else [])
    return {
        "provider_name": settings.OIDC_NAME if settings.OIDC_ISSUER else "",
        "second_factor_required": settings.MFA_REQUIRED,
        "passkeys": mine,
    }


def _ends(request: HttpRequest) -> dict[str, Any] | None:
    user = getattr(request, "user", None)
    ends = sessions.ends_at(request) if user is not None and user.is_authenticated else None
    if ends is None:
        return None
    return {
        "idle": int(settings.SESSION_IDLE.total_seconds()),
        "idle_minutes": int(settings.SESSION_IDLE.total_seconds() // 60),
        "latest": ends[1],
        "warn": int(settings.SESSION_WARNING.total_seconds()),
    }


def _words(request: HttpRequest) -> tuple[str, ...]:
    user = getattr(request, "user", None)
    return standing(user, clock.today()).words if user is not None else ()
