"""Taking a database out whole and putting it into an empty place: PostgreSQL by its own tools, SQLite by its own copying."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import connection, transaction

from wscb.backup.errors import BackupError
from wscb.backup.tables import rows_of_all


@contextmanager
def taken_out() -> Iterator[tuple[IO[bytes], dict[str, dict[str, Any]]]]:
    """The database at one moment as a stream of bytes, with its tables' rows at that same moment. Raises BackupError."""
    with _of_postgres() if connection.vendor == "postgresql" else _of_sqlite() as (stream, rows):
        yield stream, rows


def put_back(stream: IO[bytes]) -> None:
    """Fill the empty database with what `taken_out` gave. Raises BackupError, and leaves it empty then."""
    if connection.vendor == "postgresql":
        _into_postgres(stream)
    else:
        _into_sqlite(stream)


def is_empty() -> bool:
    """Whether the database holds no table yet."""
    return not connection.introspection.table_names()


@contextmanager
def _of_postgres() -> Iterator[tuple[IO[bytes], dict[str, dict[str, Any]]]]:
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            (snapshot,) = cursor.fetchone()
        rows = rows_of_all()
        command = ["pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}"]
        with (
            tempfile.TemporaryFile() as complaints,
            _started(command, stdout=subprocess.PIPE, stderr=complaints) as dump,
        ):
            if dump.stdout is None:
                raise BackupError("pg_dump gave nothing.")
            yield dump.stdout, rows
            if dump.wait():
                raise BackupError(f"pg_dump could not take the database out: {_said(complaints)}")


def _into_postgres(stream: IO[bytes]) -> None:
    command = ["pg_restore", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error"]
    connection.close()
    name = str(connection.settings_dict["NAME"])
    with tempfile.TemporaryFile() as complaints:
        with _started([*command, f"--dbname={name}"], stdin=subprocess.PIPE, stderr=complaints) as load:
            if load.stdin is None:
                raise BackupError("pg_restore takes nothing.")
            try:
                shutil.copyfileobj(stream, load.stdin)
                load.stdin.close()
            except BrokenPipeError:
                pass  # it has said why
        if load.returncode:
            raise BackupError(f"pg_restore could not put the database back: {_said(complaints)}")


def _started(command: list[str], **pipes: Any) -> subprocess.Popen[bytes]:
    """A tool of PostgreSQL's, told by its environment how the product connects, so that no password stands in a list of processes."""
    given = connection.settings_dict
    told = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    environment = {name: str(given[setting]) for name, setting in told.items() if given.get(setting)}
    try:
        return subprocess.Popen(command, env={**os.environ, **environment}, **pipes)
    except FileNotFoundError:
        raise BackupError(f"{command[0]} is not installed: the package postgresql-client brings it.") from None


def _said(complaints: IO[bytes]) -> str:
    complaints.seek(0)
    return complaints.read(2000).decode(errors="replace").strip() or "it did not say why"


@contextmanager
def _of_sqlite() -> Iterator[tuple[IO[bytes], dict[str, dict[str, Any]]]]:
    """A copy made by SQLite itself stands in DATA_DIR while it is read, for its owner alone."""
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix="backup-") as folder, transaction.atomic():
        rows = rows_of_all()
        copy = Path(folder) / "copy.sqlite3"
        source = sqlite3.connect(f"file:{connection.settings_dict['NAME']}?mode=ro", uri=True)
        target = sqlite3.connect(copy)
        source.backup(target)
        target.close()
        source.close()
        with copy.open("rb") as stream:
            yield stream, rows


def _into_sqlite(stream: IO[bytes]) -> None:
    connection.close()
    place = Path(str(connection.settings_dict["NAME"]))
    place.parent.mkdir(parents=True, exist_ok=True)
    unfinished = place.with_suffix(".restoring")
    with unfinished.open("wb") as file:
        shutil.copyfileobj(stream, file)
    for beside in ("-wal", "-shm"):
        place.with_name(place.name + beside).unlink(missing_ok=True)
    unfinished.replace(place)
