"""The acts that a person is offered on a case, in the order in which they are likely to be wanted. From the table alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wscb.cases.access import Office
from wscb.cases.models import Case, Step
from wscb.cases.process.table import Act


@dataclass(frozen=True)
class PossibleActs:
    """`main` does what the person owes first; `owed` does what else they owe; `moves` take the case on; `records` add to it;
    `rare` would close a step that is not open."""

    main: Act | None
    owed: tuple[Act, ...]
    moves: tuple[Act, ...]
    records: tuple[Act, ...]
    rare: tuple[Act, ...]

    @property
    def codes(self) -> frozenset[str]:
        """Every act, for pages that offer one of them beside what it concerns."""
        every = (*self.owed, *self.moves, *self.records, *self.rare, *((self.main,) if self.main else ()))
        return frozenset(act.code for act in every)

    @property
    def records_by_part(self) -> list[tuple[str, list[Act]]]:
        """What adds to the record, by the part of the work it belongs to; first what belongs to none."""
        parts: dict[str, list[Act]] = {"": []}
        for act in self.records:
            parts.setdefault(act.part, []).append(act)
        return [(part, acts) for part, acts in parts.items() if acts]


def possible(case: Case, offered: Iterable[Act], held: Mapping[str, Office], steps: Iterable[Step]) -> PossibleActs:
    """The acts that are offered to somebody with these offices, sorted; `steps` are the case's open ones, by date."""
    acts = {act.code: act for act in offered}
    open_codes = [step.code for step in steps]
    owed = [
        acts[rule.act]
        for rule in (case.table.step(code) for code in open_codes)
        if rule.owed_by in held and rule.act in acts and (not rule.owed_in or case.state in rule.owed_in)
    ]
    ordered = list(dict.fromkeys(owed))
    rest = [act for act in acts.values() if act not in ordered]
    rare = [act for act in rest if _only_closes(case, act) and not set(act.closes) & set(open_codes)]
    moves = [act for act in rest if act.targets]
    return PossibleActs(
        main=ordered[0] if ordered else None,
        owed=tuple(ordered[1:]),
        moves=tuple(moves),
        records=tuple(act for act in rest if act not in moves and act not in rare),
        rare=tuple(rare),
    )


def _only_closes(case: Case, act: Act) -> bool:
    """Whether the act is there for nothing but to do steps of its own; what ends steps of other acts is no such act.

    Nor is one that has something to do whatever was asked for, such as a report whose checklist can be answered.
    """
    own = bool(act.closes) and all(case.table.step(code).act == act.code for code in act.closes)
    return own and not (act.targets or act.opens or act.signed or act.occasion)
