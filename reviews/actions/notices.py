"""Notices of the incident, of the decision and of a child who lives elsewhere; forms received (SCR-01, SCR-08, SCR-14, FORM-05)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from reviews.actions.decision import standing_decision
from reviews.process.kinds import KINDS, SERIOUS_CASE_REVIEW
from wscb.cases import editions, engine
from wscb.cases.actions.papers import notify
from wscb.cases.enums import EditionState, NoticeBody
from wscb.cases.errors import ActRefused
from wscb.cases.models import Case, Notice
from wscb.cases.process.registry import act
from wscb.documents.uploads import CheckedUpload
from wscb.people.models import User


@act("scr.notify_incident_ofsted", "scr.notify_incident_national_panel", "scr.route_elsewhere")
@act("cr.notify_incident_ofsted", "cr.route_elsewhere")
def record_notice(
    *,
    case: Case,
    by: User,
    on: date,
    act: str,
    sent_on: date,
    sent_by_name: str,
    copy: CheckedUpload,
    told: str = "",
    their_reference: str = "",
) -> Notice:
    """Records that a body was told of the incident, or another Board of a child who lives in its area. See `papers.notify`."""
    return notify(
        case=case,
        by=by,
        on=on,
        act=act,
        sent_on=sent_on,
        sent_by_name=sent_by_name,
        copy=copy,
        told=told,
        their_reference=their_reference,
    )


@act("scr.notify_outcome_ofsted", "scr.notify_outcome_national_panel", "cr.notify_outcome_ofsted")
@transaction.atomic
def record_outcome_notice(
    *,
    case: Case,
    by: User,
    on: date,
    act: str,
    sent_on: date,
    sent_by_name: str,
    copy: CheckedUpload,
    told: str = "",
    their_reference: str = "",
) -> Notice:
    """Records that a body was told of the decision; once both were, form 2 is issued again with the dates (SCR-14).

    Form 4, of a Case Review, has no row for Ofsted: the date stands on the case alone (CR-09).
    """
    decision = standing_decision(case)
    notice = notify(
        case=case,
        by=by,
        on=on,
        act=act,
        sent_on=sent_on,
        sent_by_name=sent_by_name,
        copy=copy,
        told=told,
        their_reference=their_reference,
        decision=decision,
    )
    if decision is not None and case.process == SERIOUS_CASE_REVIEW.code:
        told_bodies = set(decision.notices.values_list("body", flat=True))
        if told_bodies >= {NoticeBody.OFSTED, NoticeBody.NATIONAL_PANEL}:
            editions.ask_edition(form="scr_form_2", of=decision, by=by, at=notice.at)
    return notice


@act("scr.receive_form_1", "scr.receive_form_2", "cr.receive_form_3", "cr.receive_form_4")
@transaction.atomic
def receive_form(*, case: Case, by: User, on: date, act: str) -> None:
    """The manager takes receipt of a completed form (FORM-05). Raises ActRefused while it is still being prepared."""
    turn = engine.begin(case=case, act=act, by=by, on=on)
    form = KINDS[turn.case.process].form_of(act)
    last = turn.case.form_editions.filter(form=form).order_by("-asked_at").first()
    if last is None or last.state != EditionState.READY:
        raise ActRefused("The form is still being prepared.")
    if not turn.case.steps.filter(code=act, done_on__isnull=True).exists():
        raise ActRefused("Receipt of this form is recorded already.")
    engine.move(turn)
