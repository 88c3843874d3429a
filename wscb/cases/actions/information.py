"""Written information of organisations, as the Board's office deals with it: asked for, received, checked (SCR-05, SCR-20)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from wscb.cases import clocks, engine, information_mail, returns
from wscb.cases.actions.papers import keep
from wscb.cases.engine import Turn
from wscb.cases.enums import Engagement, InformationKind, PaperKind, RequestState
from wscb.cases.errors import ActRefused
from wscb.cases.information_words import QUALITY
from wscb.cases.models import Case, InformationRequest, MoreTime, QualityCheck, Step
from wscb.cases.process import StateGroup
from wscb.cases.recording import save
from wscb.cases.representation import OWED
from wscb.documents.uploads import CheckedUpload
from wscb.people.models import Organisation, User


@transaction.atomic
def ask_information(
    *,
    case: Case,
    by: User,
    on: date,
    organisation: Organisation,
    question: str,
    kind: str = InformationKind.BRIEF,
    about: str = "",
    due_on: date | None = None,
) -> InformationRequest:
    """Asks an organisation for written information; its representative is told, and owes it by its own date (SCR-05, SCR-20).

    `about` is all that the organisation is told of who it concerns. Without `due_on` the Board's own target counts; with one,
    both dates stand in the ledger. Raises ActRefused before the decision for anything but brief information, and for a day
    that is not in the future.
    """
    turn = engine.begin(case=case, act="ask_information", by=by, on=on)
    if kind != InformationKind.BRIEF and turn.case.current_state.group is StateGroup.OPEN:
        raise ActRefused("Before the decision, ask for brief information only.", field="kind")
    request = InformationRequest(
        case=turn.case, organisation=organisation, kind=kind, question=question, about=about, asked_by=by, asked_on=on
    )
    save(request, by=by)
    advance(turn, organisation, Engagement.INVITED)
    engine.move(turn, about=request.pk, also_open=(_owed(request),), detail=organisation.name)
    _set_date(turn, request, due_on, reason="The date that was set when it was asked for.", field="due_on")
    information_mail.tell("asked", request=request, by=by, at=turn.at)
    return request


def _owed(request: InformationRequest) -> str:
    return OWED[0] if request.kind == InformationKind.BRIEF else OWED[1]


def _set_date(turn: Turn, request: InformationRequest, due_on: date | None, *, reason: str, field: str) -> None:
    step = owed_step(request)
    if step is not None and due_on is not None and due_on != step.due_on:
        clocks.put_off(turn, step, until=due_on, reason=reason, field=field)


def owed_step(request: InformationRequest) -> Step | None:
    """The open step by which the organisation owes what it was asked for; None once it came, or is no longer needed."""
    return Step.objects.filter(case=request.case_id, code__in=OWED, about=request.pk, done_on__isnull=True).first()


def advance(turn: Turn, organisation: Organisation, to: Engagement) -> None:
    """Carries on how far an involved organisation takes part, from an earlier stage alone; nothing for others."""
    order = [Engagement.IDENTIFIED, Engagement.INVITED, Engagement.ENGAGED]
    row = turn.case.involved_organisations.filter(
        organisation=organisation, engagement__in=order[: order.index(to)]
    ).first()
    if row is not None:
        row.engagement, row.engagement_on = to, turn.on
        save(row, by=turn.by)


def current(turn: Turn, request: InformationRequest) -> InformationRequest:
    """The request as it stands, locked. Raises ActRefused for one of another case."""
    found = InformationRequest.objects.select_for_update().filter(pk=request.pk, case=turn.case).first()
    if found is None:
        raise ActRefused("This request belongs to another case.")
    return found


def drop_question_of_time(turn: Turn, request: InformationRequest) -> None:
    """More time that was asked for and not answered is no longer wanted once it has been sent."""
    for asked in request.more_time.filter(answered_on__isnull=True):
        asked.answered_by, asked.answered_on = turn.by, turn.on
        save(asked, by=turn.by)


def close_unanswered(turn: Turn, *, because: str) -> list[InformationRequest]:
    """Closes every request that is still with its organisation, as part of an act that closes the steps; who answers for it is told."""
    waiting = turn.case.information_requests.filter(state__in=[RequestState.ASKED, RequestState.SENT_BACK])
    closed = list(waiting.select_related("organisation").order_by("asked_on", "pk"))
    for request in closed:
        request.state, request.closed_on, request.closed_because = RequestState.CLOSED, turn.on, because
        save(request, by=turn.by)
        drop_question_of_time(turn, request)
        information_mail.tell("closed", request=request, by=turn.by, at=turn.at)
    return closed


@transaction.atomic
def receive_information(
    *,
    case: Case,
    by: User,
    on: date,
    request: InformationRequest,
    received_on: date,
    answer: str,
    upload: CheckedUpload | None = None,
) -> InformationRequest:
    """Records what an organisation answered by another way than its own pages; it is then to be checked.

    Raises ActRefused for a day before it was asked or in the future, or nothing received.
    """
    turn = engine.begin(case=case, act="receive_information", by=by, on=on)
    found = current(turn, request)
    if not found.asked_on <= received_on <= on:
        raise ActRefused(
            "The date must be on or after the day it was asked for, and not in the future.", field="received_on"
        )
    if found.state == RequestState.CLOSED:
        raise ActRefused("This request was closed unanswered.")
    if not found.is_with_organisation:
        raise ActRefused("This answer has been recorded already.")
    if not answer and upload is None:
        raise ActRefused("Enter what was received, or upload it.", field="answer")
    found.received_on, found.answer, found.state = received_on, answer, RequestState.RECEIVED
    save(found, by=by)
    if upload is not None:
        keep(turn, kind=PaperKind.INFORMATION, title=f"Information from {found.organisation.name}", upload=upload)
    advance(turn, found.organisation, Engagement.ENGAGED)
    drop_question_of_time(turn, found)
    engine.move(turn, about=found.pk, detail=found.organisation.name)
    return found


@transaction.atomic
def check_information(
    *,
    case: Case,
    by: User,
    on: date,
    request: InformationRequest,
    points: Mapping[str, str],
    accepted: bool,
    missing: str = "",
    new_due_on: date | None = None,
) -> QualityCheck:
    """Accepts what an organisation sent, or sends it back with what is missing and a new date (SCR-20).

    `points` answers every point of the list. Raises ActRefused when it is not there to be checked, for a point without an answer,
    for accepting with a point that is not met, and for sending back without what is missing or a date.
    """
    turn = engine.begin(case=case, act="check_information", by=by, on=on)
    found = current(turn, request)
    if found.state != RequestState.RECEIVED:
        raise ActRefused("There is nothing of this organisation to be checked.")
    _check_points(points, accepted=accepted, missing=missing, new_due_on=new_due_on)
    if not accepted and turn.case.current_state.group is StateGroup.CLOSED:
        raise ActRefused("The case is closed, so nothing can be sent back to an organisation.", field="outcome")
    check = QualityCheck.objects.create(
        case=turn.case,
        request=found,
        returned=returns.last_sent(found),
        points={code: points[code] for code, _label in QUALITY.choices},
        accepted=accepted,
        missing="" if accepted else missing,
        new_due_on=None if accepted else new_due_on,
        by=by,
        at=turn.at,
    )
    found.state = RequestState.ACCEPTED if accepted else RequestState.SENT_BACK
    if not accepted:
        found.received_on = None
        returns.write_again(found, by=by)
    save(found, by=by)
    engine.move(turn, about=found.pk, also_open=() if accepted else (_owed(found),), detail=found.organisation.name)
    _set_date(turn, found, check.new_due_on, reason="The date that was set when it was sent back.", field="new_due_on")
    information_mail.tell("accepted" if accepted else "sent_back", request=found, by=by, at=turn.at)
    return check


def _check_points(points: Mapping[str, str], *, accepted: bool, missing: str, new_due_on: date | None) -> None:
    for code, _label in QUALITY.choices:
        if points.get(code) not in ("yes", "no", "not_applicable"):
            raise ActRefused("Answer every point of the check.", field=code)
        if accepted and points[code] == "no":
            raise ActRefused("A point is not met. Send it back with what is missing.", field="outcome")
    if not accepted and not missing:
        raise ActRefused("Enter what is missing.", field="missing")
    if not accepted and new_due_on is None:
        raise ActRefused("Enter the new date.", field="new_due_on")


@transaction.atomic
def answer_more_time(
    *, case: Case, by: User, on: date, request: InformationRequest, granted_until: date | None, answer: str = ""
) -> MoreTime:
    """Gives an organisation more time, until a date that may be another than it asked for, or gives none and says why.

    The earlier dates stay in the ledger of what it owes. Raises ActRefused when no more time was asked for, when what was asked
    for has come meanwhile, for a day that is not in the future, and for a refusal without reasons.
    """
    turn = engine.begin(case=case, act="answer_more_time", by=by, on=on)
    found = current(turn, request)
    asked, step = found.more_time.filter(answered_on__isnull=True).first(), owed_step(found)
    if asked is None:
        raise ActRefused("No more time was asked for.")
    if granted_until is None and not answer:
        raise ActRefused("Enter why no more time is given.", field="answer")
    if granted_until is not None:
        if step is None:
            raise ActRefused("What was asked for is no longer owed.", field="granted_until")
        clocks.put_off(turn, step, until=granted_until, reason=asked.because, field="granted_until")
    asked.granted_until, asked.answer, asked.answered_by, asked.answered_on = granted_until, answer, by, on
    save(asked, by=by)
    engine.move(turn, about=found.pk, detail=found.organisation.name)
    information_mail.tell("more_time_answered", request=found, by=by, at=turn.at)
    return asked
