"""The Chair’s decision referred back, reconsidered, hashed over what it rests on, and never altered (SCR-11, SCR-15)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, connections, transaction

from reviews.actions import decision, panel
from reviews.actions.decision import Reasons, standing_decision
from reviews.statement import facts_of
from tests import board as b
from tests.reviews.deciding import (
    FULL,
    LAST_DAY,
    WHY,
    acting_chair,
    recommended,
    told,
)
from wscb.cases.actions import consultations
from wscb.cases.errors import CaseChanged, OutOfTable, ReasonsNeeded
from wscb.cases.models import Case, Decision
from wscb.cases.signing import content_hash
from wscb.people.models import User

pytestmark = pytest.mark.django_db


@pytest.mark.clause("SCR-11")
def test_reference_back_leaves_the_months_clock_running() -> None:
    board = b.new_board()
    case = recommended(board)
    before = case.steps.get(code="chair_decision")
    decision.refer_back(
        case=case, by=board.chair, on=date(2014, 2, 18), questions="Was the school asked?", seen=case.revision
    )
    case = b.fresh(case)
    after = case.steps.get(code="chair_decision")
    assert case.state == "referred_back"
    assert (after.due_on, after.due_version, after.done_on, after.ledger.count()) == (
        before.due_on,
        before.due_version,
        None,
        0,
    )
    assert case.steps.get(code="panel_answer", done_on__isnull=True).due_on == date(2014, 2, 25)
    assert told("referred_back") == {board.panel_chair.email, board.manager.email}
    with pytest.raises(ReasonsNeeded):
        b.decide(board, case, on=date(2014, 3, 1))
    b.decide(board, case, on=LAST_DAY)
    assert not case.steps.filter(code="panel_answer", done_on__isnull=True).exists()


@pytest.mark.clause("SCR-11", "SCR-14")
def test_reconsidered_decision_supersedes_and_reopens_the_notices() -> None:
    board = b.new_board()
    case = recommended(board, outcome="hold")
    first = b.decide(board, case, on=LAST_DAY)
    for act in ("notify_outcome_ofsted", "notify_outcome_national_panel"):
        b.notify(board, case, act, on=date(2014, 3, 3))
    seen = b.fresh(case).revision
    with pytest.raises(ReasonsNeeded) as refused:
        decision.reconsider(
            case=case, by=board.chair, on=date(2014, 3, 10), outcome="not_hold", why=FULL, confirmed=b.SIGNED, seen=seen
        )
    assert refused.value.field == "new_facts"
    why = Reasons(
        reasons="It was an accident.",
        departure="The inquest.",
        advice="Counsel.",
        new_facts="The inquest found an accident.",
    )
    second = decision.reconsider(
        case=case, by=board.chair, on=date(2014, 3, 10), outcome="not_hold", why=why, confirmed=b.SIGNED, seen=seen
    )
    case = b.fresh(case)
    assert case.state == "not_review"
    assert (second.supersedes, standing_decision(case), second.new_facts) == (first, second, why.new_facts)
    assert case.decisions.get(pk=first.pk).outcome == "hold"
    due = dict(case.steps.filter(done_on__isnull=True).values_list("code", "due_on"))
    assert due["outcome_ofsted"] == due["outcome_national_panel"] == date(2014, 3, 17)
    assert "completion" not in due
    assert not second.notices.exists()


@pytest.mark.clause("SCR-11")
def test_decision_to_hold_opens_the_six_months_and_one_against_does_not() -> None:
    board = b.new_board()
    held, not_held = recommended(board), recommended(board, outcome="not_hold")
    b.decide(board, held, on=LAST_DAY)
    b.decide(board, not_held, on=LAST_DAY, outcome="not_hold", why=FULL)
    assert held.steps.get(code="completion").due_on == date(2014, 8, 28)
    assert not not_held.steps.filter(code="completion").exists()


@pytest.mark.clause("SCR-11", "SCR-15")
def test_decision_is_hashed_over_the_facts_that_it_rests_on() -> None:
    board = b.new_board()
    case = recommended(board)
    signed = Decision.objects.get(pk=b.decide(board, case, on=LAST_DAY).pk)
    recommendation = panel.standing_recommendation(case)
    assert recommendation is not None
    assert content_hash(signed.content) == signed.content_hash
    assert signed.content["recommendation"] == recommendation.content_hash
    assert signed.content["facts"] == facts_of(b.fresh(case))
    assert content_hash({**signed.content, "outcome": "not_hold"}) != signed.content_hash


@pytest.mark.clause("SCR-15")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases_decision SET outcome = 'not_hold'",
        "UPDATE cases_decision SET signed_by_id = signed_by_id",
        "DELETE FROM cases_decision",
        "UPDATE cases_recommendation SET outcome = 'not_hold'",
        "DELETE FROM cases_recommendation",
        "DELETE FROM cases_consultation",
        "DELETE FROM cases_latenessreason",
        "UPDATE cases_caseevent SET act = 'log'",
    ],
)
def test_decision_log_cannot_be_altered_by_raw_sql(statement: str) -> None:
    board = b.new_board()
    case = recommended(board)
    b.decide(board, case, on=date(2014, 3, 1), delay_reasons="Illness.")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert [row.outcome for row in case.decisions.all()] == ["hold"]


@pytest.mark.clause("SCR-15")
def test_decision_log_holds_every_decision_with_who_when_why_and_version() -> None:
    board = b.new_board()
    case = recommended(board)
    read = [case.revision]
    decision.refer_back(
        case=case, by=board.chair, on=date(2014, 2, 18), questions="Was the school asked?", seen=case.revision
    )
    b.recommend(board, case, on=date(2014, 2, 20), terms=None, proposal=None)
    read.append(b.fresh(case).revision)
    b.decide(board, case, on=LAST_DAY)
    rows = case.decisions.all()
    assert [(row.kind, row.signed_by, row.made_on, row.reasons, row.read_revision) for row in rows] == [
        ("referred_back", board.chair, date(2014, 2, 18), "Was the school asked?", read[0]),
        ("outcome", board.chair, LAST_DAY, "I agree with the panel.", read[1]),
    ]


def test_decision_over_what_was_not_read_is_refused_with_what_changed() -> None:
    board = b.new_board()
    case = recommended(board)
    consultations.record_consultation(
        case=case, by=board.chair, on=LAST_DAY, kind="peer_challenge", sought=False, none_because="None was free."
    )
    with pytest.raises(CaseChanged) as changed:
        decision.decide(
            case=case, by=board.chair, on=LAST_DAY, outcome="hold", why=WHY, confirmed=b.SIGNED, seen=case.revision
        )
    assert [event.act for event in changed.value.events] == ["record_consultation"]


def test_second_decision_is_out_of_the_table() -> None:
    board = b.new_board()
    case = recommended(board)
    b.decide(board, case, on=LAST_DAY)
    with pytest.raises(OutOfTable):
        b.decide(board, case, on=LAST_DAY)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.clause("SCR-11")
def test_chair_and_acting_chair_deciding_at_once_sign_once() -> None:
    with time_machine.travel("2014-02-26 10:00", tick=False):
        board = b.new_board()
        case = recommended(board)
        acting = acting_chair(board, starts=date(2014, 2, 26), ends=date(2014, 2, 26))
        seen = b.fresh(case).revision

        def sign(by: User) -> Any:
            try:
                return decision.decide(
                    case=Case.objects.get(pk=case.pk), by=User.objects.get(pk=by.pk), on=date(2014, 2, 26), outcome="hold", why=WHY,
                    confirmed=b.SIGNED, seen=seen,
                )  # fmt: skip
            except CaseChanged as changed:
                return changed
            finally:
                connections.close_all()

        with ThreadPoolExecutor(2) as pool:
            results = list(pool.map(sign, [board.chair, acting]))
    (signed,) = [result for result in results if isinstance(result, Decision)]
    (refused,) = [result for result in results if isinstance(result, CaseChanged)]
    assert [(event.act, event.by) for event in refused.events] == [("decide", signed.signed_by)]
    assert case.decisions.get() == signed
    assert case.form_editions.filter(form="scr_form_2").count() == 1
