"""The panel's recommendation: in time and late, with and against the criteria, with terms and chair or why there are none yet."""

from datetime import date
from typing import Any

import pytest

from reviews.actions import panel
from reviews.actions.decision import questions_to_answer, refer_back
from reviews.actions.panel import ChairProposal
from reviews.statement import facts_of
from tests import board as b
from wscb.cases.actions import consultations, involvement, terms
from wscb.cases.errors import ActRefused, CaseChanged, NotAllowed, NotReady, OutOfTable, ReasonsNeeded
from wscb.cases.models import Case, ReviewChairProposal
from wscb.cases.signing import content_hash
from wscb.messages.models import Message

pytestmark = pytest.mark.django_db

RECEIVED = date(2014, 1, 31)
LAST_DAY = date(2014, 2, 21)
DAY_AFTER = date(2014, 2, 22)


def met(board: b.Board, *, answers: Any = b.DEATH) -> Case:
    """A case whose panel has met, all before the last day."""
    case = b.log(board, received=RECEIVED, answers=answers)
    b.refer(board, case, on=date(2014, 2, 3))
    b.convene(board, case, on=date(2014, 2, 4))
    b.attend(board, case, on=date(2014, 2, 12))
    return b.fresh(case)


def told(kind: str) -> set[str]:
    """The addresses that a kind of news is owed to."""
    return set(Message.objects.filter(kind=f"case.{kind}").values_list("recipient__email", flat=True))


@pytest.mark.clause("SCR-06", "SCR-07")
@pytest.mark.parametrize("on", [date(2014, 2, 20), LAST_DAY])
def test_recommendation_needs_no_reasons_for_delay_up_to_the_last_day(on: date) -> None:
    board = b.new_board()
    case = met(board)
    b.recommend(board, case, on=on)
    assert b.fresh(case).state == "recommended"
    assert not case.lateness_reasons.exists()
    assert told("lateness_reasons") == set()


@pytest.mark.clause("SCR-06", "SCR-07")
def test_recommendation_on_the_day_after_is_refused_without_reasons() -> None:
    board = b.new_board()
    case = met(board)
    with pytest.raises(ReasonsNeeded) as refused:
        b.recommend(board, case, on=DAY_AFTER)
    assert refused.value.field == "delay_reasons"
    assert b.fresh(case).state == "convened"
    assert not case.recommendations.exists()
    assert not case.terms_of_reference.exists()


@pytest.mark.clause("SCR-07")
def test_reasons_of_a_late_recommendation_reach_the_chair() -> None:
    board = b.new_board()
    case = met(board)
    b.recommend(board, case, on=DAY_AFTER, delay_reasons="The coroner’s papers came late.")
    (given,) = case.lateness_reasons.all()
    assert (given.reasons, given.step.code, given.by) == (
        "The coroner’s papers came late.",
        "panel_recommendation",
        board.panel_chair,
    )
    assert told("lateness_reasons") == {board.chair.email}


@pytest.mark.clause("SCR-07")
def test_reasons_given_while_overdue_serve_the_recommendation() -> None:
    board = b.new_board()
    case = met(board)
    step = case.steps.get(code="panel_recommendation")
    consultations.explain_delay(case=case, by=board.panel_chair, on=DAY_AFTER, step=step, reasons="Illness.")
    b.recommend(board, case, on=date(2014, 2, 24))
    assert [given.reasons for given in case.lateness_reasons.all()] == ["Illness."]
    assert told("lateness_reasons") == {board.chair.email}


@pytest.mark.clause("SCR-07")
def test_delay_is_explained_by_who_owes_the_step_and_not_before_it_is_late() -> None:
    board = b.new_board()
    case = met(board)
    panels = case.steps.get(code="panel_recommendation")
    chairs = case.steps.get(code="chair_decision")
    refused = [
        (board.panel_chair, LAST_DAY, panels),
        (board.chair, DAY_AFTER, panels),
        (board.panel_chair, date(2014, 3, 3), chairs),
    ]
    for by, on, step in refused:
        with pytest.raises(ActRefused):
            consultations.explain_delay(case=case, by=by, on=on, step=step, reasons="Illness.")
    assert not case.lateness_reasons.exists()
    assert consultations.steps_to_explain(case, by=board.chair, on=date(2014, 3, 1)) == [chairs]
    assert consultations.steps_to_explain(case, by=board.panel_chair, on=date(2014, 3, 1)) == [panels]


