"""The page on which the decision bundle is asked for (SCR-16)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from reviews.actions.bundle import make_bundle as make
from wscb import clock
from wscb.cases.forms.scrutiny import BundleForm
from wscb.cases.models import Case
from wscb.cases.process.table import Act
from wscb.cases.views.base import act_page, case_url
from wscb.cases.views.rules import the_user


def make_bundle(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Asks for the bundle; it appears with the documents."""
    return act_page(
        request,
        case,
        act,
        BundleForm(request=request, case=case),
        do=lambda: make(case=case, by=the_user(request), on=clock.today()),
        done="The bundle is being prepared. It appears here, usually within a minute.",
        then=lambda: case_url(case, "documents"),
        submit_text="Prepare the bundle",
    )
