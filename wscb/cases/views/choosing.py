"""Which of several things an act is about: the one that its page names, or the only one there is; else it is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from django.db.models import Model
from django.http import HttpRequest, HttpResponse

from wscb.cases.models import Case
from wscb.cases.process.table import Act
from wscb.cases.views.base import act_url, show

Thing = TypeVar("Thing")
Row = TypeVar("Row", bound=Model)


def by_id(rows: Iterable[Row]) -> dict[str, Row]:
    """The rows by their ids, as addresses have them."""
    return {str(row.pk): row for row in rows}


def chosen(things: Mapping[str, Thing], page: str) -> Thing | None:
    """The thing whose id the page is; for a page that names none, the only one there is."""
    if not page and len(things) == 1:
        return next(iter(things.values()))
    return things.get(page)


def choose(request: HttpRequest, case: Case, act: Act, things: Iterable[tuple[str, str]]) -> HttpResponse:
    """The page on which one is chosen; `things` are their ids, each with how it reads."""
    choices = [(act_url(case, act.code, pk), text) for pk, text in things]
    context = {"act": act, "choices": choices, "page": "act"}
    return show(request, case, "cases/acts/choose.html", context)