@pytest.mark.clause("SCR-09")
def test_recommendation_to_hold_demands_terms_and_a_chair_or_why_not() -> None:
    board = b.new_board()
    case = met(board)
    with pytest.raises(ActRefused) as refused:
        b.recommend(board, case, on=LAST_DAY, terms=None)
    assert refused.value.field == "no_terms_because"
    with pytest.raises(ActRefused) as refused:
        b.recommend(board, case, on=LAST_DAY, proposal=None)
    assert refused.value.field == "no_chair_because"


@pytest.mark.clause("SCR-09")
def test_what_there_is_not_yet_opens_its_own_step_and_the_reason_is_signed() -> None:
    board = b.new_board()
    case = met(board)
    signed = b.recommend(
        board,
        case,
        on=LAST_DAY,
        terms=None,
        no_terms_because="The scope is open.",
        proposal=None,
        no_chair_because="Two were asked.",
    )
    due = dict(case.steps.filter(done_on__isnull=True).values_list("code", "due_on"))
    assert due["draft_terms_of_reference"] == due["propose_review_chair"] == date(2014, 3, 7)
    assert signed.content["none_yet"] == {"terms_of_reference": "The scope is open.", "review_chair": "Two were asked."}
    terms.file_terms(case=case, by=board.panel_chair, on=date(2014, 2, 24), fields=b.TERMS)
    involvement.propose_chair(
        case=case,
        by=board.manager,
        on=date(2014, 2, 24),
        name="Dr Ines Calder",
        organisation=None,
        background="Six reviews.",
    )
    open_codes = set(case.steps.filter(done_on__isnull=True).values_list("code", flat=True))
    assert not open_codes & {"draft_terms_of_reference", "propose_review_chair"}


@pytest.mark.clause("SCR-09")
def test_recommendation_against_a_review_needs_neither_terms_nor_chair() -> None:
    board = b.new_board()
    case = met(board)
    b.recommend(board, case, on=LAST_DAY, outcome="not_hold")
    assert not case.terms_of_reference.exists()
    assert not case.steps.filter(code__in=["draft_terms_of_reference", "propose_review_chair"]).exists()


@pytest.mark.clause("GEN-03")
@pytest.mark.parametrize("empty", ["scope_from", "scope_to", "methodology", "proportionality"])
def test_terms_of_reference_demand_scope_methodology_and_proportionality(empty: str) -> None:
    board = b.new_board()
    case = met(board)
    with pytest.raises(ActRefused) as refused:
        terms.file_terms(case=case, by=board.panel_chair, on=LAST_DAY, fields={**b.TERMS, empty: ""})
    assert refused.value.field == empty
    assert not case.terms_of_reference.exists()


@pytest.mark.clause("GEN-03")
def test_terms_of_reference_are_kept_in_every_version() -> None:
    board = b.new_board()
    case = met(board)
    for words in ("First.", "Second."):
        terms.file_terms(case=case, by=board.panel_chair, on=LAST_DAY, fields={**b.TERMS, "methodology": words})
    assert [(row.version, row.fields["methodology"]) for row in case.terms_of_reference.all()] == [
        (1, "First."),
        (2, "Second."),
    ]
    with pytest.raises(ActRefused) as refused:
        terms.file_terms(case=case, by=board.panel_chair, on=LAST_DAY, fields={**b.TERMS, "scope_to": "2011-12-31"})
    assert refused.value.field == "scope_to"


@pytest.mark.clause("GEN-04", "SCR-09")
def test_chair_of_an_involved_or_board_organisation_is_refused_with_the_reason() -> None:
    board = b.new_board()
    case = met(board)
    expected = {
        board.police: "involved in the case. Warrington Constabulary is a member of the Board",
        board.council: "Warrington Borough Council is a member of the Board",
    }
    for organisation, words in expected.items():
        with pytest.raises(ActRefused, match=words) as refused:
            b.recommend(board, case, on=LAST_DAY, proposal=ChairProposal("Dr Vale", "Six reviews.", organisation))
        assert refused.value.field == "chair_organisation"
    assert not ReviewChairProposal.objects.exists()
    assert not case.recommendations.exists()


