"""Browsers: what one is called in words, and the mark by which one is known that its owner has signed in from before."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

_SALT = "wscb.people.device"
_BROWSERS = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def in_words(user_agent: str) -> str:
    """A browser as its owner would call it: `Firefox on Windows`."""
    browser = next((words for part, words in _BROWSERS if part in user_agent), "A browser")
    system = next((words for part, words in _SYSTEMS if part in user_agent), "")
    return f"{browser} on {system}" if system else browser


class KnownDeviceMiddleware:
    """Mark the browser in which somebody has just signed in, so that a stranger’s failed attempts do not lock it out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        email = getattr(request, "signed_in_as", "")
        if email:
            response.set_cookie(
                settings.DEVICE_COOKIE_NAME,
                signing.dumps([_mark(email), secrets.token_hex(8)], salt=_SALT),
                max_age=int(settings.DEVICE_COOKIE_AGE.total_seconds()),
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response


def remember(request: HttpRequest, email: str) -> None:
    """Have the response mark this browser as one in which this person signs in."""
    request.signed_in_as = email  # type: ignore[attr-defined]


def known_device(request: HttpRequest, email: str) -> str:
    """The number of this browser where this person has signed in from it before; empty otherwise. Asks no database."""
    try:
        mark, number = signing.loads(
            request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""), salt=_SALT, max_age=settings.DEVICE_COOKIE_AGE
        )
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return str(number) if constant_time_compare(str(mark), _mark(email)) else ""


def _mark(email: str) -> str:
    return salted_hmac(_SALT, email.strip().lower(), algorithm="sha256").hexdigest()
