"""What was changed: in the records of a case, of a person, of an organisation. Each page by record and page number, in its address."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.core.paginator import Page, Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from wscb import clock
from wscb.cases import changes
from wscb.cases.changes import Change
from wscb.cases.telling import Told, every_told, told_of
from wscb.cases.views.base import show
from wscb.cases.views.rules import CASE, oversees, the_case, the_user
from wscb.people.models import ActingAppointment, Interest, Organisation, RoleTerm, User
from wscb.people.rules import ADMINISTRATOR, MANAGER
from wscb.people.standing import standing
from wscb.trail.record import record
from wscb.web.components import Breadcrumb
from wscb.web.forms import SelectField
from wscb.web.lists import PER_PAGE
from wscb.web.rules import rule


class RecordFilter(forms.Form):
    """Which kind of record; sent by address."""

    use_required_attribute = False
    record = SelectField(label="Show", choices=[], empty="Everything")

    def __init__(self, asked: str, told: list[Told]) -> None:
        codes = {one.code: one.noun for one in told}
        self.is_needed = len(codes) > 1
        self.chosen = asked if asked in codes else ""
        super().__init__({"record": self.chosen})
        self.label_suffix = ""
        field = self.fields["record"]
        field.choices = [("", "Everything"), *codes.items()]  # type: ignore[attr-defined]
        field.required = False


@rule(CASE)
def case_changes(request: HttpRequest, reference: str) -> HttpResponse:
    """Every change of the case's records in words. What could hurt somebody is told to the manager and the Chair alone."""
    case = the_case(request, reference)
    told = [one for one in every_told() if one.case]
    chosen = RecordFilter(request.GET.get("record", ""), told)
    found = changes.changes_of_case(case, told, reads=changes.ALL if oversees(request, case) else changes.PLAIN)
    context = {**_context(request, found, chosen), "tab_title": "What was changed", "all": oversees(request, case)}
    return show(request, case, "traces/case_changes.html", {**context, "page": "changes"})


@rule(ADMINISTRATOR | MANAGER)
def person_changes(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """What was changed in a person's account and roles; interests and reasons to the manager alone."""
    person = get_object_or_404(User, pk=user_id)
    manages = standing(the_user(request), clock.today()).is_business_manager
    reads = changes.ALL if manages else changes.ALL - {"narrative"}
    told = told_of(User, RoleTerm, ActingAppointment, *([Interest] if manages else []))
    which = [(one, {"id": person.pk} if one.model is User else {"user": person.pk}) for one in told]
    crumbs = [Breadcrumb("People", reverse("people")), Breadcrumb(person.name, reverse("person", args=[person.pk]))]
    chosen = RecordFilter(request.GET.get("record", ""), told)
    found = changes.changes_of_records(which, reads=reads)
    return _show(request, person, found, chosen, crumbs=crumbs)


@rule(MANAGER)
def organisation_changes(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    """What was changed in what is said of an organisation."""
    organisation = get_object_or_404(Organisation, pk=organisation_id)
    told = told_of(Organisation)
    found = changes.changes_of_records([(told[0], {"id": organisation.pk})], reads=changes.ALL)
    crumbs = [Breadcrumb("Organisations", reverse("organisations"))]
    return _show(request, organisation, found, RecordFilter("", told), crumbs=crumbs)


def _show(
    request: HttpRequest,
    of: User | Organisation,
    found: list[Change],
    chosen: RecordFilter,
    *,
    crumbs: list[Breadcrumb],
) -> HttpResponse:
    context = {**_context(request, found, chosen), "crumbs": crumbs, "name": of.name}
    response = render(request, "traces/changes.html", context)
    with transaction.atomic(durable=True):
        record("changes.read", by=the_user(request), subject=of)
    return response


def _context(request: HttpRequest, found: list[Change], chosen: RecordFilter) -> dict[str, object]:
    wanted = [one for one in found if chosen.chosen in {"", one.code}]
    rows_page: Page[Change] = Paginator(wanted, PER_PAGE).get_page(request.GET.get("page"))
    return {"rows_page": rows_page, "filter": chosen, "filters": chosen.is_needed}
