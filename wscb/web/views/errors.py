"""Error pages, in plain words. What does not exist and what is not for this person look the same."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wscb.web.held import keep_for_later


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page for a request that makes no sense."""
    return render(request, "400.html", status=400)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page for what is not allowed."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page for what does not exist, or not for this person."""
    return render(request, "404.html", status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose CSRF value has expired: its answers are held where its form token says whose it is."""
    return keep_for_later(request) or render(request, "403.html", {"form_expired": True}, status=403)
