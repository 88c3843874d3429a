"""The Board's standing panels, and who sits on each for how long: read only, since terms are given to persons."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from wscb import clock
from wscb.people.models import Panel, Role, RoleTerm
from wscb.people.rules import ADMINISTRATOR, MANAGER
from wscb.people.standing import in_force
from wscb.people.views.sections import sections
from wscb.web.components import Breadcrumb
from wscb.web.lists import page_of
from wscb.web.rules import rule


@rule(ADMINISTRATOR | MANAGER)
def panels(request: HttpRequest) -> HttpResponse:
    """Every panel, with how many chair it and sit on it today."""
    today = RoleTerm.objects.filter(in_force(clock.today()), user__is_active=True)

    def held(role: Role) -> Count:
        return Count("role_terms", filter=Q(role_terms__in=today.filter(role=role)))

    rows = Panel.objects.select_related("area").annotate(chairs=held(Role.PANEL_CHAIR), members=held(Role.PANEL_MEMBER))
    page = page_of(request, rows.order_by("area__name", "name", "pk"))
    return render(request, "people/panels.html", {"page": page, "sections": sections(request, "panels")})


@rule(ADMINISTRATOR | MANAGER)
def panel(request: HttpRequest, panel_id: UUID) -> HttpResponse:
    """One panel: who chairs it and who sits on it, then who will, then who did."""
    shown = get_object_or_404(Panel.objects.select_related("area"), pk=panel_id)
    today = clock.today()
    terms = RoleTerm.objects.filter(panel=shown).select_related("user__organisation")
    context = {
        "panel": shown,
        "terms": sorted(((_state(term, today), term) for term in terms), key=_place),
        "crumbs": [Breadcrumb("People", "/people/"), Breadcrumb("Panels", "/people/panels/")],
    }
    return render(request, "people/panel.html", context)


_STATES = {"now": ("Sits", "green"), "later": ("To come", "blue"), "over": ("Ended", "grey")}


def _state(term: RoleTerm, today: date) -> tuple[str, str]:
    """What a term is on the day, with its tag's colour."""
    withdrawn = term.withdrawn_on is not None and term.withdrawn_on <= today
    if withdrawn or (term.ends_on is not None and term.ends_on < today) or not term.user.is_active:
        return _STATES["over"]
    return _STATES["now" if term.starts_on <= today else "later"]


def _place(row: tuple[tuple[str, str], RoleTerm]) -> tuple[int, int, str, str]:
    """Those who sit first, chairs before members, by name."""
    state, term = row
    return list(_STATES.values()).index(state), list(Role).index(Role(term.role)), term.user.name, str(term.pk)
