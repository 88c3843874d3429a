"""A part of a table: rows that belong together, written once for every kind of review that has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from wscb.cases.process import Act, StepRule


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of review: its code, what it is called in a sentence, and where a clause of its own stands for the SCR's.

    `begins` is the act that logs a case; `panel` recommends, and is called `spoken` within a sentence; `bodies` are told of the
    decision; `forms` are the numbers of the appendix's forms for recommendation and decision; `publishes` says what may be published
    of its report, as codes of the vocabulary `publication`: where there is but one, nothing is chosen; `by_criteria` says that it is
    measured by the criteria for a Serious Case Review, and not by what there is to be learned. `clauses` maps a clause of Serious
    Case Reviews to the one that says the same of this kind; others hold for both.
    """

    code: str
    called: str
    begins: str
    panel: str
    spoken: str
    bodies: Mapping[str, str]
    forms: tuple[int, int]
    publishes: tuple[str, ...]
    by_criteria: bool
    clauses: Mapping[str, str] = field(default_factory=dict)

    @property
    def recommendation_form(self) -> str:
        """The code of the form that goes with the recommendation."""
        return f"{self.code}_form_{self.forms[0]}"

    @property
    def decision_form(self) -> str:
        """The code of the form that goes with the decision."""
        return f"{self.code}_form_{self.forms[1]}"

    @property
    def told(self) -> tuple[str, ...]:
        """The steps that a decision opens: whoever is to be told of it."""
        return tuple(f"outcome_{body}" for body in self.bodies)

    @property
    def bodies_told(self) -> str:
        """Whoever is to be told of a decision, in a sentence."""
        return " and ".join(self.bodies.values())

    @property
    def receipts(self) -> tuple[str, str]:
        """The acts, and steps, by which the manager takes receipt of the two forms."""
        return f"receive_form_{self.forms[0]}", f"receive_form_{self.forms[1]}"

    @property
    def chooses_publication(self) -> bool:
        """Whether it is recommended and decided what is published of the report."""
        return len(self.publishes) > 1

    def form_of(self, receipt: str) -> str:
        """The code of the form that is received by this act, one of `receipts`."""
        return self.recommendation_form if receipt == self.receipts[0] else self.decision_form

    def clause(self, *ids: str) -> str:
        """The clauses by which this kind is bound, each once, in the order given: `kind.clause("SCR-17", "GEN-04")`."""
        return ", ".join(dict.fromkeys(self.clauses.get(one, one) for one in ids))


@dataclass(frozen=True, kw_only=True)
class Part:
    """Acts, steps, the facts that the acts need, each with the act that supplies it, and the occasions that they have, by code."""

    acts: tuple[Act, ...] = ()
    steps: tuple[StepRule, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    supplied_by: Mapping[str, str] = field(default_factory=dict)
    occasions: Mapping[str, str] = field(default_factory=dict)


def named(name: str, part: Part) -> Part:
    """The part, each act of which says to what it belongs."""
    return replace(part, acts=tuple(replace(act, part=name) for act in part.acts))


def joined(parts: Iterable[Part]) -> Part:
    """The rows of all parts, in their order."""
    listed = tuple(parts)
    return Part(
        acts=tuple(act for part in listed for act in part.acts),
        steps=tuple(step for part in listed for step in part.steps),
        facts={code: title for part in listed for code, title in part.facts.items()},
        supplied_by={code: act for part in listed for code, act in part.supplied_by.items()},
        occasions={code: says for part in listed for code, says in part.occasions.items()},
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
