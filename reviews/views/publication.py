"""Recommending what is to be published of a Case Review, and how it stands on the pages of the case (CR-05, CR-15)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from reviews import publishing
from reviews.actions import publication
from reviews.forms.publication import RecommendPublicationForm
from reviews.models import PublicationDecision, PublicationRecommendation
from reviews.reporting import latest_report
from reviews.views.report_acts import not_ready, report_url
from reviews.vocabularies import PUBLICATION
from wscb import dates
from wscb.cases.models import Case
from wscb.cases.process.table import Act
from wscb.cases.signing import content_hash
from wscb.cases.views.acting import ActPage
from wscb.cases.views.base import act_page
from wscb.cases.views.rules import the_user
from wscb.web.components import SummaryRow

ANSWER = {True: "Yes", False: "No"}


@dataclass(frozen=True)
class Shown:
    """A recommendation or the decision in words; `intact` says that its hash is that of its content, `stands` that it counts."""

    title: str
    rows: list[SummaryRow]
    content_hash: str
    intact: bool
    stands: bool


def recommend(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """The assessment, what is recommended to be published, and why; signed."""
    if (lacking := not_ready(request, case, act)) is not None:
        return lacking
    form = RecommendPublicationForm(request=request, case=case)

    def do() -> PublicationRecommendation:
        return publication.recommend_publication(
            case=case,
            by=the_user(request),
            on=form.counts_on,
            choice=form.cleaned_data["choice"],
            reasons=form.cleaned_data["reasons"],
            assessment=form.assessment(),
            confirmed=form.reauthentication,
            despite=form.despite,
            seen=case.revision,
        )

    return act_page(
        request,
        case,
        act,
        form,
        do=do,
        done="The recommendation has been signed. The Board Chair decides when the report is accepted.",
        template="reviews/publication/recommend.html",
        context={
            "latest": latest_report(case),
            "provisionally": PUBLICATION.label(publishing.provisional_choice(case)),
            "earlier": recommendations(case),
        },
        then=report_url(case),
        submit_text="Sign the recommendation",
    )


def published(case: Case) -> Mapping[str, Any] | None:
    """How publication stands, for the pages on the report and on decisions; None before the review has a report or a choice."""
    provisionally = publishing.provisional_choice(case)
    if not publishing.chooses(case):
        return None
    decided = PublicationDecision.objects.filter(case=case).select_related("decision__signed_by").first()
    return {
        "provisionally": PUBLICATION.label(provisionally),
        "decided": decision_shown(decided, case) if decided else None,
        "recommended": recommendations(case),
    }


def recommendations(case: Case) -> list[Shown]:
    """Every recommendation on publication, the last first; only one on the version that stands counts."""
    found = PublicationRecommendation.objects.filter(case=case).select_related("report", "signed_by")
    standing = publishing.recommended(case)
    shown = []
    for one in found.order_by("-signed_at"):
        one.case = case
        shown.append(_recommendation(one, stands=one == standing))
    return shown


def recommendation_rows(one: PublicationRecommendation) -> list[SummaryRow]:
    """What was recommended and why, with the assessment that it rests on."""
    return [
        SummaryRow("To be published", PUBLICATION.label(one.choice)),
        SummaryRow("Reasons", one.reasons, prose=True),
        SummaryRow("Could anybody be identified?", f"{ANSWER[one.identified]}\n{one.identified_because}", prose=True),
        SummaryRow("Could anybody be harmed?", f"{ANSWER[one.harmed]}\n{one.harmed_because}", prose=True),
        SummaryRow("Signed", _signature(one)),
    ]


def _recommendation(one: PublicationRecommendation, *, stands: bool) -> Shown:
    title = f"Recommendation on version {one.report.version} of the report"
    intact = content_hash(one.content) == one.content_hash
    return Shown(title, recommendation_rows(one), one.content_hash, intact, stands)


def decision_shown(decided: PublicationDecision, case: Case) -> Shown:
    """What the Chair decided to publish; the signature and the hash are those of the acceptance."""
    entry = decided.decision
    entry.case = decided.case = case
    rows = [SummaryRow("To be published", PUBLICATION.label(decided.choice))]
    if decided.reasons:
        rows.append(SummaryRow("Reasons", decided.reasons, prose=True))
    rows.append(SummaryRow("Signed", _signature(entry)))
    return Shown(
        "The Board Chair’s decision", rows, entry.content_hash, content_hash(entry.content) == entry.content_hash, True
    )


def _signature(signed: Any) -> str:
    signer = f"{signed.signed_by.name}, {signed.acting_for}" if signed.acting_for else signed.signed_by.name
    return f"{signer}, {dates.long_date(signed.made_on)}"


PAGES: Mapping[str, ActPage] = {"recommend_publication": recommend}
