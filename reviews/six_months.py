"""How a review stands against its six months, and how its milestones are called and suggested (SCR-21, SCR-22, CR-13)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import F

from reviews.models import Milestone
from reviews.models.six_months import OTHER
from reviews.vocabularies import MILESTONE, MILESTONE_SHARE
from wscb import clock, dates
from wscb.cases import rules
from wscb.cases.errors import ActRefused
from wscb.cases.models import Case, Step

_HUNDREDTHS = 100


@dataclass(frozen=True)
class SixMonths:
    """A review against its date on the day `on`: the decision, the original date, the date that counts now, and the end."""

    step: Step
    decided_on: date
    first_due_on: date
    due_on: date
    done_on: date | None
    on: date

    @property
    def is_extended(self) -> bool:
        """Whether the Chair agreed to another date than the original one."""
        return self.due_on != self.first_due_on

    @property
    def is_overdue(self) -> bool:
        """Whether the date that counts has passed."""
        return self.done_on is None and dates.is_overdue(self.due_on, self.on)

    @property
    def asks_for_interim_learning(self) -> bool:
        """Whether six months are not possible: extended or overdue, and not complete (SCR-22)."""
        return self.done_on is None and (self.is_extended or dates.is_overdue(self.first_due_on, self.on))

    @property
    def in_words(self) -> str:
        """In one line; the original date stays in sight."""
        if self.done_on:
            when = f"Completed on {dates.long_date(self.done_on)}"
        else:
            when = f"{dates.relative(self.due_on, self.on)} ({dates.long_date(self.due_on)})"
        if self.is_extended:
            return f"{when}; extended, first due on {dates.long_date(self.first_due_on)}"
        return f"{when}; due on {dates.long_date(self.due_on)}" if self.done_on else when


def completion_step(case: Case) -> Step | None:
    """The step of the six months: the open one, else the last; None before a review was decided on."""
    step = case.steps.filter(code="completion").order_by(F("done_on").desc(nulls_first=True), "-opened_on").first()
    if step is not None:
        step.case = case
    return step


def six_months_of(case: Case, *, on: date) -> SixMonths | None:
    """How the review stands on the day (local date); None before a review was decided on. One query."""
    step = completion_step(case)
    if step is None:
        return None
    return SixMonths(
        step=step,
        decided_on=step.starts_on,
        first_due_on=rules.first_due_on(step),
        due_on=step.due_on,
        done_on=step.done_on,
        on=on,
    )


def check_after_decision(case: Case, day: date, *, field: str) -> None:
    """Raises ActRefused for a day before that on which the six months of the review began: the decision to hold it."""
    completion = completion_step(case)
    if completion is not None and day < completion.starts_on:
        raise ActRefused("The date must be on or after the day of the decision to hold a review.", field=field)


def stands(case: Case) -> str:
    """How the review stands against its date, in a few words."""
    found = six_months_of(case, on=clock.today())
    if found is None:
        return "No date runs"
    asks = ". Interim learning is asked for" if found.asks_for_interim_learning else ""
    return f"{found.in_words}{asks}"


def milestone_title(milestone: Milestone) -> str:
    """What a milestone is called."""
    return milestone.title if milestone.code == OTHER else MILESTONE.label(milestone.code)


def milestones_called(ids: Collection[UUID]) -> Mapping[UUID, str]:
    """The titles of these milestones, by id; one query."""
    return {one.pk: milestone_title(one) for one in Milestone.objects.filter(pk__in=ids).select_related("case")}


def standing_milestones(case: Case) -> list[Milestone]:
    """The milestones of a review that were not dropped, by date, then in the order of the suggested set."""
    order = [word.code for word in MILESTONE]
    rows = list(case.milestones.filter(dropped_on__isnull=True).prefetch_related("moves__by"))
    for row in rows:
        row.case = case
    return sorted(rows, key=lambda row: (row.planned_on, order.index(row.code) if row.code in order else len(order)))


def suggested_on(code: str, decided_on: date, due_on: date) -> date:
    """The day suggested for a milestone: its share of the time to the date for completion, moved on to a working day.

    Never later than that date. Example: 50 of a hundred between 2 March and 2 September 2026 is 2 June 2026.
    """
    share = int(MILESTONE_SHARE.label(code))
    day = decided_on + timedelta(days=round((due_on - decided_on).days * share / _HUNDREDTHS))
    while not dates.is_working_day(day) and day < due_on:
        day += timedelta(days=1)
    return day


def beyond(milestones: Iterable[Milestone], standing: SixMonths) -> list[Milestone]:
    """The milestones still to be reached that are planned for after the review's date; none once it is complete."""
    if standing.done_on:
        return []
    return [one for one in milestones if one.is_open and one.planned_on > standing.due_on]
