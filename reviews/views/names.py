"""Pages of the names given to the National Panel (SCR-18) and of publication discussed with the family (GEN-08)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from reviews.actions.beginning import discuss_publication
from reviews.actions.names import record_names_advice, tell_names
from reviews.contributors import heard_in
from reviews.forms.names import DiscussionForm, NamesAdviceForm, TellNamesForm
from reviews.occasions import names_untold
from reviews.views.contributing import the_sight
from wscb import clock
from wscb.cases.models import Case
from wscb.cases.process.table import Act
from wscb.cases.views.base import act_page
from wscb.cases.views.rules import the_user


def tell(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Records that the National Panel was given the name of a lead reviewer."""
    rows = list(names_untold(case))
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
