"""Searching people by name without the name in an address: it is kept in the session, the address carries a random id."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.sessions.backends.base import SessionBase
from django.db.models import QuerySet

from wscb.people.models import User

_KEPT_IN = "people_searches"
_MOST_KEPT = 10


def keep_search(session: SessionBase, words: str) -> str:
    """Keep the words for as long as the session lasts, the last ten of them; their id comes back."""
    search_id = str(uuid4())
    kept = {**session.get(_KEPT_IN, {}), search_id: words}
    session[_KEPT_IN] = dict(list(kept.items())[-_MOST_KEPT:])
    return search_id


def words_of(session: SessionBase, search_id: str) -> str:
    """The words of a search of this session; empty for another's, and for one that is no longer kept."""
    return str(session.get(_KEPT_IN, {}).get(search_id, ""))


def called(people: QuerySet[User], words: str) -> QuerySet[User]:
    """Those with each of the words in their name, whatever its case."""
    for part in words.split():
        people = people.filter(name__icontains=part)
    return people
