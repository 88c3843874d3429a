"""The Chair's decision: who may, what it needs, in time and late, referred back, reconsidered, and never altered."""

from datetime import date

import pytest
import time_machine

from reviews.actions import corrections, decision
from reviews.actions.decision import Reasons
from reviews.vocabularies import CIRCUMSTANCE
from tests import board as b
from tests.reviews.deciding import (
    FULL,
    LAST_DAY,
    PANEL_PERSUADED,
    RECEIVED,
    WHY,
    acting_chair,
    in_circumstance,
    recommended,
)
from wscb.cases.actions import consultations
from wscb.cases.errors import ActRefused, NotAllowed, NotReady, ReasonsNeeded
from wscb.cases.models import Case, Decision
from wscb.people.models import User

pytestmark = pytest.mark.django_db


@pytest.mark.clause("SCR-02")
def test_both_limbs_yes_and_no_review_is_refused_without_departure_and_advice() -> None:
    board = b.new_board()
    case = recommended(board, outcome="not_hold")
    for why, field in [
        (WHY, "departure_reasons"),
        (Reasons(reasons="No.", advice="Counsel."), "departure_reasons"),
        (PANEL_PERSUADED, "advice_taken"),
    ]:
        with pytest.raises(ReasonsNeeded) as refused:
            b.decide(board, case, on=LAST_DAY, outcome="not_hold", why=why)
        assert refused.value.field == field
    assert not case.decisions.exists()
    signed = b.decide(board, case, on=LAST_DAY, outcome="not_hold", why=FULL)
    assert (signed.departure_reasons, signed.advice_taken) == (FULL.departure, FULL.advice)
    assert b.fresh(case).state == "not_review"


@pytest.mark.clause("SCR-02")
def test_limb_changed_and_signed_again_lets_the_chair_decide_against_a_review() -> None:
    board = b.new_board()
    case = recommended(board, outcome="not_hold")
    corrections.revise_worksheet(
        case=case,
        by=board.chair,
        on=date(2014, 2, 18),
        answers=b.NO_LIMB,
        because="The post-mortem.",
        confirmed=b.SIGNED,
    )
    b.decide(board, case, on=LAST_DAY, outcome="not_hold", why=WHY)
    assert b.fresh(case).state == "not_review"
    assert [sheet.result for sheet in case.worksheets.all()] == ["met", "not_met"]


@pytest.mark.clause("SCR-02")
def test_review_against_criteria_that_are_not_met_needs_reasons_but_no_advice() -> None:
    board = b.new_board()
    case = b.log(board, received=RECEIVED, answers=b.NO_LIMB)
    b.refer(board, case, on=date(2014, 2, 3))
    b.consult(board, case, on=date(2014, 2, 17))
    with pytest.raises(ReasonsNeeded, match="criteria are not met") as refused:
        b.decide(board, case, on=LAST_DAY, outcome="hold", why=WHY)
    assert refused.value.field == "departure_reasons"
    b.decide(board, case, on=LAST_DAY, outcome="hold", why=PANEL_PERSUADED)


@pytest.mark.clause("SCR-03", "SCR-04")
@pytest.mark.parametrize("code", sorted(CIRCUMSTANCE.codes))
def test_death_in_a_special_circumstance_is_not_left_unreviewed_without_legal_advice(code: str) -> None:
    board = b.new_board()
    case = recommended(board, answers=in_circumstance(code), outcome="not_hold")
    with pytest.raises(ReasonsNeeded) as refused:
        b.decide(board, case, on=LAST_DAY, outcome="not_hold", why=PANEL_PERSUADED)
    assert refused.value.field == "advice_taken"
    b.decide(board, case, on=LAST_DAY, outcome="not_hold", why=FULL)


@pytest.mark.clause("SCR-03")
@pytest.mark.parametrize(("died", "needed"), [("yes", True), ("not_known", True), ("no", False)])
def test_legal_advice_is_asked_for_a_death_alone(died: str, needed: bool) -> None:
    board = b.new_board()
    case = b.log(board, received=RECEIVED, answers=in_circumstance("custody", died))
    assert decision.advice_needed(case, "not_hold") is needed
    assert decision.advice_needed(case, "hold") is False


@pytest.mark.clause("SCR-12")
@pytest.mark.parametrize("on", [date(2014, 2, 27), LAST_DAY])
def test_decision_needs_no_reasons_for_delay_up_to_the_last_day(on: date) -> None:
    board = b.new_board()
    case = recommended(board)
    assert case.steps.get(code="chair_decision").due_on == LAST_DAY
    b.decide(board, case, on=on)
    assert not case.lateness_reasons.exists()


@pytest.mark.clause("SCR-12")
def test_decision_on_the_day_after_the_month_is_refused_without_reasons() -> None:
    board = b.new_board()
    case = recommended(board)
    with pytest.raises(ReasonsNeeded) as refused:
        b.decide(board, case, on=date(2014, 3, 1))
    assert refused.value.field == "delay_reasons"
    assert not case.decisions.exists()
    signed = b.decide(board, case, on=date(2014, 3, 1), delay_reasons="The National Panel answered late.")
    assert [(given.step.code, given.reasons) for given in case.lateness_reasons.all()] == [
        ("chair_decision", "The National Panel answered late.")
    ]
    assert signed.content["delay_reasons"] == "The National Panel answered late."


