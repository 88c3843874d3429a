"""Somebody proposed to chair the review, refused with the reason when they would not be independent (SCR-09, GEN-04)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from reviews.forms.recommendation import ProposeChairForm
from reviews.views.rows import known_words
from wscb.cases.actions import involvement
from wscb.cases.models import Case
from wscb.cases.process.table import Act
from wscb.cases.views.base import act_page, case_url
from wscb.cases.views.rules import the_user


def propose_chair(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Name, organisation and background; whoever is proposed already stands above."""
    form = ProposeChairForm(request=request, case=case)
    known = known_words(form.data.get("chair_name", "")) if form.is_bound else ""
    standing = case.chair_proposals.filter(withdrawn_on__isnull=True).select_related("organisation")
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: involvement.propose_chair(
            case=case, by=the_user(request), on=form.counts_on, seen=case.revision, **vars(form.proposal())
        ),
        done=f"The proposal has been recorded. The Board knows somebody of this name: {known}."
        if known
        else "The proposal has been recorded.",
        template="reviews/proposal/propose.html",
        context={"proposals": standing},
        then=lambda: case_url(case, "people"),
        submit_text="Propose",
    )
