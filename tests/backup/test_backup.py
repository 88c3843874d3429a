"""A back-up is restored into an empty system and compared row for row and file for file."""

from __future__ import annotations

import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from secrets import token_hex
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pyrage
import pytest
from django.conf import settings as live
from django.core.management import CommandError, call_command
from django.db import connection

from tests import board as b
from wscb.backup.actions import restore
from wscb.backup.errors import BackupError
from wscb.documents.store import file_storage
from wscb.trail import heads
from wscb.trail.models import Entry

pytestmark = [pytest.mark.django_db(transaction=True)]
ROOT = Path(__file__).parents[2]
KEY = pyrage.x25519.Identity.generate()


@pytest.fixture(autouse=True)
def recipients(settings: Any) -> None:
    settings.BACKUP_RECIPIENTS = [str(KEY.to_public())]


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "key"
    path.write_text(f"# public key: {KEY.to_public()}\n{KEY}\n")
    return path


@dataclass
class Elsewhere:
    """An empty system beside the test's own."""

    folder: Path
    url: str = ""

    def manage(self, *command: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "wscb.settings.test", "TEST_DATA_DIR": str(self.folder)}
        environment["TEST_DATABASE_URL"] = self.url
        arguments = [sys.executable, "manage.py", *command]
        return subprocess.run(arguments, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)

    def rows(self) -> dict[str, list[str]]:
        if self.url:
            with psycopg.connect(self.url) as open_connection:
                return rows_on(open_connection, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        with closing(sqlite3.connect(self.folder / "wscb.sqlite3")) as open_file:
            return rows_on(open_file, "SELECT name FROM sqlite_master WHERE type = 'table'")


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Elsewhere]:
    folder = tmp_path / "elsewhere"
    (folder / "static").mkdir(parents=True)
    if connection.vendor != "postgresql":
        yield Elsewhere(folder)
        return
    name = f"restored_{token_hex(6)}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    try:
        yield Elsewhere(folder, postgres(name))
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def postgres(name: str) -> str:
    """The address of another database on the test's server."""
    return urlsplit(os.environ["TEST_DATABASE_URL"])._replace(path=f"/{name}").geturl()


def rows_on(open_connection: Any, tables: str) -> dict[str, list[str]]:
    """Every row of every table, read without the product."""
    names = [name for (name,) in open_connection.execute(tables).fetchall()]
    return {name: sorted(map(repr, open_connection.execute(f'SELECT * FROM "{name}"').fetchall())) for name in names}


def rows_here() -> dict[str, list[str]]:
    connection.ensure_connection()
    if connection.vendor == "postgresql":
        return Elsewhere(Path(), postgres(str(connection.settings_dict["NAME"]))).rows()
    with closing(sqlite3.connect(str(connection.settings_dict["NAME"]))) as open_file:
        return rows_on(open_file, "SELECT name FROM sqlite_master WHERE type = 'table'")


