"""The Chair's decision: who may, what it needs, in time and late, referred back, reconsidered, and never altered."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, connections, transaction

from reviews.actions import corrections, decision, panel
from reviews.actions.decision import Reasons, standing_decision
from reviews.actions.notification import Answers
from reviews.statement import facts_of
from reviews.vocabularies import CIRCUMSTANCE
from tests import board as b
from wscb.cases.actions import consultations
from wscb.cases.errors import ActRefused, CaseChanged, NotAllowed, NotReady, OutOfTable, ReasonsNeeded
from wscb.cases.models import Case, Decision
from wscb.cases.signing import content_hash
from wscb.messages.models import Message
from wscb.people.actions import record_acting_appointment
from wscb.people.models import User

pytestmark = pytest.mark.django_db

RECEIVED = date(2014, 1, 31)
ANSWERED = date(2014, 2, 14)
LAST_DAY = date(2014, 2, 28)
WHY = Reasons(reasons="I have read everything.")
FULL = Reasons(
    reasons="I have read everything.",
    departure="The injuries were explained.",
    advice="Counsel, 20 February: no review is required.",
)
PANEL_PERSUADED = Reasons(reasons="I have read everything.", departure="The injuries were explained.")


def recommended(board: b.Board, *, answers: Answers = b.DEATH, outcome: str = "hold", consulted: bool = True) -> Case:
    """A case whose panel has answered in time."""
    case = b.log(board, received=RECEIVED, answers=answers)
    b.refer(board, case, on=date(2014, 2, 3))
    b.convene(board, case, on=date(2014, 2, 4))
    b.attend(board, case, on=date(2014, 2, 12))
    b.recommend(board, case, on=ANSWERED, outcome=outcome)
    if consulted:
        b.consult(board, case, on=date(2014, 2, 17))
    return b.fresh(case)


def in_circumstance(code: str, died: str = "yes") -> Answers:
    """A worksheet on which no limb (a) stands, and one special circumstance does."""
    limbs = {"abuse_or_neglect": "no", "died": died, "seriously_harmed": "no", "working_together": "no"}
    return Answers(limbs=limbs, reasons={}, circumstances=frozenset({code}))


def told(kind: str) -> set[str]:
    """The addresses that a kind of news is owed to."""
    return set(Message.objects.filter(kind=f"case.{kind}").values_list("recipient__email", flat=True))


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


def acting_chair(board: b.Board, *, starts: date, ends: date, case: Case | None = None) -> User:
    """Somebody whom the Board has act as Chair, for all cases or for one."""
    user = b.person(f"acting{starts:%d%m}@elsewhere.example", "Noor Field")
    record_acting_appointment(
        user=user, area=board.area, starts_on=starts, ends_on=ends, reason="Absence", by=board.manager, on=starts,
        scope_case=case.pk if case else None,
    )  # fmt: skip
    return user


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
