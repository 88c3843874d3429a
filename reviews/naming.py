"""Looking for the names of people in a text: the full name, and parts of it that somebody has to look at. Pure (GEN-05)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "rev", "revd"})
_AROUND = 40
_MOST = 5
"""So many passages of one name are shown; whoever looks at those will find the others."""


def plain(text: str) -> str:
    """The text as it is compared: one kind of letter, apostrophe and blank, and words that a line break parts put together again."""
    text = unicodedata.normalize("NFKC", text).replace("\u00ad", "").replace("’", "'").replace("‐", "-")
    joined = re.sub(r"(?<=\w)-[ \t]*\r?\n\s*(?=\w)", "", text)
    whole = text if joined == text else f"{text}\n{joined}"
    return " ".join(whole.split())


def names_fully(name: str, text: str) -> bool:
    """Whether the full name stands in a plain text, whatever its case; a title before it makes no difference."""
    words = _words(name)
    return bool(words) and _pattern(words).search(text) is not None


def parts_named(name: str, text: str) -> list[str]:
    """Passages of a plain text with a part of the name: the given name with the initial of the surname, or the surname alone.

    "Marigold Hartnell" is looked for as "Marigold H" and as "Hartnell", as a name is written, with a capital: "May" is, "may" is not.
    The full name is no part, nor is anything of a name of one word. Some five passages at most.
    """
    words = _words(name)
    if len(words) < 2:  # noqa: PLR2004 - a name of one word has no parts
        return []
    without = _pattern(words).sub(lambda found: "\0" * len(found[0]), text)
    given, surname = words[0], words[-1]
    either = rf"(?:{re.escape(given)}\s+{re.escape(surname[0])}\b)|(?:\b{re.escape(surname)}\b)"
    found = (one for one in re.finditer(rf"\b(?:{either})", without, re.IGNORECASE) if one[0][0].isupper())
    return list(islice(dict.fromkeys(_passages(text, found)), _MOST))


def _passages(text: str, found: Iterator[re.Match[str]]) -> Iterator[str]:
    for one in found:
        start, end = max(0, one.start() - _AROUND), min(len(text), one.end() + _AROUND)
        yield ("…" if start else "") + text[start:end].strip() + ("…" if end < len(text) else "")


def _words(name: str) -> list[str]:
    words = plain(name).split()
    while len(words) > 1 and words[0].rstrip(".").casefold() in _TITLES:
        words = words[1:]
    return words


def _pattern(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b{r'[ -]'.join(re.escape(one) for one in words)}\b", re.IGNORECASE)
