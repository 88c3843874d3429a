"""The chain over the trail: sealing entries and verifying the seals.

Entries are written unchained. One sealer at a time gives each a link: a hash over its place, the hash before it and
the whole entry. Changing, removing or inserting an entry breaks every hash after it; cutting the tail shows against
the heads that leave the machine (``wscb.trail.heads``).
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import QuerySet

from wscb import clock
from wscb.trail.models import GENESIS, Entry, Seal

# Entries of transactions still open may appear behind those sealed already; so many ids back are looked at again.
LOOK_BACK = 10_000
SEALED_WITHIN = dt.timedelta(minutes=5)

_LOCK = 0x7472_6169_6C  # "trail": the number of PostgreSQL's advisory lock
_BATCH = 2000


class ChainBroken(Exception):
    """The trail is not as it was sealed. ``seq`` is the first bad link, None where none is."""

    def __init__(self, message: str, seq: int | None = None) -> None:
        super().__init__(message)
        self.seq = seq


@dataclass(frozen=True)
class Head:
    """The last link of the chain; seq 0 for an empty one."""

    seq: int
    hash: str


def seal_entries(limit: int = _BATCH, *, whole: bool = False, using: str = DEFAULT_DB_ALIAS) -> int:
    """Seal up to ``limit`` entries, oldest first, and return how many; 0 where another sealer is at work.

    ``whole`` looks for unsealed entries over the whole trail rather than near its end.
    """
    with transaction.atomic(using=using):
        if not _alone(using):
            return 0
        last = Seal.objects.using(using).order_by("-seq").first()
        seals: list[Seal] = []
        seq, prev = (last.seq, last.hash) if last else (0, GENESIS)
        for entry in _unsealed(using, whole=whole)[:limit]:
            seq += 1
            seals.append(Seal(seq=seq, entry=entry, prev=prev, hash=link(seq, prev, entry)))
            prev = seals[-1].hash
        Seal.objects.using(using).bulk_create(seals)
        return len(seals)


def link(seq: int, prev: str, entry: Entry) -> str:
    """Return the hash of one link, in hexadecimal."""
    return hashlib.sha256(canonical({"seq": seq, "prev": prev, "entry": content(entry)})).hexdigest()


def content(entry: Entry) -> dict[str, Any]:
    """Return every column of an entry as JSON values that every database reads back alike."""
    return {field.attname: _plain(getattr(entry, field.attname)) for field in Entry._meta.concrete_fields}


def canonical(content: dict[str, Any]) -> bytes:
    """Return JSON with sorted keys and without spaces, in UTF-8."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def head(using: str = DEFAULT_DB_ALIAS) -> Head:
    """Return the chain's last link."""
    last = Seal.objects.using(using).order_by("-seq").first()
    return Head(last.seq, last.hash) if last else Head(0, GENESIS)


def verify(now: dt.datetime | None = None, using: str = DEFAULT_DB_ALIAS) -> Head:
    """Walk the whole chain and return its head. Raises ChainBroken at the first bad link or an old unsealed entry."""
    last = head(using)  # links that a sealer adds meanwhile are for the next time
    reached = Head(0, GENESIS)
    for seal in _links(last.seq, using):
        _check(seal, after=reached)
        reached = Head(seal.seq, seal.hash)
    if reached != last:
        raise ChainBroken(f"Link {reached.seq + 1} has lost its entry.", reached.seq + 1)
    _check_unsealed((now or clock.now()) - SEALED_WITHIN, using)
    return reached


def _alone(using: str) -> bool:
    """Take the sealer's lock until the transaction ends. SQLite's immediate transactions are one at a time anyway."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        return bool(cursor.fetchone()[0])


def _unsealed(using: str, *, whole: bool = True) -> QuerySet[Entry]:
    entries = Entry.objects.using(using).filter(seal__isnull=True).order_by("id")
    if whole:
        return entries
    last_sealed = Seal.objects.using(using).order_by("-seq").values_list("entry_id", flat=True).first() or 0
    return entries.filter(id__gt=last_sealed - LOOK_BACK)


def _links(up_to: int, using: str) -> Iterator[Seal]:
    links = Seal.objects.using(using).filter(seq__lte=up_to).select_related("entry").order_by("seq")
    return links.iterator(chunk_size=_BATCH)


def _check(seal: Seal, *, after: Head) -> None:
    wanted = after.seq + 1
    if seal.seq != wanted:
        raise ChainBroken(f"Link {wanted} is missing, or its entry is.", wanted)
    if seal.prev != after.hash:
        raise ChainBroken(f"Link {wanted} does not follow on the link before it.", wanted)
    if seal.hash != link(seal.seq, seal.prev, seal.entry):
        raise ChainBroken(f"Link {wanted} does not match its entry {seal.entry.uuid}: one of them was changed.", wanted)


def _check_unsealed(before: dt.datetime, using: str) -> None:
    old = _unsealed(using).filter(recorded_at__lt=before)
    if oldest := old.first():
        raise ChainBroken(
            f"{old.count()} entries are older than five minutes and not sealed; the first was written at "
            f"{oldest.recorded_at:%Y-%m-%d %H:%M} UTC. Is the worker running?"
        )


def _plain(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
    if value is None or isinstance(value, int | str | dict | list | bool):
        return value
    return str(value)
