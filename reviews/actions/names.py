"""The names of those who lead a Serious Case Review: given to the National Panel, and its advice considered (SCR-18)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from reviews.models import NamesAdvice, NamesNotice
from wscb.cases import engine
from wscb.cases.actions.papers import keep
from wscb.cases.enums import PaperKind
from wscb.cases.errors import ActRefused
from wscb.cases.models import Appointment, Case
from wscb.cases.process.registry import act
from wscb.documents.uploads import CheckedUpload
from wscb.people.models import Role, User


@act("scr.tell_names")
@transaction.atomic
def tell_names(
    *,
    case: Case,
    by: User,
    on: date,
    appointment: Appointment,
    sent_on: date,
    sent_by_name: str,
    copy: CheckedUpload,
    their_reference: str = "",
    seen: int | None = None,
) -> NamesNotice:
    """Records that the National Panel was given the name of a lead reviewer; the step to get its advice opens (SCR-18).

    Raises ActRefused for somebody who was not appointed to lead, for a second notice, and for a day before the appointment or in the
    future.
    """
    turn = engine.begin(case=case, act="tell_names", by=by, on=on, seen=seen)
    row = turn.case.appointments.select_related("user").get(pk=appointment.pk)
    if row.role != Role.LEAD_REVIEWER or row.appointed_on is None or row.withdrawn_on is not None:
        raise ActRefused("This person is not appointed to lead the review.", field="appointment")
    if row.names_notices.exists():
        raise ActRefused("The National Panel has been told this name already.", field="appointment")
    if not row.appointed_on <= sent_on <= on:
        raise ActRefused(
            "The date must be on or after the day of the appointment, and not in the future.", field="sent_on"
        )
    document = keep(turn, kind=PaperKind.NOTICE_COPY, title="Notice of names to the National Panel", upload=copy)
    notice = NamesNotice.objects.create(
        case=turn.case,
        appointment=row,
        sent_on=sent_on,
        sent_by_name=sent_by_name,
        their_reference=their_reference,
        copy=document,
        by=by,
        at=turn.at,
    )
    engine.move(turn, about=row.pk, detail=row.user.name)
    return notice


@act("scr.record_names_advice")
@transaction.atomic
def record_names_advice(
    *,
    case: Case,
    by: User,
    on: date,
    notice: NamesNotice,
    response: str,
    advice: str = "",
    received_on: date | None = None,
    seen: int | None = None,
) -> NamesAdvice:
    """Records the National Panel’s advice on a name and what the Board made of it; without `advice`, that it gave none (SCR-18).

    Raises ActRefused for advice without its day, for a day before the panel was told or in the future, and without a response.
    """
    turn = engine.begin(case=case, act="record_names_advice", by=by, on=on, seen=seen)
    told = turn.case.names_notices.select_related("appointment__user").get(pk=notice.pk)
    if hasattr(told, "advice"):
        raise ActRefused("The advice on this name has been recorded already.", field="notice")
    if advice and (received_on is None or not told.sent_on <= received_on <= on):
        raise ActRefused(
            "The date must be on or after the day the panel was told, and not in the future.", field="received_on"
        )
    if not response:
        raise ActRefused("Enter what the Board made of it.", field="response")
    row = NamesAdvice.objects.create(
        case=turn.case,
        notice=told,
        received_on=received_on if advice else None,
        advice=advice,
        response=response,
        by=by,
        on=on,
        at=turn.at,
    )
    engine.move(turn, about=told.appointment_id, detail=told.appointment.user.name)
    return row
