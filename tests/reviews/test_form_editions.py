"""Forms 1 and 2 as they are really issued: rendered from what was signed, stored on the case, told to the manager."""

import hashlib
from datetime import date
from typing import Any

import pytest
import time_machine

from reviews.actions import decision, notices
from reviews.actions.decision import Reasons
from reviews.actions.notification import Child
from tests import board as b
from tests.documents.reading import missing_glyphs, pages_of, text_of
from wscb.cases import editions
from wscb.cases.enums import EditionState
from wscb.cases.errors import ActRefused
from wscb.cases.models import Case, FormEdition
from wscb.cases.signing import content_hash
from wscb.documents import store
from wscb.messages.models import Message

pytestmark = pytest.mark.django_db

RECEIVED = date(2026, 3, 2)
HOSTILE = "<script>alert(1)</script><img src=file:///etc/passwd>"
SCRIPTS = "Żółć Ωμέγα Привет שלום مرحبا नमस्ते 你好 こんにちは"
LONG = "The organisations did not share what each of them knew. " * 178 + "The very end."


def pdf_of(edition: FormEdition) -> bytes:
    """The stored file of an edition that is ready."""
    assert edition.document is not None
    return store.read(edition.document.stored)


def issued(case: Case, form: str) -> list[FormEdition]:
    """The editions of a form, all rendered."""
    editions.render_waiting()
    found = list(case.form_editions.filter(form=form).select_related("document__stored__data_key"))
    assert {edition.state for edition in found} == {EditionState.READY}
    return found


def until_recommended(board: b.Board, *, children: list[Child] | None = None, **signed: Any) -> Case:
    """A case with a signed recommendation."""
    case = b.log(board, received=RECEIVED, children=children or [b.CHILD])
    b.refer(board, case, on=date(2026, 3, 3))
    b.convene(board, case, on=date(2026, 3, 4))
    b.attend(board, case, on=date(2026, 3, 11))
    b.recommend(board, case, on=date(2026, 3, 11), **signed)
    return b.fresh(case)


@pytest.mark.clause("FORM-01", "CARD-03")
def test_form_1_is_stored_on_the_case_with_what_was_signed() -> None:
    board = b.new_board()
    case = until_recommended(board, other_actions="An audit of handovers.")
    (edition,) = issued(case, "scr_form_1")
    pdf = pdf_of(edition)
    text = text_of(pdf)
    recommendation = case.recommendations.get()
    for words in (
        "Name of Child Ash Winterbourne",
        "DOB 4 May 2012",
        "Address 3 Nowhere Lane",
        "Date of Case Review Criteria Panel 11 March 2026",
        "Recommendation from Case Review Criteria Panel Hold a Serious Case Review",
        "Reasons for recommendation The criteria are met.",
        "Terms of reference attached Draft, version 1",
        "Period under review: from: 1 January 2012",
        "Other recommended actions An audit of handovers. Proposed to chair the review: Dr Ines Calder",
        "Name: Robin Castell",
    ):
        assert words in text
    assert recommendation.content_hash in "".join(text.split())
    assert edition.sha256 == hashlib.sha256(pdf).hexdigest()
    assert edition.decision_hash == recommendation.content_hash == content_hash(recommendation.content)


@pytest.mark.clause("FORM-01")
def test_form_1_says_why_there_are_neither_terms_nor_chair_yet() -> None:
    board = b.new_board()
    case = until_recommended(
        board, terms=None, no_terms_because="The scope is open.", proposal=None, no_chair_because="Two were asked."
    )
    (edition,) = issued(case, "scr_form_1")
    text = text_of(pdf_of(edition))
    assert "Terms of reference attached None yet: The scope is open." in text
    assert "No chair proposed yet: Two were asked." in text


@pytest.mark.clause("FORM-01")
def test_form_1_lists_two_children_line_by_line() -> None:
    board = b.new_board()
    second = Child(
        name_unknown=True,
        date_of_birth=date(2014, 2, 1),
        date_of_birth_estimated=True,
        aliases=("Wrennie",),
        gender="Girl",
    )
    case = until_recommended(board, children=[b.CHILD, second])
    (edition,) = issued(case, "scr_form_1")
    text = text_of(pdf_of(edition))
    assert "Name of Child Child 1: Ash Winterbourne Child 2: Name not known (also known as Wrennie)" in text
    assert "DOB Child 1: 4 May 2012 Child 2: 1 February 2014 (estimated)" in text
    assert "Child 2: ethnicity not recorded, disability not recorded, Girl" in text


