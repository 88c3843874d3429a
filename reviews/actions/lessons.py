"""Advising the Council and the Board's partners of the lessons of an accepted report, and their acknowledgement (SCR-31)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from reviews.models import LessonsAdvice
from wscb.cases import engine
from wscb.cases.actions.papers import keep
from wscb.cases.enums import PaperKind
from wscb.cases.errors import ActRefused
from wscb.cases.models import Case
from wscb.cases.process.registry import act
from wscb.cases.recording import save
from wscb.documents.uploads import CheckedUpload
from wscb.people.models import Organisation, User


@act("scr.advise_partner")
@transaction.atomic
def advise_partner(
    *,
    case: Case,
    by: User,
    on: date,
    organisation: Organisation,
    sent_on: date,
    sent_by_name: str,
    copy: CheckedUpload,
    told: str = "",
    despite: str = "",
) -> LessonsAdvice:
    """Records that a partner was advised of the lessons: when, by whom, with a copy; its acknowledgement is then awaited.

    Raises ActRefused for an organisation that is not owed it, and for a day before the report was accepted or in the future.
    """
    turn = engine.begin(case=case, act="advise_partner", by=by, on=on, despite=despite)
    if not turn.case.steps.filter(code="advise_partner", about=organisation.pk, done_on__isnull=True).exists():
        raise ActRefused("This organisation has been advised already, or is not a partner.", field="organisation")
    if turn.case.closed_on is None or not turn.case.closed_on <= sent_on <= on:
        raise ActRefused(
            "The date must be on or after the day the report was accepted, and not in the future.", field="sent_on"
        )
    title = f"Lessons advised to {organisation.name}"
    advice = LessonsAdvice(
        case=turn.case,
        organisation=organisation,
        sent_on=sent_on,
        sent_by_name=sent_by_name,
        told=told,
        copy=keep(turn, kind=PaperKind.NOTICE_COPY, title=title, upload=copy),
        by=by,
        at=turn.at,
    )
    save(advice, by=by)
    engine.move(turn, about=organisation.pk, detail=organisation.name)
    return advice


@act("scr.acknowledge_lessons")
@transaction.atomic
def acknowledge_lessons(
    *, case: Case, by: User, on: date, advice: LessonsAdvice, acknowledged_on: date, how: str
) -> LessonsAdvice:
    """Records that a partner acknowledged the lessons, and how. Raises ActRefused for a day before they were sent or in the future."""
    turn = engine.begin(case=case, act="acknowledge_lessons", by=by, on=on)
    current = LessonsAdvice.objects.select_for_update().get(pk=advice.pk, case=turn.case)
    if current.acknowledged_on:
        raise ActRefused("This acknowledgement has been recorded already.")
    if not current.sent_on <= acknowledged_on <= on:
        raise ActRefused(
            "The date must be on or after the day they were advised, and not in the future.", field="acknowledged_on"
        )
    current.acknowledged_on, current.acknowledged_how = acknowledged_on, how
    save(current, by=by)
    engine.move(turn, about=current.organisation_id, detail=current.organisation.name)
    return current
