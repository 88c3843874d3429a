"""What the trail learns from requests: where they come from, and which were refused."""

import ipaddress
import uuid
from collections.abc import Callable, Mapping
from typing import Any

import structlog
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from wscb.trail.context import Origin, origin
from wscb.trail.record import ANONYMOUS, Actor, Subject, record

GetResponse = Callable[[HttpRequest], HttpResponse]
Finder = Callable[[Any], Subject | None]

_finders: dict[str, Finder] = {}


def register_refused(part: str, finder: Finder) -> None:
    """Say what a part of an address, such as ``reference``, is about, so that a refusal can name it; None for nothing."""
    _finders[part] = finder


_REFUSALS = {403, 404}
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"}


class TrailContextMiddleware:
    """Give every entry written during a request its request id and address. Stands after django_structlog's."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = origin.set(Origin(request_id=_request_id(), address=client_address(request)))
        try:
            return self.get_response(request)
        finally:
            origin.reset(token)


class RefusalMiddleware:
    """Record office requests answered 403 or 404. Stands after authentication and before the access rules.

    The entry names route and method, and as its subject what the address is known to be about; never the path, which
    may hold a guess at somebody's name. An address that
    leads to no page at all, asked for by nobody signed in, refuses nothing and is left to the log: anybody could
    otherwise fill the trail.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code in _REFUSALS and _is_office(request):
            _record_refusal(request, response.status_code)
        return response


def client_address(request: HttpRequest) -> str | None:
    """Return the address a request came from, behind as many proxies as TRUSTED_PROXY_COUNT says."""
    proxies: int = getattr(settings, "TRUSTED_PROXY_COUNT", 0)
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    stated = forwarded[-proxies] if 0 < proxies <= len(forwarded) else request.META.get("REMOTE_ADDR", "")
    try:
        address = ipaddress.ip_address(stated)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return str(mapped or address)


def _request_id() -> uuid.UUID:
    """Return the id that the log lines of this request carry, or a new one where that is no UUID."""
    logged = structlog.contextvars.get_contextvars().get("request_id", "")
    try:
        return uuid.UUID(str(logged))
    except ValueError:
        return uuid.uuid4()


def _is_office(request: HttpRequest) -> bool:
    def name(host: str) -> str:
        return host.partition(":")[0].lower()

    return name(request.get_host()) == name(settings.OFFICE_HOST)


def _record_refusal(request: HttpRequest, status: int) -> None:
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    match = request.resolver_match
    if not signed_in and match is None:
        return
    by: Actor = user if signed_in and user is not None else ANONYMOUS
    facts = {
        "route": (match and match.view_name) or "unrouted",
        "method": request.method if request.method in _METHODS else "other",
        "status": status,
    }
    with transaction.atomic(durable=True):
        record("refused", by=by, subject=_refused_subject(match.kwargs) if match else None, facts=facts)


def _refused_subject(parts: Mapping[str, Any]) -> Subject | None:
    """What a refused address is about; asked alike whether or not there is such a thing."""
    for part, finder in _finders.items():
        if part in parts and (subject := finder(parts[part])) is not None:
            return subject
    return None
