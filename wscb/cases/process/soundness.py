"""What is wrong with a process table, in words. A table with any fault stops start-up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from wscb.cases.process.table import Act, Process, StateGroup, StepRule


def faults(process: Process, *, roles: Iterable[str], periods: Iterable[str]) -> list[str]:
    """Every fault of the table: codes twice or unknown, states out of reach, steps that nothing opens or closes.

    `roles` are the known role codes and `periods` the step codes for which the rule set has a period.
    """
    found = list(_doubles(process))
    found += _unknown_codes(process, set(roles))
    found += _unreachable(process)
    found += _dead_ends(process)
    found += _loose_steps(process)
    known = set(periods)
    found += [
        f"step {step.code}: the rule set has no period for it" for step in process.steps if step.code not in known
    ]
    return [f"{process.code}: {fault}" for fault in found]


def _doubles(process: Process) -> Iterator[str]:
    for kind, rows in (("state", process.states), ("act", process.acts), ("step", process.steps)):
        counted = Counter(row.code for row in rows)
        yield from (f"{kind} {code} stands {count} times" for code, count in counted.items() if count > 1)
    for step in process.steps:
        counted = Counter(stage.code for stage in step.stages)
        yield from (
            f"step {step.code}: stage {code} stands {count} times" for code, count in counted.items() if count > 1
        )


def _unknown_codes(process: Process, roles: set[str]) -> Iterator[str]:
    states = {state.code for state in process.states}
    steps = {step.code for step in process.steps}
    acts = {act.code for act in process.acts}
    if process.initial not in states:
        yield f"the initial state {process.initial} is not declared"
    for act in process.acts:
        yield from (f"act {act.code}: unknown role {role}" for role in set(act.by) - roles)
        yield from (f"act {act.code}: unknown state {code}" for code in {*act.from_, *act.targets} - states)
        yield from (f"act {act.code}: unknown step {code}" for code in {*act.opens, *act.may_open, *act.closes} - steps)
        yield from (f"act {act.code}: unknown fact {code}" for code in set(act.needs) - set(process.facts))
        yield from (f"act {act.code}: unknown occasion {code}" for code in {act.occasion} - {"", *process.occasions})
        if act.signed and not act.signs:
            yield f"act {act.code} is signed and does not say what"
        if not act.from_ or not act.by:
            yield f"act {act.code}: nobody may do it, or from nowhere"
    for code in process.facts:
        if process.supplied_by.get(code) not in acts:
            yield f"fact {code}: no act supplies it"
    for step in process.steps:
        if step.owed_by not in roles:
            yield f"step {step.code}: unknown role {step.owed_by}"
        if step.act not in acts:
            yield f"step {step.code}: unknown act {step.act}"
        yield from (f"step {step.code}: unknown state {code}" for code in set(step.owed_in) - states)


def _unreachable(process: Process) -> Iterator[str]:
    reached = {process.initial}
    while True:
        further = {to for act in process.acts if reached & set(act.from_) for to in act.targets} - reached
        if not further:
            break
        reached |= further
    yield from (f"state {state.code} cannot be reached" for state in process.states if state.code not in reached)


def _dead_ends(process: Process) -> Iterator[str]:
    leaving = {code for act in process.acts if act.targets for code in act.from_}
    for state in process.states:
        if state.group is StateGroup.OPEN and state.code not in leaving:
            yield f"state {state.code} is open and nothing leads out of it"


def _loose_steps(process: Process) -> Iterator[str]:
    opened = {code for act in process.acts for code in (*act.opens, *act.may_open)}
    closers: dict[str, list[Act]] = {}
    for act in process.acts:
        for code in act.closes:
            closers.setdefault(code, []).append(act)
    for step in process.steps:
        if step.code not in opened:
            yield f"step {step.code}: nothing opens it"
        if step.code not in closers:
            yield f"step {step.code}: nothing closes it"
        elif step.act not in {act.code for act in closers[step.code]}:
            yield f"step {step.code}: {step.act} is to do it and does not close it"
        yield from _never_sent(step)


def _never_sent(step: StepRule) -> Iterator[str]:
    """Stages that come after one that repeats without end."""
    stages = sorted(step.stages, key=lambda stage: stage.days)
    repeating = next((place for place, stage in enumerate(stages) if stage.repeat_days), len(stages))
    yield from (f"step {step.code}: stage {stage.code} is never reached" for stage in stages[repeating + 1 :])
