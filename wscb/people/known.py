"""People whom the Board knows by the name that somebody typed, so that what is recorded of them is not overlooked (GEN-04)."""

from __future__ import annotations

import unicodedata

from wscb.people.models import User

#: Forms of address, which one page has before a name and another has not.
TITLES = frozenset(
    {
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "doctor",
        "prof",
        "professor",
        "sir",
        "dame",
        "lord",
        "lady",
        "rev",
        "reverend",
    }
)


def same_name(name: str) -> tuple[str, ...]:
    """The words by which two names are the same: without titles, capitals, stops and the many kinds of apostrophe."""
    plain = unicodedata.normalize("NFKC", name).replace("’", "'").replace("‘", "'").replace(".", " ").replace(",", " ")
    words = plain.casefold().split()
    while len(words) > 1 and words[0] in TITLES:
        words = words[1:]
    return tuple(words)


def known_as(name: str) -> list[User]:
    """Everybody with an account, in use or ended, whose name is the one that was typed, with their organisation."""
    wanted = same_name(name)
    if not wanted:
        return []
    people = User.objects.select_related("organisation").order_by("name", "pk")
    return [person for person in people if same_name(person.name) == wanted]
