"""One's own account and interests."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from wscb import clock
from wscb.people import actions
from wscb.people.errors import Refused
from wscb.people.forms.accounts import ConfirmForm
from wscb.people.forms.acting import InterestForm
from wscb.people.models import Interest, RoleTerm, User
from wscb.people.rules import MANAGER, signed_in
from wscb.people.standing import in_force
from wscb.web.rules import PUBLIC, SIGNED_IN, rule
from wscb.web.tokens import submit


@rule(SIGNED_IN)
def account(request: HttpRequest) -> HttpResponse:
    """One's own details, roles, interests, and how one signs in."""
    mine = User.objects.select_related("organisation").get(pk=signed_in(request).pk)
    terms = RoleTerm.objects.filter(in_force(clock.today()), user=mine).select_related("area", "panel")
    context = {
        "person": mine,
        "terms": terms,
        "interests": mine.interests.select_related("organisation"),
    }
    return render(request, "people/account.html", context)


@rule(SIGNED_IN)
def declare_interest(request: HttpRequest) -> HttpResponse:
    """Declare an interest of one's own."""
    return _declare(request, signed_in(request), reverse("account"))


@rule(MANAGER)
def declare_interest_for(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Declare an interest that another person has told the manager of."""
    person = get_object_or_404(User, pk=user_id)
    return _declare(request, person, reverse("person", kwargs={"user_id": person.pk}))


@rule(SIGNED_IN)
def end_interest(request: HttpRequest, interest_id: UUID) -> HttpResponse:
    """Ask, then record that an interest of one's own is over."""
    own = Interest.objects.filter(user=signed_in(request)).select_related("organisation")
    interest = get_object_or_404(own, pk=interest_id)

    def act() -> str:
        actions.end_interest(interest=interest, by=signed_in(request), on=clock.today())
        messages.success(request, "The interest has been ended.")
        return reverse("account")

    form = ConfirmForm(request=request)
    if form.is_valid():
        try:
            return submit(request, token=form.token, act=act)
        except Refused as refused:
            form.refuse(str(refused))
    context = {"form": form, "interest": interest, "back": reverse("account")}
    return render(request, "people/end_interest.html", context)


@rule(PUBLIC)
def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible the service is."""
    return render(request, "people/accessibility.html")


def _declare(request: HttpRequest, person: User, back: str) -> HttpResponse:
    form = InterestForm(request=request)
    if form.is_valid():

        def act() -> str:
            actions.declare_interest(
                user=person,
                organisation=form.chosen_organisation(),
                nature=form.cleaned_data["nature"],
                by=signed_in(request),
                on=clock.today(),
            )
            messages.success(request, "The interest has been recorded.")
            return back

        return submit(request, token=form.token, act=act)
    return render(request, "people/declare_interest.html", {"form": form, "person": person, "back": back})
