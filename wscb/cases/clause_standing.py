"""How one case stands with the framework: each clause that its table carries, with what was done, is due, or no longer applies."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

from wscb import dates
from wscb.cases import rules
from wscb.cases.clauses import CODE, Clause, clauses
from wscb.cases.enums import StepOutcome
from wscb.cases.models import Case, CaseEvent, Step
from wscb.cases.process.table import Act, Process


class Standing(StrEnum):
    """What a clause is in one case; the first that holds of any of its rows is the clause's own."""

    LATE = "Late"
    DUE = "Due"
    LATE_WITH_REASONS = "Done late"
    MET = "Met"
    OPEN = "Not yet"
    NOT_APPLICABLE = "Not applicable"


ORDER = tuple(Standing)


@dataclass(frozen=True)
class Line:
    """One row of the table under a clause: what it is, how it stands, and why."""

    title: str
    standing: Standing
    why: str


@dataclass(frozen=True)
class ClauseStanding:
    """A clause with its rows."""

    clause: Clause
    lines: tuple[Line, ...]

    @property
    def standing(self) -> Standing:
        """How the clause stands as a whole."""
        return min((line.standing for line in self.lines), key=ORDER.index)

    @property
    def told(self) -> list[tuple[str, str]]:
        """The rows as they are read: those of which the same is to be said stand together, under their titles."""
        titles: dict[str, list[str]] = defaultdict(list)
        for line in self.lines:
            titles[line.why].append(line.title)
        return [("; ".join(dict.fromkeys(named)), why) for why, named in titles.items()]


def clauses_of(case: Case, *, on: dt.date) -> list[ClauseStanding]:
    """The clauses that the case's table carries, in the framework's order, as they stand on the day (local date).

    Read from the table's rows and from the case's steps and events: four queries, however many there are.
    """
    steps: dict[str, list[Step]] = defaultdict(list)
    for step in case.steps.prefetch_related("lateness_reasons"):
        step.case = case
        steps[step.code].append(step)
    events: dict[str, CaseEvent] = {event.act: event for event in case.events.select_related("by").order_by("revision")}
    ahead = _reachable(case.table, case.state)
    lines: dict[str, list[Line]] = defaultdict(list)
    for rule in case.table.steps:
        for code in CODE.findall(rule.clause):
            lines[code] += [_step_line(step, on) for step in steps[rule.code]]
    for act in case.table.acts:
        if not act.planned and not _is_told_by_a_step(act, case.table):
            for code in CODE.findall(act.clause):
                lines[code].append(_act_line(act, events.get(act.code), ahead))
    for rule in case.table.steps:
        for code in CODE.findall(rule.clause):
            if not steps[rule.code]:
                lines[code].append(_unopened_line(rule.title, rule.code, case.table, ahead))
    return [ClauseStanding(clause, tuple(lines[clause.id])) for clause in clauses() if lines[clause.id]]


def _step_line(step: Step, on: dt.date) -> Line:
    late, due = rules.is_late(step, on), dates.long_date(step.due_on)
    reasons = " ".join(reason.reasons for reason in step.lateness_reasons.all())
    if step.is_open:
        why = f"Due on {due}." + (f" Reasons given: {reasons}" if reasons else "")
        return Line(step.rule.title, Standing.LATE if late else Standing.DUE, why)
    if step.outcome != StepOutcome.DONE:
        return Line(step.rule.title, Standing.NOT_APPLICABLE, "No longer needed after what was decided since.")
    done = dates.long_date(step.done_on) if step.done_on else ""
    if late:
        return Line(step.rule.title, Standing.LATE_WITH_REASONS, f"Done on {done}, due on {due}. {reasons}".strip())
    return Line(step.rule.title, Standing.MET, f"Done on {done}, due on {due}.")


def _act_line(act: Act, event: CaseEvent | None, ahead: frozenset[str]) -> Line:
    if event is not None:
        return Line(act.title, Standing.MET, f"On {dates.long_date(event.on)}, by {event.by.name}.")
    if ahead & set(act.from_):
        return Line(act.title, Standing.OPEN, "Has not been done.")
    return Line(act.title, Standing.NOT_APPLICABLE, "The case has gone another way.")


def _unopened_line(title: str, code: str, table: Process, ahead: frozenset[str]) -> Line:
    openers = [act for act in table.acts if code in (*act.opens, *act.may_open) and ahead & set(act.from_)]
    if openers:
        return Line(title, Standing.OPEN, f"Begins with “{openers[0].title}”.")
    return Line(title, Standing.NOT_APPLICABLE, "The case has gone another way, or it was not called for.")


def _is_told_by_a_step(act: Act, table: Process) -> bool:
    """Whether a step under the same clause says already what came of this act."""
    named = set(CODE.findall(act.clause))
    return any(step.act == act.code and named <= set(CODE.findall(step.clause)) for step in table.steps)


def _reachable(table: Process, state: str) -> frozenset[str]:
    reached = {state}
    while (
        further := {to for act in table.acts if not act.planned and reached & set(act.from_) for to in act.targets}
        - reached
    ):
        reached |= further
    return frozenset(reached)
