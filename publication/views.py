"""Pages of the public site: no sign-in, no cookies, nothing but what was published."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wscb.web.rules import PUBLIC, rule


@rule(PUBLIC)
def published_reviews(request: HttpRequest) -> HttpResponse:
    """The reviews that the Board has published; none yet, said plainly (SCR-24 comes with publication)."""
    return render(request, "publication/published_reviews.html")


@rule(PUBLIC)
def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible the public site is."""
    return render(request, "publication/accessibility.html")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page for a request that makes no sense."""
    return render(request, "publication/not_found.html", status=400)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page for what is not on the public site."""
    return render(request, "publication/not_found.html", status=404)
