"""The open actions of every case that somebody may see, by organisation: filtered, ordered, counted (SCR-23 begins here)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Value, When

from wscb.cases import access
from wscb.cases.models import Step
from wscb.documents.separated import write_rows
from wscb.keys.owners import remember_key_of
from wscb.learning.actions.undertakings import OWED
from wscb.learning.enums import ActionState
from wscb.learning.models import LearningAction
from wscb.learning.reading import ActionRow, action_rows
from wscb.learning.words import THEME
from wscb.people.models import User

HEADINGS = (
    "Organisation",
    "Case",
    "Theme",
    "Class",
    "What is to be done",
    "Given on",
    "First due on",
    "Due on",
    "How it stands",
)

SORTS: dict[str, Any] = {
    "due": F("due_on"),
    "organisation": F("organisation__name"),
    "case": F("case__reference"),
    "theme": models.Case(
        *(When(finding__theme=word.code, then=Value(place)) for place, word in enumerate(THEME)),
        default=Value(len(THEME.words)),
        output_field=models.IntegerField(),
    ),
}
"""What the list can be ordered by; themes in the order of their vocabulary."""


@dataclass(frozen=True)
class OwnerCount:
    """An organisation with how many actions it has open, and how many of them are overdue."""

    organisation: UUID
    name: str
    open: int
    late: int


def open_actions(user: User, *, on: date) -> QuerySet[Any]:
    """The open actions of the cases that the person sees on the day (local date), each with `due_on`. One query."""
    due = Step.objects.filter(case=OuterRef("case"), code=OWED, about=OuterRef("pk"), done_on__isnull=True)
    return (
        LearningAction.objects.filter(state=ActionState.OPEN, case__in=access.visible_cases(user, on=on))
        .annotate(due_on=Subquery(due.values("due_on")[:1]))
        .select_related("case__data_key", "organisation", "finding")
    )


def chosen(rows: QuerySet[Any], asked: Mapping[str, str], *, on: date) -> QuerySet[Any]:
    """Those of the rows that an address asks for: by organisation, theme, class, and whether they are overdue."""
    if organisation := asked.get("organisation"):
        rows = rows.filter(organisation=organisation)
    if theme := asked.get("theme"):
        rows = rows.filter(finding__theme=theme)
    if kind := asked.get("kind"):
        rows = rows.filter(finding__kind=kind)
    if asked.get("due") == "overdue":
        rows = rows.filter(due_on__lt=on)
    elif asked.get("due") == "coming":
        rows = rows.filter(due_on__gte=on)
    return rows


def by_organisation(rows: QuerySet[Any], *, on: date) -> list[OwnerCount]:
    """How many of the rows each organisation has, the one with most overdue first. One query."""
    counts = (
        rows.order_by()
        .values("organisation", "organisation__name")
        .annotate(open=Count("pk"), late=Count("pk", filter=Q(due_on__lt=on)))
        .order_by("-late", "-open", "organisation__name")
    )
    return [OwnerCount(row["organisation"], row["organisation__name"], row["open"], row["late"]) for row in counts]


def listed(actions: Iterable[Any], *, on: date) -> list[ActionRow]:
    """The rows as they are shown; the keys of their cases came with them, and none is asked for."""
    rows = list(actions)
    for action in rows:
        remember_key_of("case", action.case_id, action.case.data_key)
    return action_rows(rows, on=on)


def order_of(sort: str) -> list[Any]:
    """The order that a sort of the address names, one of SORTS; the first date, and so what is overdue longest, breaks ties."""
    column = SORTS[sort.removeprefix("-")]
    first = column.desc() if sort.startswith("-") else column.asc()
    return [first, "due_on", "added_at", "pk"]


def as_csv(rows: Iterable[ActionRow]) -> bytes:
    """The rows as separated text with headings; no cell begins as a formula does."""
    return write_rows(
        [
            HEADINGS,
            *(
                (
                    row.action.organisation.name,
                    row.action.case.reference,
                    THEME.label(row.action.finding.theme),
                    row.action.finding.get_kind_display(),
                    row.action.what,
                    row.action.added_on.isoformat(),
                    row.due.first_on.isoformat(),
                    row.due_on.isoformat(),
                    row.words,
                )
                for row in rows
            ),
        ]
    )
