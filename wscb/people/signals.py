"""Signing in and out, and changes to how somebody does, written to the trail."""

from __future__ import annotations

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.signals import password_changed, password_reset
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
    authenticator_used,
)
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest

from wscb.people import devices, links, sessions
from wscb.people.models import User
from wscb.trail.record import ANONYMOUS, record


def _signed_in(user: User, request: HttpRequest, **kwargs: Any) -> None:
    means = [str(one.get("type") or one["method"]) for one in get_authentication_records(request, user)]
    record("person.signed_in", by=user, subject=user, facts={"means": means} if means else None)
    sessions.begin(request, user)
    devices.remember(request, user.email)


def _signed_out(request: HttpRequest, user: User | None, **kwargs: Any) -> None:
    request.signed_out = True  # type: ignore[attr-defined] # wscb.web.headers has the browser forget
    if user is not None:
        sessions.forget(request)
        record("person.signed_out", by=user, subject=user)


def _sign_in_failed(credentials: dict[str, Any], **kwargs: Any) -> None:
    email = str(credentials.get("email") or "").strip().lower()
    known = User.objects.filter(email=email).first() if email else None
    record("person.sign_in_failed", by=ANONYMOUS, subject=known)


def _code_failed(user: User, reauthentication: bool = False, **kwargs: Any) -> None:
    if reauthentication:
        record("person.reauthentication_failed", by=user, subject=user, facts={"method": "code"})
    else:
        record("person.sign_in_failed", by=ANONYMOUS, subject=user, facts={"step": "code"})


def _factor_used(user: User, request: HttpRequest, authenticator: Any, reauthenticated: bool, **kwargs: Any) -> None:
    if reauthenticated:
        record("person.reauthenticated", by=user, subject=user, facts={"method": str(authenticator.type)})
        sessions.renew_key(request)


def _password_changed(user: User, request: HttpRequest, **kwargs: Any) -> None:
    record("person.password_changed", by=user, subject=user)
    sessions.follow_key(request)
    sessions.end_others(request, user, why="password")
    links.end_links(user)


def _password_reset(user: User, request: HttpRequest, **kwargs: Any) -> None:
    record("person.password_changed", by=user, subject=user, facts={"by": "link"})
    sessions.end_others(request, user, why="password")


def _authenticator_added(user: User, authenticator: Any, **kwargs: Any) -> None:
    record("person.authenticator_added", by=user, subject=user, facts={"type": str(authenticator.type)})


def _authenticator_removed(user: User, authenticator: Any, **kwargs: Any) -> None:
    record("person.authenticator_removed", by=user, subject=user, facts={"type": str(authenticator.type)})


def connect() -> None:
    """Connect the receivers; called once at start."""
    user_logged_in.connect(_signed_in, dispatch_uid="people.signed_in")
    user_logged_out.connect(_signed_out, dispatch_uid="people.signed_out")
    user_login_failed.connect(_sign_in_failed, dispatch_uid="people.sign_in_failed")
    authentication_failed.connect(_code_failed, dispatch_uid="people.code_failed")
    password_changed.connect(_password_changed, dispatch_uid="people.password_changed")
    password_reset.connect(_password_reset, dispatch_uid="people.password_reset")
    authenticator_added.connect(_authenticator_added, dispatch_uid="people.authenticator_added")
    authenticator_removed.connect(_authenticator_removed, dispatch_uid="people.authenticator_removed")
    authenticator_reset.connect(_authenticator_added, dispatch_uid="people.authenticator_reset")
    authenticator_used.connect(_factor_used, dispatch_uid="people.authenticator_used")
