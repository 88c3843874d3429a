"""The actions of every case that somebody may see, by organisation: filtered, ordered, counted (SCR-23, CR-14)."""

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
from wscb.learning.actions.record import OWED
from wscb.learning.enums import NOT_CLOSED, WITH_ORGANISATION, ActionState
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
    "Agreed on",
    "Reported done for",
    "Closed on",
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


OPEN, REPORTED, CLOSED = Q(state__in=NOT_CLOSED), Q(state=ActionState.REPORTED), Q(state=ActionState.CLOSED)


@dataclass(frozen=True)
class OwnerCount:
    """How many actions an organisation has open, how many of those are overdue or to be looked at, and how many are closed."""

    organisation: UUID
    name: str
    open: int
    late: int
    reported: int
    closed: int


def late(on: date) -> Q:
    """What is overdue on the day: what was reported waits for the Board, and is not."""
    return Q(state__in=WITH_ORGANISATION, due_on__lt=on)


def every_action(user: User, *, on: date) -> QuerySet[Any]:
    """The actions of the cases that the person sees on the day (local date), each with `due_on`. One query."""
    due = Step.objects.filter(case=OuterRef("case"), code=OWED, about=OuterRef("pk"))
    last = due.order_by(F("done_on").desc(nulls_first=True), "-opened_on").values("due_on")[:1]
    return (
        LearningAction.objects.filter(case__in=access.visible_cases(user, on=on))
        .annotate(due_on=Subquery(last))
        .select_related("case__data_key", "organisation", "finding")
    )


def chosen(rows: QuerySet[Any], asked: Mapping[str, str], *, on: date) -> QuerySet[Any]:
    """Those of the rows that an address asks for: by organisation, theme, class, how they stand, and whether they are overdue.

    Without a state those that are not closed.
    """
    rows = rows.filter(state=asked["state"]) if asked.get("state") else rows.filter(OPEN)
    if organisation := asked.get("organisation"):
        rows = rows.filter(organisation=organisation)
    if theme := asked.get("theme"):
        rows = rows.filter(finding__theme=theme)
    if kind := asked.get("kind"):
        rows = rows.filter(finding__kind=kind)
    if asked.get("due") == "overdue":
        rows = rows.filter(late(on))
    elif asked.get("due") == "coming":
        rows = rows.filter(state__in=WITH_ORGANISATION, due_on__gte=on)
    return rows


def by_organisation(rows: QuerySet[Any], *, on: date) -> list[OwnerCount]:
    """How many of the rows each organisation has, the one with most overdue first. One query."""
    counts = (
        rows.order_by()
        .values("organisation", "organisation__name")
        .annotate(
            open=Count("pk", filter=OPEN),
            late=Count("pk", filter=late(on)),
            reported=Count("pk", filter=REPORTED),
            closed=Count("pk", filter=CLOSED),
        )
        .order_by("-late", "-open", "organisation__name")
    )
    return [
        OwnerCount(row["organisation"], row["organisation__name"], *(row[name] for name in _COUNTED)) for row in counts
    ]


_COUNTED = ("open", "late", "reported", "closed")


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
                    _day(row.action.agreed_on),
                    _day(row.done_on),
                    _day(row.action.closed_on),
                )
                for row in rows
            ),
        ]
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
