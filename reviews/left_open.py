"""What is still open when a review is completed: read by the Chair before the report is accepted, and signed with it (SCR-34)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from reviews.process.learning import CHECKED, TO_DO
from reviews.process.working import INTERIM
from wscb import dates
from wscb.cases.models import Case, InformationRequest, Step
from wscb.cases.owing import owners_of
from wscb.cases.representation import OWED
from wscb.cases.things import words_of
from wscb.people.models import Role

COMPLETES = "accept_report"
GOING_ON = {*TO_DO, CHECKED}
TOLD = "Closed unanswered. Whoever answers for the organisation is told"
UNREAD = "Closed. What was sent stays on the case as it is, unchecked"
ENDED = "Closed as no longer needed"
GOES_ON = "Goes on after the review until the Board has closed the action"


@dataclass(frozen=True)
class LeftOpen:
    """A step that is open as the report is accepted: what it is and about whom, who owes it by when, and what becomes of it."""

    code: str
    title: str
    about: str
    owed_by: str
    due_on: date
    becomes: str


def left_open(case: Case, *, on: date) -> list[LeftOpen]:
    """Every open step that accepting the report would close without its being done, and what is owed of actions that go on, by date.

    It takes a fixed number of queries. An action is among them until the Board has closed it (SCR-23).

    The steps that the acceptance itself does are not among them, nor interim learning before the review is overdue: it was never
    asked for (SCR-22). `on` is the local date by which somebody holds an office.
    """
    table = case.table
    ended = {code for code in table.act(COMPLETES).closes if table.step(code).act != COMPLETES}
    steps = [
        step
        for step in case.steps.filter(code__in=ended | GOING_ON, done_on__isnull=True).order_by("due_on", "code")
        if step.code != INTERIM or dates.is_overdue(step.due_on, on)
    ]
    if not steps:
        return []
    called = {**_organisations(steps), **words_of(steps)}
    owners = owners_of({case.pk}, on=on)
    found = []
    for step in steps:
        step.case = case
        names = ", ".join(owner.name for owner in owners.of_step(step))
        found.append(
            LeftOpen(
                code=step.code,
                title=step.rule.title,
                about=called.get(step.pk, ""),
                owed_by=names or f"{Role(step.rule.owed_by).label} (nobody named)",
                due_on=step.due_on,
                becomes=_becomes(step.code),
            )
        )
    return found


def _becomes(code: str) -> str:
    if code in OWED:
        return TOLD
    if code in GOING_ON:
        return GOES_ON
    return UNREAD if code == "check_information" else ENDED


def _organisations(steps: list[Step]) -> dict[UUID, str]:
    """The organisation that was asked, by the step that is about its request."""
    asked = InformationRequest.objects.filter(pk__in=[step.about for step in steps if step.about])
    names = dict(asked.values_list("pk", "organisation__name"))
    return {step.pk: names[step.about] for step in steps if step.about in names}
