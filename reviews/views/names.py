"""Pages of the names given to the National Panel (SCR-18) and of publication discussed with the family (GEN-08)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from reviews.actions.beginning import discuss_publication
from reviews.actions.names import record_names_advice, tell_names
from reviews.contributors import heard_in
from reviews.forms.names import DiscussionForm, NamesAdviceForm, TellNamesForm
from reviews.views.appointments import nobody, standing_rows
from reviews.views.contributing import the_sight
from wscb import clock
from wscb.cases.models import Case
from wscb.cases.process.table import Act
from wscb.cases.views.base import act_page
from wscb.cases.views.rules import the_user
from wscb.people.models import Role


def tell(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Records that the National Panel was given the name of a lead reviewer."""
    leads = standing_rows(case).filter(role=Role.LEAD_REVIEWER, appointed_on__isnull=False)
    rows = list(leads.filter(names_notices__isnull=True))
    if not rows:
        return nobody(request, case, act, "The National Panel has been told every name of those who lead the review.")
    form = TellNamesForm(request=request, case=case, rows=rows, chosen=page, sender=the_user(request))
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: tell_names(case=case, by=the_user(request), on=clock.today(), seen=case.revision, **form.answers()),
        done="It has been recorded. The advice of the National Panel is now awaited.",
        template="reviews/appointing/act.html",
        then=lambda: reverse("reviews:appointments", args=[case.reference]),
        submit_text="Record the notice",
    )


def advice(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Records what the National Panel advised, and what the Board made of it."""
    notices = list(case.names_notices.filter(advice__isnull=True).select_related("appointment__user"))
    if not notices:
        return nobody(request, case, act, "No advice is awaited.")
    form = NamesAdviceForm(request=request, case=case, notices=notices)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: record_names_advice(
            case=case, by=the_user(request), on=clock.today(), seen=case.revision, **form.answers()
        ),
        done="The advice has been recorded.",
        template="reviews/appointing/act.html",
        then=lambda: reverse("reviews:appointments", args=[case.reference]),
        submit_text="Record the advice",
    )


def discuss(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Records a talk with somebody of the family about publication."""
    sight = the_sight(request, case)
    people = [
        (one.person, one.title) for one in heard_in(case, sight) if one.person.is_family and not one.person.withdrawn_on
    ]
    form = DiscussionForm(request=request, case=case, people=people)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: discuss_publication(
            case=case, by=the_user(request), on=clock.today(), seen=case.revision, **form.answers()
        ),
        done="It has been recorded.",
        then=lambda: reverse("reviews:family_publication", args=[case.reference]),
        submit_text="Record it",
    )
