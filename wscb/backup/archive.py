"""The file of a back-up: a ZIP with the database, the files and a list of both, encrypted by age (age-encryption.org).

What encrypts is the public half of a key: the machine that makes back-ups cannot read them. Whoever has the other half can open
one with the tool `age` alone, without this product.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

import pyrage

from wscb.backup.errors import BackupError

DATABASE, FILES, HEADS, LIST = "database", "files/", "trail-heads/", "list.json"
_CHUNK = 1024 * 1024


class Writer:
    """Puts one member after another into a back-up and keeps the hash of each."""

    def __init__(self, zipped: zipfile.ZipFile) -> None:
        self._zipped = zipped
        self.hashes: dict[str, str] = {}

    def add(self, name: str, content: IO[bytes]) -> None:
        """Copy the whole of the stream into a member of this name."""
        digest = hashlib.sha256()
        with self._zipped.open(name, "w", force_zip64=True) as member:
            while chunk := content.read(_CHUNK):
                digest.update(chunk)
                member.write(chunk)
        self.hashes[name] = digest.hexdigest()

    def finish(self, **told: Any) -> None:
        """Write the list of what is in it, with what else is to be known of it, as its last member."""
        self._zipped.writestr(LIST, json.dumps({"members": self.hashes, **told}, indent=1, sort_keys=True))


@contextmanager
def written(to: IO[bytes], recipients: list[str]) -> Iterator[Writer]:
    """A back-up that is written to the stream while it is made, for the holders of these age keys. Raises BackupError."""
    keys = [_recipient(one) for one in recipients]
    if not keys:
        raise BackupError("Nobody could read this back-up. Set BACKUP_RECIPIENTS to the public half of an age key.")
    reading, writing = os.pipe()
    failed: list[Exception] = []

    def encrypt() -> None:
        with os.fdopen(reading, "rb") as plain:
            try:
                pyrage.encrypt_io(plain, to, keys)
            except Exception as problem:  # noqa: BLE001 # told below, in the thread that waits for it
                failed.append(problem)

    encrypting = threading.Thread(target=encrypt, name="backup-encryption")
    encrypting.start()
    try:
        with (
            os.fdopen(writing, "wb") as pipe,
            zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as zipped,
        ):
            yield Writer(zipped)
    except BrokenPipeError:
        pass  # the encryption has stopped reading, and says why
    finally:
        encrypting.join()
    if failed:
        raise BackupError(f"The back-up could not be written: {failed[0]}.") from failed[0]


class Reader:
    """An opened back-up."""

    def __init__(self, zipped: zipfile.ZipFile) -> None:
        self._zipped = zipped
        try:
            self.told: dict[str, Any] = json.loads(zipped.read(LIST))
        except (KeyError, ValueError):
            raise BackupError("This file is no back-up, or it is cut off: it has no list of what is in it.") from None

    @property
    def names(self) -> list[str]:
        """The members it should have, in their order."""
        return list(self.told["members"])

    def check(self) -> None:
        """Read every member through. Raises BackupError for one that is missing or not what it was."""
        for name, stated in self.told["members"].items():
            try:
                with self.open(name) as member:
                    found = _sha256(member)
            except (KeyError, zipfile.BadZipFile):
                found = ""
            if found != stated:
                raise BackupError(f"The back-up is damaged: {name} is not what it was.")

    def open(self, name: str) -> IO[bytes]:
        """One member as a stream."""
        return self._zipped.open(name)


@contextmanager
def opened(file: IO[bytes], identity: str, *, beside: IO[bytes]) -> Iterator[Reader]:
    """A back-up, decrypted with the secret half of an age key into the file `beside`. Raises BackupError."""
    try:
        pyrage.decrypt_io(file, beside, [_identity(identity)])
    except (pyrage.DecryptError, OSError) as problem:
        if getattr(problem, "errno", None):  # of the disk, not of the back-up
            raise
        raise BackupError("This key does not open this back-up, or the back-up is damaged or cut off.") from None
    beside.seek(0)
    try:
        zipped = zipfile.ZipFile(beside)
    except zipfile.BadZipFile:
        raise BackupError("This file is no back-up, or it is cut off.") from None
    with zipped:
        yield Reader(zipped)


def _sha256(content: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := content.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def copy_out(member: IO[bytes], to: IO[bytes]) -> None:
    """Copies a member."""
    shutil.copyfileobj(member, to, _CHUNK)


def _recipient(public: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(public)
    except pyrage.RecipientError:
        raise BackupError(f"“{public}” is not the public half of an age key: it begins with age1.") from None


def _identity(text: str) -> pyrage.x25519.Identity:
    """The key of a file as `age-keygen` writes it: comments, and the key in a line of its own."""
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    try:
        return pyrage.x25519.Identity.from_str(lines[0])
    except (IndexError, pyrage.IdentityError):
        raise BackupError("The key file holds no secret half of an age key: it begins with AGE-SECRET-KEY-1.") from None
