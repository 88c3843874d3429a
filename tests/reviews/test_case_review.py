"""Case Reviews: how a case comes before the Subgroup, what it asks before it recommends, and what is decided (CR-01 to CR-10)."""

from datetime import date, timedelta

import pytest

from reviews.actions import case_review, decision
from reviews.actions.notification import Answers, Child, Involvement
from reviews.actions.panel import ChairProposal
from reviews.criteria import Result
from reviews.statement import facts_of, worksheet_of
from tests import board as b
from wscb.cases import access
from wscb.cases.actions import involvement
from wscb.cases.errors import ActRefused, NotAllowed, NotReady, ReasonsNeeded
from wscb.cases.models import Case

pytestmark = pytest.mark.django_db

RECEIVED = date(2026, 3, 2)
PUT_ON = date(2026, 3, 20)
LEARNING = "How four organisations passed on what they knew."
ALIAS = Child(
    given_name="Ash",
    family_name="Winterbourne",
    date_of_birth=date(2012, 5, 4),
    aliases=("Ashley",),
    nhs_number="943 476 5919",
)


def due(case: Case, code: str) -> date:
    """When an open step of the case is due."""
    found: date = case.steps.get(code=code, done_on__isnull=True).due_on
    return found


def put(board: b.Board, case: Case, *, on: date = PUT_ON) -> Case:
    """The Chair puts the case to the Subgroup."""
    return case_review.put_to_subgroup(case=case, by=board.chair, on=on, learning=LEARNING)


def not_an_scr(board: b.Board) -> Case:
    """A case that was decided against."""
    case = b.log(board, received=RECEIVED, answers=b.NO_LIMB)
    b.refer(board, case, on=RECEIVED)
    b.consult(board, case, on=RECEIVED)
    b.decide(board, case, on=RECEIVED, outcome="not_hold", why=decision.Reasons(reasons="No.", departure="Plain."))
    return b.fresh(case)


@pytest.mark.clause("CR-01", "CR-02")
def test_case_decided_not_an_scr_becomes_a_linked_case_of_the_subgroup_with_nothing_typed_twice() -> None:
    board = b.new_board()
    case = b.log(
        board,
        received=RECEIVED,
        children=[ALIAS],
        answers=b.NO_LIMB,
        organisations=[Involvement(board.police, "A desk.")],
    )
    b.refer(board, case, on=RECEIVED)
    b.consult(board, case, on=RECEIVED)
    b.decide(board, case, on=RECEIVED, outcome="not_hold", why=decision.Reasons(reasons="No.", departure="Plain."))
    found = put(board, b.fresh(case))
    assert (found.process, b.fresh(found).state, b.fresh(found).referred_on) == ("cr", "referred", PUT_ON)
    assert found.review.follows == case
    assert case.followed_by.get().case == found
    assert worksheet_of(found).answers == {"learning": LEARNING}
    old, new = facts_of(case), facts_of(b.fresh(found))
    for same in ("children", "incident", "organisations"):
        assert new[same] == old[same]
    child, copy = case.subjects.get(), found.subjects.get()
    assert (copy.nhs_number, copy.nhs_number_hash) == (child.nhs_number, child.nhs_number_hash) != ("", "")
    assert found.involved_organisations.get().no_interest_because == "A desk."
    assert b.fresh(case).state == "not_review"


@pytest.mark.clause("CR-07")
def test_month_of_a_case_after_not_an_scr_runs_from_the_day_it_was_put_to_the_subgroup() -> None:
    board = b.new_board()
    found = put(board, not_an_scr(board))
    assert (found.triggered_on, due(found, "chair_decision")) == (PUT_ON, date(2026, 4, 20))
    assert found.review.follows.triggered_on == RECEIVED


@pytest.mark.clause("CR-01")
def test_notification_that_does_not_meet_the_criteria_is_put_to_the_subgroup_undecided() -> None:
    board = b.new_board()
    case = b.log(board, received=RECEIVED, answers=b.NO_LIMB)
    signed = decision.close(
        case=case, by=board.chair, on=date(2026, 3, 4), closed_as="case_review", reasons="No limb is met.", learning=LEARNING,
        confirmed=b.SIGNED, seen=case.revision,
    )  # fmt: skip
    found = case.followed_by.get().case
    assert (b.fresh(case).state, signed.outcome) == ("closed", "case_review")
    assert (found.triggered_on, due(found, "chair_decision")) == (RECEIVED, date(2026, 4, 2))


