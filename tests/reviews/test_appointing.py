"""Who leads a review: refused with the reasons, appointed with sight of that review alone, questioned again, and its beginning."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from reviews.actions import beginning, decision, names
from tests import board as b
from tests.cases.moments import frozen
from wscb.cases import access, chasing
from wscb.cases.actions import appointments, declarations, involvement, terms
from wscb.cases.errors import ActRefused, NotReady
from wscb.cases.models import Case
from wscb.cases.owing import owners_of
from wscb.cases.work import owed_by
from wscb.messages.models import Message
from wscb.people.models import Interest, User

pytestmark = pytest.mark.django_db
RECEIVED = date(2026, 3, 2)
DAY = RECEIVED + timedelta(days=15)


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def case(board: b.Board) -> Case:
    return b.decided(board, received=RECEIVED)


def open_codes(case: Case) -> set[str]:
    return set(case.steps.filter(done_on__isnull=True).values_list("code", flat=True))


def sees(user: User, on: date = DAY) -> list[Case]:
    return list(access.listed_cases(user, on=on))


@pytest.mark.clause("GEN-04", "SCR-17", "SCR-33")
def test_proposal_is_refused_with_every_reason(board: b.Board, case: Case) -> None:
    member = b.person("officer@police.example", "Uma Frith", board.police)
    tied = b.person("tied@elsewhere.example", "Ola Brandt")
    Interest.objects.create(user=tied, organisation=board.police, nature="Worked there.", declared_on=DAY)
    on_panel = board.members[0]
    expected = {
        member: "Uma Frith cannot be proposed. Warrington Constabulary is involved in the case. Warrington Constabulary is a "
        "member of the Board, and a lead reviewer of a Serious Case Review must be independent of it.",
        tied: "Ola Brandt cannot be proposed. Ola Brandt has declared an interest in Warrington Constabulary, which is involved "
        "in the case.",
        on_panel: "Member 1 cannot be proposed. Member 1 holds an office of the Board (Panel member), and a lead reviewer must be "
        "independent of it.",
    }
    for who, words in expected.items():
        with pytest.raises(ActRefused) as refused:
            b.propose(board, case, on=DAY, who=who)
        assert (refused.value.message, refused.value.field) == (words, "person")
    assert not case.appointments.exists()


@pytest.mark.clause("GEN-04")
def test_interest_that_has_ended_does_not_stand_in_the_way(board: b.Board, case: Case) -> None:
    once_tied = b.person("once@elsewhere.example", "Ola Brandt")
    Interest.objects.create(
        user=once_tied,
        organisation=board.police,
        nature="Worked there.",
        declared_on=RECEIVED,
        ends_on=DAY - timedelta(1),
    )
    assert b.propose(board, case, on=DAY, who=once_tied).user == once_tied


@pytest.mark.clause("GEN-04", "CR-04", "CR-11")
def test_table_may_let_a_member_lead_that_is_not_involved(
    board: b.Board, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    from wscb.cases import independence

    table = case.table
    monkeypatch.setattr(type(table), "__setattr__", object.__setattr__)
    monkeypatch.setattr(table, "led_from_board", True)
    assert independence.of_organisation(case, board.council, who="the chair") == []
    assert independence.of_organisation(case, board.police, who="the chair") == [
        "Warrington Constabulary is involved in the case."
    ]


@pytest.mark.clause("SCR-17")
def test_appointment_gives_sight_of_that_review_from_its_first_day_to_its_last(board: b.Board, case: Case) -> None:
    b.decided(board, received=RECEIVED)
    proposed = b.propose(board, case, on=DAY)
    assert sees(proposed.user) == []
    last = DAY + timedelta(days=30)
    with frozen(DAY):
        appointments.appoint(
            case=case, by=board.chair, on=DAY, appointment=proposed, starts_on=DAY + timedelta(1), ends_on=last
        )
    assert [sees(proposed.user, on=day) for day in (DAY, DAY + timedelta(1), last, last + timedelta(1))] == [
        [], [case], [case], [],
    ]  # fmt: skip
    assert set(access.offices(proposed.user, case, on=last)) == {"lead_reviewer"}


@pytest.mark.clause("SCR-17")
def test_ended_appointment_ends_sight_and_what_is_owed_at_once(board: b.Board, case: Case) -> None:
    with frozen(DAY):
        made = b.appoint(board, case, on=DAY)
        assert (sees(made.user), open_codes(case) & {"names_national_panel"}) == ([case], {"names_national_panel"})
        with pytest.raises(ActRefused) as refused:
            appointments.end_appointment(case=case, by=board.chair, on=DAY, appointment=made, because="")
        assert refused.value.field == "because"
        appointments.end_appointment(case=case, by=board.chair, on=DAY, appointment=made, because="Moved abroad.")
    assert sees(made.user) == []
    assert open_codes(case) & {"names_national_panel", "declare_lead"} == set()


@pytest.mark.clause("SCR-17")
def test_lead_reviewer_reads_what_they_owe_and_nobody_else_does(board: b.Board, case: Case) -> None:
    with frozen(DAY):
        first = b.propose(board, case, on=DAY)
        other = b.propose(board, case, on=DAY, who=b.person("second@elsewhere.example", "Sol Ray"))
        for proposed in (first, other):
            appointments.appoint(case=case, by=board.chair, on=DAY, appointment=proposed, starts_on=DAY)
        owed = owed_by(first.user, on=DAY)
        assert [(row.rule.code, row.step.about) for row in owed] == [("declare_lead", first.pk)]
        owners = owners_of({case.pk}, on=DAY)
        for step in case.steps.filter(done_on__isnull=True, code__startswith="declare"):
            step.case = case
            asked = {user.pk for user in chasing.owners(step, on=DAY)}
            assert asked == {owner.user for owner in owners.of_step(step)}
            assert len(asked) == 1
        declarations.declare_independence(case=case, by=first.user, on=DAY, appointment=first, confirmed=b.SIGNED)
        assert owed_by(first.user, on=DAY) == []
        assert len(owed_by(other.user, on=DAY)) == 1


@pytest.mark.clause("SCR-17")
def test_declaration_of_somebody_else_needs_the_signed_paper(board: b.Board, case: Case) -> None:
    with frozen(DAY):
        made = b.propose(board, case, on=DAY)
        appointments.appoint(case=case, by=board.chair, on=DAY, appointment=made, starts_on=DAY)
        how: dict[str, Any] = {"case": case, "on": DAY, "appointment": made, "confirmed": b.SIGNED, "declared_on": DAY}
        with pytest.raises(ActRefused) as refused:
            declarations.declare_independence(by=board.manager, **how)
        assert refused.value.field == "paper"
        declared = declarations.declare_independence(by=board.manager, paper=b.PAPER, **how)
    assert declared.content["on_paper"] is True
    assert declared.content["organisations_involved"] == ["Warrington Constabulary"]


@pytest.mark.clause("SCR-17")
def test_newcomer_gets_an_account_with_the_proposal_and_the_link_with_the_appointment(
    board: b.Board, case: Case
) -> None:
    newcomer = appointments.Newcomer(name="Dr Ines Calder", email="Ines@Elsewhere.example")
    with frozen(DAY):
        proposed = appointments.propose_appointment(
            case=case, by=board.manager, on=DAY, role="lead_reviewer", person=newcomer, qualifications="Six reviews."
        )
        assert (proposed.user.email, proposed.user.has_usable_password()) == ("ines@elsewhere.example", False)
        assert not Message.objects.filter(recipient=proposed.user).exists()
        appointments.appoint(case=case, by=board.chair, on=DAY, appointment=proposed, starts_on=DAY)
        from wscb.messages.kinds import renderer_for

        message = Message.objects.get(recipient=proposed.user)
        mail = renderer_for(message.kind)(message)
    assert mail is not None
    assert mail.subject == f"Your appointment: case {case.reference}"
    assert "/accounts/password/reset/key/" in mail.text or "password" in mail.text
    assert "Winterbourne" not in mail.text + mail.html + mail.subject
    with pytest.raises(ActRefused) as refused:
        appointments.propose_appointment(
            case=case, by=board.manager, on=DAY, role="review_chair", person=newcomer, qualifications="Six reviews."
        )
    assert refused.value.field == "email"


@pytest.mark.clause("GEN-04")
def test_organisation_added_later_questions_an_appointment_until_it_is_settled(board: b.Board, case: Case) -> None:
    charity = b.Organisation.objects.create(name="A charity", kind="voluntary")
    with frozen(DAY):
        made = b.appoint(board, case, on=DAY, who=b.person("charity@elsewhere.example", "Sol Ray", charity))
        waiting = b.propose(board, case, on=DAY, role="review_chair", who=made.user)
        involvement.add_organisation(case=case, by=board.manager, on=DAY, organisation=charity)
        step = case.steps.get(code="resolve_independence")
        assert (step.about, step.done_on) == (made.pk, None)
        told = {message.recipient for message in Message.objects.filter(kind="case.independence_in_question")}
        assert told == {board.manager, board.chair}
        waiting.refresh_from_db()
        assert (waiting.withdrawn_on, waiting.withdrawn_because) == (DAY, "A charity is involved in the case.")
        with pytest.raises(ActRefused) as refused:
            appointments.resolve_independence(case=case, by=board.chair, on=DAY, appointment=made, reasons="Fine.")
        assert refused.value.message == "A charity is involved in the case. End the appointment instead."
        made.user.organisation = None
        made.user.save()
        appointments.resolve_independence(case=case, by=board.chair, on=DAY, appointment=made, reasons="Left it.")
        step.refresh_from_db()
        assert step.outcome == "done"


@pytest.mark.clause("GEN-04")
def test_interest_recorded_ends_the_appointment_of_that_person_alone(board: b.Board, case: Case) -> None:
    with frozen(DAY):
        lead = b.appoint(board, case, on=DAY)
        chair = b.appoint(board, case, on=DAY, role="review_chair")
        involvement.record_interest(case=case, by=lead.user, on=DAY, user=lead.user, interest="A neighbour.")
    for row in (lead, chair):
        row.refresh_from_db()
    assert (lead.withdrawn_on, chair.withdrawn_on) == (DAY, None)
    assert sees(lead.user) == []
    assert "names_national_panel" not in open_codes(case)


@pytest.mark.clause("SCR-33")
def test_review_has_one_chair_at_a_time(board: b.Board, case: Case) -> None:
    with frozen(DAY):
        b.appoint(board, case, on=DAY, role="review_chair")
        second = b.propose(board, case, on=DAY, role="review_chair", who=b.person("x@elsewhere.example", "Sol Ray"))
        with pytest.raises(ActRefused, match="The review has a chair at that time"):
            appointments.appoint(case=case, by=board.chair, on=DAY, appointment=second, starts_on=DAY)


@pytest.mark.clause("SCR-17", "SCR-33", "GEN-03", "GEN-04")
def test_review_begins_only_with_lead_chair_declarations_and_agreed_terms(board: b.Board, case: Case) -> None:
    def begin() -> None:
        beginning.begin_review(case=case, by=board.manager, on=DAY)

    lead = "a lead reviewer appointed, with their declaration of independence"
    chair = "a review chair appointed, with their declaration of independence"
    agreed = "the terms of reference agreed by the Board Chair"
    with frozen(DAY):
        with pytest.raises(NotReady) as refused:
            begin()
        assert refused.value.missing == [lead, chair, agreed]
        b.appoint(board, case, on=DAY)
        undeclared = b.propose(board, case, on=DAY, role="review_chair")
        appointments.appoint(case=case, by=board.chair, on=DAY, appointment=undeclared, starts_on=DAY)
        b.agree_terms(board, case, on=DAY)
        with pytest.raises(NotReady) as refused:
            begin()
        assert refused.value.missing == [chair]
        declarations.declare_independence(
            case=case, by=undeclared.user, on=DAY, appointment=undeclared, confirmed=b.SIGNED
        )
        begin()
    assert b.fresh(case).state == "under_review"
    assert "family_publication" in open_codes(case)


@pytest.mark.clause("SCR-18")
def test_national_panel_is_told_each_name_and_its_advice_answered(board: b.Board, case: Case) -> None:
    with frozen(DAY):
        made = b.appoint(board, case, on=DAY)
        how: dict[str, Any] = {"case": case, "by": board.manager, "on": DAY}
        notice = names.tell_names(**how, appointment=made, sent_on=DAY, sent_by_name="Morgan Ellis", copy=b.PAPER)
        assert open_codes(case) & {"names_national_panel", "names_advice"} == {"names_advice"}
        with pytest.raises(ActRefused) as refused:
            names.record_names_advice(**how, notice=notice, advice="Agrees.", response="Noted.")
        assert refused.value.field == "received_on"
        with pytest.raises(ActRefused) as refused:
            names.record_names_advice(**how, notice=notice, advice="Agrees.", received_on=DAY, response="")
        assert refused.value.field == "response"
        names.record_names_advice(**how, notice=notice, advice="Agrees.", received_on=DAY, response="Noted.")
    assert "names_advice" not in open_codes(case)


@pytest.mark.clause("GEN-03")
def test_terms_change_after_they_are_agreed_only_as_a_version_with_its_reason(board: b.Board, case: Case) -> None:
    with frozen(DAY):
        agreement = b.agree_terms(board, case, on=DAY)
        changed = {**b.TERMS, "methodology": "Significant incident learning process."}
        how: dict[str, Any] = {"case": case, "by": board.manager, "on": DAY, "fields": changed}
        with pytest.raises(ActRefused) as refused:
            terms.file_terms(**how)
        assert refused.value.field == "changed_because"
        second = terms.file_terms(**how, changed_because="A second child.")
        assert terms.agreed_terms(case) == agreement.terms
        again = b.agree_terms(board, case, on=DAY)
    assert (again.terms, again.supersedes) == (second, agreement)
    assert again.content["changed_because"] == "A second child."
    with pytest.raises(ActRefused, match="agreed already"):
        b.agree_terms(board, case, on=DAY)


@pytest.mark.clause("GEN-08")
def test_talk_of_publication_stays_owed_while_others_of_the_family_remain(board: b.Board) -> None:
    case = b.under_way(board, received=RECEIVED)
    day = DAY + timedelta(days=3)
    how: dict[str, Any] = {"case": case, "by": board.manager, "on": day, "with_whom": "The mother"}
    with pytest.raises(ActRefused) as refused:
        beginning.discuss_publication(**how, held_on=day, spoken_by="Morgan Ellis")
    assert refused.value.field == "said"
    beginning.discuss_publication(**how, held_on=day, spoken_by="Morgan Ellis", said="Agrees.", others_remain=True)
    assert "family_publication" in open_codes(case)
    beginning.discuss_publication(**{**how, "with_whom": "The father"}, not_because="He cannot be found.")
    assert "family_publication" not in open_codes(case)
    assert case.publication_discussions.count() == 2


@pytest.mark.clause("SCR-11")
def test_decision_against_a_review_after_all_ends_its_appointments(board: b.Board, case: Case) -> None:
    with frozen(DAY):
        made = b.appoint(board, case, on=DAY)
        why = decision.Reasons(
            reasons="New facts.", departure="Explained.", advice="Counsel’s.", new_facts="A witness."
        )
        decision.reconsider(
            case=case,
            by=board.chair,
            on=DAY,
            outcome="not_hold",
            why=why,
            confirmed=b.SIGNED,
            seen=b.fresh(case).revision,
        )
    assert sees(made.user) == []
    assert open_codes(case) & {"names_national_panel", "declare_lead", "completion"} == set()
