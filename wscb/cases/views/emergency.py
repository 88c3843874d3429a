"""The pages of emergency access: opening one case by its reference, the list of all accesses, what was seen by one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from wscb import clock
from wscb.cases import emergency
from wscb.cases.actions import emergency as actions
from wscb.cases.errors import ActRefused, NotAllowed
from wscb.cases.forms.emergency import EmergencyForm
from wscb.cases.models import EmergencyAccess
from wscb.cases.views.rules import the_user
from wscb.people.forms.accounts import ConfirmForm
from wscb.people.rules import ADMINISTRATOR, BOARD
from wscb.people.standing import standing
from wscb.people.views.sections import sections
from wscb.trail.kinds import words_for
from wscb.trail.record import record
from wscb.web.components import Breadcrumb
from wscb.web.lists import page_of
from wscb.web.rules import rule
from wscb.web.tokens import submit

CRUMBS = [Breadcrumb("Emergency access", "/emergency/")]


@rule(ADMINISTRATOR | BOARD)
def accesses(request: HttpRequest) -> HttpResponse:
    """Every emergency access to the cases that the person answers for, and their own; the last first."""
    page = page_of(request, emergency.shown_to(the_user(request), on=clock.today()))
    context = {
        "page": page,
        "shown": [{"access": one, "state": _state(one)} for one in page],
        "sections": sections(request, "emergency:list"),
        "may_open": standing(request.user, clock.today()).is_system_administrator,
    }
    return render(request, "emergency/list.html", context)


@rule(ADMINISTRATOR)
def open_case(request: HttpRequest) -> HttpResponse:
    """Opens one case by its reference for a few hours. A try that opens nothing stands in the trail too."""
    form = EmergencyForm(request=request)
    if form.is_valid():

        def act() -> str:
            row = actions.open_case(
                reference=form.cleaned_data["reference"],
                reason=form.cleaned_data["reason"],
                hours=int(form.cleaned_data["hours"]),
                by=the_user(request),
                at=clock.now(),
                confirmed=form.reauthentication,
            )
            messages.success(request, "The case is open for you to read. The business manager and the Chair are told.")
            return reverse("cases:case", args=[row.case.reference])

        try:
            return submit(request, token=form.token, act=act)
        except ActRefused as refused:
            with transaction.atomic():
                record("emergency.not_opened", by=the_user(request))
            form.refuse(refused.message, refused.field)
    hours = emergency.hours()
    return render(request, "emergency/open.html", {"form": form, "most": hours.most, "back": reverse("emergency:list")})


@rule(ADMINISTRATOR | BOARD)
def access_page(request: HttpRequest, access_id: UUID) -> HttpResponse:
    """One access: who, why, until when, and every page and paper that was opened by it."""
    row = _shown(request, access_id)
    page = page_of(request, emergency.seen(row))
    context = {
        "access": row,
        "state": _state(row),
        "page": page,
        "seen": [
            {"at": entry.at, "words": words_for(entry.kind), "page": entry.facts.get("page", "")} for entry in page
        ],
        "crumbs": CRUMBS,
        "answers_for_it": emergency.may_end(the_user(request), row.case, on=clock.today()),
    }
    response = render(request, "emergency/access.html", context)
    with transaction.atomic(durable=True):
        record("emergency.read", by=the_user(request), subject=row.case, facts={"access": row.pk})
    return response


@rule(ADMINISTRATOR | BOARD)
def end(request: HttpRequest, access_id: UUID) -> HttpResponse:
    """Asks, then ends an access at once."""
    row = _shown(request, access_id)
    back = reverse("emergency:access", args=[row.pk])
    form = ConfirmForm(request=request)
    if form.is_valid():

        def act() -> str:
            actions.end(access=row, by=the_user(request), at=clock.now())
            messages.success(request, "The emergency access has been ended.")
            return back

        try:
            return submit(request, token=form.token, act=act)
        except NotAllowed:
            raise Http404 from None
        except ActRefused as refused:
            form.refuse(refused.message)
    return render(request, "emergency/end.html", {"form": form, "access": row, "back": back})


def _shown(request: HttpRequest, access_id: UUID) -> EmergencyAccess:
    return get_object_or_404(emergency.shown_to(the_user(request), on=clock.today()), pk=access_id)


def _state(row: EmergencyAccess) -> tuple[str, str]:
    """What an access is at the moment, with its tag's colour."""
    if row.ended_at is not None:
        return "Ended early", "grey"
    return ("Open", "red") if row.ends_at > clock.now() else ("Ended", "grey")
