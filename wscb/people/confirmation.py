"""Leading somebody who signs to the provider, with what they typed kept meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from wscb.people.reauthentication import ConfirmAtProvider
from wscb.web.held import keep_for_later


class ConfirmAtProviderMiddleware:
    """Answer `ConfirmAtProvider`: keep the answers, and lead by the provider to where they are given back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page that leads to the provider; every other exception is left alone."""
        if not isinstance(exception, ConfirmAtProvider):
            return None
        kept = keep_for_later(request)
        back = kept["Location"] if kept is not None else request.get_full_path()
        return HttpResponseRedirect(f"{reverse('confirm_at_provider')}?{urlencode({'next': back})}")
