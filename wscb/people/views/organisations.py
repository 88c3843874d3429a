"""The business manager's pages of organisations: listed, added, changed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from wscb import clock
from wscb.people.actions import organisations as actions
from wscb.people.errors import Refused
from wscb.people.forms.organisations import ChangeOrganisationForm, OrganisationFilter, OrganisationForm, answers_of
from wscb.people.models import Organisation
from wscb.people.rules import MANAGER, signed_in
from wscb.people.views.sections import sections
from wscb.web.lists import page_of, sort_of
from wscb.web.rules import rule
from wscb.web.tokens import follow_spent, submit

_SORTS = {"name": "name", "kind": "kind", "board": "on_board", "state": "active", "people": "active_people"}


@rule(MANAGER)
def organisations(request: HttpRequest) -> HttpResponse:
    """Every organisation, by kind, area, membership and state; sorted and paged by address."""
    chosen = OrganisationFilter(request.GET or None)
    rows: QuerySet[Any] = Organisation.objects.annotate(active_people=Count("people", filter=Q(people__is_active=True)))
    if chosen.is_bound and chosen.is_valid():
        rows = _filtered(rows, chosen)
    page = page_of(request, rows.prefetch_related("areas").order_by(*sort_of(request, _SORTS, default="name")))
    context = {"filter": chosen, "page": page, "sort": "name", "sections": sections(request, "organisations")}
    return render(request, "people/organisations.html", context)


@rule(MANAGER)
def add_organisation(request: HttpRequest) -> HttpResponse:
    """Add an organisation."""
    form = OrganisationForm(request=request)
    if form.is_valid():

        def act() -> str:
            actions.add_organisation(facts=form.facts(), by=signed_in(request), on=clock.today())
            messages.success(request, "The organisation has been added.")
            return reverse("organisations")

        try:
            return submit(request, token=form.token, act=act)
        except Refused as refused:
            _refuse(form, refused)
    return render(request, "people/add_organisation.html", {"form": form, "back": reverse("organisations")})


@rule(MANAGER)
def change_organisation(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    """Change what is said of an organisation, or make it inactive."""
    if request.method == "POST" and (followed := follow_spent(request)):
        return followed
    organisation = get_object_or_404(Organisation.objects.prefetch_related("areas"), pk=organisation_id)
    revision = str(organisation.history.count())
    form = ChangeOrganisationForm(request=request, revision=revision, initial=answers_of(organisation))
    if form.is_valid():

        def act() -> str:
            actions.change_organisation(
                organisation=organisation, facts=form.facts(), by=signed_in(request), on=clock.today()
            )
            messages.success(request, "The organisation has been changed.")
            return reverse("organisations")

        try:
            return submit(request, token=form.token, act=act)
        except Refused as refused:
            _refuse(form, refused)
    context = {"form": form, "organisation": organisation, "back": reverse("organisations")}
    return render(request, "people/change_organisation.html", context)


def _refuse(form: OrganisationForm, refused: Refused) -> None:
    form.refuse(str(refused), "name" if str(refused) == actions.NAME_TAKEN else None)


def _filtered(rows: QuerySet[Any], chosen: OrganisationFilter) -> QuerySet[Any]:
    if kind := chosen.cleaned_data["kind"]:
        rows = rows.filter(kind=kind)
    if area := chosen.cleaned_data["area"]:
        rows = rows.filter(pk__in=Organisation.objects.filter(areas=area).values("pk"))
    if board := chosen.cleaned_data["board"]:
        rows = rows.filter(on_board=board == "yes")
    if state := chosen.cleaned_data["state"]:
        rows = rows.filter(active=state == "active")
    return rows
