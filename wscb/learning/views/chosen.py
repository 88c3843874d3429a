"""The finding or the action that an act is about: named by its page, or chosen on it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from wscb import clock, dates
from wscb.cases.models import Case
from wscb.cases.process.table import Act
from wscb.cases.views.base import act_url, show
from wscb.learning.enums import WITH_ORGANISATION
from wscb.learning.models import Finding, LearningAction
from wscb.learning.reading import due_dates, row_of

LONGEST = 90


def given(form: Any, *names: str) -> dict[str, Any]:
    """The answers of these fields."""
    return {name: form.cleaned_data[name] for name in names}


def about(action: LearningAction) -> dict[str, Any]:
    """What the page of an act shows of the action that it is about."""
    return {"action": action, "row": row_of(action, on=clock.today())}


def finding_of(case: Case, page: str) -> Finding | None:
    """The finding of the case that the page names; None for a page without one. Raises Http404 for one that is not there."""
    if not page:
        return None
    found = case.findings.filter(withdrawn_on__isnull=True, pk=_id(page)).prefetch_related("organisations").first()
    if found is None:
        raise Http404
    found.case = case
    return found


def action_of(case: Case, page: str, states: Collection[str] = WITH_ORGANISATION) -> LearningAction | None:
    """As `finding_of`, for an action that is in one of the states; without them for one that is still to be done."""
    if not page:
        return None
    possible = case.learning_actions.filter(state__in=states).select_related("organisation", "finding", "ended_by")
    found = possible.filter(pk=_id(page)).first()
    if found is None:
        raise Http404
    found.case = found.finding.case = case
    return found


def _id(page: str) -> UUID:
    try:
        return UUID(page)
    except ValueError:
        raise Http404 from None


def choose_finding(request: HttpRequest, case: Case, act: Act) -> HttpResponse:
    """The page on which a finding that stands is chosen for an act."""
    standing = case.findings.filter(withdrawn_on__isnull=True)
    choices = [(one.pk, f"{one.get_kind_display()}: {_short(one.statement)}") for one in standing]
    return _choose(request, case, act, choices, "Nothing has been raised that stands.")


def choose_action(
    request: HttpRequest,
    case: Case,
    act: Act,
    states: Collection[str] = WITH_ORGANISATION,
    none: str = "No action is open.",
) -> HttpResponse:
    """The page on which one of the actions that are in one of the states is chosen for an act; `none` is said where there is none."""
    possible = list(case.learning_actions.filter(state__in=states).select_related("organisation"))
    due = due_dates(possible)
    choices = [
        (one.pk, f"{one.organisation.name}, due {dates.long_date(due[one.pk].due_on)}: {_short(one.what)}")
        for one in possible
    ]
    return _choose(request, case, act, choices, none)


def _choose(request: HttpRequest, case: Case, act: Act, choices: Iterable[tuple[UUID, str]], none: str) -> HttpResponse:
    context = {
        "act": act,
        "choices": [(act_url(case, act.code, str(pk)), text) for pk, text in choices],
        "none": none,
        "page": "act",
    }
    return show(request, case, "cases/acts/choose.html", context)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST].rstrip()}…"
