"""A part of a table: rows that belong together, written once for every kind of review that has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from reviews.process.words import UNDECIDED
from wscb.cases.process import Act, StepRule


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of review: its code, what it is called in a sentence, and where a clause of its own stands for the SCR's.

    `clauses` maps a clause of Serious Case Reviews to the one that says the same of this kind; others hold for both.
    `undecided` are the states before its decision.
    """

    code: str
    called: str
    clauses: Mapping[str, str] = field(default_factory=dict)
    undecided: tuple[str, ...] = UNDECIDED

    def clause(self, *ids: str) -> str:
        """The clauses by which this kind is bound, each once, in the order given: `kind.clause("SCR-17", "GEN-04")`."""
        return ", ".join(dict.fromkeys(self.clauses.get(one, one) for one in ids))


@dataclass(frozen=True, kw_only=True)
class Part:
    """Acts, steps and the facts that the acts need, by code."""

    acts: tuple[Act, ...] = ()
    steps: tuple[StepRule, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)


def joined(parts: Iterable[Part]) -> Part:
    """The rows of all parts, in their order."""
    listed = tuple(parts)
    return Part(
        acts=tuple(act for part in listed for act in part.acts),
        steps=tuple(step for part in listed for step in part.steps),
        facts={code: title for part in listed for code, title in part.facts.items()},
    )
