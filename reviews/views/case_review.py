"""Pages of a Case Review alone: putting a case to the Subgroup, and whether Ofsted is told (CR-01 to CR-03)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from reviews.actions import case_review
from reviews.forms.case_review import ConsiderOfstedForm, PutToSubgroupForm
from wscb.cases.models import Case
from wscb.cases.process.table import Act
from wscb.cases.views.base import act_page, case_url
from wscb.cases.views.rules import the_user


def put_to_subgroup(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """States what there is to be learned, and opens the Case Review's own case."""
    form = PutToSubgroupForm(request=request, case=case)
    opened: list[Case] = []

    def do() -> None:
        opened.append(
            case_review.put_to_subgroup(
                case=case,
                by=the_user(request),
                on=form.counts_on,
                learning=form.cleaned_data["learning"],
                seen=case.revision,
            )
        )

    return act_page(
        request,
        case,
        act,
        form,
        do=do,
        done="The case has been put to the Case Review Subgroup, as a case of its own.",
        template="reviews/acts/put_to_subgroup.html",
        context={"followed_by": case.followed_by.select_related("case").first()},
        then=lambda: case_url(opened[0]),
        submit_text="Put to the Subgroup",
    )


def consider_ofsted(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Whether Ofsted is to be told of the incident, or not and why."""
    form = ConsiderOfstedForm(request=request, case=case)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: case_review.consider_ofsted(
            case=case,
            by=the_user(request),
            on=form.counts_on,
            notify=form.cleaned_data["notify"] == "yes",
            reasons="" if form.cleaned_data["notify"] == "yes" else form.cleaned_data["reasons"],
            seen=case.revision,
        ),
        done="It has been recorded whether Ofsted is to be told of the incident.",
        template="reviews/acts/consider_ofsted.html",
        context={"considered": list(case.ofsted_considerations.select_related("by").order_by("-at"))},
        submit_text="Record the decision",
    )
