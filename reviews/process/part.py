"""A part of a table: rows that belong together, written once for every kind of review that has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from wscb.cases.process import Act, StepRule


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of review: its code, what it is called in a sentence, and where a clause of its own stands for the SCR's.

    `clauses` maps a clause of Serious Case Reviews to the one that says the same of this kind; others hold for both.
    """

    code: str
    called: str
    clauses: Mapping[str, str] = field(default_factory=dict)

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


def closing_what_is_left(
    acts: Iterable[Act], steps: Iterable[StepRule], *, last: str = "accept_report"
) -> tuple[Act, ...]:
    """The acts, of which the `last` one closes every step that nobody could do any more in the state it leads to.

    A part adds steps of its own without touching the act that ends the review, and none is left open for ever.
    """
    listed = tuple(acts)
    end = next(act for act in listed if act.code == last)
    afterwards = {act.code for act in listed if set(act.from_) & set(end.targets)}
    left = tuple(step.code for step in steps if step.act not in afterwards and step.code not in end.closes)
    return tuple(replace(act, closes=(*act.closes, *left)) if act is end else act for act in listed)
