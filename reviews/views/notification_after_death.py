"""A notification begun from a Case Review whose child has died since: what is known is taken over, nothing is typed twice (SCR-01)."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from reviews.forms.notification import (
    AccountForm,
    IncidentForm,
    ReferrerForm,
    ResidenceForm,
)
from reviews.forms.notification_base import Facts, QuestionForm
from reviews.forms.notification_child import ChildDetailsForm, ChildForm
from reviews.forms.notification_facts import child_facts, notice_facts
from reviews.process.kinds import SERIOUS_CASE_REVIEW
from reviews.summary import death_recorded
from reviews.views.notification_draft import KIND, page_url
from wscb import clock
from wscb.cases import drafts
from wscb.cases.forms.base import ActForm
from wscb.cases.models import Case, InvolvedOrganisation
from wscb.cases.views.base import show
from wscb.cases.views.rules import CASE, the_case, the_offices, the_user
from wscb.people.models import Role
from wscb.web.rules import rule
from wscb.web.tokens import follow_spent, submit

DEATH = "death"
PAGES: dict[str, type[QuestionForm]] = {
    "referrer": ReferrerForm,
    "incident": IncidentForm,
    "account": AccountForm,
    "residence": ResidenceForm,
}
"""What is taken over. How and when the Board was told of the death is new, and is asked."""


@rule(CASE)
def begin(request: HttpRequest, reference: str) -> HttpResponse:
    """Says what is taken over, and begins the draft; 404 to anybody but the case's manager, and where no death was recorded."""
    if request.method == "POST" and (followed := follow_spent(request)):
        return followed
    case = the_case(request, reference)
    if Role.BUSINESS_MANAGER not in the_offices(request, case) or not death_recorded(case):
        raise Http404
    form = ActForm(request=request, case=case)
    if form.is_valid():

        def act() -> str:
            now = clock.now()
            draft = drafts.start(kind=KIND, user=the_user(request), case=None, at=now)
            drafts.save(draft=draft, answers=answers_from(case), seen=None, at=now)
            return page_url(draft, "received")

        return submit(request, token=form.token, act=act)
    return show(request, case, "reviews/notification/after_death.html", {"form": form, "page": "notification"})


def answers_from(case: Case) -> dict[str, Any]:
    """The case's facts as a draft keeps them, page by page; the incident is the death, on the day of the last who died."""
    children = list(case.subjects.prefetch_related("aliases"))
    facts = notice_facts(case.review)
    died = max((child.died_on for child in children if child.died_on), default=None)
    if died:
        facts |= {"incident_kind": DEATH, "incident_known": "known", "incident_on": died.isoformat()}
    return {
        "area": str(case.area_id),
        "kind": {"facts": {"kind_of_review": SERIOUS_CASE_REVIEW.code}},
        **{page: {"facts": _of(form, facts)} for page, form in PAGES.items()},
        "children": [
            {
                "facts": _of(ChildForm, child_facts(child)),
                "details": {"facts": _of(ChildDetailsForm, child_facts(child))},
            }
            for child in children
        ],
        "organisations": [{"facts": _involvement(row)} for row in case.involved_organisations.all()],
    }


def _of(form: type[QuestionForm], facts: Facts) -> Facts:
    return {name: facts[name] for name in form.base_fields if name in facts}


def _involvement(row: InvolvedOrganisation) -> Facts:
    interest = "yes" if row.has_interest else "no"
    return {
        "organisation": str(row.organisation_id),
        "interest": interest,
        "no_interest_because": row.no_interest_because,
    }