@pytest.mark.clause("FORM-01", "FORM-02")
def test_forms_show_hostile_markup_as_text() -> None:
    board = b.new_board()
    case = until_recommended(board, children=[Child(given_name="Ash", family_name=HOSTILE)], reasons=HOSTILE)
    b.consult(board, case, on=date(2026, 3, 12))
    b.decide(board, case, on=date(2026, 3, 13), why=Reasons(reasons=HOSTILE))
    for form in ("scr_form_1", "scr_form_2"):
        (edition,) = issued(case, form)
        text = "".join(text_of(pdf_of(edition)).split())
        assert text.count("".join(HOSTILE.split())) == 2
        assert "root:" not in text


@pytest.mark.clause("FORM-01")
def test_form_1_renders_any_script_and_keeps_a_long_text_whole() -> None:
    board = b.new_board()
    case = until_recommended(
        board,
        children=[Child(given_name="Ash", family_name=SCRIPTS.split(maxsplit=1)[0])],
        reasons=LONG,
        other_actions=SCRIPTS,
    )
    assert len(LONG) > 9_900
    (edition,) = issued(case, "scr_form_1")
    pdf = pdf_of(edition)
    text = text_of(pdf)
    assert missing_glyphs(pdf) == 0
    assert text.count("did not share") == 178
    assert "The very end." in text
    assert len(pages_of(pdf)) > 2
    for words in ("Ωμέγα", "Привет", "你好"):
        assert words in text


def decided(board: b.Board) -> Case:
    """A case with a signed decision."""
    case = until_recommended(board)
    b.consult(board, case, on=date(2026, 3, 12))
    b.decide(board, case, on=date(2026, 3, 13))
    return b.fresh(case)


@pytest.mark.clause("FORM-02")
def test_form_2_is_stored_with_consultations_and_not_yet_notified() -> None:
    board = b.new_board()
    case = decided(board)
    (edition,) = issued(case, "scr_form_2")
    text = text_of(pdf_of(edition))
    for words in (
        "Evidence of Peer Challenge Consulted",
        "Name: Dale Oram, Another Board",
        "Date Consultation Undertaken: 12 March 2026",
        "Summary of Peer Challenge Agrees.",
        "None sought: Not needed: the criteria are plain.",
        "Date Consultation Undertaken: Not applicable: none sought",
        "Summary of Consultation with National Panel of Independent Experts Not applicable: none sought",
        "Decisions Hold a Serious Case Review",
        "Decision of WSCB Chair I agree with the panel.",
        "Date Ofsted notified of Outcome not yet notified",
        "Date National Panel of Independent Experts notified of Outcome not yet notified",
        "Name: Avery Lund",
    ):
        assert words in text
    assert edition.decision_hash == case.decisions.get().content_hash


@pytest.mark.clause("FORM-02", "SCR-14")
def test_edition_that_is_rendered_late_shows_what_was_known_when_it_was_asked_for() -> None:
    board = b.new_board()
    case = decided(board)
    b.notify(board, case, "notify_outcome_ofsted", on=date(2026, 3, 16))
    b.notify(board, case, "notify_outcome_national_panel", on=date(2026, 3, 18))
    first, second = issued(case, "scr_form_2")
    assert text_of(pdf_of(first)).count("not yet notified") == 2
    assert "not yet notified" not in text_of(pdf_of(second))


@pytest.mark.clause("FORM-02", "SCR-14")
def test_second_edition_of_form_2_holds_both_dates_and_the_first_stays_as_it_was() -> None:
    board = b.new_board()
    case = decided(board)
    (first,) = issued(case, "scr_form_2")
    before = pdf_of(first)
    b.notify(board, case, "notify_outcome_ofsted", on=date(2026, 3, 16))
    assert len(issued(case, "scr_form_2")) == 1
    b.notify(board, case, "notify_outcome_national_panel", on=date(2026, 3, 18))
    first, second = issued(case, "scr_form_2")
    text = text_of(pdf_of(second))
    assert "Date Ofsted notified of Outcome 16 March 2026" in text
    assert "Date National Panel of Independent Experts notified of Outcome 18 March 2026" in text
    assert "not yet notified" not in text
    assert "Edition 2" in text
    assert "not yet notified" in text_of(pdf_of(first))
    assert pdf_of(first) == before
    assert first.decision_hash == second.decision_hash == case.decisions.get().content_hash
    assert first.sha256 != second.sha256


