"""Making a back-up of everything, and restoring it into an empty system."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.files import File
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from wscb import clock
from wscb.backup import archive, databases
from wscb.backup.errors import BackupError
from wscb.backup.tables import rows_of_all
from wscb.documents.models import StoredFile
from wscb.documents.store import file_storage
from wscb.trail import chain, heads
from wscb.trail.record import SYSTEM, record

_FORM = 1
"""What the list of a back-up says about how to read it."""


@dataclass(frozen=True)
class Taken:
    """What a back-up holds. `lost` are files that stand in the records and could not be found."""

    rows: int
    files: int
    lost: tuple[str, ...] = ()


def back_up(*, to: IO[bytes], recipients: list[str]) -> Taken:
    """Write everything to the stream, encrypted for the holders of these age keys, while the product goes on working.

    The database is as it stood at one moment; files follow, of which none is ever changed. Raises BackupError.
    """
    lost: list[str] = []
    with archive.written(to, recipients) as backup:
        with databases.taken_out() as (stream, rows):
            head = chain.head()
            backup.add(archive.DATABASE, stream)
        for name in StoredFile.objects.order_by("pk").values_list("stored_name", flat=True).iterator(chunk_size=500):
            try:
                with file_storage().open(name) as file:
                    backup.add(archive.FILES + name, file)
            except OSError:
                lost.append(name)
        files = len(backup.hashes) - 1
        for path in sorted(heads.folder().glob("*.json")):
            with path.open("rb") as written:
                backup.add(archive.HEADS + path.name, written)
        backup.finish(
            form=_FORM,
            made_at=clock.now().isoformat(),
            engine=connection.vendor,
            migrations=_migrations(),
            rows=rows,
            head={"seq": head.seq, "hash": head.hash},
        )
    taken = Taken(rows=sum(table["number"] for table in rows.values()), files=files, lost=tuple(lost))
    record("backup.made", by=SYSTEM, facts={"rows": taken.rows, "files": taken.files, "lost": len(lost)})
    return taken


def restore(*, file: IO[bytes], identity: str) -> Taken:
    """Put everything back into an empty system, and compare it row for row and file for file with what was taken.

    Nothing is written before the whole back-up was read and found sound. Raises BackupError: for a system that is not empty, a key
    that does not open it, a damaged back-up, one of another kind of database or of a later version.
    """
    _refuse_what_is_not_empty()
    with tempfile.TemporaryFile(dir=_data_dir()) as plain, archive.opened(file, identity, beside=plain) as backup:
        backup.check()
        _refuse_another_kind(backup)
        for name in _members(backup, archive.FILES):
            _store(backup, name)
        for name in _members(backup, archive.HEADS):
            _write_head(backup, name)
        with backup.open(archive.DATABASE) as stream:
            databases.put_back(stream)
        if differing := _differing(backup):
            raise BackupError(f"The restored database is not what was taken out: {', '.join(differing)} differ.")
        rows = sum(table["number"] for table in backup.told["rows"].values())
        restored = Taken(rows=rows, files=len(_members(backup, archive.FILES)))
    record("backup.restored", by=SYSTEM, facts={"rows": restored.rows, "files": restored.files})
    return restored


def _data_dir() -> Path:
    Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
    return Path(settings.DATA_DIR)


def _migrations() -> list[str]:
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def _refuse_what_is_not_empty() -> None:
    if not databases.is_empty():
        raise BackupError(
            "The database is not empty. A back-up is restored into an empty one, so that nothing is lost."
        )
    if any(_stored_names()):
        raise BackupError("The store of files is not empty. A back-up is restored into an empty one.")


def _stored_names() -> Iterator[str]:
    try:
        folders, names = file_storage().listdir("")
    except FileNotFoundError:
        return
    yield from names
    for folder in folders:
        yield from file_storage().listdir(folder)[1]


def _refuse_another_kind(backup: archive.Reader) -> None:
    if backup.told.get("form") != _FORM:
        raise BackupError("This back-up was made by another version of the product: restore it with that version.")
    if backup.told["engine"] != connection.vendor:
        raise BackupError(f"This back-up is of {backup.told['engine']}, and DATABASE_URL is of {connection.vendor}.")


def _members(backup: archive.Reader, folder: str) -> list[str]:
    return [name for name in backup.names if name.startswith(folder)]


def _store(backup: archive.Reader, name: str) -> None:
    wanted = name.removeprefix(archive.FILES)
    with backup.open(name) as member:
        kept = file_storage().save(wanted, File(member))
    if kept != wanted:
        raise BackupError(f"The store of files would keep {wanted} as {kept}.")


def _write_head(backup: archive.Reader, name: str) -> None:
    path = heads.folder() / Path(name).name
    path.parent.mkdir(parents=True, exist_ok=True)
    with backup.open(name) as member, path.open("wb") as file:
        archive.copy_out(member, file)


def _differing(backup: archive.Reader) -> list[str]:
    taken, found = backup.told["rows"], rows_of_all()
    return sorted(table for table in taken.keys() | found.keys() if taken.get(table) != found.get(table))
