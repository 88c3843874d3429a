"""The page of the terms of reference: every version, two of them compared, and each by itself."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from reviews.forms.terms import CompareForm
from reviews.process.words import REVIEWED
from reviews.terms_versions import compared
from reviews.views.rows import terms_rows
from wscb.cases.models import Case, TermsOfReference
from wscb.cases.signing import content_hash
from wscb.cases.views.base import show
from wscb.cases.views.rules import CASE, the_acts, the_case
from wscb.web.rules import rule

FEWEST = 2


def stands(case: Case) -> str:
    """How the terms of reference stand, in a few words."""
    found = list(case.terms_of_reference.select_related("agreement").order_by("-version"))
    if not found:
        return "None yet"
    last, agreed = found[0], next((one for one in found if hasattr(one, "agreement")), None)
    if agreed is None:
        return f"Draft, version {last.version}: not agreed yet"
    waiting = f"; version {last.version} waits to be agreed" if last.version > agreed.version else ""
    return f"Version {agreed.version} agreed{waiting}"


def _reviewed(request: HttpRequest, reference: str) -> Case:
    case = the_case(request, reference)
    if case.state not in REVIEWED:
        raise Http404
    return case


def _versions(case: Case) -> list[TermsOfReference]:
    versions = case.terms_of_reference.select_related("by", "agreement__signed_by").order_by("-version")
    return list(versions.prefetch_related("agreement__editions__document__stored"))


@rule(CASE)
def versions(request: HttpRequest, reference: str) -> HttpResponse:
    """Every version, the last first: who entered and who agreed it, why it changed, and what it says."""
    case = _reviewed(request, reference)
    found = _versions(case)
    acts = {act.code for act in the_acts(request, case)}
    rows = _rows(found)
    context = {
        "tab_title": "Terms of reference",
        "rows": rows,
        "adds": "file_terms" in acts,
        "agrees": "agree_terms" in acts and bool(rows) and rows[0]["agreement"] is None,
        "form": _compare_form(request, found) if len(found) >= FEWEST else None,
    }
    return show(request, case, "reviews/terms/versions.html", context, tab="review")


def _rows(found: list[TermsOfReference]) -> list[dict[str, Any]]:
    """Each version with its answers, its agreement and whether that is intact, and the document it is kept as."""
    return [
        {
            "version": one,
            "answers": terms_rows(one.fields),
            "agreement": agreement,
            "intact": agreement is None or content_hash(agreement.content) == agreement.content_hash,
            "edition": next(iter(agreement.editions.all()), None) if agreement else None,
        }
        for one in found
        for agreement in [getattr(one, "agreement", None)]
    ]


def _compare_form(request: HttpRequest, found: list[TermsOfReference], *, bound: bool = False) -> CompareForm:
    start = {"before": str(found[1].version), "after": str(found[0].version)}
    return CompareForm(request.GET if bound else None, versions=found, initial=start)


@rule(CASE)
def compare(request: HttpRequest, reference: str) -> HttpResponse:
    """Two versions, word by word; which ones is in the address, by number."""
    case = _reviewed(request, reference)
    found = _versions(case)
    if len(found) < FEWEST:
        raise Http404
    form = _compare_form(request, found, bound=True)
    context: dict[str, object] = {"tab_title": "Terms of reference", "form": form}
    if form.is_valid():
        before, after = form.chosen()
        context |= {"before": before, "after": after, "changes": compared(before.fields, after.fields)}
    return show(request, case, "reviews/terms/compare.html", context, tab="review")


@rule(CASE)
def version(request: HttpRequest, reference: str, terms_id: UUID) -> HttpResponse:
    """One version as a page of its own to read or print, a draft too; once it is agreed, its document beside it."""
    case = _reviewed(request, reference)
    one = next((row for row in _rows(_versions(case)) if row["version"].pk == terms_id), None)
    if one is None:
        raise Http404
    return show(
        request, case, "reviews/terms/version.html", {"tab_title": "Terms of reference", "row": one}, tab="review"
    )
