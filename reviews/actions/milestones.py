"""The milestones of a review: planned, reached, moved with their first date in sight, dropped (SCR-21, CR-13)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from reviews.models import Milestone, MilestoneMove
from reviews.models.six_months import OTHER
from reviews.process.working import MILESTONE as STEP
from reviews.six_months import check_after_decision, milestone_title
from reviews.vocabularies import MILESTONE
from wscb.cases import clocks, engine
from wscb.cases.engine import Turn
from wscb.cases.errors import ActRefused
from wscb.cases.models import Case
from wscb.cases.process.registry import act
from wscb.cases.recording import save
from wscb.people.models import User

SET = "The date that was planned for it."


@dataclass(frozen=True)
class Planned:
    """A milestone to plan: a code of the suggested set, or `other` with a title of its own, and its day."""

    code: str
    on: date
    title: str = ""

    @property
    def field(self) -> str:
        """The field of a form that asks for its day."""
        return f"{self.code}_on"


@act("scr.plan_milestones")
@transaction.atomic
def plan_milestones(
    *, case: Case, by: User, on: date, planned: Sequence[Planned], seen: int | None = None
) -> list[Milestone]:
    """Plans milestones, each of which is then owed by its day; one on or before the day of the act was reached then.

    Raises ActRefused without any, for one of the set that is planned already, one without a title, and a day before the decision.
    """
    turn = engine.begin(case=case, act="plan_milestones", by=by, on=on, seen=seen)
    if not planned:
        raise ActRefused("Enter a date for at least one milestone.")
    rows = [_plan(turn, one) for one in planned]
    engine.move(turn, detail=", ".join(milestone_title(row) for row in rows))
    return rows


def _plan(turn: Turn, one: Planned) -> Milestone:
    case = turn.case
    if one.code != OTHER and one.code not in MILESTONE.codes:
        raise ActRefused("Choose a milestone from the list.", field=one.field)
    if one.code == OTHER and not one.title:
        raise ActRefused("Enter what the milestone is.", field="other_title")
    if one.code != OTHER and case.milestones.filter(code=one.code, dropped_on__isnull=True).exists():
        raise ActRefused("This milestone has been planned already.", field=one.field)
    check_after_decision(case, one.on, field=one.field)
    row = Milestone(
        case=case,
        code=one.code,
        title=one.title if one.code == OTHER else "",
        first_planned_on=one.on,
        planned_on=one.on,
        planned_by=turn.by,
    )
    if one.on <= turn.on:
        row.reached_on, row.reached_by = one.on, turn.by
        save(row, by=turn.by)
        return row
    save(row, by=turn.by)
    step = engine.open_step(case=case, code=STEP, on=turn.on, by=turn.by, about=row.pk)
    if step.due_on != one.on:
        clocks.put_off(turn, step, until=one.on, reason=SET, field=one.field)
    return row


def _still_open(turn: Turn, milestone: Milestone) -> Milestone:
    row = turn.case.milestones.select_for_update().filter(pk=milestone.pk).first()
    if row is None or not row.is_open:
        raise ActRefused("This milestone is no longer open.", field="which")
    row.case = turn.case
    return row


@act("scr.reach_milestone")
@transaction.atomic
def reach_milestone(
    *, case: Case, by: User, on: date, milestone: Milestone, reached_on: date, seen: int | None = None
) -> Milestone:
    """Records the day on which a milestone was reached, and its step was done, whenever that is recorded.

    Raises ActRefused for a day before the decision or in the future.
    """
    turn = engine.begin(case=case, act="reach_milestone", by=by, on=on, seen=seen)
    row = _still_open(turn, milestone)
    if reached_on > on:
        raise ActRefused("The date must be today or in the past.", field="reached_on")
    check_after_decision(turn.case, reached_on, field="reached_on")
    row.reached_on, row.reached_by = reached_on, by
    save(row, by=by)
    engine.move(replace(turn, on=reached_on), about=row.pk, detail=milestone_title(row))
    return row


@act("scr.move_milestone")
@transaction.atomic
def move_milestone(
    *, case: Case, by: User, on: date, milestone: Milestone, until: date, because: str, seen: int | None = None
) -> Milestone:
    """Moves a milestone to another day, earlier or later; its first day and every reason stay in sight.

    Raises ActRefused without a reason, for the day that it has already, and for a day that is not in the future.
    """
    turn = engine.begin(case=case, act="move_milestone", by=by, on=on, seen=seen)
    row = _still_open(turn, milestone)
    if until == row.planned_on:
        raise ActRefused("It is planned for this day already.", field="until")
    if not because:
        raise ActRefused("Enter the reason.", field="because")
    step = turn.case.steps.get(code=STEP, about=row.pk, done_on__isnull=True)
    step.case = turn.case
    clocks.put_off(turn, step, until=until, reason=because, field="until")
    MilestoneMove.objects.create(
        case=turn.case,
        milestone=row,
        from_on=row.planned_on,
        to_on=until,
        because=because,
        by=by,
        on=on,
        at=turn.at,
    )
    row.planned_on = until
    save(row, by=by)
    engine.move(turn, about=row.pk, detail=milestone_title(row))
    return row


@act("scr.drop_milestone")
@transaction.atomic
def drop_milestone(
    *, case: Case, by: User, on: date, milestone: Milestone, because: str, seen: int | None = None
) -> Milestone:
    """Records that the review does not need a milestone. Raises ActRefused without the reason."""
    turn = engine.begin(case=case, act="drop_milestone", by=by, on=on, seen=seen)
    row = _still_open(turn, milestone)
    if not because:
        raise ActRefused("Enter the reason.", field="because")
    _drop(turn, row, because)
    engine.move(turn, about=row.pk, detail=milestone_title(row))
    return row


def _drop(turn: Turn, row: Milestone, because: str) -> None:
    row.dropped_on, row.dropped_by, row.dropped_because = turn.on, turn.by, because
    save(row, by=turn.by)


def drop_all(turn: Turn, *, because: str) -> None:
    """Drops every milestone that was not reached, in the turn of an act after which there is no review."""
    for row in turn.case.milestones.filter(dropped_on__isnull=True, reached_on__isnull=True):
        row.case = turn.case
        _drop(turn, row, because)
