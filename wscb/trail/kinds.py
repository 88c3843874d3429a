"""Kinds of trail entry. Each app registers its own at start-up; an unknown kind is never recorded."""

import re
from collections.abc import Mapping

_CODE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*", re.ASCII)
MAX_LENGTH = 80

_kinds: dict[str, str] = {}


class UnknownKind(LookupError):
    """A kind of trail entry that nobody registered."""


def register_kinds(kinds: Mapping[str, str]) -> None:
    """Make kinds known: code to plain words, such as ``{"case.read": "Opened the case"}``.

    The same code may be registered again with the same words only; ValueError otherwise.
    """
    for code, words in kinds.items():
        if not _CODE.fullmatch(code) or len(code) > MAX_LENGTH:
            raise ValueError(f"{code!r} is no code for a kind of trail entry.")
        if _kinds.setdefault(code, words) != words:
            raise ValueError(f"The kind of trail entry {code!r} is registered with other words already.")


def is_known(code: str) -> bool:
    """Say whether a kind is registered."""
    return code in _kinds


def words_for(code: str) -> str:
    """Return the plain words of a registered kind. Raises UnknownKind."""
    try:
        return _kinds[code]
    except KeyError:
        raise UnknownKind(f"The kind of trail entry {code!r} is not registered.") from None
