"""The report: its versions, what organisations say of it, what is not to be published, its submission (SCR-25, CR-17, GEN-11)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from reviews import publishing
from reviews.models import Redaction, ReportComment, ReportVersion
from reviews.report_reading import read_small
from reviews.reporting import GROUNDS, latest_report, standing_checklist, version_hash
from reviews.vocabularies import REPORT_SECTION
from wscb.cases import chasing, engine, news
from wscb.cases.actions.papers import keep
from wscb.cases.engine import Turn
from wscb.cases.enums import PaperKind
from wscb.cases.errors import ActRefused
from wscb.cases.models import Case, CaseDocument
from wscb.cases.process.registry import act
from wscb.cases.recording import save
from wscb.documents.office_checks import DOCX
from wscb.documents.uploads import CheckedUpload
from wscb.people.models import Organisation, User
from wscb.people.standing import chairs

UPLOADED_AS = ("application/pdf", DOCX)
NO_REPORT = "There is no version of the report yet."


@act("scr.write_report")
@transaction.atomic
def write_report(
    *, case: Case, by: User, on: date, sections: Mapping[str, str], changed: str = "", seen: int | None = None
) -> ReportVersion:
    """Keeps a new version written section by section (codes of `report_section`); a section may still be empty until submission.

    Raises ActRefused for a version in which nothing is written, and for one that says the same as the one before.
    """
    turn = engine.begin(case=case, act="write_report", by=by, on=on, seen=seen)
    written = {word.code: sections.get(word.code, "").strip() for word in REPORT_SECTION}
    if not any(written.values()):
        raise ActRefused("Write at least one section.")
    return _keep_version(turn, sections=written, changed=changed)


@act("scr.upload_report")
@transaction.atomic
def upload_report(
    *, case: Case, by: User, on: date, upload: CheckedUpload, summary: str, changed: str = "", seen: int | None = None
) -> ReportVersion:
    """Keeps a new version that was written elsewhere, with its summary for the public, and has its file searched.

    Raises ActRefused for any other kind of file.
    """
    turn = engine.begin(case=case, act="upload_report", by=by, on=on, seen=seen)
    if upload.media_type not in UPLOADED_AS:
        raise ActRefused("The selected file must be a PDF or DOCX.", field="upload")
    if not summary.strip():
        raise ActRefused("Enter the summary for the public.", field="summary")
    document = keep(turn, kind=PaperKind.REPORT, title=f"Report, version {_next(turn.case)}", upload=upload)
    report = _keep_version(turn, sections={"summary": summary.strip()}, changed=changed, document=document)
    read_small(report, upload.content, upload.media_type)
    return report


def _next(case: Case) -> int:
    return case.report_versions.count() + 1


def _keep_version(
    turn: Turn, *, sections: dict[str, str], changed: str, document: CaseDocument | None = None
) -> ReportVersion:
    before = latest_report(turn.case)
    hashed = version_hash(sections, document.stored.sha256 if document else None)
    if before is not None and before.content_hash == hashed:
        raise ActRefused("This version says the same as the one before.")
    report = ReportVersion.objects.create(
        case=turn.case,
        version=_next(turn.case),
        sections=sections,
        document=document,
        changed=changed,
        content_hash=hashed,
        by=turn.by,
        on=turn.on,
        at=turn.at,
    )
    engine.move(turn, detail=f"Version {report.version}")
    return report


def _report(turn: Turn) -> ReportVersion:
    report = latest_report(turn.case)
    if report is None:
        raise ActRefused(NO_REPORT)
    return report


@act("scr.record_comment")
@transaction.atomic
def record_comment(
    *, case: Case, by: User, on: date, organisation: Organisation, text: str, received_on: date, passage: str = ""
) -> ReportComment:
    """Records what an involved organisation says of the report on a matter of fact; the reviewer's answer is then owed.

    Raises ActRefused for an organisation that is not involved, a day in the future, or nothing said.
    """
    turn = engine.begin(case=case, act="record_comment", by=by, on=on)
    if not turn.case.involved_organisations.filter(organisation=organisation).exists():
        raise ActRefused("Select an organisation that is involved in the case.", field="organisation")
    if received_on > on:
        raise ActRefused("The date must be today or in the past.", field="received_on")
    if not text:
        raise ActRefused("Enter the comment.", field="text")
    comment = ReportComment(
        case=turn.case,
        report=_report(turn),
        organisation=organisation,
        passage=passage,
        text=text,
        received_on=received_on,
        entered_by=by,
        entered_at=turn.at,
    )
    save(comment, by=by)
    engine.move(turn, about=comment.pk, detail=organisation.name)
    return comment


@act("scr.answer_comment")
@transaction.atomic
def answer_comment(*, case: Case, by: User, on: date, comment: ReportComment, answer: str) -> ReportComment:
    """Gives the reviewer's answer to a comment. Raises ActRefused for one that has its answer, or an empty answer."""
    turn = engine.begin(case=case, act="answer_comment", by=by, on=on)
    current = ReportComment.objects.select_for_update().get(pk=comment.pk, case=turn.case)
    if current.answered_on:
        raise ActRefused("This comment has been answered already.")
    if not answer:
        raise ActRefused("Enter the answer.", field="answer")
    current.answer, current.answered_by, current.answered_on = answer, by, on
    save(current, by=by)
    engine.move(turn, about=current.pk, detail=current.organisation.name)
    return current


