"""Forms 3 and 4 as they are really issued: the appendix's headings, rows and order, from what was signed (FORM-03, FORM-04)."""

from datetime import date, timedelta

import pytest

from reviews.actions import notices
from reviews.actions.decision import Reasons
from tests import board as b
from tests.documents.reading import headers_of, pages_of, text_of
from tests.documents.test_scr_forms import FORWARDING, in_order
from tests.reviews.test_form_editions import issued, pdf_of
from wscb.cases.models import Case
from wscb.cases.signing import content_hash
from wscb.messages.models import Message

pytestmark = pytest.mark.django_db

RECEIVED = date(2026, 3, 2)
HEADING_4 = "Outcome of WSCB Chair's Decision to Undertake a Warrington Safeguarding Children Board Case Review"


def recommended(board: b.Board, **signed: object) -> Case:
    """A Case Review with a signed recommendation."""
    case = b.log(board, received=RECEIVED, kind="cr")
    b.refer(board, case, on=RECEIVED)
    b.convene(board, case, on=RECEIVED)
    b.attend(board, case, on=date(2026, 3, 11))
    b.consider(board, case, on=date(2026, 3, 11))
    b.recommend(board, case, on=date(2026, 3, 11), **signed)
    return b.fresh(case)


@pytest.mark.clause("FORM-03", "CR-05", "CR-06")
def test_form_3_has_the_appendix_fields_in_order_with_what_was_signed() -> None:
    board = b.new_board()
    case = recommended(board, reasons="There is much to learn.", other_actions="An audit of handovers.")
    (edition,) = issued(case, "cr_form_3")
    pdf = pdf_of(edition)
    wanted = [
        "Warrington Safeguarding Children Board (WSCB) Case Review Subgroup Case Review Recommendations to Chair of WSCB",
        "Name of Child Ash Winterbourne",
        "DOB 4 May 2012",
        "Address 3 Nowhere Lane",
        "Ethnicity, disability, gender ethnicity not recorded",
        "Date of Case Review Subgroup Meeting 11 March 2026",
        "Recommendation from Case Review Subgroup to Board Chair Hold a Case Review",
        "Provisionally to be published: the whole report",
        "Reasons for recommendation There is much to learn.",
        "Terms of reference attached Draft, version 1",
        "Other recommended actions An audit of handovers. Proposed to chair the review: Dr Ines Calder (independent)",
        "Subgroup Chair Name: Robin Castell",
        "Signature: Signed electronically by Robin Castell",
        "Date: ",
        FORWARDING,
    ]
    assert in_order(pdf, *wanted) == wanted
    assert headers_of(pdf) == [("/TH", "/Row")] * 12
    assert f"{FORWARDING}." not in text_of(pdf)
    signed = case.recommendations.get()
    assert edition.decision_hash == signed.content_hash == content_hash(signed.content)
    assert signed.content_hash in "".join(text_of(pdf).split())


@pytest.mark.clause("FORM-04", "CR-07")
def test_form_4_has_the_appendix_fields_in_order_and_ends_with_a_full_stop() -> None:
    board = b.new_board()
    case = recommended(board)
    b.consult(board, case, on=date(2026, 3, 12))
    b.decide(board, case, on=date(2026, 3, 13), why=Reasons(reasons="I agree with the Subgroup."))
    (edition,) = issued(case, "cr_form_4")
    pdf = pdf_of(edition)
    wanted = [
        HEADING_4,
        "Name of Child Ash Winterbourne",
        "DOB 4 May 2012",
        "Address 3 Nowhere Lane",
        "Ethnicity, disability, gender ethnicity not recorded",
        "Date of WSCB Case Review Subgroup Criteria Panel 11 March 2026",
        "Evidence of Peer Challenge Consulted",
        "Name: Dale Oram, Another Board",
        "Date if consultation undertaken: 12 March 2026",
        "Reasons for Case Review How four organisations passed on what they knew. I agree with the Subgroup.",
        "Draft terms of reference presented to chair Draft, version 1",
        "Decision of WSCB Chair Hold a Case Review",
        "WSCB Chair Name: Avery Lund Signature: Signed electronically by Avery Lund",
        "Date: ",
        f"{FORWARDING}.",
    ]
    assert in_order(pdf, *wanted) == wanted
    assert headers_of(pdf) == [("/TH", "/Row")] * 10
    assert "Ofsted" not in text_of(pdf)
    assert edition.decision_hash == case.decisions.get().content_hash


@pytest.mark.clause("FORM-04", "CR-09")
def test_form_4_is_not_issued_again_when_ofsted_is_told() -> None:
    board = b.new_board()
    case = b.decided(board, received=RECEIVED, kind="cr")
    b.notify(board, case, "notify_outcome_ofsted", on=RECEIVED + timedelta(days=15))
    assert [edition.edition for edition in issued(case, "cr_form_4")] == [1]


@pytest.mark.clause("FORM-03", "FORM-04", "FORM-05")
def test_manager_is_told_of_each_form_and_receives_it() -> None:
    board = b.new_board()
    case = b.decided(board, received=RECEIVED, kind="cr")
    for number, form in ((3, "cr_form_3"), (4, "cr_form_4")):
        issued(case, form)
        assert [sent.recipient for sent in Message.objects.filter(kind=f"case.{form}_arrived")] == [board.manager]
        notices.receive_form(case=case, by=board.manager, on=date(2026, 3, 16), act=f"receive_form_{number}")
        assert not case.steps.filter(code=f"receive_form_{number}", done_on__isnull=True).exists()


@pytest.mark.clause("FORM-03")
def test_form_3_keeps_a_long_text_whole() -> None:
    board = b.new_board()
    long = "The organisations did not share what each of them knew. " * 178 + "The very end."
    case = recommended(board, reasons=long)
    (edition,) = issued(case, "cr_form_3")
    pdf = pdf_of(edition)
    assert text_of(pdf).count("did not share") == 178
    assert "The very end." in text_of(pdf)
    assert len(pages_of(pdf)) > 2
