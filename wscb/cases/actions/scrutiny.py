"""Scrutiny by the National Panel of a decision not to hold a review (SCR-16)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from wscb import dates
from wscb.cases import engine
from wscb.cases.actions.papers import begin_on, keep
from wscb.cases.engine import Turn
from wscb.cases.enums import ClockKind, DecisionKind, PaperKind
from wscb.cases.errors import ActRefused
from wscb.cases.models import Case, ClockEntry, ScrutinyAnswer, ScrutinyAttendance, ScrutinyRequest, Step
from wscb.cases.recording import save
from wscb.cases.rules import recomputed
from wscb.documents.uploads import CheckedUpload
from wscb.people.models import User
from wscb.people.standing import chairs


@transaction.atomic
def log_scrutiny(
    *,
    case: Case,
    by: User,
    on: date,
    received_on: date,
    from_whom: str,
    question: str,
    wanted_by: date | None = None,
) -> ScrutinyRequest:
    """Logs a request of the National Panel; the step to answer it runs from the day it came.

    `wanted_by` is the day the Panel wants the answer, where it named one: it then takes the place of the Board's own target, and
    the ledger of the step says so. Raises ActRefused for dates that cannot be.
    """
    turn = begin_on(received_on, case=case, act="log_scrutiny", by=by, field="received_on")
    decided = turn.case.decisions.filter(kind=DecisionKind.OUTCOME, superseded_by__isnull=True).get()
    if not decided.made_on <= received_on <= on:
        raise ActRefused("The date must be on or after the decision, and not in the future.", field="received_on")
    if wanted_by is not None and wanted_by < received_on:
        raise ActRefused("The answer cannot be wanted before the request came.", field="wanted_by")
    request = ScrutinyRequest.objects.create(
        case=turn.case,
        decision=decided,
        received_on=received_on,
        from_whom=from_whom,
        question=question,
        wanted_by=wanted_by,
        by=by,
        at=turn.at,
    )
    engine.move(turn, about=request.pk)
    if wanted_by is not None:
        _due_when_wanted(turn, request, wanted_by)
    return request


def _due_when_wanted(turn: Turn, request: ScrutinyRequest, wanted_by: date) -> None:
    step = Step.objects.get(case=turn.case, code="answer_scrutiny", about=request.pk)
    ClockEntry.objects.create(
        case=turn.case,
        step=step,
        kind=ClockKind.EXTENDED,
        on=turn.on,
        new_due_on=wanted_by,
        reason="The National Panel named this day.",
        by=turn.by,
        at=turn.at,
    )
    step.case = turn.case
    step.due_on = recomputed(step)
    step.due_version += 1
    save(step, by=turn.by)
    engine.schedule_chasers(turn.case, by=turn.by)


@transaction.atomic
def answer_scrutiny(
    *,
    case: Case,
    by: User,
    on: date,
    request: ScrutinyRequest,
    sent_on: date,
    answer: str,
    papers: CheckedUpload | None = None,
) -> ScrutinyAnswer:
    """Records what the National Panel was told, on which day and with which papers. Raises ActRefused when it is answered already."""
    if not request.received_on <= sent_on <= on:
        raise ActRefused("The date must be on or after the day of the request, and not in the future.", field="sent_on")
    turn = begin_on(sent_on, case=case, act="answer_scrutiny", by=by, field="sent_on")
    if ScrutinyAnswer.objects.filter(request=request).exists():
        raise ActRefused("This request has been answered already.")
    title = f"Papers sent to the National Panel on {dates.long_date(sent_on)}"
    given = ScrutinyAnswer.objects.create(
        case=turn.case,
        request=request,
        sent_on=sent_on,
        answer=answer,
        papers=keep(turn, kind=PaperKind.OTHER, title=title, upload=papers) if papers else None,
        by=by,
        at=turn.at,
    )
    engine.move(turn, about=request.pk)
    return given


@transaction.atomic
def record_scrutiny_attendance(
    *, case: Case, by: User, on: date, attended_on: date, who: User, outcome: str
) -> ScrutinyAttendance:
    """Records that the Chair, or who acts, attended before the National Panel in person, and what came of it.

    Raises ActRefused for a day in the future, and for anybody who did not have the Chair's powers in the case on that day.
    """
    if attended_on > on:
        raise ActRefused("The date must be today or in the past.", field="attended_on")
    turn = begin_on(attended_on, case=case, act="record_scrutiny_attendance", by=by, field="attended_on")
    if who not in chairs(turn.case.area_id, attended_on, turn.case.pk):
        raise ActRefused("Choose the Chair, or who acted as Chair on that day.", field="who")
    kept = ScrutinyAttendance.objects.create(
        case=turn.case, attended_on=attended_on, who=who, outcome=outcome, by=by, at=turn.at
    )
    engine.move(turn)
    return kept
