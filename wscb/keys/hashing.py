"""A keyed hash for exact search of what is sealed, such as an NHS number.

Its key is a data key of its own, so that it stays the same when the master key changes.
"""

import hmac

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.db import IntegrityError, transaction

from wscb.keys import cache
from wscb.keys.keyring import KEY_BYTES
from wscb.keys.models import DataKey, Purpose
from wscb.keys.wrapping import new_key, unwrap

_OWNER = "keyed hash"


def keyed_hash(text: str, *, context: str = "") -> str:
    """Return 64 hexadecimal digits: equal texts in one ``context`` give equal digits, and nobody without the key can
    tell which. Normalise the text first: "943 476 5919" and "9434765919" differ. Raises MasterKeyWrong.
    """
    derived = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=f"wscb keyed hash {context}".encode())
    return hmac.digest(derived.derive(_hash_key()), text.encode(), "sha256").hex()


def _hash_key() -> bytes:
    key_id = cache.known_owner(_OWNER, "")
    plain = cache.known_key(key_id) if key_id else None
    if plain is None:
        key = DataKey.objects.filter(purpose=Purpose.HASH).first() or _make_hash_key()
        plain = unwrap(key)
        cache.remember_owner(_OWNER, "", key.pk)
        cache.remember_key(key.pk, plain)
    return plain


def _make_hash_key() -> DataKey:
    """Make the one hash key, or return the one that somebody else made at the same moment."""
    try:
        with transaction.atomic():
            return new_key(Purpose.HASH)
    except IntegrityError:
        return DataKey.objects.get(purpose=Purpose.HASH)
