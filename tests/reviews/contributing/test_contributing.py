"""Families always invited, professionals heard, every invitation with its outcome before a review is completed (GEN-05, GEN-06, GEN-08)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from reviews.actions import beginning, contributing, decision, invitations
from reviews.contributors import open_invitations
from reviews.models import Contributor
from reviews.process import CR, SCR
from tests import board as b
from tests.cases.moments import frozen
from tests.reviews import reporting as r
from tests.reviews.contributing import hearing as h
from wscb.cases import chasing
from wscb.cases.errors import ActRefused, NotAllowed, NotReady
from wscb.cases.models import Case, ChaseEntry
from wscb.cases.rules import basis
from wscb.dates import LONDON

pytestmark = pytest.mark.django_db


def obstacles(case: Case) -> list[str]:
    return [one.title for one in open_invitations(case)]


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def case(board: b.Board) -> Case:
    return b.under_way(board, received=h.RECEIVED)


def open_steps(case: Case, code: str) -> list[Any]:
    return list(case.steps.filter(code=code, done_on__isnull=True))


def refusal(act: Any, **given: Any) -> tuple[str, str | None]:
    with pytest.raises(ActRefused) as refused:
        act(**given)
    return refused.value.message, refused.value.field


@pytest.mark.clause("GEN-05", "GEN-06")
@pytest.mark.parametrize("table", [SCR, CR], ids=["scr", "cr"])
def test_both_kinds_of_review_hear_people_from_the_decision_to_the_acceptance(table: Any) -> None:
    for code in (
        "identify_family",
        "identify_professional",
        "invite_contributor",
        "record_contribution",
        "record_outcome",
    ):
        assert table.act(code).from_ == ("review", "under_review", "report_submitted")
        assert table.act(code).by == ("business_manager", "review_chair", "lead_reviewer")
    assert {"identify_family", "invitation_outcome"} <= set(table.act("accept_report").closes)


@pytest.mark.clause("GEN-06")
def test_whoever_is_identified_is_owed_an_invitation_and_its_outcome(board: b.Board, case: Case) -> None:
    person = h.family_member(board, case)
    (step,) = open_steps(case, "invitation_outcome")
    assert (step.about, step.due_on) == (person.pk, date(2026, 5, 20))
    step.case = case
    assert basis(step).own_target
    h.heard(board, person)
    assert open_steps(case, "invitation_outcome") == []


@pytest.mark.clause("GEN-06")
def test_an_outcome_that_is_not_there_is_chased(board: b.Board, case: Case) -> None:
    with frozen(h.DAY):
        h.professional(board, case)
    (step,) = open_steps(case, "invitation_outcome")
    for days, told in ((0, {board.manager}), (7, {board.manager, board.chair})):
        now = datetime.combine(step.due_on + timedelta(days=days), time(12), tzinfo=LONDON)
        chasing.sweep(now=now)
        assert {entry.recipient for entry in ChaseEntry.objects.filter(step=step, at=now)} == told


@pytest.mark.clause("GEN-06")
def test_a_beginning_review_asks_who_of_the_family_is_invited(board: b.Board, case: Case) -> None:
    assert len(open_steps(case, "identify_family")) == 1
    h.professional(board, case)
    assert len(open_steps(case, "identify_family")) == 1
    h.family_member(board, case)
    assert open_steps(case, "identify_family") == []


@pytest.mark.clause("GEN-06")
def test_who_was_identified_before_the_beginning_is_not_asked_for_again(board: b.Board) -> None:
    case = b.ready_to_begin(board, received=h.RECEIVED)
    day = h.RECEIVED + timedelta(days=16)
    h.family_member(board, case, on=day)
    beginning.begin_review(case=case, by=board.manager, on=day)
    assert open_steps(case, "identify_family") == []
    assert len(open_steps(case, "invitation_outcome")) == 1


@pytest.mark.clause("GEN-06")
def test_that_there_is_no_family_needs_its_reason(board: b.Board, case: Case) -> None:
    given: dict[str, Any] = {"case": case, "by": board.manager, "on": h.DAY}
    assert refusal(contributing.record_no_family, **given, because="")[1] == "because"
    contributing.record_no_family(**given, because="All have died.")
    assert open_steps(case, "identify_family") == []
    assert "family" not in " ".join(obstacles(case))


@pytest.mark.clause("GEN-06")
def test_no_family_is_refused_while_somebody_of_it_is_identified(board: b.Board, case: Case) -> None:
    h.family_member(board, case)
    message, _ = refusal(contributing.record_no_family, case=case, by=board.manager, on=h.DAY, because="None.")
    assert message.startswith("Somebody of the family is identified.")


@pytest.mark.clause("GEN-05", "GEN-06")
def test_a_review_with_open_invitations_is_not_completed_and_says_which(board: b.Board) -> None:
    case = b.under_way(board, received=r.RECEIVED)
    on = r.RECEIVED + timedelta(days=100)
    mother, nurse = h.family_member(board, case, on=on), h.professional(board, case, on=on)
    r.write(board, case, on=on)
    case = r.submit(board, case, on=on)
    r.check(board, case, on=on)
    with pytest.raises(NotReady) as refused:
        r.accept(board, case, on=on)
    assert refused.value.missing == [
        "The outcome of the invitation of Family member 1",
        "The outcome of the invitation of Professional 1",
    ]
    assert not any(canary in refused.value.message for canary in h.CANARIES)
    h.outcome(board, nurse, "not_invited", on=on, because="They live abroad and cannot be found.")
    h.heard(board, mother, on=on)
    r.accept(board, b.fresh(case), on=on)
    assert b.fresh(case).state == "completed"


@pytest.mark.clause("GEN-06")
def test_a_review_of_whose_family_nothing_is_recorded_is_not_completed(board: b.Board, case: Case) -> None:
    assert obstacles(case) == ["The family members to invite, or that there are none and why"]


@pytest.mark.clause("GEN-05")
def test_a_report_that_names_who_contributed_is_not_accepted(board: b.Board, case: Case) -> None:
    nurse = h.professional(board, case)
    h.heard(board, nurse)
    contributing.record_no_family(case=case, by=board.manager, on=h.DAY, because="None.")
    r.write(board, case, on=h.DAY, why="As quentin\nbrackenbury told us, nobody rang.")
    assert obstacles(case) == ["A version of the report that does not name Professional 1"]
    r.write(board, case, on=h.DAY, why="As Quentin Brackenburyson told us.")
    assert obstacles(case) == []


@pytest.mark.clause("GEN-06")
@pytest.mark.parametrize("outcome", ["contributed", "declined", "no_reply"])
def test_an_outcome_needs_an_invitation(board: b.Board, case: Case, outcome: str) -> None:
    person = h.family_member(board, case)
    given: dict[str, Any] = {"case": case, "by": board.manager, "on": h.DAY, "person": person, "expectations": "Told."}
    message = refusal(invitations.record_outcome, **given, outcome=outcome)
    assert message == ("Record first when and how they were invited.", "outcome")


@pytest.mark.clause("GEN-06")
def test_not_invited_needs_a_reason_and_no_invitation(board: b.Board, case: Case) -> None:
    person = h.family_member(board, case)
    given: dict[str, Any] = {"case": case, "by": board.manager, "on": h.DAY, "person": person, "outcome": "not_invited"}
    assert refusal(invitations.record_outcome, **given)[1] == "because"
    h.invite(board, person)
    assert refusal(invitations.record_outcome, **given, because="No.")[1] == "outcome"


@pytest.mark.clause("GEN-06")
def test_a_family_members_outcome_says_how_expectations_were_managed(board: b.Board, case: Case) -> None:
    person = h.invite(board, h.family_member(board, case))
    given: dict[str, Any] = {"case": case, "by": board.manager, "on": h.DAY, "person": person, "outcome": "no_reply"}
    assert refusal(invitations.record_outcome, **given)[1] == "expectations"
    invitations.record_outcome(**given, expectations=h.EXPECTATIONS)
    nurse = h.invite(board, h.professional(board, case))
    invitations.record_outcome(**{**given, "person": nurse})
    assert {one.outcome for one in case.contributors.all()} == {"no_reply"}


@pytest.mark.clause("GEN-06")
def test_having_contributed_rests_on_what_was_said(board: b.Board, case: Case) -> None:
    person = h.invite(board, h.family_member(board, case))
    given: dict[str, Any] = {"case": case, "by": board.manager, "on": h.DAY, "person": person, "expectations": "Told."}
    assert refusal(invitations.record_outcome, **given, outcome="contributed")[0] == "Record first what they said."
    h.said(board, person)
    assert refusal(invitations.record_outcome, **given, outcome="declined")[1] == "outcome"
    invitations.record_outcome(**given, outcome="contributed")


@pytest.mark.clause("GEN-06")
def test_what_is_said_is_said_of_the_help(board: b.Board, case: Case) -> None:
    person = h.family_member(board, case)
    given: dict[str, Any] = {
        "case": case, "by": board.manager, "on": h.DAY, "person": person, "how": "letter", "given_on": h.DAY, "of_help": "It came.",
    }  # fmt: skip
    assert refusal(invitations.record_contribution, **given)[0] == "Record first when and how they were invited."
    h.invite(board, person)
    assert refusal(invitations.record_contribution, **{**given, "of_help": ""})[1] == "of_help"
    assert refusal(invitations.record_contribution, **{**given, "how": "own_page"})[1] == "how"
    for days in (-1, 1):
        wrong = {**given, "given_on": h.DAY + timedelta(days=days)}
        assert refusal(invitations.record_contribution, **wrong)[1] == "given_on"
    assert invitations.record_contribution(**given).of_help == "It came."


@pytest.mark.clause("GEN-05", "GEN-06")
def test_who_answers_after_all_is_asked_for_again(board: b.Board, case: Case) -> None:
    person = h.invite(board, h.family_member(board, case))
    h.outcome(board, person, "no_reply")
    assert open_steps(case, "invitation_outcome") == []
    h.said(board, person)
    assert len(open_steps(case, "invitation_outcome")) == 1
    assert obstacles(case) == ["The outcome of the invitation of Family member 1"]


@pytest.mark.clause("GEN-06")
def test_inviting_again_asks_for_the_outcome_again_and_keeps_the_first(board: b.Board, case: Case) -> None:
    person = h.invite(board, h.family_member(board, case))
    h.outcome(board, person, "declined", because="Too soon.")
    h.invite(board, person, on=h.DAY + timedelta(days=30))
    again = case.contributors.get()
    assert (again.outcome, again.invited_on) == ("", h.DAY + timedelta(days=30))
    assert [row.outcome for row in again.history.filter(outcome="declined")] == ["declined"]
    assert len(open_steps(case, "invitation_outcome")) == 1


@pytest.mark.clause("GEN-05", "GEN-06")
@pytest.mark.parametrize("missing", ["invited_by_name", "supported_how", "asked", "invited_how", "invited_on"])
def test_an_invitation_says_when_how_by_whom_and_how_supported(board: b.Board, case: Case, missing: str) -> None:
    given: dict[str, Any] = {
        "case": case, "by": board.manager, "on": h.DAY, "person": h.family_member(board, case), "invited_on": h.DAY,
        "invited_how": "letter", "invited_by_name": "Morgan Ellis", "supported_how": h.SUPPORT, "asked": "What helped?",
    }  # fmt: skip
    wrong = h.DAY + timedelta(days=1) if missing == "invited_on" else ""
    assert refusal(invitations.invite_contributor, **{**given, missing: wrong})[1] == missing
    assert invitations.invite_contributor(**given).is_invited


@pytest.mark.clause("GEN-05")
def test_a_professional_is_of_an_involved_organisation(board: b.Board, case: Case) -> None:
    given: dict[str, Any] = {"case": case, "by": board.manager, "on": h.DAY, "name": h.NURSE, "relationship": "Nurse"}
    assert refusal(contributing.identify_professional, **given, organisation=board.health)[1] == "organisation"
    contributing.identify_professional(**given, organisation=board.police)
    assert refusal(contributing.identify_professional, **given, organisation=board.police)[1] == "name"


@pytest.mark.clause("GEN-06")
def test_a_correction_keeps_what_stood_and_why(board: b.Board, case: Case) -> None:
    person = h.family_member(board, case)
    given: dict[str, Any] = {
        "case": case,
        "by": board.manager,
        "on": h.DAY,
        "person": person,
        "relationship": "The aunt",
    }
    assert refusal(contributing.correct_contributor, **given, name="Fern Hartnell", because="")[1] == "because"
    contributing.correct_contributor(**given, name="Fern Hartnell", because="Misheard.")
    assert [row.name for row in person.history.order_by("history_date")] == [h.MOTHER, "Fern Hartnell"]


@pytest.mark.clause("GEN-06")
def test_an_identification_in_error_is_withdrawn_and_the_question_asked_again(board: b.Board, case: Case) -> None:
    person = h.family_member(board, case)
    given: dict[str, Any] = {"case": case, "by": board.manager, "on": h.DAY, "person": person}
    assert refusal(contributing.withdraw_contributor, **given, because="")[1] == "because"
    contributing.withdraw_contributor(**given, because="Another child’s mother.")
    assert open_steps(case, "invitation_outcome") == []
    assert len(open_steps(case, "identify_family")) == 1
    assert refusal(contributing.withdraw_contributor, **given, because="Again.")[1] == "which"
    assert h.family_member(board, case).number == 2


@pytest.mark.clause("GEN-05")
def test_who_has_contributed_is_not_withdrawn(board: b.Board, case: Case) -> None:
    person = h.family_member(board, case)
    h.heard(board, person)
    given = {"case": case, "by": board.manager, "on": h.DAY, "person": person, "because": "In error."}
    assert refusal(contributing.withdraw_contributor, **given)[1] == "which"


@pytest.mark.clause("GEN-08")
def test_publication_is_discussed_with_each_of_the_family_who_is_identified(board: b.Board, case: Case) -> None:
    told: dict[str, Any] = {"held_on": h.DAY, "spoken_by": "Morgan Ellis", "said": "No names."}
    beginning.discuss_publication(case=case, by=board.manager, on=h.DAY, with_whom="The father", **told)
    assert open_steps(case, "family_publication") == []
    person = h.family_member(board, case)
    assert len(open_steps(case, "family_publication")) == 1
    talk = beginning.discuss_publication(case=case, by=board.manager, on=h.DAY, family_member=person, **told)
    assert (talk.family_member, talk.with_whom) == (person, "")
    assert open_steps(case, "family_publication") == []


@pytest.mark.clause("GEN-08")
def test_publication_is_not_discussed_with_a_professional_as_family(board: b.Board, case: Case) -> None:
    nurse = h.professional(board, case)
    given = {"case": case, "by": board.manager, "on": h.DAY, "family_member": nurse, "not_because": "No."}
    assert refusal(beginning.discuss_publication, **given)[1] == "with_whom"


def test_nobody_but_the_review_team_hears_people(board: b.Board, case: Case) -> None:
    for by in (board.chair, board.panel_chair, board.members[0], board.outsider):
        with pytest.raises(NotAllowed):
            contributing.identify_family(case=case, by=by, on=h.DAY, name=h.MOTHER, relationship="Mother")
    lead = case.appointments.get(role="lead_reviewer").user
    assert contributing.identify_family(case=case, by=lead, on=h.DAY, name=h.MOTHER, relationship="Mother").number == 1


def test_a_person_of_another_case_is_refused(board: b.Board, case: Case) -> None:
    other = b.under_way(board, received=h.RECEIVED + timedelta(days=2))
    person: Contributor = h.family_member(board, other)
    given = {"case": case, "by": board.manager, "on": h.DAY, "person": person, "because": "In error."}
    assert refusal(contributing.withdraw_contributor, **given)[1] == "which"


def test_no_review_after_all_asks_for_nobodys_outcome_and_a_review_anew_asks_again(board: b.Board) -> None:
    case = b.ready_to_begin(board, received=h.RECEIVED)
    day = h.RECEIVED + timedelta(days=16)
    h.family_member(board, case, on=day)

    def reconsider(outcome: str) -> None:
        why = decision.Reasons(reasons="I see.", departure="So.", advice="None.", new_facts="A witness.")
        decision.reconsider(
            case=case, by=board.chair, on=day, outcome=outcome, why=why, confirmed=b.SIGNED, seen=b.fresh(case).revision
        )

    reconsider("hold")
    assert len(open_steps(case, "invitation_outcome")) == 1
    reconsider("not_hold")
    assert open_steps(case, "invitation_outcome") == []
    reconsider("hold")
    for role in ("review_chair", "lead_reviewer"):
        b.appoint(board, case, on=day, role=role)
    if not case.terms_of_reference.filter(agreement__isnull=False).exists():
        b.agree_terms(board, case, on=day)
    beginning.begin_review(case=case, by=board.manager, on=day)
    assert len(open_steps(case, "invitation_outcome")) == 1
