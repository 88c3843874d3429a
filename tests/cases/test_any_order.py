"""Whatever is done in whatever order to whichever case by whomever: the tables hold, no step is lost, nothing is signed twice."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from reviews.actions.decision import Reasons
from reviews.process import CR, SCR
from tests import board as b
from tests.cases.any_order import ACTS, AnyOrder
from tests.cases.moments import frozen
from wscb.cases.models import Case

RECEIVED = date(2026, 3, 2)
EXISTING = sorted({act.code for table in (SCR, CR) for act in table.acts if not act.planned} - {"log"})


def walk(machine: type[AnyOrder]) -> None:
    quick = settings(
        max_examples=7,
        stateful_step_count=16,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )
    run_state_machine_as_test(machine, settings=quick)  # type: ignore[no-untyped-call]


def not_to_have_a_serious_case_review(board: b.Board) -> Case:
    """A case that the Chair decided on the day it was logged."""
    with frozen(RECEIVED):
        case = b.log(board, received=RECEIVED, answers=b.NO_LIMB)
        b.refer(board, case, on=RECEIVED)
        b.consult(board, case, on=RECEIVED)
        b.decide(board, case, on=RECEIVED, outcome="not_hold", why=Reasons(reasons="No.", departure="Plain."))
    return b.fresh(case)


def test_every_act_of_the_tables_is_tried() -> None:
    assert sorted(ACTS) == EXISTING


@pytest.mark.django_db
@pytest.mark.clause("CARD-02", "SCR-06", "SCR-11", "SCR-15", "CR-07", "CR-10")
def test_whatever_is_done_in_whatever_order_the_tables_hold() -> None:
    class FromTheFirstDay(AnyOrder):
        board, first_day, put = b.new_board(), RECEIVED, []

    walk(FromTheFirstDay)

    assert Case.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.clause("CARD-02", "CR-01", "CR-02")
def test_whatever_is_done_to_it_and_to_the_case_it_came_of_a_case_review_holds() -> None:
    board = b.new_board()
    case = not_to_have_a_serious_case_review(board)

    class OnceDecided(AnyOrder):
        decided, first_day, put = case, RECEIVED, []

    OnceDecided.board = board
    walk(OnceDecided)

    assert OnceDecided.put != []
    assert list(Case.objects.all()) == [case]
