"""Submissions held: what was typed survives an expired session (design, 14).

A form sent by someone no longer signed in, or with a stale CSRF value, is kept sealed for the person whose token it
carries. After sign-in as that person a page gives the answers back, to be sent again.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse

from wscb.keys.actions import destroy_key
from wscb.keys.wrapping import new_key
from wscb.trail.record import ANONYMOUS, SYSTEM, record
from wscb.web.models import HeldSubmission
from wscb.web.tokens import FIELD, TokenInvalid, read_token

KEPT_PER_PERSON = 20
_LONGEST_PATH = 500
_NEVER_KEPT = ("password", "passkey", "credential", "otp", "csrfmiddlewaretoken")


def keep_for_later(request: HttpRequest) -> HttpResponse | None:
    """Keep a sent form for the person whose token it carries, and lead to where they get it back.

    None where there is nothing to keep: no token, a forged one, or one of somebody other than who is signed in.
    Passwords, one-time codes and files are left out.
    """
    try:
        token = read_token(request.POST.get(FIELD, ""))
    except TokenInvalid:
        return None
    if request.user.is_authenticated and request.user.pk != token.user_id:
        return None
    if len(request.get_full_path()) > _LONGEST_PATH or not _may_keep_more(token.user_id):
        return None
    with transaction.atomic():
        held = HeldSubmission.objects.create(
            user_id=token.user_id,
            path=request.get_full_path(),
            data_key=new_key(),
            data=_answers(request),
        )
        record("submission.held", by=ANONYMOUS, subject=held)
    back = reverse("held_submission", kwargs={"held_id": held.pk})
    if request.user.is_authenticated:
        return HttpResponseRedirect(back)
    return redirect_to_login(back, resolve_url(settings.LOGIN_URL))


def kept_since(now: datetime) -> datetime:
    """The earliest moment at which something may have been held to be kept still (settings.KEPT)."""
    return now - settings.KEPT["held_submissions"]


@transaction.atomic
def sweep_held(*, now: datetime) -> int:
    """Destroy what was held longer than it is kept, with its key. Returns how many there were."""
    swept = 0
    for held in HeldSubmission.objects.filter(created_at__lt=kept_since(now)).select_related("data_key"):
        key = held.data_key
        held.delete()
        destroy_key(key=key, by=SYSTEM, at=now)
        swept += 1
    return swept


def _answers(request: HttpRequest) -> dict[str, list[str]]:
    return {
        name: [str(value) for value in values]
        for name, values in request.POST.lists()
        if not any(part in name.lower() for part in _NEVER_KEPT)
    }


def _may_keep_more(user_id: UUID) -> bool:
    """A stolen page cannot fill the disk: a person has a limited number of held submissions."""
    if not get_user_model().objects.filter(pk=user_id, is_active=True).exists():
        return False
    return HeldSubmission.objects.filter(user_id=user_id).count() < KEPT_PER_PERSON
