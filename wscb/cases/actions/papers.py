"""Documents, notes, notices: what is added to a case."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from wscb.cases import engine
from wscb.cases.engine import Turn
from wscb.cases.enums import NoticeBody, NoticeOf, PaperKind
from wscb.cases.errors import ActRefused
from wscb.cases.file_limits import refuse_a_flood
from wscb.cases.models import (
    Case,
    CaseDocument,
    CaseNote,
    Decision,
    Notice,
    StruckDocument,
)
from wscb.documents.store import store
from wscb.documents.uploads import CheckedUpload
from wscb.people.models import User


def keep(turn: Turn, *, kind: str, title: str, upload: CheckedUpload) -> CaseDocument:
    """Stores an upload under the case's key and puts it on the case; part of an act that has begun."""
    refuse_a_flood(by=turn.by)
    case = turn.case
    stored = store(
        content=upload.content, name=upload.safe_name, media_type=upload.media_type, key=case.data_key, by=turn.by
    )
    return CaseDocument.objects.create(
        case=case, kind=kind, title=title or upload.safe_name, stored=stored, added_by=turn.by, added_at=turn.at
    )


@transaction.atomic
def add_document(*, case: Case, by: User, on: date, kind: str, title: str, upload: CheckedUpload) -> CaseDocument:
    """Adds a document: paper for the panel, advice, anything else (`PaperKind`)."""
    turn = engine.begin(case=case, act="add_document", by=by, on=on)
    document = keep(turn, kind=kind, title=title, upload=upload)
    engine.move(turn, detail=document.title)
    return document


@transaction.atomic
def strike_document(*, case: Case, by: User, on: date, document: CaseDocument, because: str) -> StruckDocument:
    """Strikes out a document that should not be there. It stays in the record, and on the list of struck ones, with the reason.

    Raises ActRefused for a completed form, for a report, for a copy that a notice rests on, for a chronology, which goes with its
    import, and for one struck out already.
    """
    turn = engine.begin(case=case, act="strike_document", by=by, on=on)
    if document.case_id != turn.case.pk or document.kind in (PaperKind.FORM, PaperKind.NOTICE_COPY, PaperKind.REPORT):
        raise ActRefused("This document is part of the record and cannot be struck out.")
    if document.kind == PaperKind.CHRONOLOGY:
        raise ActRefused("This document goes with the entries that were imported from it. Withdraw the import instead.")
    if hasattr(document, "struck"):
        raise ActRefused("This document has been struck out already.")
    struck = strike(turn, document, because=because)
    engine.move(turn, detail=document.title)
    return struck


def strike(turn: Turn, document: CaseDocument, *, because: str) -> StruckDocument:
    """Strikes out a document that stands; part of an act that has begun."""
    return StruckDocument.objects.create(case=turn.case, document=document, because=because, by=turn.by, at=turn.at)


@transaction.atomic
def add_note(*, case: Case, by: User, on: date, kind: str, happened_on: date, with_whom: str, text: str) -> CaseNote:
    """Adds a note of a call, a letter, a conversation. Raises ActRefused for a day in the future."""
    turn = engine.begin(case=case, act="add_note", by=by, on=on)
    if happened_on > on:
        raise ActRefused("The date must be today or in the past.", field="happened_on")
    note = CaseNote.objects.create(
        case=turn.case, kind=kind, happened_on=happened_on, with_whom=with_whom, text=text, by=by, at=turn.at
    )
    engine.move(turn)
    return note


NOTICES = {
    "notify_incident_ofsted": (NoticeBody.OFSTED, NoticeOf.INCIDENT),
    "notify_incident_national_panel": (NoticeBody.NATIONAL_PANEL, NoticeOf.INCIDENT),
    "notify_outcome_ofsted": (NoticeBody.OFSTED, NoticeOf.OUTCOME),
    "notify_outcome_national_panel": (NoticeBody.NATIONAL_PANEL, NoticeOf.OUTCOME),
    "route_elsewhere": (NoticeBody.OTHER_BOARD, NoticeOf.RESIDENCE),
}


@transaction.atomic
def notify(
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
    decision: Decision | None = None,
) -> Notice:
    """Records that a body was told: when, by whom, under which reference, with a copy of what was sent (SCR-08, SCR-14).

    `act` is one of `NOTICES`. The step is done on the day it was sent. Raises ActRefused for a day before the notification, in the
    future, or before the decision told.
    """
    turn = begin_on(sent_on, case=case, act=act, by=by, field="sent_on")
    body, of = NOTICES[act]
    if sent_on > on:
        raise ActRefused("The date must be today or in the past.", field="sent_on")
    if decision is not None and sent_on < decision.made_on:
        raise ActRefused("The notice cannot have been sent before the decision.", field="sent_on")
    document = keep(turn, kind=PaperKind.NOTICE_COPY, title=f"Notice to {body.label} of {of.label}", upload=copy)
    notice = Notice.objects.create(
        case=turn.case,
        body=body,
        of=of,
        decision=decision,
        sent_on=sent_on,
        sent_by_name=sent_by_name,
        told=told,
        their_reference=their_reference,
        copy=document,
        by=by,
        at=turn.at,
    )
    engine.move(turn)
    return notice


def begin_on(day: date, *, case: Case, act: str, by: User, field: str) -> Turn:
    """Begins an act that counts for a day that was typed; a day that cannot be is refused at the field it was typed in."""
    try:
        return engine.begin(case=case, act=act, by=by, on=day)
    except ActRefused as refused:
        if refused.field != "on":
            raise
        raise ActRefused(refused.message, field=field) from None
