"""What is stored is unreadable on disk, comes back unchanged, and is refused when it was tampered with."""

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from wscb.documents.models import StoredFile
from wscb.documents.responses import attachment_response
from wscb.documents.store import MOST_BYTES, FileDamaged, FileTooLarge, file_storage, read, store
from wscb.documents.sweeping import KEPT, sweep_orphans
from wscb.keys.actions import destroy_key
from wscb.keys.errors import KeyDestroyed
from wscb.keys.models import DataKey
from wscb.people.models import User

CONTENT = b"%PDF-1.7 Kai Whittle was seen on 3 March " * 50
NAME = "Kai Whittle chronology.pdf"


@pytest.fixture
def stored(key: DataKey, uploader: User, file_folder: Path) -> StoredFile:
    return store(content=CONTENT, name=NAME, media_type="application/pdf", key=key, by=uploader)


def on_disk(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_stored_file_comes_back(stored: StoredFile, uploader: User) -> None:
    again = StoredFile.objects.get(pk=stored.pk)

    assert read(again) == CONTENT
    assert again.original_name == NAME
    assert (again.size, again.media_type, again.uploaded_by) == (len(CONTENT), "application/pdf", uploader)
    assert again.sha256 == hashlib.sha256(CONTENT).hexdigest()


def test_neither_disk_nor_database_tells_name_or_content(stored: StoredFile, file_folder: Path) -> None:
    (path,) = on_disk(file_folder)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {StoredFile._meta.db_table}")
        row = b" ".join(bytes(v) if isinstance(v, memoryview | bytes) else str(v).encode() for v in cursor.fetchone())

    assert path.relative_to(file_folder).as_posix() == stored.stored_name
    assert b"Whittle" not in path.read_bytes() + row + str(path).encode()


def test_same_content_is_never_the_same_on_disk(stored: StoredFile, key: DataKey, file_folder: Path) -> None:
    store(content=CONTENT, name=NAME, media_type="application/pdf", key=key, by=None)

    first, second = (path.read_bytes() for path in on_disk(file_folder))
    assert first != second


def test_changed_file_is_refused(stored: StoredFile, file_folder: Path) -> None:
    (path,) = on_disk(file_folder)
    changed = bytearray(path.read_bytes())
    changed[-1] ^= 1
    path.write_bytes(changed)

    with pytest.raises(FileDamaged, match="cannot be opened"):
        read(stored)


def test_missing_file_is_refused(stored: StoredFile, file_folder: Path) -> None:
    (path,) = on_disk(file_folder)
    path.unlink()

    with pytest.raises(FileDamaged, match="missing"):
        read(stored)


def test_file_put_in_anothers_place_is_refused(stored: StoredFile, key: DataKey, file_folder: Path) -> None:
    other = store(content=b"Other", name="other.txt", media_type="text/plain", key=key, by=None)
    (file_folder / stored.stored_name).write_bytes((file_folder / other.stored_name).read_bytes())

    with pytest.raises(FileDamaged):
        read(stored)


def test_file_that_does_not_match_its_record_is_refused(stored: StoredFile) -> None:
    stored.sha256 = "0" * 64

    with pytest.raises(FileDamaged, match="not what was stored"):
        read(stored)


def test_destroyed_key_closes_its_files(stored: StoredFile, uploader: User) -> None:
    destroy_key(key=stored.data_key, by=uploader)

    again = StoredFile.objects.get(pk=stored.pk)
    with pytest.raises(KeyDestroyed):
        read(again)
    with pytest.raises(KeyDestroyed):
        _ = again.original_name


def test_limit_of_size_is_25_megabytes(key: DataKey, file_folder: Path) -> None:
    assert MOST_BYTES == 25 * 1024 * 1024

    store(content=b"x" * MOST_BYTES, name="a.txt", media_type="text/plain", key=key, by=None)
    with pytest.raises(FileTooLarge):
        store(content=b"x" * (MOST_BYTES + 1), name="a.txt", media_type="text/plain", key=key, by=None)
    assert len(on_disk(file_folder)) == 1


def test_empty_file_is_not_stored(key: DataKey, file_folder: Path) -> None:
    with pytest.raises(ValueError, match="empty"):
        store(content=b"", name="a.txt", media_type="text/plain", key=key, by=None)


def test_record_of_a_file_cannot_be_changed_or_deleted(stored: StoredFile) -> None:
    stored.sha256 = "0" * 64
    for change in (stored.save, stored.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_sweep_removes_what_a_failed_transaction_left(stored: StoredFile, key: DataKey, file_folder: Path) -> None:
    with transaction.atomic():
        store(content=b"Undone", name="undone.txt", media_type="text/plain", key=key, by=None)
        transaction.set_rollback(True)
    now = datetime.now(UTC)
    assert len(on_disk(file_folder)) == 2

    assert sweep_orphans(now=now + KEPT - timedelta(minutes=1)) == 0
    assert sweep_orphans(now=now + KEPT + timedelta(minutes=1)) == 1

    assert [path.name for path in on_disk(file_folder)] == [stored.stored_name.split("/")[1]]
    assert read(stored) == CONTENT


def test_sweep_of_an_empty_store_finds_nothing(db: None, file_folder: Path) -> None:
    assert sweep_orphans(now=datetime.now(UTC)) == 0


def test_download_is_an_attachment_that_no_browser_runs(stored: StoredFile) -> None:
    response = attachment_response(stored, "K7M2QX9A4T-paper-1.pdf")

    assert response.content == CONTENT
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="K7M2QX9A4T-paper-1.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ('a"b\r\nSet-Cookie: x=1.pdf', "a-b-Set-Cookie-x-1.pdf"),
        ("../../etc/passwd", "etc-passwd"),
        ("عائشة", "file"),
    ],
)
def test_download_name_is_made_neutral(stored: StoredFile, asked: str, given: str) -> None:
    disposition = attachment_response(stored, asked)["Content-Disposition"]

    assert disposition == f'attachment; filename="{given}"'


def test_files_are_for_the_service_account_alone(key: DataKey) -> None:
    """The real storage's own modes, not those of a test's folder."""
    stored = store(content=b"x", name="a.txt", media_type="text/plain", key=key, by=None)
    path = Path(file_storage().path(stored.stored_name))

    assert oct(path.stat().st_mode & 0o777) == "0o600"
    assert oct(path.parent.stat().st_mode & 0o777) == "0o700"
    path.unlink()