@pytest.mark.clause("CR-01", "SCR-02")
def test_notification_that_meets_the_criteria_cannot_be_put_to_the_subgroup_undecided() -> None:
    board = b.new_board()
    case = b.log(board, received=RECEIVED)
    with pytest.raises(ActRefused, match="does not meet the criteria") as refused:
        decision.close(
            case=case, by=board.chair, on=RECEIVED, closed_as="case_review", reasons="No.", learning=LEARNING, confirmed=b.SIGNED,
            seen=case.revision,
        )  # fmt: skip
    assert refused.value.field == "closed_as"
    assert Case.objects.count() == 1


@pytest.mark.clause("CR-01")
def test_opportunity_for_learning_has_to_be_stated() -> None:
    board = b.new_board()
    case = not_an_scr(board)
    with pytest.raises(ActRefused, match="to be learned") as refused:
        case_review.put_to_subgroup(case=case, by=board.chair, on=PUT_ON, learning="")
    assert refused.value.field == "learning"
    with pytest.raises(ActRefused, match="to be learned"):
        b.log(board, received=RECEIVED, kind="cr", answers=b.NO_LIMB)
    assert Case.objects.count() == 1


@pytest.mark.clause("CR-01")
def test_case_is_put_to_the_subgroup_once_and_by_the_chair_alone() -> None:
    board = b.new_board()
    case = not_an_scr(board)
    for other in (board.manager, board.panel_chair, board.outsider):
        with pytest.raises(NotAllowed):
            case_review.put_to_subgroup(case=case, by=other, on=PUT_ON, learning=LEARNING)
    put(board, case)
    with pytest.raises(ActRefused, match="already"):
        put(board, b.fresh(case))


@pytest.mark.clause("CR-01", "CR-02")
def test_whoever_has_an_interest_stays_out_of_both_cases() -> None:
    board = b.new_board()
    case = not_an_scr(board)
    involvement.record_interest(
        case=case, by=board.manager, on=PUT_ON, user=board.other_panel_chair, interest="An uncle."
    )
    found = put(board, b.fresh(case))
    assert not access.visible_cases(board.other_panel_chair, on=PUT_ON).filter(pk=found.pk).exists()
    assert access.visible_cases(board.panel_chair, on=PUT_ON).filter(pk=found.pk).exists()


@pytest.mark.clause("CR-02")
def test_incident_is_logged_for_the_subgroup_directly_and_referred_by_the_chair() -> None:
    board = b.new_board()
    case = b.log(board, received=RECEIVED, kind="cr")
    assert {step.code for step in case.steps.all()} == {
        "refer_to_panel",
        "panel_recommendation",
        "chair_decision",
        "consider_ofsted",
    }
    assert worksheet_of(case).result == Result.LEARNING
    assert b.refer(board, case, on=RECEIVED).state == "referred"
    assert [row.about.split(":")[0] for row in case.messages.order_by("message__created_at")] == [
        "Incident logged for the Case Review Subgroup",
        "Incident logged for the Case Review Subgroup",
        "Incident logged for the Case Review Subgroup",
        "Referred to the Case Review Subgroup",
        "Referred to the Case Review Subgroup",
        "Referred to the Case Review Subgroup",
    ]


def met(board: b.Board) -> Case:
    """A case whose Subgroup has met."""
    case = b.log(board, received=RECEIVED, kind="cr")
    b.refer(board, case, on=RECEIVED)
    b.convene(board, case, on=RECEIVED)
    b.attend(board, case, on=RECEIVED + timedelta(days=7))
    return b.fresh(case)


@pytest.mark.clause("CR-03")
def test_recommendation_waits_for_the_decision_on_ofsted() -> None:
    board = b.new_board()
    case = met(board)
    with pytest.raises(NotReady) as refused:
        b.recommend(board, case, on=date(2026, 3, 9))
    assert refused.value.missing == ["Whether Ofsted is to be told of the incident"]
    b.consider(board, case, on=date(2026, 3, 9))
    assert b.recommend(board, case, on=date(2026, 3, 9)).outcome == "hold"


@pytest.mark.clause("CR-03")
def test_not_telling_ofsted_needs_reasons_and_telling_opens_a_step() -> None:
    board = b.new_board()
    case = met(board)
    with pytest.raises(ActRefused) as refused:
        b.consider(board, case, on=date(2026, 3, 9), notify=False)
    assert refused.value.field == "reasons"
    b.consider(board, case, on=date(2026, 3, 9), notify=False, reasons="No harm was serious.")
    open_steps = case.steps.filter(done_on__isnull=True)
    assert not open_steps.filter(code__in=["incident_ofsted", "consider_ofsted"]).exists()
    b.consider(board, case, on=date(2026, 3, 9))
    assert due(case, "incident_ofsted") == date(2026, 3, 16)
    b.notify(board, case, "notify_incident_ofsted", on=date(2026, 3, 10))
    assert not open_steps.filter(code="incident_ofsted").exists()