def files_in(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def stored_in(data_dir: Path) -> Path:
    return data_dir / Path(file_storage().path("x")).parent.relative_to(live.DATA_DIR)


@pytest.fixture
def worked(heads_of_this_test_alone: None) -> Path:
    """A case with papers, signed decisions and forms; returns where this system keeps its data."""
    board = b.new_board()
    case = b.decided(board, received=date(2026, 2, 2))
    b.add_paper(board, case, on=date(2026, 2, 12))
    call_command("write_trail_head", stdout=io.StringIO())
    return Path(live.DATA_DIR)


@pytest.fixture
def heads_of_this_test_alone() -> Iterator[None]:
    """Heads outlive the rows of a test, and would tell the next that its chain was written anew."""
    shutil.rmtree(heads.folder(), ignore_errors=True)
    yield
    shutil.rmtree(heads.folder(), ignore_errors=True)


def backed_up(path: Path) -> Path:
    call_command("back_up", str(path), stderr=io.StringIO())
    return path


def test_what_was_taken_is_put_back_row_for_row_and_file_for_file(
    worked: Path, elsewhere: Elsewhere, key: Path, tmp_path: Path
) -> None:
    before = rows_here()
    backup = backed_up(tmp_path / "all.age")

    done = elsewhere.manage("restore", str(backup), "--key", str(key))

    assert done.returncode == 0, done.stderr
    assert "The trail is sound" in done.stdout
    after = elsewhere.rows()
    (told,) = set(after["trail_entry"]) - set(before["trail_entry"])
    assert "backup.restored" in told
    after["trail_entry"].remove(told)
    for rows in (before, after):
        rows.pop("sqlite_sequence", None)  # holds the number of the entry just told
    assert after == before
    assert any(before["cases_decision"]) and any(before["documents_storedfile"])
    stored = files_in(stored_in(worked))
    referred = {name for name in stored if any(name in row for row in before["documents_storedfile"])}
    assert files_in(stored_in(elsewhere.folder)) == {name: stored[name] for name in referred}
    assert Entry.objects.get(kind="backup.made").facts["files"] == len(referred)


def test_a_back_up_says_nothing_to_whoever_has_no_key(worked: Path, tmp_path: Path) -> None:
    content = backed_up(tmp_path / "all.age").read_bytes()
    assert content.startswith(b"age-encryption.org/v1")
    for word in (b"Winterbourne", b"PK\x03\x04", b"list.json", b"trail-heads"):
        assert word not in content
    assert (tmp_path / "all.age").stat().st_mode & 0o077 == 0


def test_a_system_that_is_not_empty_is_left_alone(key: Path, tmp_path: Path) -> None:
    backup = backed_up(tmp_path / "all.age")
    before = rows_here()
    with pytest.raises(CommandError, match="not empty"):
        call_command("restore", str(backup), key=key)
    assert rows_here() == before


def test_damaged_foreign_and_cut_back_ups_are_refused_before_anything_is_written(
    elsewhere: Elsewhere, key: Path, tmp_path: Path
) -> None:
    content = backed_up(tmp_path / "all.age").read_bytes()
    middle = len(content) // 2
    wrong = {
        "flipped": content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :],
        "cut": content[:-100],
        "nothing": b"",
        "text": b"Dear Sir or Madam",
        "not_zip": pyrage.encrypt(b"not a zip", [KEY.to_public()]),
        "other_zip": pyrage.encrypt(zipped(other=b"x"), [KEY.to_public()]),
        "changed": rewritten(content, database=b"another database"),
        "engine": rewritten(content, engine="oracle"),
        "later": rewritten(content, form=99),
    }  # fmt: skip
    for name, changed in wrong.items():
        (tmp_path / name).write_bytes(changed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("wscb.backup.actions._refuse_what_is_not_empty", lambda: None)
        patch.setattr("wscb.backup.databases.put_back", lambda stream: pytest.fail("it was put back"))
        patch.setattr("wscb.backup.actions._store", lambda *given: pytest.fail("a file was stored"))
        for name in wrong:
            with (tmp_path / name).open("rb") as file, pytest.raises(BackupError):
                restore(file=file, identity=key.read_text())

    done = elsewhere.manage("restore", str(tmp_path / "flipped"), "--key", str(key))
    assert done.returncode == 1
    assert "damaged" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "text", [str(pyrage.x25519.Identity.generate()), "nonsense", ""], ids=["another", "nonsense", "nothing"]
)
def test_another_key_does_not_open_it(monkeypatch: pytest.MonkeyPatch, text: str, tmp_path: Path) -> None:
    monkeypatch.setattr("wscb.backup.actions._refuse_what_is_not_empty", lambda: None)
    (tmp_path / "key").write_text(text)
    with pytest.raises(CommandError, match="key"):
        call_command("restore", str(backed_up(tmp_path / "all.age")), key=tmp_path / "key")


def test_missing_file_of_a_record_is_named_and_the_rest_is_backed_up(worked: Path, tmp_path: Path) -> None:
    from wscb.documents.models import StoredFile

    lost = StoredFile.objects.earliest("created_at")
    file_storage().delete(lost.stored_name)
    with pytest.raises(CommandError, match=lost.stored_name):
        backed_up(tmp_path / "all.age")
    assert (tmp_path / "all.age").exists()


def test_no_back_up_without_somebody_who_could_read_it_nor_over_another(settings: Any, tmp_path: Path) -> None:
    backed_up(tmp_path / "all.age")
    with pytest.raises(CommandError, match="exists"):
        backed_up(tmp_path / "all.age")
    for recipients, words in (([], "BACKUP_RECIPIENTS"), (["age1nonsense"], "age1nonsense")):
        settings.BACKUP_RECIPIENTS = recipients
        with pytest.raises(CommandError, match=words):
            backed_up(tmp_path / "other.age")
    assert not list(tmp_path.glob("other*"))


def test_new_key_is_for_its_owner_alone_and_written_over_nothing(tmp_path: Path) -> None:
    said = io.StringIO()
    call_command("backup_key", tmp_path / "new", stdout=said, stderr=io.StringIO())
    identity = pyrage.x25519.Identity.from_str((tmp_path / "new").read_text().splitlines()[1])
    assert said.getvalue().strip() == str(identity.to_public())
    assert (tmp_path / "new").stat().st_mode & 0o077 == 0
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("backup_key", tmp_path / "new", stdout=said, stderr=io.StringIO())


def zipped(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as written:
        for name, content in members.items():
            written.writestr(name, content)
    return file.getvalue()


def rewritten(content: bytes, *, database: bytes | None = None, **told: Any) -> bytes:
    """The back-up with something in it changed by somebody who has the public key, which everybody may have."""
    plain = zipfile.ZipFile(io.BytesIO(pyrage.decrypt(content, [KEY])))
    members = {name: plain.read(name) for name in plain.namelist()}
    if database is not None:
        members["database"] = database
    members["list.json"] = json.dumps({**json.loads(members["list.json"]), **told}).encode()
    return pyrage.encrypt(zipped(**members), [KEY.to_public()])
