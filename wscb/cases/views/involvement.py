"""Pages of interests in a case and of the organisations involved in it (SCR-05, GEN-04)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from wscb import clock
from wscb.cases.actions import involvement
from wscb.cases.forms.involvement import InterestForm, OrganisationForm, OwnInterestForm
from wscb.cases.models import Case, Recusal
from wscb.cases.process.table import Act
from wscb.cases.views.base import act_page, case_url
from wscb.cases.views.rules import the_offices, the_user
from wscb.people.models import Role


def record_interest(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Records an interest: one's own, or anybody's by the manager. Whoever's it is can no longer open the case."""
    me = the_user(request)
    is_manager = Role.BUSINESS_MANAGER in the_offices(request, case)
    form = (InterestForm if is_manager else OwnInterestForm)(request=request, case=case)
    whose = ("The interest", "The person") if is_manager else ("Your interest", "You")

    def do() -> Recusal:
        return involvement.record_interest(
            case=case,
            by=me,
            on=clock.today(),
            user=form.person(me),
            interest=form.cleaned_data["interest"],
            seen=case.revision,
        )

    return act_page(
        request,
        case,
        act,
        form,
        do=do,
        done=f"{whose[0]} has been recorded. {whose[1]} can no longer open the case.",
        template="cases/acts/interest.html",
        context={"is_manager": is_manager, "is_chair": Role.BOARD_CHAIR in the_offices(request, case)},
        then=lambda: reverse("work:home") if form.person(me) == me else case_url(case, "people"),
        submit_text="Record the interest",
    )


def add_organisation(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Adds an organisation, whose people are kept off the panel unless it is said why not."""
    form = OrganisationForm(request=request, case=case)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: involvement.add_organisation(
            case=case, by=the_user(request), on=clock.today(), seen=case.revision, **form.answers()
        ),
        done="The organisation has been added.",
        template="cases/acts/organisation.html",
        then=lambda: case_url(case, "people"),
        submit_text="Add organisation",
    )