@pytest.mark.clause("CR-04")
def test_chair_may_come_from_a_board_organisation_that_is_not_involved_and_the_proposal_says_so() -> None:
    board = b.new_board()
    case = met(board)
    b.consider(board, case, on=date(2026, 3, 9))
    with pytest.raises(ActRefused, match="is involved in the case"):
        b.recommend(
            board, case, on=date(2026, 3, 9), proposal=ChairProposal("Dr Ines Calder", "A constable.", board.police)
        )
    signed = b.recommend(
        board, case, on=date(2026, 3, 9), proposal=ChairProposal("Dr Ines Calder", "A nurse.", board.health)
    )
    assert signed.content["facts"]["proposed_chairs"] == [
        "Dr Ines Calder (from Warrington Hospitals, an organisation of the Board that is not involved)"
    ]


@pytest.mark.clause("CR-04")
def test_chair_without_an_organisation_of_the_board_is_proposed_as_independent() -> None:
    board = b.new_board()
    case = met(board)
    b.consider(board, case, on=date(2026, 3, 9))
    signed = b.recommend(board, case, on=date(2026, 3, 9))
    assert signed.content["facts"]["proposed_chairs"] == ["Dr Ines Calder (independent)"]


@pytest.mark.clause("CR-05")
def test_recommendation_to_hold_says_what_is_to_be_published() -> None:
    board = b.new_board()
    case = met(board)
    b.consider(board, case, on=date(2026, 3, 9))
    for none in ("", "nothing"):
        with pytest.raises(ActRefused) as refused:
            b.recommend(board, case, on=date(2026, 3, 9), publication=none)
        assert refused.value.field == "publication"
    signed = b.recommend(board, case, on=date(2026, 3, 9), publication="learning_points")
    assert signed.content["publication"] == "learning_points"


@pytest.mark.clause("CR-06")
def test_recommendation_after_the_boards_own_target_asks_for_no_reasons() -> None:
    board = b.new_board()
    case = met(board)
    assert due(case, "panel_recommendation") == date(2026, 3, 23)
    b.consider(board, case, on=date(2026, 3, 30))
    assert (
        b.recommend(board, case, on=date(2026, 3, 30), outcome="not_hold", departure_reasons="").outcome == "not_hold"
    )


@pytest.mark.clause("CR-07", "CR-08")
def test_chair_decides_within_the_month_with_peer_challenge_and_explains_a_delay() -> None:
    board = b.new_board()
    case = met(board)
    b.consider(board, case, on=date(2026, 3, 9))
    b.recommend(board, case, on=date(2026, 3, 9))
    with pytest.raises(NotReady) as refused:
        b.decide(board, case, on=date(2026, 3, 10))
    assert refused.value.missing == ["Peer challenge, or that none was sought and why"]
    b.consult(board, case, on=date(2026, 3, 10))
    with pytest.raises(ReasonsNeeded):
        b.decide(board, case, on=date(2026, 4, 3))
    b.decide(board, case, on=date(2026, 4, 3), delay_reasons="The inquest.")
    assert b.fresh(case).state == "review"
    assert due(case, "completion") == date(2026, 10, 3)


@pytest.mark.clause("CR-09", "CR-10")
def test_decision_opens_the_notice_to_ofsted_alone_and_stands_in_the_log() -> None:
    board = b.new_board()
    case = b.decided(board, received=RECEIVED, kind="cr")
    outcomes = [step.code for step in case.steps.filter(code__startswith="outcome_", done_on__isnull=True)]
    assert outcomes == ["outcome_ofsted"]
    b.notify(board, case, "notify_outcome_ofsted", on=date(2026, 3, 17))
    assert not case.steps.filter(code="outcome_ofsted", done_on__isnull=True).exists()
    assert [one.kind for one in case.decisions.all()] == ["outcome"]
    assert case.form_editions.filter(form="cr_form_4").count() == 1


@pytest.mark.clause("CR-01")
def test_stated_opportunity_is_changed_by_a_signed_version() -> None:
    from reviews.actions.corrections import revise_worksheet

    board = b.new_board()
    case = b.log(board, received=RECEIVED, kind="cr")
    changed = Answers(limbs={}, reasons={}, learning="What the school knew.")
    with pytest.raises(ActRefused):
        revise_worksheet(case=case, by=board.manager, on=RECEIVED, answers=b.DEATH, because="Read.", confirmed=b.SIGNED)
    revise_worksheet(
        case=case, by=board.manager, on=RECEIVED, answers=changed, because="Read again.", confirmed=b.SIGNED
    )
    assert worksheet_of(case).answers == {"learning": "What the school knew."}
    assert case.worksheets.count() == 2
