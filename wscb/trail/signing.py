"""Signing heads of the chain with Ed25519: whoever holds a head and the public key can tell that this Board wrote it.

The key is TRAIL_SIGNING_KEY, 32 random bytes in base64; without it, one derived from the current master key. Heads signed before a
key was changed are known by the keys that the other master keys give, and by TRAIL_PUBLIC_KEYS.
"""

import base64
import binascii
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

KEY_BYTES = 32
_PURPOSE = b"wscb trail head signing"

Secrets = Callable[[], Iterable[bytes]]

_secrets: list[Secrets] = []


class SigningKeyUnreadable(Exception):
    """TRAIL_SIGNING_KEY or TRAIL_PUBLIC_KEYS is not what it should be, or there is nothing to derive a key from."""


@dataclass(frozen=True)
class Signature:
    """A signature over some bytes, and the id of the key that made it."""

    key: str
    value: str


def derive_from(secrets: Secrets) -> None:
    """Say what keys are derived from where none is given: secrets of 32 bytes, the current one first."""
    _secrets[:] = [secrets]


def sign(content: bytes) -> Signature:
    """Sign with the current key. Raises SigningKeyUnreadable."""
    private = _private_keys()[0]
    return Signature(key_id(private.public_key()), base64.b64encode(private.sign(content)).decode())


def is_signed(content: bytes, signature: Signature, *, by: Iterable[Ed25519PublicKey] | None = None) -> bool:
    """Whether one of the keys, by default every key that this Board knows, made the signature over this content."""
    try:
        value = base64.b64decode(signature.value, validate=True)
    except (binascii.Error, ValueError):
        return False
    return any(
        key_id(public) == signature.key and _verifies(public, value, content)
        for public in (known_keys() if by is None else by)
    )


def public_key() -> str:
    """The current public key in base64. Raises SigningKeyUnreadable."""
    return base64.b64encode(_private_keys()[0].public_key().public_bytes_raw()).decode()


def read_public_key(text: str) -> Ed25519PublicKey:
    """A public key as `public_key` writes it. Raises SigningKeyUnreadable."""
    return Ed25519PublicKey.from_public_bytes(_decoded(text, "The public key"))


def known_keys() -> list[Ed25519PublicKey]:
    """The public keys whose signatures count: the current one, those of other master keys, and TRAIL_PUBLIC_KEYS."""
    earlier = [read_public_key(text) for text in _listed(getattr(settings, "TRAIL_PUBLIC_KEYS", ""))]
    return [*(private.public_key() for private in _private_keys()), *earlier]


def key_id(public: Ed25519PublicKey) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of a public key."""
    return hashlib.sha256(public.public_bytes_raw()).hexdigest()[:16]


def _private_keys() -> list[Ed25519PrivateKey]:
    given = getattr(settings, "TRAIL_SIGNING_KEY", "").strip()
    own = [Ed25519PrivateKey.from_private_bytes(_decoded(given, "TRAIL_SIGNING_KEY"))] if given else []
    derived = [Ed25519PrivateKey.from_private_bytes(_derived(secret)) for one in _secrets for secret in one()]
    if not own + derived:
        raise SigningKeyUnreadable("TRAIL_SIGNING_KEY is empty, and there is no master key to derive one from.")
    return own + derived


def _derived(secret: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=_PURPOSE).derive(secret)


def _verifies(public: Ed25519PublicKey, value: bytes, content: bytes) -> bool:
    try:
        public.verify(value, content)
    except InvalidSignature:
        return False
    return True


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _decoded(text: str, what: str) -> bytes:
    try:
        key = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise SigningKeyUnreadable(f"{what} is not base64.") from None
    if len(key) != KEY_BYTES:
        raise SigningKeyUnreadable(f"{what} has {len(key)} bytes instead of {KEY_BYTES}.")
    return key
