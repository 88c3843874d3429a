"""The page on which a review begins."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from reviews.actions import beginning
from reviews.forms.beginning import BeginForm
from wscb.cases.models import Case
from wscb.cases.process.table import Act
from wscb.cases.views.base import act_page
from wscb.cases.views.rules import the_user


def begin_review(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Begins the work of the review."""
    form = BeginForm(request=request, case=case)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: beginning.begin_review(case=case, by=the_user(request), on=form.counts_on, seen=case.revision),
        done="The review has begun.",
    )
