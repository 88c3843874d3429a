"""Sealing content with data keys: AES-256-GCM, with the place of the sealed value bound in.

``context`` names that place, such as "reviews.recommendation.reasons": bytes moved to another place do not open.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from wscb.keys import cache
from wscb.keys.errors import KeyDestroyed, MasterKeyWrong, SealBroken
from wscb.keys.models import DataKey
from wscb.keys.wrapping import unwrap

__all__ = ["KeyDestroyed", "MasterKeyWrong", "SealBroken", "open_sealed", "open_with", "seal", "seal_with"]

_FORMAT = b"\x01"
_NONCE_BYTES = 12


def seal(key: DataKey, plaintext: bytes, *, context: str) -> bytes:
    """Encrypt for one place, named by ``context``, such as "reviews.recommendation.reasons".

    Raises KeyDestroyed, MasterKeyWrong.
    """
    return seal_with(_plain(key), plaintext, context=context)


def open_sealed(key: DataKey, sealed: bytes, *, context: str) -> bytes:
    """Decrypt what was sealed for the same place. Raises SealBroken, KeyDestroyed, MasterKeyWrong."""
    return open_with(_plain(key), sealed, context=context)


def seal_with(plain_key: bytes, plaintext: bytes, *, context: str) -> bytes:
    """Encrypt with an unwrapped key. Format: version byte, nonce of 12 bytes, ciphertext with tag."""
    nonce = os.urandom(_NONCE_BYTES)
    return _FORMAT + nonce + AESGCM(plain_key).encrypt(nonce, plaintext, _FORMAT + context.encode())


def open_with(plain_key: bytes, sealed: bytes, *, context: str) -> bytes:
    """Decrypt with an unwrapped key. Raises SealBroken."""
    sealed = bytes(sealed)
    nonce, body = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    try:
        if sealed[:1] != _FORMAT:
            raise ValueError
        return AESGCM(plain_key).decrypt(nonce, body, _FORMAT + context.encode())
    except (InvalidTag, ValueError):
        raise SealBroken(f"What is sealed in {context} was changed, moved or sealed with another key.") from None


def _plain(key: DataKey) -> bytes:
    known = cache.known_key(key.pk)
    if known is None or key.is_destroyed:
        known = unwrap(key)
        cache.remember_key(key.pk, known)
    return known