@act("scr.redact_report")
@transaction.atomic
def redact_report(*, case: Case, by: User, on: date, passage: str, ground: str, reason: str) -> Redaction:
    """Records what is not to be published, with its legal reason; of a Case Review a child's welfare is one too (SCR-25, CR-17).

    Raises ActRefused for another ground, and for a redaction without its passage or its reason.
    """
    turn = engine.begin(case=case, act="redact_report", by=by, on=on)
    if ground not in GROUNDS[turn.case.process]:
        raise ActRefused("A redaction can only be made for a reason that allows it.", field="ground")
    if not passage:
        raise ActRefused("Enter the passage that is not to be published.", field="passage")
    if not reason:
        raise ActRefused("Enter the reason for the redaction.", field="reason")
    redaction = Redaction(
        case=turn.case, report=_report(turn), passage=passage, ground=ground, reason=reason, by=by, on=on
    )
    save(redaction, by=by)
    engine.move(turn)
    return redaction


@act("scr.lift_redaction")
@transaction.atomic
def lift_redaction(*, case: Case, by: User, on: date, redaction: Redaction, because: str) -> Redaction:
    """Lifts a redaction, which stays on record. Raises ActRefused for one that was lifted, or without why."""
    turn = engine.begin(case=case, act="lift_redaction", by=by, on=on)
    current = Redaction.objects.select_for_update().get(pk=redaction.pk, case=turn.case)
    if current.lifted_on:
        raise ActRefused("This redaction has been lifted already.")
    if not because:
        raise ActRefused("Enter why it is lifted.", field="because")
    current.lifted_on, current.lifted_because = on, because
    save(current, by=by)
    engine.move(turn)
    return current


@act("scr.submit_report")
@transaction.atomic
def submit_report(*, case: Case, by: User, on: date, seen: int | None = None) -> None:
    """Puts the version that stands before the Board; where its checklist is not answered yet, the lead reviewer owes that.

    Of a Case Review the Subgroup then recommends what is to be published, unless it did for this version (CR-05).
    """
    turn = engine.begin(case=case, act="submit_report", by=by, on=on, seen=seen)
    report = _report(turn)
    owed = ["answer_checklist"] if standing_checklist(report) is None else []
    if publishing.chooses(turn.case) and publishing.recommended(turn.case) is None:
        owed.append("recommend_publication")
        news.tell("publication_wanted", case=turn.case, to=chasing.panel_chairs(turn.case, on=on), by=by, at=turn.at)
    engine.move(turn, also_open=owed, detail=f"Version {report.version}")
    news.tell("report_submitted", case=turn.case, to=chairs(turn.case.area_id, on, turn.case.pk), by=by, at=turn.at)
