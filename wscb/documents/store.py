"""Puts files into the encrypted store and takes them out again."""

import hashlib
from uuid import UUID, uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

from wscb import clock
from wscb.documents.models import StoredFile
from wscb.keys.models import DataKey
from wscb.keys.sealing import SealBroken, open_sealed, seal
from wscb.people.models import User

#: The largest content the store takes, in bytes; a whole file is encrypted and decrypted in memory.
MOST_BYTES = 25 * 1024 * 1024


class FileTooLarge(ValueError):
    """The content is larger than the store takes."""


class FileDamaged(Exception):
    """The stored file is missing, or is not what was stored."""


def file_storage() -> Storage:
    """Where the encrypted files lie: the storage that the settings call ``cases``."""
    return storages["cases"]


def store(*, content: bytes, name: str, media_type: str, key: DataKey, by: User | None) -> StoredFile:
    """Encrypt ``content`` under ``key`` and keep it; ``name`` is what its owner calls it, None ``by`` the system.

    Runs in the caller's transaction. The file is written first: should the transaction fail, a file without a row
    remains, which the sweep removes; a row without a file never comes about. Raises FileTooLarge, ValueError when
    empty, KeyDestroyed.
    """
    if not content:
        raise ValueError("An empty file cannot be stored.")
    if len(content) > MOST_BYTES:
        raise FileTooLarge(f"A stored file holds at most {MOST_BYTES} bytes.")
    file_id = uuid4()
    sealed = seal(key, content, context=_context(file_id))
    stored_name = file_storage().save(_random_name(), ContentFile(sealed))
    return StoredFile.objects.create(
        id=file_id,
        data_key=key,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        media_type=media_type,
        original_name=name,
        stored_name=stored_name,
        uploaded_by=by,
        created_at=clock.now(),
    )


def read(stored: StoredFile) -> bytes:
    """The plain content. Raises FileDamaged when it is missing or not what was stored, KeyDestroyed after disposal."""
    try:
        with file_storage().open(stored.stored_name) as file:
            sealed = file.read()
    except OSError as problem:
        raise FileDamaged(f"The file {stored.pk} is missing.") from problem
    try:
        content = open_sealed(stored.data_key, sealed, context=_context(stored.pk))
    except SealBroken as problem:
        raise FileDamaged(f"The file {stored.pk} cannot be opened with its key.") from problem
    if len(content) != stored.size or hashlib.sha256(content).hexdigest() != stored.sha256:
        raise FileDamaged(f"The file {stored.pk} is not what was stored.")
    return content


def _context(file_id: UUID) -> str:
    """Binds the ciphertext to its row, so that two files cannot be exchanged on disk."""
    return f"documents.StoredFile:{file_id}"


def _random_name() -> str:
    """A name that says nothing, spread over 256 folders."""
    name = uuid4().hex
    return f"{name[:2]}/{name}"
