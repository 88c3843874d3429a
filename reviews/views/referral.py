"""Pages of the Chair's first answer to a notification: refer it to the Criteria Panel, or close it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from reviews.actions import decision, panel
from reviews.forms.closing import CloseForm, ReferForm
from reviews.process.kinds import KINDS
from reviews.statement import worksheet_of
from reviews.vocabularies import INCIDENT_KIND, RESIDENCE, WORKSHEET_RESULT
from wscb import clock
from wscb.cases import chasing
from wscb.cases.models import Case, Decision
from wscb.cases.process.table import Act
from wscb.cases.views.base import act_page
from wscb.cases.views.rules import the_user
from wscb.people.models import Role
from wscb.people.standing import holders
from wscb.web.components import SummaryRow


def refer(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Refers the notification to the Criteria Panel."""
    form = ReferForm(request=request, case=case)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: panel.refer(case=case, by=the_user(request), on=form.counts_on, seen=case.revision),
        done=f"The case has been referred to the {KINDS[case.process].panel}.",
        template="reviews/acts/refer.html",
        context=_notification(case, told_panel=True),
        submit_text=f"Refer to the {KINDS[case.process].spoken}",
    )


def close(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Closes the case as a duplicate, withdrawn or out of area, with reasons; signed."""
    form = CloseForm(request=request, case=case)

    def do() -> Decision:
        cleaned = form.cleaned_data
        return decision.close(
            case=case,
            by=the_user(request),
            on=form.counts_on,
            closed_as=cleaned["closed_as"],
            reasons=cleaned["reasons"],
            duplicate_of=cleaned["duplicate_of"],
            learning=cleaned.get("learning", ""),
            confirmed=form.reauthentication,
            seen=case.revision,
        )

    return act_page(
        request,
        case,
        act,
        form,
        do=do,
        done="The case has been closed.",
        template="reviews/acts/close.html",
        context=_notification(case, told_panel=case.referred_on is not None),
        submit_text="Sign and close the case",
    )


def _notification(case: Case, *, told_panel: bool) -> dict[str, Any]:
    """What the Chair needs to read before answering, and who is told; the panel's chair only of a case referred to it."""
    review = case.review
    children = ", ".join(subject.full_name for subject in case.subjects.all())
    residence = RESIDENCE.label(review.residence)
    if review.other_board:
        residence = f"{residence}: {review.other_board}"
    today = clock.today()
    told = [*holders(Role.BUSINESS_MANAGER, case.area_id, today)]
    if told_panel:
        told += chasing.panel_chairs(case, on=today)
    return {
        "rows": [
            SummaryRow("Children", children),
            SummaryRow("Incident", INCIDENT_KIND.label(review.incident_kind)),
            SummaryRow("What happened", review.incident, prose=True),
            SummaryRow("Where the child lives", residence),
            SummaryRow(
                "Criteria" if KINDS[case.process].by_criteria else "Why a Case Review",
                WORKSHEET_RESULT.label(worksheet_of(case).result),
            ),
        ],
        "residence": review.residence,
        "told": list(dict.fromkeys(told)),
    }
