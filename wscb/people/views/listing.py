"""The list of people, and one person's page."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from wscb import clock
from wscb.people.actions.permission import may_give, may_keep
from wscb.people.actions.provider import provider_account_of
from wscb.people.forms.accounts import PeopleFilter, PeopleSearch
from wscb.people.models import Role, RoleTerm, User
from wscb.people.name_search import called, keep_search, words_of
from wscb.people.rules import ADMINISTRATOR, MANAGER, signed_in
from wscb.people.standing import in_force, standing
from wscb.people.views.sections import sections
from wscb.trail import heads
from wscb.web.components import Breadcrumb
from wscb.web.lists import page_of, sort_of
from wscb.web.rules import rule

_SORTS = {"name": "name", "organisation": "organisation__name", "access": "is_active", "last": "last_login"}


@rule(ADMINISTRATOR | MANAGER)
def people(request: HttpRequest) -> HttpResponse:
    """Everyone with an account, by role, organisation and access, or by name; sorted and paged by address."""
    asked = request.GET.get("search", "")
    words = words_of(request.session, asked) if asked else ""
    if asked and not words:
        return redirect("people")
    return _list(request, PeopleSearch(request=request), words)


@rule(ADMINISTRATOR | MANAGER)
def search_people(request: HttpRequest) -> HttpResponse:
    """Takes a name, keeps it in the session, and leads to the list under a random id."""
    if request.method != "POST":
        return redirect("people")
    form = PeopleSearch(request=request)
    if not form.is_valid():
        return _list(request, form, "")
    kept = keep_search(request.session, form.cleaned_data["name"])
    return redirect(f"{reverse('people')}?{urlencode({'search': kept})}")


def _list(request: HttpRequest, form: PeopleSearch, words: str) -> HttpResponse:
    chosen = PeopleFilter(request.GET or None)
    rows = User.objects.select_related("organisation").order_by(*sort_of(request, _SORTS, default="name"))
    if chosen.is_bound and chosen.is_valid():
        rows = _filtered(rows, chosen)
    page = page_of(request, called(rows, words))
    today = clock.today()
    terms: dict[UUID, list[RoleTerm]] = {}
    for term in RoleTerm.objects.filter(in_force(today), user__in=[one.pk for one in page]).select_related("panel"):
        terms.setdefault(term.user_id, []).append(term)
    context = {
        "filter": chosen,
        "page": page,
        "shown": [{"person": one, "terms": terms.get(one.pk, [])} for one in page],
        "sort": "name",
        "head_missing": heads.is_missing(clock.now()),
        "sections": sections(request, "people"),
        "search_form": form,
        "form": form if form.is_bound else None,
        "words": words,
        "kept": [(name, request.GET[name]) for name in ("sort", "search") if request.GET.get(name)],
    }
    return render(request, "people/list.html", context)


@rule(ADMINISTRATOR | MANAGER)
def person(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """One person: details, roles past and present, acting appointments, interests."""
    who = get_object_or_404(User.objects.select_related("organisation"), pk=user_id)
    today = clock.today()
    me = signed_in(request)
    mine = standing(me, today)
    terms = RoleTerm.objects.filter(user=who).select_related("area", "panel").order_by("-starts_on", "role")
    current = set(RoleTerm.objects.filter(in_force(today), user=who).values_list("pk", flat=True))
    context = {
        "person": who,
        "terms": [
            {
                "term": term,
                "current": term.pk in current,
                "future": term.starts_on > today and not term.withdrawn_on,
                "may_end": may_give(me, Role(term.role), term.area, today),
            }
            for term in terms
        ],
        "acting": who.acting_appointments.select_related("area"),
        "interests": who.interests.select_related("organisation"),
        "moves": who.moves.select_related("from_organisation", "to_organisation"),
        "may_change": may_keep(me, who, today),
        "is_self": who == request.user,
        "provider_bound": provider_account_of(who, settings.OIDC_ISSUER) if settings.OIDC_ISSUER else None,
        "may_see_reasons": mine.is_business_manager,
        "crumbs": [Breadcrumb("People", "/people/")],
    }
    return render(request, "people/person.html", context)


def _filtered(rows: QuerySet[User], chosen: PeopleFilter) -> QuerySet[User]:
    if role := chosen.cleaned_data["role"]:
        rows = rows.filter(Exists(RoleTerm.objects.filter(in_force(clock.today()), user=OuterRef("pk"), role=role)))
    if organisation := chosen.cleaned_data["organisation"]:
        rows = rows.filter(organisation=organisation)
    if access := chosen.cleaned_data["access"]:
        rows = rows.filter(is_active=access == "active")
    return rows
