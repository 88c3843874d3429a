"""Opened keys, kept for one request or task at most, so that a page asks for the key of a case once.

A context variable holds them: threads do not share them, and a key destroyed elsewhere is gone at the next request.
"""

import uuid
from collections.abc import Hashable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any


@dataclass
class _Opened:
    keys: dict[uuid.UUID, bytes] = field(default_factory=dict, repr=False)
    owners: dict[tuple[str, Hashable], uuid.UUID] = field(default_factory=dict)


_opened: ContextVar[_Opened | None] = ContextVar("keys_opened", default=None)


def known_key(key_id: uuid.UUID) -> bytes | None:
    """Return an opened key, if this request has opened it."""
    return _here().keys.get(key_id)


def remember_key(key_id: uuid.UUID, plain: bytes) -> None:
    """Keep an opened key until the request or task ends."""
    _here().keys[key_id] = plain


def known_owner(owner: str, owner_id: Hashable) -> uuid.UUID | None:
    """Return the id of the key that an owner, such as a case, names, if this request has asked."""
    return _here().owners.get((owner, owner_id))


def remember_owner(owner: str, owner_id: Hashable, key_id: uuid.UUID) -> None:
    """Keep which key an owner names until the request or task ends."""
    _here().owners[owner, owner_id] = key_id


def forget_keys(**signal: Any) -> None:
    """Forget every opened key. Receives the signals at the start and end of requests and tasks."""
    _opened.set(None)


def forget_key(key_id: uuid.UUID) -> None:
    """Forget one key at once, because it was destroyed."""
    _here().keys.pop(key_id, None)


def _here() -> _Opened:
    opened = _opened.get()
    if opened is None:
        opened = _Opened()
        _opened.set(opened)
    return opened
