"""Signing in and out, and changes to how somebody does, written to the trail."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import password_changed, password_reset
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest

from wscb.people.models import User
from wscb.trail.record import ANONYMOUS, record


def _signed_in(user: User, **kwargs: Any) -> None:
    record("person.signed_in", by=user, subject=user)


def _signed_out(request: HttpRequest, user: User | None, **kwargs: Any) -> None:
    request.signed_out = True  # type: ignore[attr-defined] # wscb.web.headers has the browser forget
    if user is not None:
        record("person.signed_out", by=user, subject=user)


def _sign_in_failed(credentials: dict[str, Any], **kwargs: Any) -> None:
    email = str(credentials.get("email") or "").strip().lower()
    known = User.objects.filter(email=email).first() if email else None
    record("person.sign_in_failed", by=ANONYMOUS, subject=known)


def _code_failed(user: User, **kwargs: Any) -> None:
    record("person.sign_in_failed", by=ANONYMOUS, subject=user, facts={"step": "code"})


def _password_changed(user: User, **kwargs: Any) -> None:
    record("person.password_changed", by=user, subject=user)


def _authenticator_added(user: User, **kwargs: Any) -> None:
    record("person.authenticator_added", by=user, subject=user)


def _authenticator_removed(user: User, **kwargs: Any) -> None:
    record("person.authenticator_removed", by=user, subject=user)


def connect() -> None:
    """Connect the receivers; called once at start."""
    user_logged_in.connect(_signed_in, dispatch_uid="people.signed_in")
    user_logged_out.connect(_signed_out, dispatch_uid="people.signed_out")
    user_login_failed.connect(_sign_in_failed, dispatch_uid="people.sign_in_failed")
    authentication_failed.connect(_code_failed, dispatch_uid="people.code_failed")
    password_changed.connect(_password_changed, dispatch_uid="people.password_changed")
    password_reset.connect(_password_changed, dispatch_uid="people.password_reset")
    authenticator_added.connect(_authenticator_added, dispatch_uid="people.authenticator_added")
    authenticator_removed.connect(_authenticator_removed, dispatch_uid="people.authenticator_removed")
