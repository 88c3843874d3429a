"""Two sites in one process: the office, behind sign-in, and the public site, by the host that was asked for."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.views.defaults import bad_request

OFFICE_URLCONF = "wscb.urls_office"
PUBLIC_URLCONF = "publication.urls_public"


class HostMiddleware:
    """Choose the addresses of a request by its host; a host that is neither site's is answered 400.

    Stands before everything that reads addresses. `request.is_office` tells the sites apart later.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = host_name(request.get_host())
        if asked == host_name(settings.OFFICE_HOST):
            request.urlconf = OFFICE_URLCONF
        elif asked == host_name(settings.PUBLIC_HOST):
            request.urlconf = PUBLIC_URLCONF
        else:
            return bad_request(request, exception=ValueError("unknown host"))
        return self.get_response(request)


def is_office(request: HttpRequest) -> bool:
    """Whether the request asks the office site."""
    return getattr(request, "urlconf", OFFICE_URLCONF) == OFFICE_URLCONF


def host_name(host: str) -> str:
    """A host without its port, in lower case: `Localhost:8000` is `localhost`."""
    return split_domain_port(host)[0]
