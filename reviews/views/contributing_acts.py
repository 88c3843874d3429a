"""The pages on which the review team identifies, invites and hears people (GEN-05, GEN-06)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from reviews.actions import contributing, invitations
from reviews.contributors import standing
from reviews.forms.contributing import (
    ContributionForm,
    CorrectForm,
    DiscloseForm,
    FamilyMemberForm,
    InviteForm,
    NoFamilyForm,
    OutcomeForm,
    ProfessionalForm,
    WithdrawForm,
    person_words,
    said_words,
)
from reviews.models import Contribution, Contributor
from wscb import clock
from wscb.cases.models import Case
from wscb.cases.process.table import Act
from wscb.cases.rules import basis
from wscb.cases.views.acting import ActPage
from wscb.cases.views.base import act_page, show
from wscb.cases.views.choosing import by_id, choose, chosen
from wscb.cases.views.rules import the_user
from wscb.web.forms import Form


def _url(case: Case) -> str:
    return reverse("reviews:contributors", args=[case.reference])


def identify_family(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Identifies somebody of the family."""
    form = FamilyMemberForm(request=request, case=case)
    return _page(
        request,
        case,
        act,
        form,
        do=lambda given: contributing.identify_family(**given, **form.who()),
        done="They have been identified.",
    )


def identify_professional(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Identifies a professional of an involved organisation."""
    form = ProfessionalForm(request=request, case=case)
    return _page(
        request,
        case,
        act,
        form,
        do=lambda given: contributing.identify_professional(**given, **form.who()),
        done="They have been identified.",
    )


def record_no_family(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Records why there is no family to invite."""
    form = NoFamilyForm(request=request, case=case)
    return _page(
        request,
        case,
        act,
        form,
        do=lambda given: contributing.record_no_family(**given, because=form.cleaned_data["because"]),
        done="It has been recorded.",
    )


OfPerson = Callable[[HttpRequest, Case, Act, Contributor], HttpResponse]


def _about_somebody(view: OfPerson) -> ActPage:
    """The page of an act about one person, whom `page` names by id; where it names nobody, people are offered to choose from."""

    def act_view(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
        people = by_id(standing(case).select_related("account", "organisation"))
        for one in people.values():
            one.case = case
        person = chosen(people, page)
        if person is not None:
            return view(request, case, act, person)
        return choose(request, case, act, [(pk, person_words(one)) for pk, one in people.items()])

    return act_view


def _correct(request: HttpRequest, case: Case, act: Act, person: Contributor) -> HttpResponse:
    form = CorrectForm(request=request, case=case, person=person)
    return _page(
        request,
        case,
        act,
        form,
        do=lambda given: contributing.correct_contributor(
            **given, person=person, because=form.cleaned_data["because"], **form.who()
        ),
        done="It has been corrected.",
        person=person,
    )


def _withdraw(request: HttpRequest, case: Case, act: Act, person: Contributor) -> HttpResponse:
    if person.contributions.exists():
        return _nobody(request, case, act, "They have contributed. What was said stays part of the review.")
    form = WithdrawForm(request=request, case=case)
    return _page(
        request,
        case,
        act,
        form,
        do=lambda given: contributing.withdraw_contributor(
            **given, person=person, because=form.cleaned_data["because"]
        ),
        done="They have been withdrawn.",
        person=person,
    )


def _invite(request: HttpRequest, case: Case, act: Act, person: Contributor) -> HttpResponse:
    form = InviteForm(request=request, case=case, person=person, sender=the_user(request))
    return _page(
        request,
        case,
        act,
        form,
        do=lambda given: invitations.invite_contributor(**given, person=person, despite=form.despite, **form.answers()),
        done="The invitation has been recorded.",
        person=person,
    )


def _record(request: HttpRequest, case: Case, act: Act, person: Contributor) -> HttpResponse:
    if person.invited_on is None:
        return _nobody(request, case, act, "Record first when and how they were invited.")
    form = ContributionForm(request=request, case=case, person=person)
    return _page(
        request,
        case,
        act,
        form,
        do=lambda given: invitations.record_contribution(**given, person=person, **form.answers()),
        done="It has been recorded.",
        person=person,
    )


def _outcome(request: HttpRequest, case: Case, act: Act, person: Contributor) -> HttpResponse:
    form = OutcomeForm(request=request, case=case, person=person)
    return _page(
        request,
        case,
        act,
        form,
        do=lambda given: invitations.record_outcome(**given, person=person, **form.answers()),
        done="The outcome has been recorded.",
        person=person,
    )


def disclose(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Decides on what one person said; `page` is the id of the contribution."""
    every = by_id(case.contributions.select_related("contributor"))
    for one in every.values():
        one.case = one.contributor.case = case
    said = chosen(every, page)
    if said is None:
        return choose(request, case, act, [(pk, said_words(one)) for pk, one in every.items()])
    form = DiscloseForm(request=request, case=case)
    found: Contribution = said
    return _page(
        request,
        case,
        act,
        form,
        do=lambda given: invitations.disclose_contribution(
            **given, contribution=found, despite=form.despite, **form.answers()
        ),
        done="The decision has been recorded.",
        person=found.contributor,
        said=found,
    )


def _page(
    request: HttpRequest,
    case: Case,
    act: Act,
    form: Form,
    *,
    do: Callable[[dict[str, Any]], Any],
    done: str,
    person: Contributor | None = None,
    **context: Any,
) -> HttpResponse:
    given = {"case": case, "by": the_user(request), "on": clock.today(), "seen": case.revision}
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: do(given),
        done=done,
        template="reviews/contributing/act.html",
        context={"person": person, **_owed_for(case, person), **context},
        then=lambda: _url(case),
        submit_text="Record it",
    )


def _owed_for(case: Case, person: Contributor | None) -> dict[str, Any]:
    """The open step of this person alone, with what its date rests on."""
    step = (
        case.steps.filter(code="invitation_outcome", about=person.pk, done_on__isnull=True).first() if person else None
    )
    if step is None:
        return {}
    step.case = case
    return {"step": step, "basis": basis(step).sentence}


def _nobody(request: HttpRequest, case: Case, act: Act, why: str) -> HttpResponse:
    return show(request, case, "reviews/appointing/nobody.html", {"act": act, "why": why, "page": "act"})


PAGES: Mapping[str, ActPage] = {
    "identify_family": identify_family,
    "identify_professional": identify_professional,
    "record_no_family": record_no_family,
    "correct_contributor": _about_somebody(_correct),
    "withdraw_contributor": _about_somebody(_withdraw),
    "invite_contributor": _about_somebody(_invite),
    "record_contribution": _about_somebody(_record),
    "record_outcome": _about_somebody(_outcome),
    "disclose_contribution": disclose,
}
