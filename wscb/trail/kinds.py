"""Kinds of trail entry. Each app registers its own at start-up; an unknown kind is never recorded."""

import re
from collections.abc import Mapping
from enum import StrEnum

_CODE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*", re.ASCII)
MAX_LENGTH = 80

_kinds: dict[str, str] = {}
_groups: dict[str, "Group"] = {}


class Group(StrEnum):
    """What a kind of entry comes to, for whoever reads the trail; by its code in addresses, by `words` on pages."""

    SAW = "saw"
    DOWNLOADED = "downloaded"
    EXPORTED = "exported"
    SEARCHED = "searched"
    REFUSED = "refused"
    DID = "did"
    SENT = "sent"
    SIGNED_IN = "signed_in"
    OWN = "own"

    @property
    def words(self) -> str:
        """How the group is called."""
        return _GROUP_WORDS[self]


_GROUP_WORDS = {
    Group.SAW: "Opened",
    Group.DOWNLOADED: "Downloaded",
    Group.EXPORTED: "Exported",
    Group.SEARCHED: "Searched or found",
    Group.REFUSED: "Was refused",
    Group.DID: "Did",
    Group.SENT: "Sent",
    Group.SIGNED_IN: "Signed in or out",
    Group.OWN: "Opened what is their own",
}


class UnknownKind(LookupError):
    """A kind of trail entry that nobody registered."""


def register_kinds(kinds: Mapping[str, str], group: Group = Group.DID) -> None:
    """Make kinds known: code to plain words, such as ``{"case.read": "Opened the case"}``, and what they come to.

    The same code may be registered again with the same words and group only; ValueError otherwise.
    """
    for code, words in kinds.items():
        if not _CODE.fullmatch(code) or len(code) > MAX_LENGTH:
            raise ValueError(f"{code!r} is no code for a kind of trail entry.")
        if _kinds.setdefault(code, words) != words:
            raise ValueError(f"The kind of trail entry {code!r} is registered with other words already.")
        if _groups.setdefault(code, group) is not group:
            raise ValueError(f"The kind of trail entry {code!r} stands in another group already.")


def is_known(code: str) -> bool:
    """Say whether a kind is registered."""
    return code in _kinds


def words_for(code: str) -> str:
    """Return the plain words of a registered kind. Raises UnknownKind."""
    try:
        return _kinds[code]
    except KeyError:
        raise UnknownKind(f"The kind of trail entry {code!r} is not registered.") from None


def group_of(code: str) -> Group:
    """Return what a registered kind comes to. Raises UnknownKind."""
    words_for(code)
    return _groups[code]


def kinds_of(*groups: Group) -> list[str]:
    """Return the codes of all kinds in these groups."""
    return sorted(code for code, group in _groups.items() if group in groups)
