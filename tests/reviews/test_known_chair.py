"""Somebody proposed to chair a review whom the Board knows by the name is judged by what is recorded of them (GEN-04)."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests import board as b
from tests.cases.browsing import done, errors_of, opened
from tests.cases.moments import frozen
from wscb.cases import independence
from wscb.cases.actions import involvement
from wscb.cases.errors import ActRefused
from wscb.cases.models import Case, Recusal
from wscb.clock import now
from wscb.people.known import known_as, same_name
from wscb.people.models import Interest, Organisation, User

pytestmark = [pytest.mark.django_db, pytest.mark.clause("GEN-04")]

RECEIVED = date(2026, 3, 2)
TODAY = date(2026, 3, 4)
NAMESAKE = "If you mean somebody else of the same name, add what tells them apart"


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def case(board: b.Board) -> Case:
    with frozen(RECEIVED):
        return b.refer(board, b.log(board, received=RECEIVED), on=RECEIVED)


@pytest.fixture
def reviewer(board: b.Board) -> User:
    """Somebody with an account, of an organisation that has nothing to do with the Board."""
    elsewhere = Organisation.objects.create(name="Hill Reviews", kind="other")
    return b.person("ines@hill.example", "Ines O’Calder", elsewhere)


def propose(board: b.Board, case: Case, name: str) -> Any:
    return involvement.propose_chair(
        case=case, by=board.manager, on=TODAY, name=name, organisation=None, background="Reviews elsewhere."
    )


def refusal(board: b.Board, case: Case, name: str) -> str:
    with frozen(TODAY), pytest.raises(ActRefused) as refused:
        propose(board, case, name)
    assert refused.value.field == "chair_name"
    assert not case.chair_proposals.exists()
    assert NAMESAKE in refused.value.message
    return refused.value.message


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("Ines O’Calder", True),
        ("  ines  o'calder ", True),
        ("Dr. Ines O’Calder", True),
        ("Professor Dame Ines O‘Calder", True),
        ("Ines Calder", False),
        ("Ines O’Calder (Leeds)", False),
        ("Dr", False),
        ("", False),
    ],
)
def test_name_is_known_however_it_is_set_and_addressed(reviewer: User, typed: str, same: bool) -> None:
    assert known_as(typed) == ([reviewer] if same else [])


def test_title_alone_is_a_name() -> None:
    assert same_name("Dr") == ("dr",)


def test_known_person_of_an_involved_organisation_is_refused(board: b.Board, case: Case, reviewer: User) -> None:
    reviewer.organisation = board.police
    reviewer.save()
    assert f"{board.police.name} is involved in the case." in refusal(board, case, "Dr Ines O'Calder")


def test_known_person_of_a_board_organisation_is_refused(board: b.Board, case: Case, reviewer: User) -> None:
    reviewer.organisation = board.council
    reviewer.save()
    assert f"{board.council.name} is a member of the Board" in refusal(board, case, reviewer.name)


@pytest.mark.parametrize(
    ("declared", "ends", "refused"),
    [
        (TODAY, None, True),
        (date(2026, 3, 5), None, False),
        (RECEIVED, date(2026, 3, 3), False),
        (RECEIVED, TODAY, True),
    ],
    ids=["from today", "from tomorrow", "until yesterday", "until today"],
)
def test_known_person_with_a_declared_interest_is_refused_while_it_lasts(
    board: b.Board, case: Case, reviewer: User, *, declared: date, ends: date | None, refused: bool
) -> None:
    Interest.objects.create(
        user=reviewer, organisation=board.police, nature="Married to an officer", declared_on=declared, ends_on=ends
    )
    if refused:
        said = refusal(board, case, reviewer.name)
        assert f"{reviewer.name} has an interest in the case." in said
        assert "Married" not in said
        return
    with frozen(TODAY):
        propose(board, case, reviewer.name)
    assert case.chair_proposals.get().name == reviewer.name


def test_known_person_who_is_kept_off_the_case_is_refused(board: b.Board, case: Case, reviewer: User) -> None:
    Recusal.objects.create(
        case=case, user=reviewer, interest="A neighbour.", recorded_by=board.manager, recorded_at=now()
    )
    assert f"{reviewer.name} has an interest in the case." in refusal(board, case, reviewer.name)


def test_holder_of_an_office_of_the_board_is_refused(board: b.Board, case: Case) -> None:
    assert "holds an office of the Board" in refusal(board, case, board.other_panel_chair.name)


def test_page_refuses_at_the_name_and_takes_a_namesake_who_is_told_apart(
    client: Client, board: b.Board, case: Case
) -> None:
    answers = {"chair_background": "Six reviews."}
    with frozen(TODAY):
        sent = done(client, board.manager, case, "propose_chair", chair_name=board.members[0].name, **answers)
        assert list(errors_of(sent)) == ["chair_name"]
        told_apart = f"{board.members[0].name} (Leeds)"
        done(client, board.manager, b.fresh(case), "propose_chair", chair_name=told_apart, **answers)
    assert case.chair_proposals.get().name == told_apart


def test_page_says_that_the_board_knows_somebody_of_the_name(
    client: Client, board: b.Board, case: Case, reviewer: User
) -> None:
    with frozen(TODAY):
        answers = {"chair_name": f"Dr {reviewer.name}", "chair_background": "Six reviews."}
        sent = done(client, board.manager, case, "propose_chair", **answers)
        page = client.get(sent["Location"]).content.decode()
    assert "The Board knows somebody of this name: Ines O’Calder, Hill Reviews." in page


def test_organisation_added_later_withdraws_the_proposal_of_a_known_person_of_it(
    board: b.Board, case: Case, reviewer: User
) -> None:
    with frozen(TODAY):
        propose(board, case, reviewer.name)
        propose(board, case, "Somebody Unknown")
        involvement.add_organisation(case=case, by=board.manager, on=TODAY, organisation=reviewer.organisation)
    withdrawn = {one.name: one.withdrawn_on for one in case.chair_proposals.all()}
    assert withdrawn == {reviewer.name: TODAY, "Somebody Unknown": None}


def test_somebody_chosen_is_judged_as_who_they_are_and_not_by_a_namesake(
    client: Client, board: b.Board, case: Case, reviewer: User
) -> None:
    namesake = b.person("other@council.example", reviewer.name, board.council)
    with frozen(TODAY):
        page = opened(client, board.manager, case, "propose_chair").content.decode()
        assert f"{reviewer.name}, Hill Reviews" in page
        answers = {"chair_background": "Six reviews."}
        refused = done(client, board.manager, case, "propose_chair", chair_person=str(namesake.pk), **answers)
        assert list(errors_of(refused)) == ["chair_person"]
        assert NAMESAKE not in str(errors_of(refused))
        done(client, board.manager, case, "propose_chair", chair_person=str(reviewer.pk), **answers)
    proposal = case.chair_proposals.get()
    assert (proposal.user, proposal.name, proposal.organisation) == (reviewer, reviewer.name, reviewer.organisation)


@pytest.mark.parametrize(
    ("chosen", "typed", "wrong"),
    [(True, "Somebody Else", ["chair_person"]), (False, "", ["chair_name"])],
    ids=["both", "neither"],
)
def test_one_person_is_proposed_and_what_was_typed_is_kept(
    client: Client, board: b.Board, case: Case, reviewer: User, *, chosen: bool, typed: str, wrong: list[str]
) -> None:
    answers = {
        "chair_name": typed,
        "chair_background": "Six reviews.",
        "chair_person": str(reviewer.pk) if chosen else "",
    }
    with frozen(TODAY):
        sent = done(client, board.manager, case, "propose_chair", **answers)
    assert list(errors_of(sent)) == wrong
    assert "Six reviews." in sent.content.decode()


def test_interest_of_somebody_chosen_withdraws_the_proposal_under_whatever_name_they_have_now(
    board: b.Board, case: Case, reviewer: User
) -> None:
    charity = Organisation.objects.create(name="A charity", kind="voluntary", on_board=False)
    with frozen(TODAY):
        involvement.propose_chair(
            case=case, by=board.manager, on=TODAY, name="", organisation=None, background="Reviews.", person=reviewer
        )
        Interest.objects.create(user=reviewer, organisation=charity, nature="A trustee", declared_on=TODAY)
        reviewer.name = "Ines Newname"
        reviewer.save()
        involvement.add_organisation(case=case, by=board.manager, on=TODAY, organisation=charity)
    assert case.chair_proposals.get().withdrawn_on == TODAY


@pytest.mark.clause("GEN-04", "SCR-33")
def test_naming_and_appointing_refuse_for_the_same_reasons(board: b.Board, case: Case) -> None:
    for person in (board.panel_chair, board.manager, *board.members):
        told = independence.of_person(case, person, who="the chair", on=TODAY)
        assert independence.of_name(case, person.name, who="the chair", on=TODAY) == told
