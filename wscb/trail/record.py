"""Writing one entry of the trail.

record("case.read", by=request.user, subject=case)
record("sweep.chased", by=SYSTEM, subject=("cases.case", case_id), facts={"stage": "on_day"})
"""

import datetime as dt
import re
import uuid
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any, Final, Literal, Protocol

from django.db import models

from wscb import clock
from wscb.trail import kinds
from wscb.trail.context import origin
from wscb.trail.kinds import Group, UnknownKind, register_kinds
from wscb.trail.models import ActorKind, Entry

__all__ = [
    "ANONYMOUS",
    "SYSTEM",
    "Actor",
    "FactsRefused",
    "Group",
    "Nobody",
    "Person",
    "Subject",
    "SystemActor",
    "UnknownKind",
    "record",
    "record_each",
    "register_kinds",
    "subject_kind_of",
]


class Nobody(Enum):
    """Actors that are no person."""

    SYSTEM = "system"
    ANONYMOUS = "anonymous"


SYSTEM: Final = Nobody.SYSTEM
ANONYMOUS: Final = Nobody.ANONYMOUS
SystemActor = Literal[Nobody.SYSTEM]


class Person(Protocol):
    """Whoever has a UUID for a primary key, such as a user."""

    @property
    def pk(self) -> Any: ...


Actor = Person | Nobody
Subject = models.Model | tuple[str, uuid.UUID]

# Room for codes, ids, dates and numbers, and none for a name in two words, an address or a reason.
_CODE = re.compile(r"[A-Za-z0-9_.:+/@-]{0,200}", re.ASCII)


class FactsRefused(ValueError):
    """Facts of an entry hold something other than codes, ids, dates and numbers."""


def record(
    kind: str,
    *,
    by: Actor,
    subject: Subject | None = None,
    facts: Mapping[str, Any] | None = None,
    at: dt.datetime | None = None,
    acting_for: str = "",
) -> Entry:
    """Write one entry in the caller's transaction and return it.

    ``kind`` is a registered code; ``by`` a user, SYSTEM or ANONYMOUS; ``subject`` a saved model instance with a UUID
    for a key, or (kind, UUID); ``facts`` codes, ids, dates, numbers and lists or mappings of them; ``at`` the aware
    moment of the act, now by default; ``acting_for`` the office in which somebody acts, such as "acting Board Chair".
    Raises UnknownKind, FactsRefused, TypeError for an actor or subject without a UUID.
    """
    return Entry.objects.create(**_fields(kind, by=by, subject=subject, facts=facts, at=at, acting_for=acting_for))


def record_each(
    kind: str, *, by: Actor, subjects: Iterable[Subject], facts: Mapping[str, Any] | None = None
) -> list[Entry]:
    """Write one entry for each subject in one query: the sight of a list over many cases, say. Raises as `record` does."""
    return Entry.objects.bulk_create(Entry(**_fields(kind, by=by, subject=one, facts=facts)) for one in subjects)


def _fields(
    kind: str,
    *,
    by: Actor,
    subject: Subject | None,
    facts: Mapping[str, Any] | None,
    at: dt.datetime | None = None,
    acting_for: str = "",
) -> dict[str, Any]:
    kinds.words_for(kind)
    actor_kind, actor_id = _actor(by)
    subject_kind, subject_id = _subject(subject)
    came_from = origin.get()
    now = clock.now()
    return {
        "at": at or now,
        "recorded_at": now,
        "kind": kind,
        "actor_kind": actor_kind,
        "actor_id": actor_id,
        "acting_for": acting_for,
        "subject_kind": subject_kind,
        "subject_id": subject_id,
        "facts": {str(name): _plain(value) for name, value in (facts or {}).items()},
        "request_id": came_from.request_id,
        "address": came_from.address,
    }


def subject_kind_of(model: type[models.Model] | models.Model) -> str:
    """Return the subject kind under which a model's rows stand in the trail, such as "cases.case"."""
    return model._meta.label_lower


def _actor(by: Actor) -> tuple[ActorKind, uuid.UUID | None]:
    if isinstance(by, Nobody):
        return ActorKind(by.value), None
    if not isinstance(by.pk, uuid.UUID):
        raise TypeError("Whoever acts has a UUID; say SYSTEM or ANONYMOUS where nobody does.")
    return ActorKind.USER, by.pk


def _subject(subject: Subject | None) -> tuple[str, uuid.UUID | None]:
    if subject is None:
        return "", None
    if isinstance(subject, models.Model):
        subject = (subject_kind_of(subject), subject.pk)
    subject_kind, subject_id = subject
    if not subject_kind or not isinstance(subject_id, uuid.UUID):
        raise TypeError("The subject of a trail entry has a kind and a UUID.")
    return subject_kind, subject_id


def _plain(value: Any) -> Any:
    """Return a value as JSON that reads back the same from every database."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, uuid.UUID):
        return str(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, str):
        if not _CODE.fullmatch(value):
            raise FactsRefused("A fact in the trail is a code, an id, a date or a number, never words.")
        return str(value)
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        inner = [_plain(one) for one in value]
        return sorted(inner, key=str) if isinstance(value, set | frozenset) else inner
    raise FactsRefused(f"A fact in the trail cannot be a {type(value).__name__}.")