@pytest.mark.clause("FORM-02")
def test_form_2_of_an_acting_chair_says_so() -> None:
    from wscb.people.actions import record_acting_appointment

    with time_machine.travel("2026-03-13 10:00", tick=False):
        board = b.new_board()
        case = until_recommended(board)
        b.consult(board, case, on=date(2026, 3, 12))
        acting = b.person("acting@elsewhere.example", "Noor Field")
        day = date(2026, 3, 13)
        record_acting_appointment(
            user=acting, area=board.area, starts_on=day, ends_on=day, reason="Leave", by=board.manager, on=day
        )
        decision.decide(
            case=case,
            by=acting,
            on=day,
            outcome="hold",
            why=Reasons(reasons="Yes."),
            confirmed=b.SIGNED,
            seen=b.fresh(case).revision,
        )
        (edition,) = issued(case, "scr_form_2")
    assert "Name: Noor Field (acting Board Chair)" in text_of(pdf_of(edition))


@pytest.mark.clause("FORM-02", "SCR-11")
def test_reconsidered_decision_has_a_form_of_its_own_beside_the_first() -> None:
    board = b.new_board()
    case = decided(board)
    why = Reasons(
        reasons="An accident.", departure="The inquest.", advice="Counsel.", new_facts="The inquest found an accident."
    )
    second = decision.reconsider(
        case=case,
        by=board.chair,
        on=date(2026, 4, 1),
        outcome="not_hold",
        why=why,
        confirmed=b.SIGNED,
        seen=case.revision,
    )
    old, new = issued(case, "scr_form_2")
    assert "Decisions Hold a Serious Case Review" in text_of(pdf_of(old))
    text = text_of(pdf_of(new))
    assert "Decisions Do not hold a Serious Case Review" in text
    assert "The inquest found an accident." in text
    assert (new.edition, new.decision_hash) == (1, second.content_hash)


@pytest.mark.clause("FORM-05", "CARD-03")
def test_manager_is_told_when_the_form_is_ready_and_not_before() -> None:
    board = b.new_board()
    case = until_recommended(board)
    arrived = Message.objects.filter(kind="case.scr_form_1_arrived")
    assert not arrived.exists()
    with pytest.raises(ActRefused, match="still being prepared"):
        notices.receive_form(case=case, by=board.manager, on=date(2026, 3, 11), act="receive_form_1")
    issued(case, "scr_form_1")
    assert [message.recipient for message in arrived] == [board.manager]
    notices.receive_form(case=case, by=board.manager, on=date(2026, 3, 11), act="receive_form_1")
    assert not case.steps.filter(code="receive_form_1", done_on__isnull=True).exists()


@pytest.mark.clause("CARD-03")
def test_rendering_again_adds_nothing() -> None:
    board = b.new_board()
    case = until_recommended(board)
    assert editions.render_waiting() == 1
    assert editions.render_waiting() == 0
    assert case.documents.count() == 1


@pytest.mark.clause("CARD-03")
def test_form_that_cannot_be_rendered_waits_and_is_rendered_when_it_can(
    monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    with time_machine.travel("2026-03-13 10:00", tick=False) as clock:
        board = b.new_board()
        case = until_recommended(board)

        def broken(edition: FormEdition) -> bytes:
            raise OSError("no font")

        form = editions.form_called("scr_form_1")
        monkeypatch.setitem(editions._forms, "scr_form_1", editions.AppendixForm(form.title, form.file_name, broken))
        assert editions.render_waiting() == 0
        waiting = case.form_editions.get()
        assert (waiting.state, waiting.attempts, waiting.failure) == (EditionState.WAITING, 1, "OSError")
        monkeypatch.undo()
        assert editions.render_waiting() == 0
        clock.shift(editions.LEASE.total_seconds() + 1)
        (ready,) = issued(case, "scr_form_1")
    assert (ready.attempts, ready.failure) == (2, "")
