"""Being signed in, without the page that asks for it."""

from __future__ import annotations

from typing import cast

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client

from wscb import clock
from wscb.people.models import OpenSession, User


def session_of(user: User) -> str:
    """The key of a session in which the person has just signed in with the password."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": clock.now().timestamp()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.create()
    at = clock.now()
    row = OpenSession.objects.create(
        user=user, key=session.session_key or "", device="A browser", started_at=at, seen_at=at
    )
    session["people.session"], session["people.started_at"] = str(row.pk), at.timestamp()
    session["people.seen_at"] = at.timestamp()
    session.save()
    return cast("str", session.session_key)


def signed_in(user: User | None) -> Client:
    """A browser without pictures, in which the person (or nobody) is signed in to the office."""
    client = Client(SERVER_NAME="localhost")
    if user is not None:
        client.cookies["sessionid"] = session_of(user)
    return client
