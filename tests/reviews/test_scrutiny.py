"""Scrutiny of a decision not to review, and the bundle that goes with it (SCR-16)."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pikepdf
import pytest
from django.test import Client

from reviews.actions.bundle import make_bundle
from tests import board as b
from tests.documents.reading import text_of
from wscb.cases import editions, rules
from wscb.cases.actions import scrutiny
from wscb.cases.errors import ActRefused, NotAllowed, OutOfTable
from wscb.cases.models import Case, ScrutinyRequest
from wscb.documents.store import read
from wscb.trail.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.clause("SCR-16")]
RECEIVED = date(2026, 3, 2)
ASKED = RECEIVED + timedelta(days=30)


def not_reviewed(board: b.Board) -> Case:
    """A case that the Chair decided not to review, with the panel."""
    case = b.log(board, received=RECEIVED, answers=b.NO_LIMB)
    b.refer(board, case, on=RECEIVED + timedelta(days=1))
    b.convene(board, case, on=RECEIVED + timedelta(days=2))
    b.attend(board, case, on=RECEIVED + timedelta(days=9))
    b.recommend(board, case, on=RECEIVED + timedelta(days=9), outcome="not_hold", departure_reasons="")
    b.consult(board, case, on=RECEIVED + timedelta(days=12))
    b.decide(board, case, on=RECEIVED + timedelta(days=14), outcome="not_hold")
    return b.fresh(case)


def ask(board: b.Board, case: Case, **changes: object) -> ScrutinyRequest:
    """The Panel's office asks why."""
    facts = {"received_on": ASKED, "from_whom": "Rae Lund, Panel office", "question": "Why was none held?", **changes}
    return scrutiny.log_scrutiny(case=case, by=board.manager, on=ASKED, **facts)  # type: ignore[arg-type]


def test_request_is_owed_by_the_chair_by_the_board_s_own_target() -> None:
    board = b.new_board()
    case = not_reviewed(board)
    request = ask(board, case)
    step = case.steps.get(code="answer_scrutiny", about=request.pk)
    assert step.due_on == date(2026, 4, 17)  # ten working days after 1 April, Good Friday and Easter Monday skipped
    assert step.rule.owed_by == "board_chair"


def test_day_the_panel_named_takes_the_target_s_place_and_the_ledger_says_so() -> None:
    board = b.new_board()
    case = not_reviewed(board)
    request = ask(board, case, wanted_by=ASKED + timedelta(days=5))
    step = case.steps.get(code="answer_scrutiny", about=request.pk)
    assert step.due_on == ASKED + timedelta(days=5)
    assert [row.new_due_on for row in step.ledger.all()] == [ASKED + timedelta(days=5)]


def test_answer_closes_its_own_request_alone_and_is_given_once() -> None:
    board = b.new_board()
    case = not_reviewed(board)
    first, second = ask(board, case), ask(board, case, question="And the minutes?")
    scrutiny.answer_scrutiny(
        case=case, by=board.chair, on=ASKED, request=first, sent_on=ASKED, answer="No limb was met.", papers=b.PAPER
    )
    assert [step.about for step in case.steps.filter(code="answer_scrutiny", done_on__isnull=True)] == [second.pk]
    with pytest.raises(ActRefused, match="answered already"):
        scrutiny.answer_scrutiny(case=case, by=board.chair, on=ASKED, request=first, sent_on=ASKED, answer="Again.")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"received_on": RECEIVED + timedelta(days=13)}, "received_on"),
        ({"received_on": ASKED + timedelta(days=1)}, "received_on"),
        ({"wanted_by": ASKED - timedelta(days=1)}, "wanted_by"),
    ],
)
def test_dates_that_cannot_be_are_refused_at_their_field(changes: dict[str, date], field: str) -> None:
    board = b.new_board()
    case = not_reviewed(board)
    with pytest.raises(ActRefused) as refused:
        ask(board, case, **changes)
    assert refused.value.field == field


def test_decision_to_review_is_not_scrutinised_and_the_panel_s_chair_logs_nothing() -> None:
    board = b.new_board()
    with pytest.raises(OutOfTable):
        ask(board, b.decided(board, received=RECEIVED))
    with pytest.raises(NotAllowed):
        scrutiny.log_scrutiny(
            case=not_reviewed(board), by=board.panel_chair, on=ASKED, received_on=ASKED, from_whom="A", question="B"
        )


def test_only_who_had_the_chair_s_powers_attended() -> None:
    board = b.new_board()
    case = not_reviewed(board)
    with pytest.raises(ActRefused) as refused:
        scrutiny.record_scrutiny_attendance(
            case=case, by=board.manager, on=ASKED, attended_on=ASKED, who=board.manager, outcome="Heard."
        )
    assert refused.value.field == "who"
    scrutiny.record_scrutiny_attendance(
        case=case, by=board.manager, on=ASKED, attended_on=ASKED, who=board.chair, outcome="Heard."
    )
    assert [one.who for one in case.scrutiny_attendances.all()] == [board.chair]


def test_bundle_is_one_tagged_pdf_with_a_bookmark_for_each_part() -> None:
    board = b.new_board()
    case = not_reviewed(board)
    request = ask(board, case)
    scrutiny.answer_scrutiny(
        case=case, by=board.chair, on=ASKED, request=request, sent_on=ASKED, answer="No limb was met."
    )
    edition = make_bundle(case=case, by=board.chair, on=ASKED)
    with pytest.raises(ActRefused, match="being prepared"):
        make_bundle(case=case, by=board.chair, on=ASKED)
    editions.render_waiting()
    edition.refresh_from_db()
    assert edition.edition == 1
    content = read(edition.document.stored)
    text = text_of(content)
    for words in (
        b.CHILD.family_name,
        "Why was none held?",
        "No limb was met.",
        "Dale Oram",
        "Scrutiny by the National Panel",
    ):
        assert words in text
    with pikepdf.open(BytesIO(content)) as pdf, pdf.open_outline() as outline:
        assert [part.title for part in outline.root[0].children] == [
            "The notification",
            "The criteria worksheet",
            "The panel’s recommendation",
            "The Chair’s decision",
            "Consultations",
            "Notices",
            "Clocks and reasons for lateness",
            "What was learned",
            "Scrutiny by the National Panel",
        ]
        assert pdf.Root.MarkInfo.Marked
        assert b.CHILD.family_name not in str(pdf.docinfo)
    assert Entry.objects.filter(kind="case.exported", subject_id=case.pk).count() == 1


def test_pages_log_and_answer_a_request(client: Client) -> None:
    board = b.new_board()
    case = not_reviewed(board)
    ask(board, case)
    client.force_login(board.chair)
    page = client.get(f"/cases/{case.reference}/do/answer_scrutiny/").content.decode()
    assert "Why was none held?" in page
    shown = client.get(f"/cases/{case.reference}/decisions/").content.decode()
    assert "Rae Lund, Panel office" in shown
    assert "Not yet" in shown
    for act in ("log_scrutiny", "record_scrutiny_attendance", "make_bundle"):
        assert client.get(f"/cases/{case.reference}/do/{act}/").status_code == 200


@pytest.mark.clause("SCR-21")
def test_date_that_was_changed_keeps_its_first_one_in_sight() -> None:
    board = b.new_board()
    case = not_reviewed(board)
    request = ask(board, case, wanted_by=ASKED + timedelta(days=5))
    step = case.steps.get(code="answer_scrutiny", about=request.pk)
    assert rules.basis(step).sentence.endswith("that day not counted (SCR-16); first due on Friday 17 April 2026")