@pytest.mark.clause("GEN-04")
def test_organisation_added_later_withdraws_the_proposal_of_its_people() -> None:
    board = b.new_board()
    case = met(board)
    elsewhere = board.office
    involvement.propose_chair(
        case=case, by=board.panel_chair, on=LAST_DAY, name="Dr Vale", organisation=elsewhere, background="Six reviews."
    )
    involvement.add_organisation(case=case, by=board.manager, on=LAST_DAY, organisation=elsewhere)
    (proposal,) = case.chair_proposals.all()
    assert proposal.withdrawn_on == LAST_DAY
    assert case.steps.filter(code="propose_review_chair", done_on__isnull=True).exists()


@pytest.mark.clause("SCR-02", "SCR-10")
@pytest.mark.parametrize(
    ("answers", "against", "with_it"), [(b.DEATH, "not_hold", "hold"), (b.NO_LIMB, "hold", "not_hold")]
)
def test_recommendation_against_the_criteria_is_refused_without_reasons(
    answers: Any, against: str, with_it: str
) -> None:
    board = b.new_board()
    case = met(board, answers=answers)
    with pytest.raises(ReasonsNeeded) as refused:
        b.recommend(board, case, on=LAST_DAY, outcome=against, departure_reasons="")
    assert refused.value.field == "departure_reasons"
    signed = b.recommend(board, case, on=LAST_DAY, outcome=with_it, departure_reasons="")
    assert signed.outcome == with_it


@pytest.mark.clause("SCR-10")
def test_recommendation_is_signed_over_the_facts_as_they_stood() -> None:
    board = b.new_board()
    case = met(board)
    signed = b.recommend(board, case, on=LAST_DAY, other_actions="An audit of handovers.")
    assert content_hash(signed.content) == signed.content_hash
    assert signed.content["facts"] == facts_of(b.fresh(case))
    assert signed.content["facts"]["children"][0]["name"] == "Ash Winterbourne"
    assert (signed.signed_by, signed.confirmed_by, signed.other_actions) == (
        board.panel_chair,
        "password",
        "An audit of handovers.",
    )
    assert told("recommended") == {board.chair.email}
    assert told("recommendation_signed") == {board.manager.email}
    assert case.form_editions.get().form == "scr_form_1"


@pytest.mark.clause("SCR-10")
def test_only_who_chairs_the_panel_recommends_after_its_attendance_is_recorded() -> None:
    board = b.new_board()
    case = b.log(board, received=RECEIVED)
    b.refer(board, case, on=date(2014, 2, 3))
    with pytest.raises(OutOfTable):
        b.recommend(board, case, on=LAST_DAY)
    b.convene(board, case, on=date(2014, 2, 4))
    with pytest.raises(NotReady) as refused:
        b.recommend(board, case, on=LAST_DAY)
    assert refused.value.missing == ["Who attended the panel"]
    b.attend(board, case, on=date(2014, 2, 12))
    for by in (
        board.manager,
        board.chair,
        board.members[0],
        board.other_panel_chair,
        board.outsider,
        board.administrator,
    ):
        with pytest.raises(NotAllowed):
            b.recommend(board, case, on=LAST_DAY, by=by)
    assert not case.recommendations.exists()


def test_recommendation_over_a_case_that_changed_meanwhile_says_what_changed() -> None:
    board = b.new_board()
    case = met(board)
    seen = b.fresh(case).revision
    involvement.add_organisation(
        case=case, by=board.manager, on=LAST_DAY, organisation=board.health, no_interest_because="A clinic only."
    )
    with pytest.raises(CaseChanged) as changed:
        panel.recommend(
            case=case, by=board.panel_chair, on=LAST_DAY, outcome="hold", reasons="Met.", no_terms_because="Open.",
            no_chair_because="Open.", confirmed=b.SIGNED, seen=seen,
        )  # fmt: skip
    assert [event.act for event in changed.value.events] == ["add_organisation"]


@pytest.mark.clause("SCR-11")
def test_answer_to_the_chairs_questions_supersedes_the_recommendation() -> None:
    board = b.new_board()
    case = met(board)
    first = b.recommend(board, case, on=date(2014, 2, 14))
    refer_back(
        case=case, by=board.chair, on=date(2014, 2, 17), questions="Was the school asked?", seen=b.fresh(case).revision
    )
    asked = questions_to_answer(case)
    assert asked is not None
    assert asked.reasons == "Was the school asked?"
    second = b.recommend(board, case, on=date(2014, 2, 25), terms=None, proposal=None, reasons="The school was asked.")
    assert second.supersedes == first
    assert panel.standing_recommendation(case) == second
    assert questions_to_answer(case) is None
    assert case.form_editions.filter(form="scr_form_1").count() == 2
