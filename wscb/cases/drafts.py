"""Drafts: what a person has typed and not yet done, saved at every Continue, encrypted, theirs alone."""

from __future__ import annotations

from base64 import b64decode, b64encode
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from wscb.cases.errors import ActRefused
from wscb.cases.models import Case, Draft
from wscb.keys.wrapping import new_key
from wscb.people.models import User


class DraftChanged(ActRefused):
    """The draft was saved from another window since this page was shown."""

    def __init__(self) -> None:
        super().__init__(
            "These answers were saved from another window since you opened this page. Check them, then continue."
        )


def drafts_of(user: User) -> QuerySet[Draft]:
    """The person's own drafts, the last saved first; a file that goes with one is not read."""
    return Draft.objects.filter(user=user).select_related("case").defer("attached")


@transaction.atomic
def start(*, kind: str, user: User, case: Case | None, at: datetime) -> Draft:
    """Begins a draft, or gives back the one that the person has for this case already."""
    if case is None:
        return Draft.objects.create(kind=kind, user=user, case=None, data_key=new_key(), answers={}, saved_at=at)
    begun = {"data_key": case.data_key, "answers": {}, "saved_at": at}
    draft, _ = Draft.objects.get_or_create(kind=kind, user=user, case=case, defaults=begun)
    return draft


@transaction.atomic
def save(
    *, draft: Draft, answers: dict[str, Any], seen: int | None, at: datetime, attached: bytes | None = None
) -> Draft:
    """Saves answers over those kept, and counts the version; a file that is `attached` goes in the place of the one before.

    Raises DraftChanged if `seen` is not the version kept.
    """
    kept = Draft.objects.select_for_update().defer("attached").get(pk=draft.pk)
    if seen is not None and seen != kept.version:
        raise DraftChanged
    kept.answers = {**(kept.answers or {}), **answers}
    if attached is not None:
        kept.attached = b64encode(attached).decode()
    kept.version += 1
    kept.saved_at = at
    kept.save()
    return kept


def attached(draft: Draft) -> bytes:
    """The file that goes with a draft; nothing where there is none."""
    return b64decode(draft.attached)


@transaction.atomic
def discard(*, draft: Draft) -> None:
    """Throws a draft away: after its act was done, or because its owner says so. A key of its own goes with it."""
    own_key = draft.data_key if draft.case_id is None else None
    draft.delete()
    if own_key is not None:
        own_key.delete()
