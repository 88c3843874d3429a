"""Acting appointments: recorded by the business manager, before they begin."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from wscb.people.actions.permission import demand_business_manager
from wscb.people.actions.recording import save
from wscb.people.errors import Refused
from wscb.people.models import ActingAppointment, Area, Role, User
from wscb.people.models.appointments import ACTING_ROLES
from wscb.people.standing import forget_standing
from wscb.trail.record import record


@transaction.atomic
def record_acting_appointment(
    *,
    user: User,
    area: Area,
    starts_on: date,
    ends_on: date,
    reason: str,
    by: User,
    on: date,
    for_role: Role = Role.BOARD_CHAIR,
    scope_case: UUID | None = None,
) -> ActingAppointment:
    """Record that the Board has someone act as Chair from `starts_on` to `ends_on`, both included.

    With `scope_case`, for that one case. Raises `Refused` in plain words when `by` is not the area's business
    manager, names themselves, or the facts do not fit together.
    """
    demand_business_manager(by, area, on)
    if by == user:
        raise Refused("You cannot record yourself as acting Chair.")
    if for_role not in ACTING_ROLES:
        raise Refused("Nobody can be appointed to act in this role.")
    if starts_on < on:
        raise Refused("An acting appointment is recorded before it begins: its first day cannot be in the past.")
    if ends_on < starts_on:
        raise Refused("The last day must be the same as or after the first day.")
    if not user.is_active:
        raise Refused("This person’s access has ended.")
    appointment = ActingAppointment(
        user=user,
        for_role=for_role,
        area=area,
        starts_on=starts_on,
        ends_on=ends_on,
        scope_case=scope_case,
        reason=reason,
        recorded_by=by,
    )
    save(appointment, by=by)
    forget_standing(user)
    facts = {"role": for_role.value, "appointment": str(appointment.pk)}
    if scope_case is not None:
        facts["case"] = str(scope_case)
    record("person.acting_recorded", by=by, subject=user, facts=facts)
    return appointment


@transaction.atomic
def end_acting_appointment(*, appointment: ActingAppointment, by: User, on: date) -> ActingAppointment:
    """End an acting appointment before its time: from this day on it does not count.

    Raises `Refused` when `by` is not the area's business manager or it has already ended.
    """
    appointment = (
        ActingAppointment.objects.select_for_update(of=("self",)).select_related("user", "area").get(pk=appointment.pk)
    )
    demand_business_manager(by, appointment.area, on)
    if appointment.withdrawn_on is not None or appointment.ends_on < on:
        raise Refused("This acting appointment has already ended.")
    appointment.withdrawn_on = on
    save(appointment, by=by)
    forget_standing(appointment.user)
    facts = {"role": appointment.for_role, "appointment": str(appointment.pk)}
    record("person.acting_ended", by=by, subject=appointment.user, facts=facts)
    return appointment
