"""The certificate and key with which the Board seals what it issues, read from the settings."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.serialization import pkcs12
from django.conf import settings
from django.core.checks import CheckMessage, Error

ENDS_SOON = dt.timedelta(days=60)

_KEYSTORE_ENDINGS = (".p12", ".pfx")


class SealUnreadable(Exception):
    """SEAL_CERTIFICATE, SEAL_KEY or a list of roots cannot be read, or certificate and key do not belong together."""


@dataclass(frozen=True)
class BoardSeal:
    """What the Board seals with. `roots` are those alone whose word on a certificate of the Board is taken."""

    certificate: x509.Certificate
    key: Any
    chain: tuple[x509.Certificate, ...]
    roots: tuple[x509.Certificate, ...]

    @property
    def fingerprint(self) -> str:
        """The certificate's SHA-256, in hexadecimal."""
        return fingerprint_of(self.certificate)

    @property
    def ends_at(self) -> dt.datetime:
        """When it may no longer be sealed with, aware."""
        return self.certificate.not_valid_after_utc

    def is_valid(self, at: dt.datetime) -> bool:
        """Whether it may be sealed with at this moment (aware)."""
        return self.certificate.not_valid_before_utc <= at <= self.ends_at


def board_seal() -> BoardSeal:
    """The seal of the settings. Raises SealUnreadable."""
    return _read(settings.SEAL_CERTIFICATE, settings.SEAL_KEY, settings.SEAL_KEY_PASSWORD, settings.SEAL_ROOTS)


def stamp_roots() -> tuple[x509.Certificate, ...]:
    """The roots of the time-stamp authorities that are believed, none where no time stamp is asked for. Raises SealUnreadable."""
    return _certificates(settings.TIMESTAMP_ROOTS, "TIMESTAMP_ROOTS") if settings.TIMESTAMP_ROOTS else ()


def fingerprint_of(certificate: x509.Certificate) -> str:
    """A certificate's SHA-256, in hexadecimal."""
    return certificate.fingerprint(hashes.SHA256()).hex()


def assert_seal_readable() -> None:
    """Read the Board's certificate, key and roots. For the start of web and worker. Raises SealUnreadable."""
    board_seal()
    if settings.TIMESTAMP_URL and not stamp_roots():
        raise SealUnreadable("TIMESTAMP_URL is set, and TIMESTAMP_ROOTS does not say which authority is believed.")


def seal_is_readable(**kwargs: Any) -> list[CheckMessage]:
    """Check of a deployment: the Board's certificate, key and roots can be read and belong together."""
    try:
        assert_seal_readable()
    except SealUnreadable as problem:
        return [Error(str(problem), id="documents.E001")]
    return []


@lru_cache(maxsize=4)
def _read(certificate: str, key: str, password: str, more_roots: str) -> BoardSeal:
    if key.endswith(_KEYSTORE_ENDINGS):
        private, (own, *chain) = _keystore(key, password)
    else:
        own, *chain = _certificates(certificate, "SEAL_CERTIFICATE")
        private = _key(key, password)
    if private.public_key() != own.public_key():
        raise SealUnreadable("SEAL_KEY is not the key of the certificate in SEAL_CERTIFICATE.")
    roots = [one for one in (own, *chain) if one.issuer == one.subject]
    roots += _certificates(more_roots, "SEAL_ROOTS") if more_roots else []
    if not roots:
        raise SealUnreadable("SEAL_CERTIFICATE ends without a root. Add the root to it, or to SEAL_ROOTS.")
    return BoardSeal(own, private, tuple(chain), tuple(roots))


def _certificates(value: str, name: str) -> tuple[x509.Certificate, ...]:
    try:
        return tuple(x509.load_pem_x509_certificates(_content(value)))
    except (ValueError, OSError) as problem:
        raise SealUnreadable(
            f"{name} is neither a certificate as PEM nor the path of one that can be read."
        ) from problem


def _key(value: str, password: str) -> Any:
    try:
        return serialization.load_pem_private_key(_content(value), password.encode() or None)
    except (ValueError, TypeError, OSError) as problem:
        raise SealUnreadable("SEAL_KEY is neither a key as PEM nor the path of one that can be opened.") from problem


def _keystore(path: str, password: str) -> tuple[Any, list[x509.Certificate]]:
    try:
        key, own, others = pkcs12.load_key_and_certificates(Path(path).read_bytes(), password.encode() or None)
    except (ValueError, OSError) as problem:
        raise SealUnreadable("SEAL_KEY is a PKCS#12 file that cannot be opened with SEAL_KEY_PASSWORD.") from problem
    if key is None or own is None:
        raise SealUnreadable("SEAL_KEY is a PKCS#12 file without a key and its certificate.")
    return key, [own, *others]


def _content(value: str) -> bytes:
    """PEM as it stands in the setting, or the content of the file that the setting names."""
    return value.encode() if value.lstrip().startswith("-----BEGIN") else Path(value).read_bytes()
