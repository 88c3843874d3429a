"""The finding or the action that an act is about: named by its page, or chosen on it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from wscb import clock, dates
from wscb.cases.models import Case
from wscb.cases.process.table import Act
from wscb.cases.views.choosing import by_id, choose, chosen
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
    """The finding of the case that the page names, or the only one; None for a page that leaves it open which.

    Raises Http404 for one that is not there.
    """
    standing = by_id(case.findings.filter(withdrawn_on__isnull=True).prefetch_related("organisations"))
    found = chosen(standing, page)
    if found is None:
        _refuse_unknown(page)
        return None
    found.case = case
    return found


def action_of(case: Case, page: str, states: Collection[str] = WITH_ORGANISATION) -> LearningAction | None:
    """As `finding_of`, for an action that is in one of the states; without them for one that is still to be done."""
    possible = case.learning_actions.filter(state__in=states).select_related("organisation", "finding", "ended_by")
    found = chosen(by_id(possible), page)
    if found is None:
        _refuse_unknown(page)
        return None
    found.case = found.finding.case = case
    return found


def _refuse_unknown(page: str) -> None:
    if page:
        raise Http404


def choose_finding(request: HttpRequest, case: Case, act: Act) -> HttpResponse:
    """The page on which a finding that stands is chosen for an act."""
    standing = case.findings.filter(withdrawn_on__isnull=True)
    called = [(str(one.pk), f"{one.get_kind_display()}: {_short(one.statement)}") for one in standing]
    return choose(request, case, act, called)


def choose_action(
    request: HttpRequest, case: Case, act: Act, states: Collection[str] = WITH_ORGANISATION
) -> HttpResponse:
    """The page on which one of the actions that are in one of the states is chosen for an act."""
    possible = list(case.learning_actions.filter(state__in=states).select_related("organisation"))
    due = due_dates(possible)
    called = [
        (str(one.pk), f"{one.organisation.name}, due {dates.long_date(due[one.pk].due_on)}: {_short(one.what)}")
        for one in possible
    ]
    return choose(request, case, act, called)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST].rstrip()}…"
