"""Terms of reference: a version added by itself, and the one that the Chair agrees (SCR-09, GEN-03)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from reviews.forms.recommendation import FileTermsForm
from reviews.forms.terms import AgreeTermsForm
from reviews.occasions import terms_to_agree
from reviews.process.words import REVIEWED
from reviews.views.recommendation_suggested import last_terms, raw_terms
from reviews.views.rows import terms_rows
from wscb.cases.actions import terms
from wscb.cases.models import Case
from wscb.cases.process.table import Act
from wscb.cases.views.base import act_page, case_url
from wscb.cases.views.rules import the_user


def file_terms(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """The question set, filled in with the version that stands; every version is kept."""
    standing = last_terms(case)
    agreed = terms.agreed_terms(case)
    initial = raw_terms(standing.fields) if standing else {}
    form = FileTermsForm(request=request, case=case, agreed=agreed is not None, initial=initial)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: terms.file_terms(
            case=case,
            by=the_user(request),
            on=form.counts_on,
            fields=form.terms(),
            changed_because=form.cleaned_data.get("changed_because", ""),
            seen=case.revision,
        ),
        done="The terms of reference have been added.",
        template="reviews/terms/file.html",
        context={"standing": standing, "agreed": agreed},
        then=lambda: versions_url(case),
        submit_text="Add this version",
    )


def versions_url(case: Case) -> str:
    """Where the versions are read: on the review’s own page, and before there is one among the decisions."""
    return reverse("reviews:terms", args=[case.reference]) if case.state in REVIEWED else case_url(case, "decisions")


def agree(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """The last version in full, what it changes in the one agreed before, and the Chair’s signature."""
    last, agreed = terms_to_agree(case).get(), terms.agreed_terms(case)
    form = AgreeTermsForm(request=request, case=case)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: terms.agree_terms(
            case=case,
            by=the_user(request),
            on=form.counts_on,
            terms=last,
            confirmed=form.reauthentication,
            seen=case.revision,
        ),
        done=f"Version {last.version} of the terms of reference has been agreed.",
        template="reviews/terms/agree.html",
        context={"version": last, "agreed": agreed, "rows": terms_rows(last.fields)},
        then=lambda: versions_url(case),
        submit_text="Sign and agree",
    )
