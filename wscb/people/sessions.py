"""Sessions: which are open and where, how long they last, and how one is ended from another browser."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from wscb import clock
from wscb.people.devices import in_words
from wscb.people.models import OpenSession, User
from wscb.trail.middleware import client_address
from wscb.trail.record import record
from wscb.web.hosts import is_office

_STARTED, _SEEN, _ROW = "people.started_at", "people.seen_at", "people.session"
_FRESH = 60.0
"""Seconds for which what was seen last is not written again."""
_NO_ACTIVITY = {"session_left"}


class SessionLimitMiddleware:
    """End a session that was idle for `SESSION_IDLE` or is older than `SESSION_LONGEST`. Stands after authentication.

    Whoever asked goes on as nobody: to sign-in, with the answers of a form kept.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_office(request) and SESSION_KEY in request.session and request.user.is_authenticated:
            why = _why_over(request, clock.now().timestamp())
            if why:
                _end_this(request, why)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any) -> None:
        """Remember that the person is active; asking how much time is left is no activity."""
        match = request.resolver_match
        if not is_office(request) or (match is not None and match.view_name in _NO_ACTIVITY):
            return
        if SESSION_KEY in request.session and isinstance(request.user, User):
            touch(request, request.user)


def begin(request: HttpRequest, user: User) -> None:
    """Note a new session: called once somebody has signed in, after the session has its new key."""
    now = clock.now()
    if not request.session.session_key:
        request.session.create()
    key = request.session.session_key or ""
    row = OpenSession.objects.filter(key=key).first() or OpenSession(key=key)  # the same person may sign in again in it
    row.user, row.address = user, client_address(request)
    row.device = in_words(request.META.get("HTTP_USER_AGENT", ""))
    row.started_at = row.seen_at = now
    row.save()
    request.session[_STARTED] = request.session[_SEEN] = now.timestamp()
    request.session[_ROW] = str(row.pk)


def touch(request: HttpRequest, user: User) -> None:
    """Write that the person was here, once a minute at most."""
    if _ROW not in request.session:
        begin(request, user)
        return
    now = clock.now()
    if now.timestamp() - request.session.get(_SEEN, 0.0) < _FRESH:
        return
    request.session[_SEEN] = now.timestamp()
    row = OpenSession.objects.filter(pk=request.session[_ROW]).first()
    if row is not None:
        row.seen_at, row.address = now, client_address(request)
        row.save(update_fields=["seen_at", "address"])


def ends_at(request: HttpRequest) -> tuple[datetime, datetime] | None:
    """When this session ends without activity, and when at the latest (aware, UTC); None where nobody is signed in."""
    if _STARTED not in request.session:
        return None
    seen = datetime.fromtimestamp(request.session[_SEEN], UTC)
    started = datetime.fromtimestamp(request.session[_STARTED], UTC)
    latest = started + settings.SESSION_LONGEST
    return min(seen + settings.SESSION_IDLE, latest), latest


def seconds_left(request: HttpRequest) -> int:
    """How many seconds this session lasts without activity."""
    ends = ends_at(request)
    return max(0, int((ends[0] - clock.now()).total_seconds())) if ends else 0


def is_this(row: OpenSession, request: HttpRequest) -> bool:
    """Whether it is the session that asks."""
    return str(row.pk) in _rows(request)


def open_sessions(user: User) -> QuerySet[OpenSession]:
    """The sessions in which the person is signed in now."""
    now = clock.now()
    alive = Session.objects.filter(expire_date__gt=now).values("session_key")
    return OpenSession.objects.filter(
        user=user,
        key__in=alive,
        seen_at__gt=now - settings.SESSION_IDLE,
        started_at__gt=now - settings.SESSION_LONGEST,
    )


@transaction.atomic
def end(row: OpenSession, *, by: User) -> None:
    """End one session at once, from wherever."""
    SessionStore(row.key).delete()
    record("person.session_ended", by=by, subject=row.user, facts={"why": "by_hand"})
    row.delete()


@transaction.atomic
def end_all(user: User, *, by: User) -> int:
    """End every session of a person, who may sign in again. Returns how many there were."""
    rows = list(OpenSession.objects.filter(user=user))
    for row in rows:
        SessionStore(row.key).delete()
        row.delete()
    record("person.session_ended", by=by, subject=user, facts={"why": "by_administrator", "how_many": len(rows)})
    return len(rows)


@transaction.atomic
def end_others(request: HttpRequest, user: User, *, why: str = "by_hand") -> int:
    """End every session of the person but the one that asks. Returns how many there were."""
    others = list(OpenSession.objects.filter(user=user).exclude(pk__in=_rows(request)))
    for row in others:
        SessionStore(row.key).delete()
        row.delete()
    if others:
        record("person.session_ended", by=user, subject=user, facts={"why": why, "how_many": len(others)})
    return len(others)


def follow_key(request: HttpRequest) -> None:
    """The session was given a new key: keep its row with it."""
    row = OpenSession.objects.filter(pk__in=_rows(request)).first()
    if row is not None and request.session.session_key:
        row.key = request.session.session_key
        row.save(update_fields=["key"])


def renew_key(request: HttpRequest) -> None:
    """Give the session a new key once its owner has confirmed who they are: one that was overheard opens nothing more."""
    request.session.cycle_key()
    follow_key(request)


def forget(request: HttpRequest) -> None:
    """The person signed out of this session: its row goes with it."""
    if row := request.session.get(_ROW):
        OpenSession.objects.filter(pk=row).delete()


def sweep_sessions(*, now: datetime) -> int:
    """Take the rows of sessions that have ended by themselves. Returns how many there were."""
    swept, _ = OpenSession.objects.filter(started_at__lt=now - settings.SESSION_LONGEST).delete()
    return swept


def _rows(request: HttpRequest) -> list[str]:
    return [request.session[_ROW]] if _ROW in request.session else []


def _why_over(request: HttpRequest, now: float) -> str:
    started, seen = request.session.get(_STARTED, now), request.session.get(_SEEN, now)
    if now - started >= settings.SESSION_LONGEST.total_seconds():
        return "longest"
    return "idle" if now - seen >= settings.SESSION_IDLE.total_seconds() else ""


def _end_this(request: HttpRequest, why: str) -> None:
    user = request.user
    if isinstance(user, User):
        with transaction.atomic():
            record("person.session_ended", by=user, subject=user, facts={"why": why})
    forget(request)
    request.session.flush()
    request.signed_out = True  # type: ignore[attr-defined] # wscb.web.headers has the browser forget
    request.user = AnonymousUser()
