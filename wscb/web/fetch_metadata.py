"""What another site may make a browser ask of this one: to come in by a link, and nothing else (W3C Fetch Metadata)."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

_OWN = {"same-origin", "none"}  # a page of ours, or somebody at the address bar
_EMBEDDED = {"embed", "frame", "iframe", "object"}


class FetchMetadataMiddleware:
    """Refuse, with 403, what a page of another origin makes a browser send, but for following a link.

    Browsers that send no such headers are held by the session cookie's SameSite and the CSRF token alone, as before.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_welcome(request):
            raise PermissionDenied
        return self.get_response(request)


def is_welcome(request: HttpRequest) -> bool:
    """Whether the request comes from a page of this origin, from the address bar, or follows a link in a window of its own.

    A page of the public site is another origin, though on the same site.
    """
    site = request.headers.get("Sec-Fetch-Site", "none")
    follows_link = request.method in {"GET", "HEAD"} and request.headers.get("Sec-Fetch-Mode") == "navigate"
    return site in _OWN or (follows_link and request.headers.get("Sec-Fetch-Dest") not in _EMBEDDED)
