"""Wrapping data keys with the master key by AES-256-GCM. A key's id and purpose are bound into its wrapping."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from wscb.keys import cache
from wscb.keys.errors import KeyDestroyed, MasterKeyWrong
from wscb.keys.keyring import KEY_BYTES, keyring
from wscb.keys.models import DataKey, Purpose

NONCE_BYTES = 12


def new_key(purpose: Purpose = Purpose.SEAL) -> DataKey:
    """Make, wrap and save a new data key, and return it."""
    key = DataKey(purpose=purpose)
    plain = os.urandom(KEY_BYTES)
    wrap(key, plain)
    key.save(force_insert=True)
    cache.remember_key(key.pk, plain)
    return key


def wrap(key: DataKey, plain: bytes) -> None:
    """Wrap the plain key with the current master key, on the instance; the caller saves it."""
    ring = keyring()
    nonce = os.urandom(NONCE_BYTES)
    key.wrapped = nonce + AESGCM(ring.current).encrypt(nonce, plain, _wrapping_context(key))
    key.master_key_id = ring.current_id


def unwrap(key: DataKey) -> bytes:
    """Return the plain key. Raises KeyDestroyed, MasterKeyWrong."""
    if key.is_destroyed:
        raise KeyDestroyed(f"The data key {key.pk} was destroyed; what it sealed cannot be read.")
    master = keyring().named(key.master_key_id)
    wrapped = bytes(key.wrapped)
    try:
        return AESGCM(master).decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], _wrapping_context(key))
    except (InvalidTag, ValueError):
        raise MasterKeyWrong(
            f"The master key “{key.master_key_id}” in MASTER_KEYS does not open the data key {key.pk}: it is not the "
            "key under which this database was written, or the row was changed."
        ) from None


def _wrapping_context(key: DataKey) -> bytes:
    return f"wscb data key {key.pk} {key.purpose}".encode()
