"""How the learning of a case stands: its findings by class, with their actions, read in a fixed number of queries (GEN-02)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery, prefetch_related_objects

from wscb import dates
from wscb.cases import rules
from wscb.cases.models import Case, ClockEntry, Step
from wscb.learning.actions.record import OWED, TO_ANSWER
from wscb.learning.enums import NOT_CLOSED, ActionState, FindingKind
from wscb.learning.models import ActionRecord, Finding, FindingCorrection, LearningAction
from wscb.learning.words import THEME


@dataclass(frozen=True)
class Due:
    """The date by which an action is, or was, due; the date that it had at first, and every change since, the first one first."""

    due_on: date
    first_on: date
    changes: tuple[ClockEntry, ...]

    def at(self, moment: datetime) -> date:
        """The date that it had at the moment (UTC)."""
        since = [one.new_due_on for one in self.changes if one.at <= moment and one.new_due_on]
        return since[-1] if since else self.first_on


@dataclass(frozen=True)
class ActionRow:
    """An action as it is listed on a day, with the date by which it is due."""

    action: LearningAction
    due: Due
    is_late: bool

    @property
    def due_on(self) -> date:
        """The date by which it is, or was, due."""
        return self.due.due_on

    @property
    def was_moved(self) -> bool:
        """Whether its date was changed; the first one then stays in sight."""
        return bool(self.due.changes)

    @property
    def words(self) -> str:
        """How it stands: its state, and whether it is overdue or was done late."""
        state = str(self.action.get_state_display())
        if self.action.state == ActionState.DROPPED or not self.is_late:
            return state
        return f"{state}, overdue" if self.action.is_open else f"{state}, done late"

    @property
    def colour(self) -> str:
        """The colour of its tag."""
        if self.action.is_open and self.is_late:
            return "red"
        if self.action.state == ActionState.CLOSED:
            return "orange" if self.is_late else "green"
        return _COLOURS.get(self.action.state, "grey")

    @property
    def done_on(self) -> date | None:
        """The day it was done, as it was reported; None while it is open, and where it was dropped."""
        return None if self.action.state == ActionState.DROPPED else self.action.ended_on

    @property
    def is_done(self) -> bool:
        """Whether it counts as done: the Board has closed it (SCR-23)."""
        return self.action.state == ActionState.CLOSED

    @property
    def record(self) -> list[ActionRecord]:
        """What was said of it, the first thing first; its case is loaded."""
        found = list(self.action.record.all())
        for one in found:
            one.case = self.action.case
        return found

    @property
    def last_said(self) -> ActionRecord | None:
        """What was said of it last."""
        return self.record[-1] if self.record else None


_COLOURS: dict[str, str] = {
    ActionState.PROPOSED: "purple",
    ActionState.DECLINED: "yellow",
    ActionState.AGREED: "blue",
    ActionState.REPORTED: "turquoise",
    ActionState.SENT_BACK: "yellow",
}


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
    """Every finding of the case as it stands on the day (local date), the first raised first. Eight queries at most."""
    found = Learning()
    findings = list(
        case.findings.select_related("raised_by", "withdrawn_by").prefetch_related(
            "organisations",
            Prefetch("corrections", FindingCorrection.objects.select_related("by")),
            Prefetch("actions", LearningAction.objects.select_related("organisation", "added_by", "ended_by")),
            Prefetch("actions__record", records()),
        )
    )
    due = due_dates(action for finding in findings for action in finding.actions.all())
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


def records() -> QuerySet[ActionRecord]:
    """What was said of actions, with who put it on record and the evidence."""
    return ActionRecord.objects.select_related("by", "document__stored", "document__struck")


def _row(finding: Finding, due: Mapping[UUID, Due], on: date) -> FindingRow:
    actions = [action_row(action, due[action.pk], on=on) for action in finding.actions.all()]
    for one in actions:
        one.action.case = finding.case
        for change in one.due.changes:
            change.case = finding.case
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


def action_row(action: LearningAction, due: Due, *, on: date) -> ActionRow:
    """An action as it is listed on the day."""
    return ActionRow(action, due, dates.is_overdue(due.due_on, action.ended_on or on))


def row_of(action: LearningAction, *, on: date) -> ActionRow:
    """One action as it is listed on the day; its case is loaded, and what changed its date, and its record, can be read. Three queries."""
    prefetch_related_objects([action], Prefetch("record", records()))
    row = action_row(action, due_dates([action])[action.pk], on=on)
    for change in row.due.changes:
        change.case = action.case
    return row


def due_dates(actions: Iterable[LearningAction]) -> dict[UUID, Due]:
    """The dates of actions, by their ids. Two queries; none for no action."""
    given = {action.pk: action.added_at for action in actions}
    if not given:
        return {}
    steps: dict[UUID, list[Step]] = defaultdict(list)
    found = Step.objects.filter(code=OWED, about__in=given).select_related("case").prefetch_related("ledger")
    for step in found:
        if step.about is not None:
            steps[step.about].append(step)
    return {about: _due(owed, given[about]) for about, owed in steps.items()}


def _due(steps: list[Step], added_at: datetime) -> Due:
    """The date of the last of its steps: each time it was sent back it was owed anew, by a date of its own.

    What was entered in the ledger as it was given is its first date, and no change; without that the period of its first step says it.
    """
    first, last = min(steps, key=_order), max(steps, key=_order)
    ledger = sorted((one for step in steps for one in step.ledger.all()), key=lambda one: one.at)
    given = next((one.new_due_on for one in ledger if one.at == added_at and one.new_due_on), None)
    changes = tuple(one for one in ledger if one.at != added_at)
    return Due(last.due_on, given or rules.first_due_on(first), changes)


def _order(step: Step) -> tuple[datetime, bool]:
    """When its first date was set: one that was sent back has a date from the moment it is opened, a first one perhaps none."""
    return min((one.at for one in step.ledger.all()), default=datetime.min.replace(tzinfo=UTC)), step.is_open


@dataclass(frozen=True)
class OwnActions:
    """The actions of an organisation for Your work: those that the Board has not closed, by date, and how many have ended.

    Each of the open ones has `answer_by`, the date by which it is to be said whether it is agreed; None where that is not asked.
    """

    open: list[ActionRow]
    ended: int

    def __bool__(self) -> bool:
        return bool(self.open or self.ended)


def own_actions(mine: Collection[UUID], *, on: date) -> OwnActions:
    """The actions of a person's organisation (`representation.own_ids`), which has one at least. Four queries."""
    actions = LearningAction.objects.filter(pk__in=mine)
    asked = Step.objects.filter(code=TO_ANSWER, about=OuterRef("pk"), done_on__isnull=True).values("due_on")[:1]
    open_ones = actions.filter(state__in=NOT_CLOSED).annotate(answer_by=Subquery(asked))
    rows = action_rows(open_ones.select_related("case", "organisation"), on=on)
    rows.sort(key=lambda row: (row.due_on, row.action.added_at))
    return OwnActions(rows, actions.exclude(state__in=NOT_CLOSED).count())


def own_ended(mine: Collection[UUID]) -> QuerySet[LearningAction]:
    """The ended actions of a person's organisation, what ended last first."""
    ended = LearningAction.objects.filter(pk__in=mine).exclude(state__in=NOT_CLOSED)
    return ended.select_related("case", "organisation").order_by("-ended_on", "-ended_at", "pk")


def action_rows(actions: Iterable[LearningAction], *, on: date) -> list[ActionRow]:
    """Actions as they are listed on the day, in their order. Two queries beside that of the actions."""
    found = list(actions)
    due = due_dates(found)
    return [action_row(action, due[action.pk], on=on) for action in found]


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
    done = states.count(ActionState.CLOSED)
    return f"{findings}; {done} of {len(states)} action{'' if len(states) == 1 else 's'} done"


def actions_called(actions: Collection[UUID]) -> dict[UUID, str]:
    """Whose each action is and how it stands: "Warrington Police: sent back". One query."""
    found = LearningAction.objects.filter(pk__in=actions).values_list("pk", "organisation__name", "state")
    return {pk: f"{name}: {ActionState(state).label.lower()}" for pk, name, state in found}
