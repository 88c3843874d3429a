"""How easy a text is to read: the Flesch Reading Ease, counted by the formula that its author published.

R. Flesch (1948), "A new readability yardstick", Journal of Applied Psychology 32, 221-233:
206.835 - 1.015 x (words per sentence) - 84.6 x (syllables per word). Syllables are counted by groups of vowels, which is right
for most English words and a little off for some; the figure is a help for the writer, never a rule.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reviews.vocabularies import READING_EASE

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+(?=\s|$)|\n|$)")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"[^aeiouyl]e$|[aeiouy]le$|[^aeiouytd]ed$")
_FEWEST_WORDS = 30


@dataclass(frozen=True)
class Readability:
    """The figure (0 hard to 100 easy), what it means, and what it was counted from."""

    figure: int
    means: str
    words: int
    sentences: int

    @property
    def words_per_sentence(self) -> int:
        """How long a sentence is on average."""
        return round(self.words / self.sentences)


def readability(text: str) -> Readability | None:
    """The readability of an English text; None for one of fewer than thirty words, which says too little (SCR-25)."""
    words = _WORD.findall(text)
    if len(words) < _FEWEST_WORDS:
        return None
    sentences = max(1, sum(1 for one in _SENTENCE.findall(text) if _WORD.search(one)))
    syllables = sum(map(syllables_in, words))
    ease = 206.835 - 1.015 * len(words) / sentences - 84.6 * syllables / len(words)
    figure = min(100, max(0, round(ease)))
    return Readability(figure=figure, means=_means(figure), words=len(words), sentences=sentences)


def syllables_in(word: str) -> int:
    """How many syllables an English word has, by its groups of vowels; a silent e at its end counts for none."""
    plain = word.lower()
    return max(1, len(_VOWELS.findall(plain)) - bool(_SILENT.search(plain)))


def _means(figure: int) -> str:
    return next(word.label for word in READING_EASE if figure >= int(word.code))
