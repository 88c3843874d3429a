"""The sweep asks for those whose time ran out a few at a time; and for the outcomes of people once a review is held after all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from reviews.actions import contributing, decision
from reviews.actions.decision import Reasons
from tests import board as b
from tests.cases.moments import frozen
from wscb.cases import preparing
from wscb.cases.actions import appointments
from wscb.cases.models import Case

pytestmark = pytest.mark.django_db

RECEIVED = date(2026, 3, 2)
DAY = RECEIVED + timedelta(days=15)
ENDS = DAY + timedelta(days=30)
WHY = Reasons(reasons="As before.", departure="Explained.", advice="Counsel’s.", new_facts="A witness came forward.")


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with frozen(DAY):
        yield


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


def led_for_a_month(board: b.Board) -> Case:
    """A case to be reviewed whose lead reviewer was appointed until a day."""
    case = b.decided(board, received=RECEIVED)
    lead = b.propose(board, case, on=DAY)
    appointments.appoint(case=case, by=board.chair, on=DAY, appointment=lead, starts_on=DAY, ends_on=ENDS)
    return case


@pytest.mark.clause("SCR-17")
def test_one_run_asks_for_a_few_and_the_next_goes_on_with_the_rest(board: b.Board) -> None:
    cases = [led_for_a_month(board) for _ in range(3)]
    on = ENDS + timedelta(days=1)
    with frozen(on):
        assert [preparing.ask_again(on=on, limit=2) for _ in range(3)] == [2, 1, 0]
    asked = [case.steps.filter(code="propose_lead", done_on__isnull=True).count() for case in cases]
    assert asked == [1, 1, 1]


@pytest.mark.clause("SCR-17")
def test_what_is_asked_for_or_not_owed_takes_no_place_in_a_run(board: b.Board) -> None:
    asked, replaced, not_held, waits = (led_for_a_month(board) for _ in range(4))
    second = b.propose(board, replaced, on=DAY, who=board.outsider)
    appointments.appoint(case=replaced, by=board.chair, on=DAY, appointment=second, starts_on=DAY)
    seen = b.fresh(not_held).revision
    decision.reconsider(
        case=not_held, by=board.chair, on=DAY, outcome="not_hold", why=WHY, confirmed=b.SIGNED, seen=seen
    )
    on = ENDS + timedelta(days=1)
    with frozen(on):
        unasked = {row.case_id for row in preparing.unasked(on)}
        assert unasked == {asked.pk, waits.pk}
        assert preparing.ask_again(on=on, limit=1) == 1
        assert preparing.ask_again(on=on, limit=1) == 1
        assert not preparing.unasked(on).exists()


@pytest.mark.clause("GEN-06", "SCR-11")
def test_the_outcome_of_a_person_is_asked_for_again_when_the_review_is_held_after_all(board: b.Board) -> None:
    case = b.decided(board, received=RECEIVED)
    person = contributing.identify_family(case=case, by=board.manager, on=DAY, name="Ada Moss", relationship="Mother")

    def reconsider(outcome: str) -> list[str]:
        seen = b.fresh(case).revision
        decision.reconsider(case=case, by=board.chair, on=DAY, outcome=outcome, why=WHY, confirmed=b.SIGNED, seen=seen)
        steps = case.steps.filter(code="invitation_outcome", about=person.pk)
        return ["open" if step.is_open else step.outcome for step in steps.order_by("done_on", "opened_on")]

    assert sorted(reconsider("not_hold")) == ["superseded"]
    assert sorted(reconsider("hold")) == ["open", "superseded"]
    assert sorted(reconsider("hold")) == ["open", "superseded"]
    moment = case.steps.get(code="invitation_outcome", done_on__isnull=True).next_chase_at
    assert moment is not None
