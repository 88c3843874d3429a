"""What a person has to do: the steps they owe, those that wait for others, and what they began. Pure queries, no page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from wscb.cases import access, drafts, rules
from wscb.cases.called import role_called
from wscb.cases.models import Case, Draft, Step
from wscb.cases.owing import Owner, Owners, owners_of
from wscb.cases.process.table import Act, StepRule
from wscb.cases.things import words_of
from wscb.people.models import Role, User

SOON = timedelta(days=7)
_ANSWERING = (Role.BUSINESS_MANAGER, Role.BOARD_CHAIR)


@dataclass(frozen=True)
class OwedStep:
    """A step as it is listed. `sight` says whether the person may open its case; `act` is what does it, if they can now.

    `about` says in words which of several things it is about; empty where it is about the case.
    """

    step: Step
    basis: str
    owners: tuple[Owner, ...]
    role: str
    is_late: bool
    mine: bool
    sight: bool = True
    act: Act | None = None
    about: str = ""

    @property
    def case(self) -> Case:
        """The case, loaded."""
        return self.step.case

    @property
    def rule(self) -> StepRule:
        """The row of the process table."""
        return self.step.rule

    @property
    def address(self) -> str:
        """The page of the act that does it; empty where they cannot do it now."""
        return address_of(self.step) if self.act else ""


def address_of(step: Step) -> str:
    """The page of the act that does a step, opened for the very thing that the step is about; its case is loaded."""
    rule = step.rule
    at = [step.case.reference, rule.act]
    page = rule.page or (step.about if rule.many else None)
    return reverse("cases:act_page", args=[*at, page]) if page else reverse("cases:act", args=at)


@dataclass
class Work:
    """A person's work on one day, each group by date: late, in the next week, later, not yet asked for, owed late by others."""

    overdue: list[OwedStep] = field(default_factory=list)
    soon: list[OwedStep] = field(default_factory=list)
    later: list[OwedStep] = field(default_factory=list)
    coming: list[OwedStep] = field(default_factory=list)
    waiting: list[OwedStep] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is listed."""
        return not any((self.overdue, self.soon, self.later, self.coming, self.waiting))


def work_of(user: User, *, on: date) -> Work:
    """The person's work on the day (local date), in two queries beside their standing, however many cases there are.

    Where steps are about one of several things, what those are called costs a query for each kind of them.
    """
    steps = list(_open_steps(user, on))
    owners = owners_of({step.case_id for step in steps}, on=on)
    about = words_of(step for step in steps if getattr(step, "sight", False))
    work = Work()
    for step in steps:
        owed = owed_step(step, owners, user=user, on=on, about=about.get(step.pk, ""))
        group = _group(work, owed, owners, user, on)
        if group is not None:
            group.append(owed)
    return work


def owed_by(user: User, *, on: date) -> list[OwedStep]:
    """The steps that the person owes on the day, overdue ones first, then by date."""
    work = work_of(user, on=on)
    return [*work.overdue, *work.soon, *work.later]


def owed_step(step: Step, owners: Owners, *, user: User, on: date, about: str = "") -> OwedStep:
    """A step as it is listed for the person on the day; its case is loaded."""
    rule = step.rule
    owed_by = owners.of_step(step)
    role = Role.BUSINESS_MANAGER if owners.fell_to_manager(step) else Role(rule.owed_by)
    mine = any(owner.user == user.pk for owner in owed_by)
    sight = getattr(step, "sight", True)
    act = step.case.table.act(rule.act)
    can = sight and mine and step.is_open and step.case.state in act.from_ and not act.planned
    return OwedStep(
        step=step,
        basis=rules.basis(step).sentence,
        owners=owed_by,
        role=role_called(step.case.table, role),
        is_late=rules.is_late(step, on),
        mine=mine,
        sight=sight,
        act=act if can else None,
        about=about,
    )


def my_drafts(user: User, *, on: date) -> QuerySet[Draft]:
    """The person's own drafts, the last saved first; none of a case that they may no longer see."""
    mine = drafts.drafts_of(user).defer("answers")  # a spreadsheet's rows can be long
    return mine.filter(Q(case__isnull=True) | Q(case__in=access.visible_cases(user, on=on)))


def _open_steps(user: User, on: date) -> QuerySet[Step]:
    visible = access.visible_cases(user, on=on).filter(pk=OuterRef("case_id"))
    return (
        Step.objects.filter(done_on__isnull=True, case__in=access.listed_cases(user, on=on))
        .annotate(sight=Exists(visible))
        .select_related("case")
        .order_by("due_on", "case__reference", "code")
    )


def _group(work: Work, owed: OwedStep, owners: Owners, user: User, on: date) -> list[OwedStep] | None:
    if owed.mine and not rules.is_owed(owed.step, owed.case.state):
        return work.coming
    if owed.mine:
        if owed.is_late:
            return work.overdue
        return work.soon if owed.step.due_on <= on + SOON else work.later
    if owed.is_late and owners.holds(user.pk, owed.case.pk, *_ANSWERING):
        return work.waiting
    return None


def steps_of(case: Case, *, user: User, on: date) -> list[OwedStep]:
    """Every step of a visible case, open ones first by date, then the done by the day they were done."""
    steps = list(case.steps.select_related("done_by").prefetch_related("lateness_reasons"))
    for step in steps:
        step.case = case
    owners = owners_of({case.pk}, on=on)
    about = words_of(steps)
    rows = [owed_step(step, owners, user=user, on=on, about=about.get(step.pk, "")) for step in steps]
    return [*_open(rows), *sorted(_done(rows), key=lambda row: (row.step.done_on or date.min, row.step.code))]


def _open(rows: Iterable[OwedStep]) -> list[OwedStep]:
    return [row for row in rows if row.step.is_open]


def _done(rows: Iterable[OwedStep]) -> list[OwedStep]:
    return [row for row in rows if not row.step.is_open]
