"""What is owed between the decision to hold a review and its beginning, by whom, and when it is asked for again (SCR-17, SCR-33)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import pytest

from reviews.actions import beginning, decision
from reviews.actions.decision import Reasons
from reviews.process.appointing import PREPARING, STAFFING
from tests import board as b
from tests.cases.moments import frozen
from wscb.cases import chasing, preparing, tasks
from wscb.cases.actions import appointments, involvement, terms
from wscb.cases.models import Case, Step
from wscb.people.models import Organisation
from wscb.trail.models import Entry

pytestmark = pytest.mark.django_db

RECEIVED = date(2026, 3, 2)
DECIDED = RECEIVED + timedelta(days=14)
DAY = DECIDED + timedelta(days=1)
WHY = Reasons(reasons="As before.", departure="Explained.", advice="Counsel’s.", new_facts="A witness came forward.")


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with frozen(DAY):
        yield


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def case(board: b.Board) -> Case:
    return b.decided(board, received=RECEIVED)


def open_of(case: Case) -> set[str]:
    """The open steps that prepare the review."""
    prepare = (*PREPARING, "draft_terms_of_reference", "propose_review_chair")
    return set(case.steps.filter(code__in=prepare, done_on__isnull=True).values_list("code", flat=True))


def step(case: Case, code: str) -> Step:
    return case.steps.filter(code=code).order_by("opened_on", "done_on").last()  # type: ignore[return-value]


def reconsider(board: b.Board, case: Case, outcome: str) -> Case:
    decision.reconsider(
        case=case, by=board.chair, on=DAY, outcome=outcome, why=WHY, confirmed=b.SIGNED, seen=b.fresh(case).revision
    )
    return b.fresh(case)


def end(board: b.Board, case: Case, role: str) -> None:
    row = case.appointments.filter(role=role, withdrawn_on__isnull=True).get()
    appointments.end_appointment(case=case, by=board.chair, on=DAY, appointment=row, because="Ill.")


def test_the_steps_of_the_rule_are_those_of_the_tables() -> None:
    assert set(STAFFING) == {*preparing.PROPOSING.values(), *preparing.APPOINTING.values()}
    assert set(PREPARING) == {*STAFFING, preparing.AGREE, preparing.BEGIN}


@pytest.mark.clause("SCR-17", "SCR-33", "GEN-03")
@pytest.mark.parametrize("kind", ["scr", "cr"])
def test_decision_to_hold_asks_for_people_terms_and_the_beginning_by_the_boards_targets(
    board: b.Board, kind: str
) -> None:
    case = b.decided(board, received=RECEIVED, kind=kind)
    due = {code: step(case, code).due_on for code in open_of(case)}
    assert due == {
        "propose_lead": date(2026, 3, 30),
        "propose_appointed_chair": date(2026, 3, 30),
        "agree_terms": date(2026, 3, 30),
        "begin_review": date(2026, 4, 15),
    }
    assert {code: step(case, code).rule.owed_by for code in due} == {
        "propose_lead": "business_manager",
        "propose_appointed_chair": "business_manager",
        "agree_terms": "board_chair",
        "begin_review": "business_manager",
    }


@pytest.mark.clause("SCR-17", "SCR-33")
def test_proposal_passes_it_to_the_chair_and_the_appointment_ends_it(board: b.Board, case: Case) -> None:
    lead = b.propose(board, case, on=DAY)
    assert open_of(case) == {"appoint_lead", "propose_appointed_chair", "agree_terms", "begin_review"}
    assert (step(case, "propose_lead").outcome, step(case, "appoint_lead").due_on) == ("done", date(2026, 3, 24))
    appointments.appoint(case=case, by=board.chair, on=DAY, appointment=lead, starts_on=DAY + timedelta(days=30))
    assert open_of(case) == {"propose_appointed_chair", "agree_terms", "begin_review"}
    b.propose(board, case, on=DAY, who=board.outsider)  # a second lead reviewer waits without being chased
    assert open_of(case) == {"propose_appointed_chair", "agree_terms", "begin_review"}
    b.appoint(board, case, on=DAY, role="review_chair")
    b.agree_terms(board, case, on=DAY)
    assert open_of(case) == {"begin_review"}


@pytest.mark.clause("SCR-17", "SCR-33", "GEN-03")
def test_everybody_is_chased_until_the_review_has_begun(board: b.Board) -> None:
    case = b.ready_to_begin(board, received=RECEIVED)
    begin = step(case, "begin_review")
    assert [begin.is_open, open_of(case)] == [True, {"begin_review"}]
    chasing.sweep(now=datetime.combine(begin.due_on + timedelta(days=2), time(12), tzinfo=UTC))
    assert begin.chases.filter(stage="two_days_after").exists()
    beginning.begin_review(case=case, by=board.manager, on=DAY)
    assert (open_of(case), step(case, "begin_review").outcome) == (set(), "done")


@pytest.mark.clause("SCR-17")
@pytest.mark.parametrize("begun", [False, True])
def test_lead_who_is_gone_is_to_be_replaced_as_long_as_the_review_goes_on(board: b.Board, begun: bool) -> None:
    case = b.ready_to_begin(board, received=RECEIVED)
    if begun:
        beginning.begin_review(case=case, by=board.manager, on=DAY)
    end(board, case, "lead_reviewer")
    assert open_of(case) == {"propose_lead"} | (set() if begun else {"begin_review"})
    assert step(case, "propose_lead").opened_on == DAY


@pytest.mark.clause("SCR-33", "GEN-04")
def test_withdrawn_proposal_asks_for_another(board: b.Board, case: Case) -> None:
    b.propose(board, case, on=DAY, role="review_chair")
    assert "appoint_chair" in open_of(case)
    end(board, case, "review_chair")
    assert open_of(case) == {"propose_lead", "propose_appointed_chair", "agree_terms", "begin_review"}
    assert step(case, "appoint_chair").outcome == "superseded"


@pytest.mark.clause("GEN-04")
def test_organisation_or_interest_that_takes_somebody_away_asks_for_another(board: b.Board, case: Case) -> None:
    charity = Organisation.objects.create(name="A charity", kind="voluntary", on_board=False)
    b.propose(board, case, on=DAY, who=b.person("charity@elsewhere.example", "Sol Ray", charity))
    assert "appoint_lead" in open_of(case)
    involvement.add_organisation(case=case, by=board.manager, on=DAY, organisation=charity)
    assert {"propose_lead", "appoint_lead"} & open_of(case) == {"propose_lead"}
    made = b.appoint(board, case, on=DAY)
    assert "propose_lead" not in open_of(case)
    involvement.record_interest(case=case, by=board.manager, on=DAY, user=made.user, interest="A cousin.")
    assert "propose_lead" in open_of(case)


@pytest.mark.clause("SCR-09", "GEN-03")
def test_terms_are_to_be_drafted_then_agreed_and_a_new_version_agreed_anew(board: b.Board) -> None:
    case = b.log(board, received=RECEIVED)
    b.refer(board, case, on=RECEIVED)
    b.consult(board, case, on=DAY)
    why = Reasons(reasons="Plain.", departure="It cannot wait.")
    b.decide(board, case, on=DAY, why=why)
    assert "draft_terms_of_reference" in open_of(case)
    assert "agree_terms" not in open_of(case)
    terms.file_terms(case=case, by=board.manager, on=DAY, fields=b.TERMS)
    assert {"draft_terms_of_reference", "agree_terms"} & open_of(case) == {"agree_terms"}
    b.agree_terms(board, case, on=DAY)
    assert "agree_terms" not in open_of(case)
    changed = {**b.TERMS, "methodology": "Another."}
    terms.file_terms(case=case, by=board.manager, on=DAY, fields=changed, changed_because="Asked for.")
    assert "agree_terms" in open_of(case)


def test_chair_whom_the_panel_was_to_name_is_no_longer_asked_for_once_one_is_proposed(board: b.Board) -> None:
    case = b.log(board, received=RECEIVED)
    b.refer(board, case, on=RECEIVED)
    b.convene(board, case, on=RECEIVED, meets=DECIDED)
    b.attend(board, case, on=DECIDED)
    b.recommend(board, case, on=DECIDED, proposal=None, no_chair_because="Nobody yet.")
    b.consult(board, case, on=DECIDED)
    b.decide(board, case, on=DAY)
    b.propose(board, case, on=DAY)
    assert {"propose_review_chair", "propose_appointed_chair"} <= open_of(case)
    b.propose(board, case, on=DAY, role="review_chair")
    assert {"propose_review_chair", "propose_appointed_chair"} & open_of(case) == set()
    assert step(case, "propose_review_chair").outcome == "superseded"


@pytest.mark.clause("SCR-11")
def test_decision_against_a_review_asks_for_none_of_it_and_one_for_it_asks_anew(board: b.Board, case: Case) -> None:
    b.agree_terms(board, case, on=DAY)
    first = step(case, "propose_lead")
    case = reconsider(board, case, "hold")
    assert step(case, "propose_lead") == first
    case = reconsider(board, case, "not_hold")
    assert open_of(case) == set()
    case = reconsider(board, case, "hold")
    assert open_of(case) == {"propose_lead", "propose_appointed_chair", "begin_review"}  # the terms stay agreed
    assert step(case, "propose_lead").opened_on == DAY


def test_nothing_of_it_is_owed_before_the_decision_or_after_the_acceptance(board: b.Board) -> None:
    case = b.log(board, received=RECEIVED)
    owed = {state.code: preparing.owed(case, state=state.code, on=DAY) for state in case.table.states}
    working = {"propose_lead", "propose_appointed_chair", "draft_terms_of_reference"}
    assert {code: set(steps) for code, steps in owed.items() if steps} == {
        "review": working | {"begin_review"},
        "under_review": working,
        "report_submitted": working,
    }


@pytest.mark.clause("SCR-17", "SCR-33")
@pytest.mark.parametrize(("days", "asked"), [(0, set()), (1, {"propose_lead"})], ids=["last day", "after"])
def test_appointment_that_ran_out_is_asked_for_by_the_sweep_once(
    board: b.Board, case: Case, days: int, asked: set[str]
) -> None:
    ends = DAY + timedelta(days=30)
    lead = b.propose(board, case, on=DAY)
    appointments.appoint(case=case, by=board.chair, on=DAY, appointment=lead, starts_on=DAY, ends_on=ends)
    before = b.fresh(case).revision
    with frozen(ends + timedelta(days=days)):
        for _twice in range(2):
            tasks.sweep()
    assert open_of(case) & {"propose_lead"} == asked
    if asked:
        found = step(case, "propose_lead")
        assert (found.opened_on, found.next_chase_at is not None) == (ends + timedelta(days=1), True)
        assert case.steps.filter(code="propose_lead").count() == 2  # the first was done by the proposal
        assert Entry.objects.filter(kind="step.asked_again", subject_id=case.pk).count() == 1
    assert b.fresh(case).revision == before


@pytest.mark.clause("SCR-17")
def test_one_who_was_proposed_beside_an_appointment_is_to_be_appointed_once_it_ran_out(
    board: b.Board, case: Case
) -> None:
    ends = DAY + timedelta(days=30)
    lead = b.propose(board, case, on=DAY)
    appointments.appoint(case=case, by=board.chair, on=DAY, appointment=lead, starts_on=DAY, ends_on=ends)
    b.propose(board, case, on=DAY, who=board.outsider)
    with frozen(ends + timedelta(days=1)):
        tasks.sweep()
    assert open_of(case) & {"propose_lead", "appoint_lead"} == {"appoint_lead"}


@pytest.mark.clause("SCR-17")
def test_appointment_that_ran_out_is_not_asked_for_where_another_leads_or_none_is_held(
    board: b.Board, case: Case
) -> None:
    ends = DAY + timedelta(days=30)
    lead = b.propose(board, case, on=DAY)
    appointments.appoint(case=case, by=board.chair, on=DAY, appointment=lead, starts_on=DAY, ends_on=ends)
    second = b.propose(board, case, on=DAY, who=board.outsider)
    appointments.appoint(case=case, by=board.chair, on=DAY, appointment=second, starts_on=DAY)
    with frozen(ends + timedelta(days=1)):
        tasks.sweep()
        assert "propose_lead" not in open_of(case)
    reconsider(board, case, "not_hold")
    with frozen(ends + timedelta(days=1)):
        tasks.sweep()
    assert open_of(case) == set()
