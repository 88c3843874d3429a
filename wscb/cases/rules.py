"""Dates of steps: when one falls due, when it is to be chased, and how a date explains itself. Pure but for reading rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.db.models import QuerySet

from wscb import dates
from wscb.cases.enums import WITHOUT_DECISION
from wscb.cases.models import Case, ClockEntry, Step
from wscb.cases.process.table import Stage, StepRule
from wscb.cases.vocabulary import RuleSet, rule_set_called
from wscb.dates import Explanation, LedgerRow, Period
from wscb.people.models import Role


def rules_of(case: Case) -> RuleSet:
    """The rule set that the case is bound to by its trigger date."""
    return rule_set_called(case.process, case.rule_set)


def starting_day(case: Case, rule: StepRule, on: dt.date) -> dt.date:
    """The day on which the step's clock starts: the trigger, or the day of the act that opened it (local dates)."""
    return case.triggered_on if rule.starts == "trigger" else on


def due_on(start: dt.date, period: Period, ledger: Sequence[ClockEntry] = ()) -> dt.date:
    """The last day in time: a pure function of start, period and ledger (design rule 4)."""
    rows = [LedgerRow(kind=row.kind, on=row.on, new_due=row.new_due_on, reason="") for row in ledger]  # type: ignore[arg-type]
    return dates.due_after(start, period, rows)


def recomputed(step: Step) -> dt.date:
    """The due date of a stored step, computed afresh."""
    return due_on(step.starts_on, rules_of(step.case).periods[step.code], list(step.ledger.all()))


def first_due_on(step: Step) -> dt.date:
    """The date that the step had before anything was entered in its ledger: it stays in sight whatever became of it."""
    return dates.due_date(step.starts_on, rules_of(step.case).periods[step.code])


def is_late(step: Step, on: dt.date) -> bool:
    """Whether the step was done after its date, or is still open after it, on the day."""
    return dates.is_overdue(step.due_on, step.done_on or on)


def is_owed(step: Step, state: str) -> bool:
    """Whether somebody is asked for the step while its case stands in this state."""
    rule = step.rule
    return step.is_open and (not rule.owed_in or state in rule.owed_in)


def falls_to_manager(step: Step) -> bool:
    """Whether the manager owes the step while nobody represents the organisation it is about: where the table lets them do it."""
    return step.rule.owed_by == Role.REPRESENTATIVE and Role.BUSINESS_MANAGER in step.case.table.act(step.rule.act).by


def is_silent(case: Case) -> bool:
    """Whether nothing is sent about the case: its dates are still to be confirmed, or it was closed without a decision.

    A completed review is not silent: what goes on after it, such as its actions, is chased to its end.
    """
    return case.chasing_muted or case.closed_as in WITHOUT_DECISION


#: The act that gives reasons for what is late; it is about the steps that `to_explain` finds.
EXPLAIN = "explain_delay"


def to_explain(case: Case, roles: Container[str], on: dt.date) -> QuerySet[Step]:
    """The case's steps that are open and late on the day, ask for reasons, and are owed by one of the roles (SCR-07, SCR-12)."""
    asking = [rule.code for rule in case.table.steps if rule.late_reasons and rule.owed_by in roles]
    return case.steps.filter(code__in=asking, done_on__isnull=True, due_on__lt=on)


@dataclass(frozen=True)
class Occurrence:
    """A stage of one step on its day. A stage that repeats has the codes `still_late`, `still_late.2`, `still_late.3`, …"""

    code: str
    stage: Stage
    day: dt.date

    def moment(self, hour: int) -> dt.datetime:
        """When it is to be sent: the chasing hour of that day in London, as UTC."""
        return dates.next_chasing_moment(self.day, hour)


class Staged(Protocol):
    """Something that is reminded of in stages: a step of a table, or a duty of the Board's."""

    @property
    def stages(self) -> Sequence[Stage]: ...


def occurrences(rule: Staged, due: dt.date, until: dt.date) -> Iterator[Occurrence]:
    """The stages of a step (or a duty) that fall on or before `until`, earliest first, and the first one after it."""
    for occurrence in _all_occurrences(rule, due):
        yield occurrence
        if occurrence.day > until:
            return


def _all_occurrences(rule: Staged, due: dt.date) -> Iterator[Occurrence]:
    for stage in sorted(rule.stages, key=lambda one: one.days):
        day = due + dt.timedelta(days=stage.days)
        yield Occurrence(stage.code, stage, day)
        if stage.repeat_days is None:
            continue
        count = 2
        while True:
            day += dt.timedelta(days=stage.repeat_days)
            yield Occurrence(f"{stage.code}.{count}", stage, day)
            count += 1


@dataclass(frozen=True)
class DateBasis:
    """Why a step falls due when it does, ready to be shown."""

    step: Step
    explanation: Explanation
    clause: str
    own_target: bool
    first_due_on: dt.date

    @property
    def ledger(self) -> tuple[ClockEntry, ...]:
        """Every row of the step's ledger; a query, unless they were fetched with the step."""
        return tuple(self.step.ledger.all())

    @property
    def sentence(self) -> str:
        """In one line: "3 weeks (21 days) from Friday 31 January 2014, that day not counted (SCR-06)".

        The first date of one that was changed since stays in sight. One that has a day of its own set for it says so.
        """
        if self.step.due_on != self.first_due_on and self.step.rule.dated:  # a step to come has no case yet
            return f"The date that was set for it ({self.clause})"
        period = str(self.explanation.period)
        counted = f"The Board’s own target: {period}" if self.own_target else period[0].upper() + period[1:]
        start = dates.long_date(self.explanation.start)
        first = f"; first due on {dates.long_date(self.first_due_on)}" if self.step.due_on != self.first_due_on else ""
        return f"{counted} from {start}, that day not counted ({self.clause}){first}"


def basis(step: Step) -> DateBasis:
    """What the step's date rests on: rule and clause, start, the days skipped, and every row of its ledger."""
    rules = rules_of(step.case)
    return DateBasis(
        step=step,
        explanation=dates.explain(step.starts_on, rules.periods[step.code]),
        clause=step.rule.clause,
        own_target=step.code in rules.own_targets,
        first_due_on=first_due_on(step),
    )
