"""More time for a review: the Chair agrees, the original date stays, and the figures keep measuring against it."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from reviews.six_months import six_months_of
from reviews.vocabularies import EXTENSION_REASON
from tests import board as b
from tests.cases.moments import after, london
from tests.reviews import reporting as r
from tests.reviews import working as w
from wscb.cases import chasing, rules
from wscb.cases.actions import appointments
from wscb.cases.errors import ActRefused, NotAllowed
from wscb.cases.figures import limits_kept
from wscb.cases.models import Case
from wscb.cases.signing import content_hash
from wscb.messages.models import Message

pytestmark = pytest.mark.django_db

DAY = date(2026, 5, 4)


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def case(board: b.Board) -> Case:
    return b.under_way(board, received=r.RECEIVED)


@pytest.mark.clause("SCR-22", "CR-13")
@pytest.mark.parametrize("kind", ["scr", "cr"])
def test_the_chair_agrees_to_a_new_date_and_the_original_one_stays(board: b.Board, kind: str) -> None:
    case = b.under_way(board, received=r.RECEIVED, kind=kind)
    w.ask(board, case, on=DAY)
    assert w.open_codes(case, "answer_extension") == ["answer_extension"]
    row = w.answer(board, case, on=DAY)
    step = w.open_step(case, "completion")
    assert (step.due_on, rules.first_due_on(step), rules.recomputed(step)) == (w.LATER, w.DUE, w.LATER)
    assert [(one.kind, one.new_due_on) for one in step.ledger.all()] == [("extended", w.LATER)]
    assert row.decision.content_hash == content_hash(row.decision.content)
    assert row.decision.content["extension"]["first_due_on"] == w.DUE.isoformat()
    assert (row.decision.kind, row.agreed_until, row.decision.signed_by) == ("extended", w.LATER, board.chair)
    assert w.open_codes(case, "answer_extension") == []
    call_command("recompute_due", "--check", stdout=StringIO())


@pytest.mark.clause("SCR-22")
@pytest.mark.parametrize(("days", "fine"), [(-1, False), (0, False), (1, True)], ids=["before", "at", "after"])
def test_the_new_date_is_later_than_the_present_one(board: b.Board, case: Case, days: int, fine: bool) -> None:
    until = after(w.DUE, days)
    if fine:
        w.ask(board, case, on=DAY, until=until)
        return
    with pytest.raises(ActRefused, match="later than Wednesday 16 September 2026"):
        w.ask(board, case, on=DAY, until=until)
    w.ask(board, case, on=DAY)
    with pytest.raises(ActRefused, match="later than Wednesday 16 September 2026"):
        w.answer(board, case, on=DAY, until=until)


def test_of_a_review_that_is_overdue_the_new_date_is_in_the_future(board: b.Board, case: Case) -> None:
    late = after(w.DUE, 30)
    for until in (after(w.DUE, 29), late):
        with pytest.raises(ActRefused, match="in the future"):
            w.ask(board, case, on=late, until=until)
    w.ask(board, case, on=late, until=after(late, 1))


@pytest.mark.clause("SCR-22")
def test_a_second_extension_adds_to_the_ledger_and_the_first_date_stays(board: b.Board, case: Case) -> None:
    w.ask(board, case, on=DAY)
    w.answer(board, case, on=DAY)
    later = after(w.LATER, 60)
    with pytest.raises(ActRefused, match="later than"):
        w.ask(board, case, on=after(DAY, 5), until=w.LATER)
    w.ask(board, case, on=after(DAY, 5), until=later)
    w.answer(board, case, on=after(DAY, 6), until=later)
    standing = six_months_of(case, on=DAY)
    assert standing is not None
    assert (standing.first_due_on, standing.due_on) == (w.DUE, later)
    assert [one.new_due_on for one in standing.step.ledger.all()] == [w.LATER, later]
    assert rules.recomputed(standing.step) == later


@pytest.mark.clause("SCR-22")
def test_the_chair_may_agree_to_another_date_than_was_asked_for(board: b.Board, case: Case) -> None:
    w.ask(board, case, on=DAY)
    row = w.answer(board, case, on=DAY, until=after(w.DUE, 10))
    assert (row.proposed_until, row.agreed_until) == (w.LATER, after(w.DUE, 10))
    assert w.open_step(case, "completion").due_on == after(w.DUE, 10)


@pytest.mark.clause("SCR-22")
def test_a_refusal_is_signed_with_its_reasons_and_changes_no_date(board: b.Board, case: Case) -> None:
    w.ask(board, case, on=DAY)
    with pytest.raises(ActRefused, match="reasons"):
        w.answer(board, case, on=DAY, until=None, reasons="")
    row = w.answer(board, case, on=DAY, until=None, reasons="It can be done in time.")
    assert (row.decision.kind, row.decision.reasons) == ("not_extended", "It can be done in time.")
    assert w.open_step(case, "completion").due_on == w.DUE
    assert w.open_codes(case, *w.INTERIM) == ["interim_learning"]
    w.ask(board, case, on=DAY)


def test_an_answer_does_not_come_before_the_question_nor_a_change_before_the_last(board: b.Board, case: Case) -> None:
    w.ask(board, case, on=DAY)
    with pytest.raises(ActRefused, match="asked for on Monday 4 May 2026"):
        w.answer(board, case, on=after(DAY, -1))
    w.answer(board, case, on=after(DAY, 2))
    w.ask(board, case, on=DAY, until=after(w.LATER, 9))
    with pytest.raises(ActRefused, match="last changed on Wednesday 6 May 2026"):
        w.answer(board, case, on=after(DAY, 1), until=after(w.LATER, 9))


def test_one_request_waits_at_a_time_and_needs_its_answers(board: b.Board, case: Case) -> None:
    w.ask(board, case, on=DAY)
    with pytest.raises(ActRefused, match="already"):
        w.ask(board, case, on=DAY)
    w.answer(board, case, on=DAY)
    with pytest.raises(ActRefused, match="waiting"):
        w.answer(board, case, on=DAY)
    assert "court_proceedings" in EXTENSION_REASON.codes


@pytest.mark.clause("SCR-22")
def test_only_the_chair_answers_and_whoever_works_on_the_review_asks(board: b.Board, case: Case) -> None:
    with pytest.raises(NotAllowed):
        w.ask(board, case, on=DAY, by=board.chair)
    for role in ("lead_reviewer", "review_chair"):
        w.ask(board, case, on=DAY, by=case.appointments.get(role=role).user)
        with pytest.raises(NotAllowed):
            w.answer(board, case, on=DAY, by=board.manager)
        with pytest.raises(ActRefused, match="Confirm who you are"):
            w.answer(board, case, on=DAY, confirmed=None)
        w.answer(board, case, on=DAY, until=None)
    told = Message.objects.filter(kind="case.extension_asked").values_list("recipient__email", flat=True)
    assert set(told) == {board.chair.email}


@pytest.mark.clause("SCR-21", "SCR-22")
@pytest.mark.parametrize(("days", "late"), [(0, 0), (1, 1)], ids=["at", "after"])
def test_an_extended_review_is_late_after_its_new_date_alone(board: b.Board, case: Case, days: int, late: int) -> None:
    w.ask(board, case, on=DAY)
    w.answer(board, case, on=DAY)
    assert rules.is_late(w.open_step(case, "completion"), after(w.LATER, days)) == bool(late)
    asked = [
        chase.step.code
        for chase in chasing.planned(now=london(after(w.LATER, days), 9))
        if chase.told.code == "day_after"
    ]
    assert asked.count("completion") == late


@pytest.mark.clause("SCR-21", "SCR-22")
@pytest.mark.parametrize(
    ("on", "counted"),
    [(w.DUE, (1, 0, 1)), (after(w.DUE, 1), (0, 1, 1)), (w.LATER, (0, 1, 1)), (after(w.LATER, 1), (0, 1, 0))],
)
def test_figures_measure_against_the_original_date_and_show_the_extended_apart(
    board: b.Board, case: Case, on: date, counted: tuple[int, int, int]
) -> None:
    w.ask(board, case, on=DAY)
    w.answer(board, case, on=DAY)
    (row,) = [one for one in limits_kept(board.chair, since=DAY, until=on, on=on) if one.title == "Complete the review"]
    assert (row.running, row.overdue, row.within) == counted
    assert row.extended == 1


def test_answer_is_told_to_those_who_work_on_the_review_and_to_nobody_whose_appointment_ended(
    board: b.Board, case: Case
) -> None:
    w.ask(board, case, on=DAY)
    lead, chair = (case.appointments.get(role=role) for role in ("lead_reviewer", "review_chair"))
    appointments.end_appointment(case=case, by=board.chair, on=DAY, appointment=lead, because="Ill.")
    w.answer(board, case, on=DAY)
    told = Message.objects.filter(kind="case.extension_answered").values_list("recipient", flat=True)
    assert set(told) == {board.manager.pk, chair.user_id}


@pytest.mark.clause("SCR-22", "SCR-34")
def test_a_request_that_the_acceptance_overtook_says_so_and_when(client: Client, board: b.Board) -> None:
    case = r.with_board(board)
    on = date(2026, 6, 15)
    w.ask(board, case, on=on)
    r.check(board, case, on=on)
    r.accept(board, case, on=on)
    row = case.extensions.get()
    assert (row.is_waiting, row.dropped_on, row.dropped_because) == (
        False,
        on,
        "The Board has accepted the report, which completes the review.",
    )
    client.force_login(board.manager)
    shown = client.get(reverse("reviews:six_months", args=[case.reference])).content.decode()
    assert "Monday 15 June 2026, before the Board Chair answered" in shown
    assert row.dropped_because in shown
