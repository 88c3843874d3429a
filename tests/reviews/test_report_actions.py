"""The report: kept in versions, checked, commented on, redacted for its reason alone, accepted, and its lessons told."""

from datetime import timedelta

import pytest
from django.db import transaction

from reviews.actions import report
from reviews.models import ReportVersion
from tests import board as b
from tests.reviews import reporting as r
from wscb.cases.errors import ActRefused, NotAllowed, NotReady
from wscb.cases.models import Case
from wscb.cases.signing import content_hash
from wscb.documents.office_checks import DOCX
from wscb.documents.uploads import CheckedUpload
from wscb.messages.models import Message

pytestmark = pytest.mark.django_db

DAY = r.RECEIVED + timedelta(days=100)
LATER = r.RECEIVED + timedelta(days=105)


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def case(board: b.Board) -> Case:
    return b.under_way(board, received=r.RECEIVED)


def told(kind: str) -> set[str]:
    return set(Message.objects.filter(kind=f"case.{kind}").values_list("recipient__email", flat=True))


def open_codes(case: Case) -> list[str]:
    return list(case.steps.filter(done_on__isnull=True).order_by("code").values_list("code", flat=True))


# --- versions ---------------------------------------------------------------------------------------------


@pytest.mark.clause("SCR-25", "GEN-02")
def test_every_version_is_kept_with_its_hash(board: b.Board, case: Case) -> None:
    first = r.write(board, case, on=DAY)
    second = r.write(board, case, on=DAY, why="Because nobody asked the child.")
    assert [one.version for one in case.report_versions.all()] == [1, 2]
    assert first.content_hash != second.content_hash
    kept = ReportVersion.objects.get(pk=second.pk)
    assert kept.sections["why"] == "Because nobody asked the child."
    assert kept.content_hash == content_hash({"sections": kept.sections, "file": None})


def test_a_version_does_not_change(board: b.Board, case: Case) -> None:
    kept = r.write(board, case, on=DAY)
    kept.content_hash = "0" * 64
    with pytest.raises(Exception, match="append"), transaction.atomic():
        kept.save()


def test_the_same_words_are_no_new_version(board: b.Board, case: Case) -> None:
    r.write(board, case, on=DAY)
    with pytest.raises(ActRefused, match="says the same"):
        r.write(board, case, on=DAY)


def test_a_version_without_a_word_is_refused(board: b.Board, case: Case) -> None:
    with pytest.raises(ActRefused, match="at least one section"):
        report.write_report(case=case, by=board.manager, on=DAY, sections={"why": " "})


def test_a_version_with_an_empty_section_is_kept_and_cannot_be_submitted(board: b.Board, case: Case) -> None:
    r.write(board, case, on=DAY, sources="")
    with pytest.raises(NotReady, match="every section"):
        r.submit(board, case, on=DAY)


def test_an_uploaded_report_is_kept_with_its_file_and_its_summary(board: b.Board, case: Case) -> None:
    kept = report.upload_report(case=case, by=board.manager, on=DAY, upload=r.PDF, summary="What we learnt.")
    assert kept.document is not None
    assert kept.document.kind == "report"
    assert kept.content_hash == content_hash({"sections": kept.sections, "file": kept.document.stored.sha256})
    assert r.submit(board, case, on=DAY).state == "report_submitted"


@pytest.mark.parametrize(("media_type", "fits"), [("application/pdf", True), (DOCX, True), ("text/csv", False)])
def test_a_report_is_a_pdf_or_a_word_document(board: b.Board, case: Case, media_type: str, fits: bool) -> None:
    file = CheckedUpload(content=b"x", media_type=media_type, safe_name="report")
    if fits:
        assert report.upload_report(case=case, by=board.manager, on=DAY, upload=file, summary="Short.").version == 1
        return
    with pytest.raises(ActRefused, match="PDF or DOCX"):
        report.upload_report(case=case, by=board.manager, on=DAY, upload=file, summary="Short.")


def test_nobody_of_the_panel_writes_the_report(board: b.Board, case: Case) -> None:
    for person in (board.panel_chair, board.members[0], board.chair):
        with pytest.raises(NotAllowed):
            r.write(board, case, on=DAY, by=person)


