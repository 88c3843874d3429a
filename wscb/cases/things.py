"""What a step is about, where a case owes several of the kind: which milestone, which proceedings. Apps above say it in words.

The words stand on pages of those who may see the case, never in an e-mail, a calendar or a title.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from uuid import UUID

from wscb.cases.models import Step

Words = Callable[[Collection[UUID]], Mapping[UUID, str]]

_words: dict[str, Words] = {}


def register_things(words: Words, *steps: str) -> None:
    """Says how the things that steps of these codes are about are called: ids to words, in one query."""
    _words.update(dict.fromkeys(steps, words))


def words_of(steps: Iterable[Step]) -> dict[UUID, str]:
    """What these steps are about in words, by the step's id; one query for each kind of thing that there is, nothing for others."""
    asked: dict[Words, dict[UUID, UUID]] = defaultdict(dict)
    for step in steps:
        if step.about is not None and step.code in _words:
            asked[_words[step.code]][step.pk] = step.about
    found: dict[UUID, str] = {}
    for words, about in asked.items():
        called = words(set(about.values()))
        found |= {step: called[thing] for step, thing in about.items() if thing in called}
    return found
