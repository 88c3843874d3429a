"""How the learning of a case stands: its findings by class, with their actions, read in a fixed number of queries (GEN-02)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from wscb import dates
from wscb.cases.models import Case, Step
from wscb.learning.actions.undertakings import OWED
from wscb.learning.enums import ActionState, FindingKind
from wscb.learning.models import Finding, FindingCorrection, LearningAction
from wscb.learning.words import THEME


@dataclass(frozen=True)
class ActionRow:
    """An action as it is listed on a day, with the date by which it is due."""

    action: LearningAction
    due_on: date
    is_late: bool

    @property
    def words(self) -> str:
        """How it stands: overdue, done late, or its state."""
        if self.action.state == ActionState.DROPPED or not self.is_late:
            return str(self.action.get_state_display())
        return "Overdue" if self.action.is_open else "Done late"

    @property
    def colour(self) -> str:
        """The colour of its tag."""
        return {"Open": "blue", "Overdue": "red", "Done": "green", "Done late": "orange"}.get(self.words, "grey")

    @property
    def done_on(self) -> date | None:
        """The day it was done; None while it is open, and where it was dropped."""
        return self.action.ended_on if self.action.state == ActionState.DONE else None


@dataclass(frozen=True)
class FindingRow:
    """A finding as it is listed: its theme in words, the organisations it concerns, its actions by date, and corrections."""

    finding: Finding
    theme: str
    organisations: list[str]
    actions: list[ActionRow]
    corrections: list[FindingCorrection]

    @property
    def is_good_practice(self) -> bool:
        """Whether it is good practice, and no improvement that is needed."""
        return self.finding.kind == FindingKind.GOOD_PRACTICE


@dataclass
class Learning:
    """All findings of a case: good practice, improvements that are needed, and what was withdrawn."""

    good_practice: list[FindingRow] = field(default_factory=list)
    improvements: list[FindingRow] = field(default_factory=list)
    withdrawn: list[FindingRow] = field(default_factory=list)

    @property
    def rows(self) -> list[FindingRow]:
        """The findings that stand, good practice first."""
        return [*self.good_practice, *self.improvements]

    @property
    def actions(self) -> list[ActionRow]:
        """The actions of the findings that stand, the first date first."""
        return sorted((one for row in self.rows for one in row.actions), key=lambda one: one.due_on)

    @property
    def counts(self) -> str:
        """How many there are of each, in words."""
        return counted(len(self.good_practice), len(self.improvements))


def counted(good_practice: int, improvements: int) -> str:
    """How many findings there are of each class: "2 of good practice, 1 improvement needed"."""
    needed = "1 improvement needed" if improvements == 1 else f"{improvements} improvements needed"
    return f"{good_practice} of good practice, {needed}"


def learning_of(case: Case, *, on: date) -> Learning:
    """Every finding of the case as it stands on the day (local date), the first raised first. Five queries at most."""
    found = Learning()
    findings = list(
        case.findings.select_related("raised_by", "withdrawn_by").prefetch_related(
            "organisations",
            Prefetch("corrections", FindingCorrection.objects.select_related("by")),
            Prefetch("actions", LearningAction.objects.select_related("organisation", "added_by", "ended_by")),
        )
    )
    due = due_dates(action.pk for finding in findings for action in finding.actions.all())
    for finding in findings:
        finding.case = case
        row = _row(finding, due, on)
        if not finding.stands:
            found.withdrawn.append(row)
        elif row.is_good_practice:
            found.good_practice.append(row)
        else:
            found.improvements.append(row)
    return found


def _row(finding: Finding, due: dict[UUID, date], on: date) -> FindingRow:
    actions = [action_row(action, due[action.pk], on=on) for action in finding.actions.all()]
    for one in actions:
        one.action.case = finding.case
    corrections = list(finding.corrections.all())
    for correction in corrections:
        correction.case = finding.case
    return FindingRow(
        finding=finding,
        theme=THEME.label(finding.theme),
        organisations=[one.name for one in finding.organisations.all()],
        actions=sorted(actions, key=lambda one: one.due_on),
        corrections=corrections,
    )


def action_row(action: LearningAction, due_on: date, *, on: date) -> ActionRow:
    """An action as it is listed on the day."""
    return ActionRow(action, due_on, dates.is_overdue(due_on, action.ended_on or on))


def due_dates(actions: Iterable[UUID]) -> dict[UUID, date]:
    """The dates by which actions are, or were, due. One query; none for no action."""
    wanted = list(actions)
    if not wanted:
        return {}
    steps = Step.objects.filter(code=OWED, about__in=wanted).values_list("about", "due_on")
    return {about: due_on for about, due_on in steps if about is not None}


def own_rows(mine: Collection[UUID], *, on: date) -> list[ActionRow]:
    """The actions of a person's organisation (`representation.own_ids`): what is open first, by date. Two queries."""
    actions: QuerySet[LearningAction] = LearningAction.objects.filter(pk__in=mine).select_related(
        "case", "organisation"
    )
    due = due_dates(mine)
    rows = [action_row(action, due[action.pk], on=on) for action in actions]
    return sorted(rows, key=lambda row: (not row.action.is_open, row.due_on, row.action.added_at))


def stands(case: Case) -> str:
    """How the learning of a case stands, in a few words for the review's page."""
    kinds: dict[str, int] = defaultdict(int)
    for kind in case.findings.filter(withdrawn_on__isnull=True).values_list("kind", flat=True):
        kinds[kind] += 1
    if not kinds:
        return "Nothing raised yet"
    states = list(case.learning_actions.exclude(state=ActionState.DROPPED).values_list("state", flat=True))
    findings = counted(kinds[FindingKind.GOOD_PRACTICE], kinds[FindingKind.IMPROVEMENT])
    if not states:
        return f"{findings}; no action yet"
    done = states.count(ActionState.DONE)
    return f"{findings}; {done} of {len(states)} action{'' if len(states) == 1 else 's'} done"
