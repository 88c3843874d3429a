"""Heads of the chain, written and signed daily to files that leave the machine with its backups, its logs and its mail.

A chain whose tail was cut off, or that was written anew from some link on, is sound in itself; it shows against a
head written before. A head that somebody else wrote shows by its signature.
"""

import datetime as dt
import json
import logging
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings
from django.db import transaction

from wscb.trail import signing
from wscb.trail.chain import ChainBroken, Head, canonical, head, seal_entries
from wscb.trail.models import Entry, Seal
from wscb.trail.record import SYSTEM, record

logger = logging.getLogger(__name__)

LATEST = dt.timedelta(hours=26)
"""How old the last head may be before it counts as missing: a day, and time for a worker that was being restarted."""
KIND = "trail.head_written"


@dataclass(frozen=True)
class WrittenHead:
    """A head as a file keeps it: on which day it was written, and how it was signed; None for one of before heads were."""

    path: Path
    on: str
    head: Head
    signature: signing.Signature | None = None

    @property
    def content(self) -> bytes:
        """What is signed."""
        return canonical({"on": self.on, "seq": self.head.seq, "hash": self.head.hash})


Listener = Callable[[WrittenHead, dt.datetime], object]

_listeners: list[Listener] = []
_known: list[dt.datetime] = []  # the last moment of a head that this process asked for


def when_written(listener: Listener) -> None:
    """Have a function called, with the moment, whenever the day's head was written."""
    if listener not in _listeners:
        _listeners.append(listener)


def folder() -> Path:
    """Return where heads are written: trail-heads in DATA_DIR."""
    return Path(settings.DATA_DIR) / "trail-heads"


def write_days_head(now: dt.datetime, on: dt.date, to: Path | None = None) -> WrittenHead:
    """Write the head of the day, enter in the trail that it was, and tell whoever listens."""
    written = write_head(on, to)
    with transaction.atomic():
        record(KIND, by=SYSTEM, facts={"seq": written.head.seq, "hash": written.head.hash}, at=now)
        for listener in _listeners:
            listener(written, now)
    return written


def write_head(on: dt.date, to: Path | None = None) -> WrittenHead:
    """Seal what is unsealed anywhere, and write the head of the chain to a file of its own, never over another.

    The head goes into the log as well, which a board keeps elsewhere. Raises SigningKeyUnreadable.
    """
    while seal_entries(whole=True):
        pass
    current = head()
    path = (to or folder()) / f"{on.isoformat()}-{current.seq}.json"
    unsigned = WrittenHead(path=path, on=on.isoformat(), head=current)
    signature = signing.sign(unsigned.content)
    written = WrittenHead(path=path, on=unsigned.on, head=current, signature=signature)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(f".{os.getpid()}.part")
        unfinished.write_text(as_text(written))
        unfinished.replace(path)
    logger.info("Head of the trail: link %s, %s", current.seq, current.hash)
    return written


def as_text(written: WrittenHead) -> str:
    """A head as its file and its e-mail have it: one line of JSON."""
    stated: dict[str, Any] = {"on": written.on, "seq": written.head.seq, "hash": written.head.hash}
    if written.signature:
        stated |= {"key": written.signature.key, "signature": written.signature.value}
    return json.dumps(stated) + "\n"


def written_heads(where: Path | None = None) -> list[WrittenHead]:
    """Return the heads in a folder, the oldest link first. Raises ChainBroken for a file that cannot be read."""
    heads = [_read(path) for path in (where or folder()).glob("*.json")]
    return sorted(heads, key=lambda written: (written.head.seq, written.path.name))


def verify_signatures(heads: list[WrittenHead], *, by: Iterable[Ed25519PublicKey] | None = None) -> int:
    """Check the signature of each head, and return how many are signed. Raises ChainBroken at the first that is not right.

    A head without one may only be older than every head that has one: signatures are not taken away unnoticed.
    """
    keys = list(by) if by is not None else None
    signed = [written for written in heads if written.signature]
    for written in signed:
        if written.signature and not signing.is_signed(written.content, written.signature, by=keys):
            raise ChainBroken(
                f"The signature of {written.path.name} is not this Board’s, or the head was changed.", written.head.seq
            )
    first = min((written.on for written in signed), default="")
    for written in heads:
        if first and not written.signature and written.on >= first:
            raise ChainBroken(f"{written.path.name} has lost its signature.", written.head.seq)
    return len(signed)


def verify_against(heads: list[WrittenHead]) -> None:
    """Find each written head in the chain. Raises ChainBroken at the first that is not there as it was written."""
    hashes = dict(Seal.objects.filter(seq__in=[written.head.seq for written in heads]).values_list("seq", "hash"))
    for written in heads:
        seq = written.head.seq
        if seq == 0:
            continue
        if seq not in hashes:
            raise ChainBroken(
                f"The chain ends before link {seq}, which {written.path.name} knew: its tail is cut.", seq
            )
        if hashes[seq] != written.head.hash:
            raise ChainBroken(f"Link {seq} is not the one that {written.path.name} knew: it was written anew.", seq)


def is_missing(now: dt.datetime) -> bool:
    """Whether no head was written within `LATEST`, though there was that long something to write.

    What a process once knew to be recent enough it does not ask for again: a page costs two queries a day.
    """
    if not (_known and _is_recent(_known[0], now)):
        last = Entry.objects.filter(kind=KIND).order_by("-id").values_list("recorded_at", flat=True).first()
        last = last or Entry.objects.order_by("id").values_list("recorded_at", flat=True).first()
        _known[:] = [last] if last else []
    return bool(_known) and not _is_recent(_known[0], now)


def _is_recent(moment: dt.datetime, now: dt.datetime) -> bool:
    return dt.timedelta(0) <= now - moment <= LATEST


def _read(path: Path) -> WrittenHead:
    try:
        stated = json.loads(path.read_text())
        written = Head(seq=int(stated["seq"]), hash=str(stated["hash"]))
        signature = stated.get("signature")
        signed = signing.Signature(key=str(stated["key"]), value=str(signature)) if signature else None
        return WrittenHead(path=path, on=str(stated.get("on", "")), head=written, signature=signed)
    except (ValueError, KeyError, TypeError):
        raise ChainBroken(f"The head {path.name} cannot be read.") from None
