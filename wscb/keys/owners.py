"""Which data key seals a row: the key of its owner, such as its case, or the one in a column of its own."""

import uuid
from collections.abc import Callable, Hashable
from typing import Any

from wscb.keys import cache
from wscb.keys.models import DataKey
from wscb.keys.wrapping import unwrap

Resolver = Callable[[Any], DataKey | uuid.UUID]

SELF = "self:"

_resolvers: dict[str, Resolver] = {}


def register_owner(owner: str, resolver: Resolver) -> None:
    """Say how an owner's id leads to its key. ``resolver`` returns the DataKey (one query) or its id (then two).

    Called at start-up: ``register_owner("case", lambda case_id: DataKey.objects.get(case=case_id))``.
    """
    _resolvers[owner] = resolver


def plain_key_for(owner: str, row: Any) -> bytes:
    """Return the opened key for a row (or its historical copy): one query for each owner and request.

    ``owner`` is a registered name, whose id the row holds in ``<owner>_id``, or "self:<attribute>" for a row that
    holds a key's id itself. Raises ValueError where the row names no owner yet, LookupError where nobody registered
    the owner, KeyDestroyed, MasterKeyWrong.
    """
    attribute = owner.removeprefix(SELF) if owner.startswith(SELF) else f"{owner}_id"
    owner_id = getattr(row, attribute)
    if owner_id is None:
        raise ValueError(f"{type(row).__name__}.{attribute} is empty, so there is no key to seal with. Set it first.")
    key: DataKey | None = None
    key_id = owner_id if owner.startswith(SELF) else cache.known_owner(owner, owner_id)
    if key_id is None:
        key_id, key = _resolve(owner, owner_id)
    plain = cache.known_key(key_id)
    if plain is None:
        plain = unwrap(key or DataKey.objects.get(pk=key_id))
        cache.remember_key(key_id, plain)
    return plain


def remember_key_of(owner: str, owner_id: Hashable, key: DataKey) -> None:
    """Keeps an owner's key that came with the rows, until the request ends: a list over many cases then asks for none.

    A destroyed key is passed over: what it sealed cannot be read, and says so when it is. Raises MasterKeyWrong.
    """
    cache.remember_owner(owner, owner_id, key.pk)
    if not key.is_destroyed and cache.known_key(key.pk) is None:
        cache.remember_key(key.pk, unwrap(key))


def _resolve(owner: str, owner_id: Hashable) -> tuple[uuid.UUID, DataKey | None]:
    if owner not in _resolvers:
        raise LookupError(f"Nobody registered how “{owner}” leads to a data key.")
    found = _resolvers[owner](owner_id)
    key_id, key = (found.pk, found) if isinstance(found, DataKey) else (found, None)
    cache.remember_owner(owner, owner_id, key_id)
    return key_id, key
