"""What every template may read."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from wscb.web.hosts import is_office
from wscb.web.navigation import links_for


def page(request: HttpRequest) -> dict[str, Any]:
    """Names of the service and Board, and the navigation of someone signed in to the office."""
    return {
        "service_name": settings.SERVICE_NAME,
        "board_name": settings.BOARD_NAME,
        "navigation": SimpleLazyObject(lambda: _navigation(request)),
    }


def _navigation(request: HttpRequest) -> list[dict[str, object]]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not is_office(request):
        return []
    return links_for(request)