@pytest.mark.clause("SCR-12")
def test_reasons_given_while_overdue_serve_the_decision() -> None:
    board = b.new_board()
    case = recommended(board)
    step = case.steps.get(code="chair_decision")
    consultations.explain_delay(case=case, by=board.chair, on=date(2014, 3, 3), step=step, reasons="Illness.")
    b.decide(board, case, on=date(2014, 3, 4))
    assert case.lateness_reasons.count() == 1


@pytest.mark.clause("SCR-11")
def test_nobody_but_the_chair_decides_refers_back_or_reconsiders() -> None:
    board = b.new_board()
    case = recommended(board)
    others = (
        board.manager,
        board.panel_chair,
        board.other_panel_chair,
        board.members[0],
        board.administrator,
        board.outsider,
    )
    for by in others:
        with pytest.raises(NotAllowed):
            decision.decide(
                case=case, by=by, on=LAST_DAY, outcome="hold", why=WHY, confirmed=b.SIGNED, seen=case.revision
            )
        with pytest.raises(NotAllowed):
            decision.refer_back(case=case, by=by, on=LAST_DAY, questions="Why?", seen=case.revision)
    b.decide(board, case, on=LAST_DAY)
    for by in others:
        with pytest.raises(NotAllowed):
            decision.reconsider(
                case=case, by=by, on=LAST_DAY, outcome="hold", why=FULL, confirmed=b.SIGNED, seen=case.revision
            )
    assert case.decisions.count() == 1


def test_acting_chair_decides_on_the_days_of_the_appointment_alone() -> None:
    with time_machine.travel("2014-02-20 10:00", tick=False):
        board = b.new_board()
        case = recommended(board)
        acting = acting_chair(board, starts=date(2014, 2, 25), ends=date(2014, 2, 26))
    for moment in ("2014-02-24 10:00", "2014-02-27 10:00"):
        with time_machine.travel(moment, tick=False), pytest.raises(NotAllowed):
            _decide_as(User.objects.get(pk=acting.pk), case)
    with time_machine.travel("2014-02-26 10:00", tick=False):
        signed = _decide_as(User.objects.get(pk=acting.pk), case)
    assert signed.acting_for == signed.content["acting_for"] == "acting Board Chair"
    assert signed.signed_by == acting


def _decide_as(by: User, case: Case) -> Decision:
    on = date(2014, 2, 26)
    return decision.decide(
        case=case, by=by, on=on, outcome="hold", why=WHY, confirmed=b.SIGNED, seen=b.fresh(case).revision
    )


@pytest.mark.clause("SCR-11")
def test_acting_chair_for_one_case_decides_no_other() -> None:
    with time_machine.travel("2014-02-26 10:00", tick=False):
        board = b.new_board()
        theirs, other = recommended(board), recommended(board)
        acting = acting_chair(board, starts=date(2014, 2, 26), ends=date(2014, 2, 26), case=theirs)
        _decide_as(acting, theirs)
        with pytest.raises(NotAllowed):
            _decide_as(acting, other)


@pytest.mark.clause("SCR-32", "SCR-13")
def test_decision_waits_for_both_consultations_or_why_there_were_none() -> None:
    board = b.new_board()
    case = recommended(board, consulted=False)
    with pytest.raises(NotReady) as refused:
        b.decide(board, case, on=LAST_DAY)
    assert len(refused.value.missing) == 2
    with pytest.raises(ActRefused) as unanswered:
        consultations.record_consultation(case=case, by=board.chair, on=LAST_DAY, kind="national_panel", sought=False)
    assert unanswered.value.field == "none_because"
    consultations.record_consultation(
        case=case,
        by=board.chair,
        on=LAST_DAY,
        kind="national_panel",
        sought=False,
        none_because="The criteria are plain.",
    )
    with pytest.raises(NotReady) as refused:
        b.decide(board, case, on=LAST_DAY)
    assert refused.value.missing == ["Peer challenge, or that none was sought and why"]
    consultations.record_consultation(
        case=case, by=board.chair, on=LAST_DAY, kind="peer_challenge", sought=True, name="Dale Oram", board="Another Board",
        consulted_on=date(2014, 2, 20), summary="Agrees.",
    )  # fmt: skip
    signed = b.decide(board, case, on=LAST_DAY)
    assert [(row["kind"], row["sought"], row["on"]) for row in signed.content["consultations"]] == [
        ("national_panel", False, None),
        ("peer_challenge", True, "2014-02-20"),
    ]


@pytest.mark.clause("SCR-11")
def test_chair_decides_with_reasons_when_no_recommendation_came() -> None:
    board = b.new_board()
    case = b.log(board, received=RECEIVED)
    b.refer(board, case, on=date(2014, 2, 3))
    b.consult(board, case, on=date(2014, 2, 17))
    with pytest.raises(ReasonsNeeded, match="No recommendation came"):
        b.decide(board, case, on=LAST_DAY)
    signed = b.decide(board, case, on=LAST_DAY, why=Reasons(reasons="Plain.", departure="The panel could not meet."))
    assert signed.recommendation is None
    assert not case.steps.filter(code__in=["panel_recommendation", "convene_panel"], done_on__isnull=True).exists()


@pytest.mark.clause("SCR-11")
def test_chair_decides_against_the_panel_with_reasons() -> None:
    board = b.new_board()
    case = recommended(board, outcome="not_hold")
    with pytest.raises(ReasonsNeeded, match="The panel recommended otherwise"):
        b.decide(board, case, on=LAST_DAY, outcome="hold", why=WHY)
    b.decide(board, case, on=LAST_DAY, outcome="hold", why=PANEL_PERSUADED)
    assert b.fresh(case).state == "review"
