"""Giving a person an address for their calendar, and taking it back."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from django.db import transaction

from wscb.cases.models import CalendarFeed
from wscb.cases.recording import save
from wscb.people.models import User
from wscb.trail.record import record

TOKEN_BYTES = 24


@transaction.atomic
def make_feed(*, by: User, at: datetime) -> str:
    """Gives the person a new feed and ends the one before. Returns the secret part of its address, which is kept nowhere."""
    _end(by, at)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    save(CalendarFeed(user=by, token_hash=hashed(token), made_at=at), by=by)
    record("calendar.made", by=by, subject=by)
    return token


@transaction.atomic
def revoke_feed(*, by: User, at: datetime) -> None:
    """Ends the person's feed; its address answers from now on as one that never was. Without one, nothing happens."""
    _end(by, at)


def _end(user: User, at: datetime) -> None:
    for feed in CalendarFeed.objects.select_for_update().filter(user=user, revoked_at__isnull=True):
        feed.revoked_at = at
        save(feed, by=user)
        record("calendar.revoked", by=user, subject=user)


def hashed(token: str) -> str:
    """What is kept of a token: its SHA-256, which suffices for 24 random bytes."""
    return hashlib.sha256(token.encode()).hexdigest()


def owner_of(token: str) -> User | None:
    """Whose calendar this is; None for a token that was never given, was revoked, or whose owner's access has ended."""
    feed = (
        CalendarFeed.objects.filter(token_hash=hashed(token), revoked_at__isnull=True, user__is_active=True)
        .select_related("user")
        .first()
    )
    return feed.user if feed else None
