"""What the Board sees of its cases: how many stand where, and how the framework's limits are kept. No case can be told from it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from django.db.models import Q

from wscb import dates
from wscb.cases import access, rules
from wscb.cases.enums import StepOutcome
from wscb.cases.models import Case, Step
from wscb.cases.process import registry
from wscb.cases.vocabulary import RuleSet, rule_set_called
from wscb.people.models import User


@dataclass(frozen=True)
class StateCount:
    """The cases of one kind that stand in one state, and how many of them have something overdue."""

    kind: str
    state: str
    cases: int
    late: int


@dataclass(frozen=True)
class LimitKept:
    """How one limit of the framework was kept: done in time and late in the period, and open now in time and overdue.

    All are measured against the first date, whatever was agreed since; `extended` are those of them whose date was put off, and
    `within` those of the extended that were done, or are open, within the date that was agreed. `usual` is the median number of
    days from the clock's start until it was done; None where nothing was done.
    """

    kind: str
    title: str
    limit: str
    clause: str
    in_time: int
    late: int
    running: int
    overdue: int
    extended: int
    within: int
    usual: float | None

    @property
    def counted(self) -> int:
        """All that are counted."""
        return self.in_time + self.late + self.running + self.overdue


def caseload(user: User, *, on: date) -> list[StateCount]:
    """The cases the person sees that are not closed, by kind and state in the tables' order, on the day. Two queries."""
    cases = list(access.visible_cases(user, on=on).filter(closed_on__isnull=True).only("pk", "process", "state"))
    open_steps = Step.objects.filter(case__in=access.visible_cases(user, on=on), done_on__isnull=True, due_on__lt=on)
    overdue = {step.case_id for step in open_steps.select_related("case") if rules.is_owed(step, step.case.state)}
    counted = Counter((case.process, case.state) for case in cases)
    late = Counter((case.process, case.state) for case in cases if case.pk in overdue)
    return [
        StateCount(process.title, state.title, counted[process.code, state.code], late[process.code, state.code])
        for process in registry.processes()
        for state in process.states
        if counted[process.code, state.code]
    ]


def limits_kept(user: User, *, since: date, until: date, on: date) -> list[LimitKept]:
    """How each limit of the framework was kept among the cases the person sees: what was done from `since` to `until`, both
    included, and what is open on the day. The Board's own targets are not counted. One query."""
    done = Q(done_on__gte=since, done_on__lte=until, outcome=StepOutcome.DONE)
    steps = Step.objects.filter(
        done | Q(done_on__isnull=True), case__in=access.visible_cases(user, on=on), code__in=_codes_with_limits()
    ).select_related("case")
    by_rule: dict[tuple[str, str], list[Step]] = defaultdict(list)
    for step in steps:
        if step.code not in _rules(step.case).own_targets:
            by_rule[step.case.process, step.code].append(step)
    return [
        _kept(process.title, rule.title, rule.clause, by_rule[process.code, rule.code], on)
        for process in registry.processes()
        for rule in process.steps
        if by_rule[process.code, rule.code]
    ]


def _kept(kind: str, title: str, clause: str, steps: list[Step], on: date) -> LimitKept:
    done = [step for step in steps if step.done_on]
    took = [(step.done_on - step.starts_on).days for step in done if step.done_on]
    late = {step.pk: dates.is_overdue(rules.first_due_on(step), step.done_on or on) for step in steps}
    extended = [step for step in steps if step.due_on > rules.first_due_on(step)]
    return LimitKept(
        kind=kind,
        title=title,
        limit=str(_rules(steps[0].case).periods[steps[0].code]),
        clause=clause,
        in_time=_count(not late[step.pk] for step in done),
        late=_count(late[step.pk] for step in done),
        running=_count(not late[step.pk] for step in steps if step.is_open),
        overdue=_count(late[step.pk] for step in steps if step.is_open),
        extended=len(extended),
        within=_count(not rules.is_late(step, on) for step in extended),
        usual=median(took) if took else None,
    )


def _codes_with_limits() -> list[str]:
    return sorted({step.code for process in registry.processes() for step in process.steps})


def _rules(case: Case) -> RuleSet:
    return rule_set_called(case.process, case.rule_set)


def _count(answers: Iterable[bool]) -> int:
    return sum(answers)
