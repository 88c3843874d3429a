"""A version of the draft terms of reference, by itself (SCR-09, GEN-03)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from reviews.forms.recommendation import FileTermsForm
from reviews.views.recommendation_suggested import last_terms, raw_terms
from wscb.cases.actions import involvement
from wscb.cases.models import Case
from wscb.cases.process.table import Act
from wscb.cases.views.base import act_page, case_url
from wscb.cases.views.rules import the_user


def file_terms(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """The question set, filled in with the version that stands; every version is kept."""
    standing = last_terms(case)
    form = FileTermsForm(request=request, case=case, initial=raw_terms(standing.fields) if standing else {})
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: involvement.file_terms(
            case=case, by=the_user(request), on=form.counts_on, fields=form.terms(), seen=case.revision
        ),
        done="The terms of reference have been added.",
        template="reviews/terms/file.html",
        context={"standing": standing},
        then=lambda: case_url(case, "decisions"),
        submit_text="Add this version",
    )
