"""Heads of the chain, written daily to files that leave the machine with its backups and logs.

A chain whose tail was cut off, or that was written anew from some link on, is sound in itself; it shows against a
head written before.
"""

import datetime as dt
import json
import logging
import os
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from wscb.trail.chain import ChainBroken, Head, head, seal_entries
from wscb.trail.models import Seal

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class WrittenHead:
    """A head as a file keeps it."""

    path: Path
    head: Head


def folder() -> Path:
    """Return where heads are written: trail-heads in DATA_DIR."""
    return Path(settings.DATA_DIR) / "trail-heads"


def write_head(on: dt.date, to: Path | None = None) -> WrittenHead:
    """Seal what is unsealed anywhere, and write the head of the chain to a file of its own, never over another.

    The head goes into the log as well, which a board keeps elsewhere.
    """
    while seal_entries(whole=True):
        pass
    current = head()
    path = (to or folder()) / f"{on.isoformat()}-{current.seq}.json"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(f".{os.getpid()}.part")
        unfinished.write_text(json.dumps({"on": on.isoformat(), "seq": current.seq, "hash": current.hash}) + "\n")
        unfinished.replace(path)
    logger.info("Head of the trail: link %s, %s", current.seq, current.hash)
    return WrittenHead(path=path, head=current)


def written_heads(where: Path | None = None) -> list[WrittenHead]:
    """Return the heads in a folder, the oldest link first. Raises ChainBroken for a file that cannot be read."""
    heads = [_read(path) for path in (where or folder()).glob("*.json")]
    return sorted(heads, key=lambda written: written.head.seq)


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


def _read(path: Path) -> WrittenHead:
    try:
        stated = json.loads(path.read_text())
        return WrittenHead(path=path, head=Head(seq=int(stated["seq"]), hash=str(stated["hash"])))
    except (ValueError, KeyError, TypeError):
        raise ChainBroken(f"The head {path.name} cannot be read.") from None
