"""The master keys of the environment: ``MASTER_KEYS = "2026:BASE64,2025:BASE64"``, the current one first."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from django.conf import settings

from wscb.keys.errors import MasterKeysUnreadable, MasterKeyWrong

KEY_BYTES = 32
LONGEST_ID = 40


@dataclass(frozen=True)
class Keyring:
    """Master keys by id; data keys are wrapped with the current one and opened with the one that they name."""

    current_id: str
    keys: Mapping[str, bytes] = field(repr=False)

    @property
    def current(self) -> bytes:
        """The key that wraps."""
        return self.keys[self.current_id]

    def named(self, master_key_id: str) -> bytes:
        """Return a master key by its id. Raises MasterKeyWrong where it is not in MASTER_KEYS."""
        try:
            return self.keys[master_key_id]
        except KeyError:
            raise MasterKeyWrong(
                f"The master key “{master_key_id}” is not in MASTER_KEYS, yet data keys are wrapped with it. "
                "Put it back, after the current one, until manage.py rotate_master_key has run."
            ) from None


def keyring() -> Keyring:
    """Return the keyring of the settings. Raises MasterKeysUnreadable."""
    return parse(getattr(settings, "MASTER_KEYS", ""))


def master_secrets() -> list[bytes]:
    """The master keys, the current one first: what signing keys are derived from. Raises MasterKeysUnreadable."""
    ring = keyring()
    return [ring.current, *(key for key_id, key in ring.keys.items() if key_id != ring.current_id)]


@lru_cache(maxsize=8)
def parse(text: str) -> Keyring:
    """Read ``id:base64[,id:base64]``. Raises MasterKeysUnreadable, in words that never repeat a key."""
    keys: dict[str, bytes] = {}
    for place, part in enumerate((part.strip() for part in text.split(",") if part.strip()), start=1):
        master_key_id, separator, encoded = part.partition(":")
        master_key_id = master_key_id.strip()
        if not separator or not master_key_id or len(master_key_id) > LONGEST_ID:
            raise MasterKeysUnreadable(f"MASTER_KEYS: key {place} is not written as id:key.")
        if master_key_id in keys:
            raise MasterKeysUnreadable(f"MASTER_KEYS: the id “{master_key_id}” stands there twice.")
        keys[master_key_id] = _decode(master_key_id, encoded.strip())
    if not keys:
        raise MasterKeysUnreadable(
            "MASTER_KEYS is empty. Set it to id:key, where the key is 32 random bytes in base64."
        )
    return Keyring(current_id=next(iter(keys)), keys=keys)


def _decode(master_key_id: str, encoded: str) -> bytes:
    try:
        key = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        raise MasterKeysUnreadable(f"MASTER_KEYS: the key “{master_key_id}” is not base64.") from None
    if len(key) != KEY_BYTES:
        raise MasterKeysUnreadable(f"MASTER_KEYS: the key “{master_key_id}” has {len(key)} bytes instead of 32.")
    return key
