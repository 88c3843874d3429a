"""What is learned from one case: counted, listed by class, filtered, one finding, for print (GEN-02, GEN-13)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from wscb import clock
from wscb.cases.models import Case
from wscb.cases.views.base import show
from wscb.cases.views.rules import CASE, the_acts, the_case
from wscb.learning.forms.filters import FindingFilter
from wscb.learning.models import Finding
from wscb.learning.reading import FindingRow, Learning, learning_of
from wscb.learning.words import THEME
from wscb.web.rules import rule


def learning_url(case: Case) -> str:
    """The address of the page of what is learned from the case."""
    return reverse("learning:learning", args=[case.reference])


def finding_url(finding: Finding) -> str:
    """The address of a finding's own page."""
    return reverse("learning:finding", args=[finding.case.reference, finding.pk])


def codes_of(request: HttpRequest, case: Case) -> set[str]:
    """The acts that the person has on the case now."""
    return {act.code for act in the_acts(request, case)}


@rule(CASE)
def learning(request: HttpRequest, reference: str) -> HttpResponse:
    """Good practice and improvements that are needed, with their actions, by filter."""
    case = the_case(request, reference)
    return show(request, case, "learning/learning.html", _context(request, case), tab="learning")


@rule(CASE)
def printed(request: HttpRequest, reference: str) -> HttpResponse:
    """The same on one page to print."""
    case = the_case(request, reference)
    context = {**_context(request, case), "codes": set(), "tab_title": "", "page": "learning_print"}
    return show(request, case, "learning/print.html", context)


def _context(request: HttpRequest, case: Case) -> dict[str, Any]:
    whole = learning_of(case, on=clock.today())
    known = {one.pk: one.name for row in whole.rows for one in row.finding.organisations.all()}
    chosen = FindingFilter(request.GET, organisations=sorted(known.items(), key=lambda pair: pair[1]))
    return {
        "whole": whole,
        "shown": _filtered(whole, chosen.chosen),
        "filter": chosen,
        "tags": chosen.tags(request.GET),
        "query": request.GET.urlencode(),
        "codes": codes_of(request, case),
        "tab_title": "Learning",
    }


def _filtered(whole: Learning, asked: dict[str, str]) -> Learning:
    def wanted(row: FindingRow) -> bool:
        found = row.finding
        return (
            asked.get("kind") in (None, found.kind)
            and asked.get("stage") in (None, found.stage)
            and asked.get("theme") in (None, found.theme)
            and asked.get("organisation") in (None, *(str(one.pk) for one in found.organisations.all()))
            and _has_actions(row, asked.get("actions", ""))
        )

    return replace(
        whole,
        good_practice=[row for row in whole.good_practice if wanted(row)],
        improvements=[row for row in whole.improvements if wanted(row)],
    )


def _has_actions(row: FindingRow, asked: str) -> bool:
    is_open = [one for one in row.actions if one.action.is_open]
    answers = {"overdue": any(one.is_late for one in is_open), "open": bool(is_open), "none": not row.actions}
    return answers.get(asked, True)


@rule(CASE)
def finding(request: HttpRequest, reference: str, finding_id: UUID) -> HttpResponse:
    """One finding: what it rests on, its actions with what was done, and what it said before it was corrected."""
    case = the_case(request, reference)
    whole = learning_of(case, on=clock.today())
    row = next((one for one in (*whole.rows, *whole.withdrawn) if one.finding.pk == finding_id), None)
    if row is None:
        raise Http404
    represented = set(
        case.representatives.filter(ended_on__isnull=True, delegated_by__isnull=True).values_list(
            "organisation", flat=True
        )
    )
    context = {
        "row": row,
        "lacks_action": row.finding.stands and not row.is_good_practice and not row.actions,
        "overdue": [one for one in row.actions if one.action.is_open and one.is_late],
        "unnamed": {one.action.organisation_id for one in row.actions if one.action.is_open} - represented,
        "before": [(one, THEME.label(one.before["theme"])) for one in reversed(row.corrections)],
        "codes": codes_of(request, case),
        "tab_title": "Learning",
    }
    return show(request, case, "learning/finding.html", context, tab="learning")
