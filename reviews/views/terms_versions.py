"""The page of the terms of reference: every version, two of them compared, and an agreed one as a document."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse

from reviews.forms.terms import CompareForm
from reviews.process.words import REVIEWED
from reviews.terms_versions import compared, render_terms
from reviews.views.rows import terms_rows
from wscb.cases import access
from wscb.cases.actions.terms import agreed_terms
from wscb.cases.models import Case, TermsOfReference
from wscb.cases.signing import content_hash
from wscb.cases.views.base import show
from wscb.cases.views.rules import CASE, the_case, the_offices, the_user
from wscb.trail.record import record
from wscb.web.rules import rule

FEWEST = 2


def stands(case: Case) -> str:
    """How the terms of reference stand, in a few words."""
    agreed, last = agreed_terms(case), case.terms_of_reference.order_by("-version").first()
    if last is None:
        return "None yet"
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
    return list(case.terms_of_reference.select_related("by", "agreement__signed_by").order_by("-version"))


@rule(CASE)
def versions(request: HttpRequest, reference: str) -> HttpResponse:
    """Every version, the last first: who entered and who agreed it, why it changed, and what it says."""
    case = _reviewed(request, reference)
    found = _versions(case)
    acts = {act.code for act in access.possible_acts(case, the_offices(request, case))}
    rows = [
        {
            "version": one,
            "answers": terms_rows(one.fields),
            "agreement": agreement,
            "intact": agreement is None or content_hash(agreement.content) == agreement.content_hash,
        }
        for one in found
        for agreement in [getattr(one, "agreement", None)]
    ]
    context = {
        "tab_title": "Terms of reference",
        "rows": rows,
        "adds": "file_terms" in acts,
        "agrees": "agree_terms" in acts and bool(rows) and rows[0]["agreement"] is None,
        "form": _compare_form(request, found) if len(found) >= FEWEST else None,
    }
    return show(request, case, "reviews/terms/versions.html", context, tab="review")


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
def pdf(request: HttpRequest, reference: str, terms_id: UUID) -> HttpResponse:
    """An agreed version as a PDF, made from what was signed, and entered in the trail before it leaves."""
    case = _reviewed(request, reference)
    agreed = case.terms_of_reference.filter(agreement__isnull=False).select_related("agreement__signed_by")
    terms = agreed.filter(pk=terms_id).first()
    if terms is None:
        raise Http404
    name = f"case-{case.reference}-terms-of-reference-{terms.version}.pdf"
    response = HttpResponse(
        render_terms(case, terms),
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
    with transaction.atomic(durable=True):
        facts = {"document": terms.pk, "sha256": terms.agreement.content_hash}
        record("case.document_read", by=the_user(request), subject=case, facts=facts)
    return response
