"""Vocabularies and rule sets: data files beside each app, read once, that a board can read and change.

A vocabulary is a table of codes with the words that stand for them. A code that is stored is never reused for another meaning.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from wscb.dates import Period


@dataclass(frozen=True)
class Word:
    """One entry: its code, what is shown, and a hint for whoever has to choose."""

    code: str
    label: str
    hint: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """An ordered list of words. `label` answers an unknown code with the code itself, so that old rows can still be read."""

    name: str
    words: tuple[Word, ...]

    def __iter__(self) -> Iterator[Word]:
        return iter(self.words)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Pairs for a form field."""
        return [(word.code, word.label) for word in self.words]

    @property
    def codes(self) -> frozenset[str]:
        """Every code."""
        return frozenset(word.code for word in self.words)

    def label(self, code: str) -> str:
        """The words for a code."""
        return next((word.label for word in self.words if word.code == code), code)


@dataclass(frozen=True)
class RuleSet:
    """What binds a case by its trigger date: periods by step code, which of them are the Board's own targets, and figures."""

    code: str
    title: str
    in_force_from: date
    periods: Mapping[str, Period]
    own_targets: frozenset[str]
    figures: Mapping[str, int]


class NoRuleSet(LookupError):
    """No rule set was in force on the date."""


@cache
def _read(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)


def vocabularies(path: Path) -> dict[str, Vocabulary]:
    """The vocabularies of a data file, by name. Each is a table `[name]` of `code = "label"` or `code = {label, hint}`."""
    return {
        name: Vocabulary(name, tuple(_word(code, entry) for code, entry in entries.items()))
        for name, entries in _read(path).items()
    }


def _word(code: str, entry: str | dict[str, str]) -> Word:
    return Word(code, entry) if isinstance(entry, str) else Word(code, entry["label"], entry.get("hint", ""))


def rule_set(path: Path) -> RuleSet:
    """The rule set of a data file. Raises KeyError or ValueError, naming what is wrong, for a file that is not one."""
    content = _read(path)
    periods: dict[str, Period] = {}
    own: set[str] = set()
    for code, row in content["periods"].items():
        (unit,) = set(row) & {"days", "months", "working_days"}
        periods[code] = Period(row[unit], unit, words=row.get("words", ""))
        if row.get("own_target"):
            own.add(code)
    return RuleSet(
        code=content["code"],
        title=content["title"],
        in_force_from=content["in_force_from"],
        periods=periods,
        own_targets=frozenset(own),
        figures=content.get("figures", {}),
    )


_rule_sets: dict[str, list[RuleSet]] = {}


def register_rule_set(process: str, rules: RuleSet) -> None:
    """Makes a rule set known for a process; the later `in_force_from` comes first."""
    known = _rule_sets.setdefault(process, [])
    if rules not in known:
        known.append(rules)
        known.sort(key=lambda one: one.in_force_from, reverse=True)


def rule_sets_of(process: str) -> tuple[RuleSet, ...]:
    """Every rule set of the process, the latest first; empty for a process without one."""
    return tuple(_rule_sets.get(process, ()))


def rule_set_on(process: str, day: date) -> RuleSet:
    """The rule set that binds a case triggered on the day (local date). Raises NoRuleSet before the first."""
    for rules in _rule_sets[process]:
        if rules.in_force_from <= day:
            return rules
    earliest = _rule_sets[process][-1]
    raise NoRuleSet(
        f"No rules were in force on that date: {earliest.title} begins on {earliest.in_force_from:%-d %B %Y}"
    )


def rule_set_called(process: str, code: str) -> RuleSet:
    """The rule set of the process with this code. Raises KeyError for an unknown one."""
    for rules in _rule_sets[process]:
        if rules.code == code:
            return rules
    raise KeyError(code)