# --- comments and redactions ------------------------------------------------------------------------------


def comment(board: b.Board, case: Case) -> object:
    return report.record_comment(
        case=case, by=board.manager, on=DAY, organisation=board.police, text="It was a Tuesday.", received_on=DAY
    )


@pytest.mark.clause("SCR-25")
def test_a_comment_opens_the_answer_that_is_owed_and_keeps_the_report_from_being_accepted(
    board: b.Board, case: Case
) -> None:
    r.write(board, case, on=DAY)
    said = comment(board, case)
    r.submit(board, case, on=DAY)
    r.check(board, case, on=LATER)
    with pytest.raises(NotReady, match="comment on matters of fact"):
        r.accept(board, case, on=LATER)
    report.answer_comment(case=case, by=r.lead_of(board, case), on=LATER, comment=said, answer="Put right.")  # type: ignore[arg-type]
    assert not case.steps.filter(code="answer_comment", done_on__isnull=True).exists()
    assert r.accept(board, case, on=LATER).outcome == "accepted"


def test_a_comment_is_of_an_organisation_that_is_involved(board: b.Board, case: Case) -> None:
    r.write(board, case, on=DAY)
    with pytest.raises(ActRefused, match="involved"):
        report.record_comment(
            case=case, by=board.manager, on=DAY, organisation=board.health, text="No.", received_on=DAY
        )


def test_a_comment_is_answered_once(board: b.Board, case: Case) -> None:
    r.write(board, case, on=DAY)
    said = comment(board, case)
    for attempt in range(2):
        if attempt:
            with pytest.raises(ActRefused, match="answered already"):
                report.answer_comment(case=case, by=board.manager, on=DAY, comment=said, answer="No.")  # type: ignore[arg-type]
        else:
            report.answer_comment(case=case, by=board.manager, on=DAY, comment=said, answer="Yes.")  # type: ignore[arg-type]


@pytest.mark.clause("SCR-25")
@pytest.mark.parametrize("ground", ["welfare", "embarrassing", ""])
def test_a_serious_case_review_is_redacted_for_legal_reasons_alone(board: b.Board, case: Case, ground: str) -> None:
    r.write(board, case, on=DAY)
    with pytest.raises(ActRefused, match="reason that allows it"):
        report.redact_report(case=case, by=board.manager, on=DAY, passage="The name.", ground=ground, reason="So.")


@pytest.mark.clause("SCR-25")
def test_a_redaction_is_made_with_its_reason_and_lifted_with_one(board: b.Board, case: Case) -> None:
    r.write(board, case, on=DAY)
    with pytest.raises(ActRefused, match="Enter the reason"):
        report.redact_report(case=case, by=board.manager, on=DAY, passage="The name.", ground="legal", reason="")
    made = report.redact_report(
        case=case, by=board.manager, on=DAY, passage="The name.", ground="legal", reason="The court’s order."
    )
    lifted = report.lift_redaction(case=case, by=board.manager, on=LATER, redaction=made, because="The order ended.")
    assert (lifted.reason, lifted.lifted_on) == ("The court’s order.", LATER)


@pytest.mark.clause("CR-15", "CR-17")
def test_a_case_review_is_redacted_for_a_childs_welfare_too_and_completed_by_its_report(board: b.Board) -> None:
    case = b.under_way(board, received=r.RECEIVED, kind="cr")
    r.write(board, case, on=DAY)
    given = {"passage": "The school.", "reason": "The sister goes there."}
    report.redact_report(case=case, by=board.manager, on=DAY, ground="welfare", **given)
    with pytest.raises(ActRefused, match="reason that allows it"):
        report.redact_report(case=case, by=board.manager, on=DAY, ground="embarrassing", **given)
    r.submit(board, case, on=LATER)
    with pytest.raises(NotReady):
        r.accept(board, case, on=LATER)
    r.check(board, case, on=LATER)
    r.recommend_publication(board, case, on=LATER)
    entry = r.accept(board, case, on=LATER)
    assert entry.content["report"]["redactions"] == [{"ground": "welfare", **given}]
    assert b.fresh(case).state == "completed"


# --- the checklist ----------------------------------------------------------------------------------------
