"""The business manager's pages of acting appointments."""

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
from wscb.people.forms.acting import ActingForm
from wscb.people.models import ActingAppointment, Role
from wscb.people.rules import MANAGER, signed_in
from wscb.people.standing import standing
from wscb.web.lists import page_of
from wscb.web.rules import rule
from wscb.web.tokens import submit


@rule(MANAGER)
def acting_appointments(request: HttpRequest) -> HttpResponse:
    """Every acting appointment of the manager's areas, the newest first."""
    today = clock.today()
    areas = standing(request.user, today).areas_for(Role.BUSINESS_MANAGER)
    rows = ActingAppointment.objects.filter(area__in=areas).select_related("user", "area", "recorded_by")
    page = page_of(request, rows.order_by("-starts_on", "pk"))
    shown = [{"appointment": one, "state": _state(one)} for one in page]
    return render(request, "people/acting.html", {"page": page, "shown": shown})


@rule(MANAGER)
def record_acting(request: HttpRequest) -> HttpResponse:
    """Record who acts as Chair, from when to when, and why."""
    form = ActingForm(request=request)
    if form.is_valid():

        def act() -> str:
            actions.record_acting_appointment(by=signed_in(request), on=clock.today(), **form.appointment())
            messages.success(request, "The acting appointment has been recorded.")
            return reverse("acting_appointments")

        try:
            return submit(request, token=form.token, act=act)
        except Refused as refused:
            form.refuse(str(refused))
    return render(request, "people/record_acting.html", {"form": form, "back": reverse("acting_appointments")})


@rule(MANAGER)
def end_acting(request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    """Ask, then end an acting appointment before its time."""
    areas = standing(request.user, clock.today()).areas_for(Role.BUSINESS_MANAGER)
    mine = ActingAppointment.objects.filter(area__in=areas).select_related("user")
    appointment = get_object_or_404(mine, pk=appointment_id)

    def act() -> str:
        actions.end_acting_appointment(appointment=appointment, by=signed_in(request), on=clock.today())
        messages.success(request, "The acting appointment has been ended.")
        return reverse("acting_appointments")

    form = ConfirmForm(request=request)
    if form.is_valid():
        try:
            return submit(request, token=form.token, act=act)
        except Refused as refused:
            form.refuse(str(refused))
    context = {"form": form, "appointment": appointment, "back": reverse("acting_appointments")}
    return render(request, "people/end_acting.html", context)


def _state(appointment: ActingAppointment) -> tuple[str, str]:
    """What an appointment is today, with its tag's colour."""
    today = clock.today()
    if appointment.withdrawn_on is not None and appointment.withdrawn_on <= today:
        return "Ended early", "grey"
    if appointment.ends_on < today:
        return "Ended", "grey"
    return ("In force", "green") if appointment.starts_on <= today else ("To come", "blue")
