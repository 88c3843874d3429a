"""Removes files that a failed transaction left behind."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta

from wscb.documents.models import StoredFile
from wscb.documents.store import file_storage

logger = logging.getLogger(__name__)

#: A file without a row is kept this long: its transaction may still be running, or the database just restored.
KEPT = timedelta(days=7)


def sweep_orphans(*, now: datetime) -> int:
    """Delete stored files older than KEPT that no row names; return how many. ``now`` is aware."""
    storage = file_storage()
    removed = 0
    for folder, names in _folders():
        known = set(
            StoredFile.objects.filter(stored_name__startswith=f"{folder}/").values_list("stored_name", flat=True)
        )
        for name in names:
            if name not in known and storage.get_modified_time(name) < now - KEPT:
                storage.delete(name)
                removed += 1
    if removed:
        logger.info("Removed files that belong to no record.", extra={"count": removed})
    return removed


def _folders() -> Iterator[tuple[str, list[str]]]:
    """Each folder of the store with the names in it."""
    storage = file_storage()
    try:
        folders, _ = storage.listdir("")
    except FileNotFoundError:  # nothing has been stored yet
        return
    for folder in folders:
        yield folder, [f"{folder}/{name}" for name in storage.listdir(folder)[1]]
