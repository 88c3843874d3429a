"""What organisations are asked for, and what comes of it: asked, sent, checked, put off, passed on (SCR-05, SCR-19, SCR-20)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from tests import board as b
from tests.cases.moments import frozen
from wscb.cases import access, returns
from wscb.cases.actions import information, involvement, representing
from wscb.cases.errors import ActRefused, NotAllowed
from wscb.cases.models import Case, CaseDocument, InformationRequest, Step
from wscb.cases.representation import represented_requests
from wscb.people.models import User

pytestmark = pytest.mark.django_db

RECEIVED = date(2026, 3, 2)
DAY = date(2026, 3, 20)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with frozen(DAY):
        yield


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def case(board: b.Board) -> Case:
    return b.under_way(board, received=RECEIVED)


@pytest.fixture
def first(board: b.Board) -> User:
    return b.representative(board)


@pytest.fixture
def asked(board: b.Board, case: Case, first: User) -> InformationRequest:
    b.name_representative(board, case, first, on=DAY)
    return b.ask(board, case, on=DAY, kind="agency_report")


def owed(request: InformationRequest) -> Step:
    step = information.owed_step(request)
    assert step is not None
    return step


def send(request: InformationRequest, by: User) -> None:
    seen = b.write_return(request, by=by, on=DAY)
    representing.submit_information(case=request.case, by=by, on=DAY, request=request, seen=seen)
    request.refresh_from_db()


def check(board: b.Board, request: InformationRequest, **answers: object) -> None:
    told = {"points": b.ALL_POINTS, "accepted": True, **answers}
    information.check_information(case=request.case, by=board.manager, on=DAY, request=request, **told)  # type: ignore[arg-type]
    request.refresh_from_db()


@pytest.mark.clause("SCR-20", "CR-12")
def test_what_is_asked_for_is_sent_checked_and_accepted(board: b.Board, asked: InformationRequest, first: User) -> None:
    send(asked, first)
    assert (asked.state, asked.received_on) == ("received", DAY)
    (step,) = asked.case.steps.filter(about=asked.pk, done_on__isnull=True)
    assert (step.code, step.rule.owed_by) == ("check_information", "business_manager")
    check(board, asked)
    assert asked.state == "accepted"
    assert not asked.case.steps.filter(about=asked.pk, done_on__isnull=True).exists()


@pytest.mark.clause("SCR-20")
def test_sent_back_is_owed_again_by_its_new_date_and_begins_with_what_was_sent(
    board: b.Board, asked: InformationRequest, first: User
) -> None:
    returns.add_file(asked, by=first, upload=b.PAPER)
    send(asked, first)
    later = DAY + timedelta(days=9)
    check(board, asked, accepted=False, missing="The second visit.", new_due_on=later)
    assert (asked.state, asked.received_on) == ("sent_back", None)
    assert owed(asked).due_on == later
    again = returns.being_written(asked)
    assert again is not None
    assert (again.number, again.answer, again.finished) == (2, "Seen twice.", False)
    assert (again.officer_name, again.officer_signed_on) == ("Ray Stone", None)
    send(asked, first)
    assert CaseDocument.objects.filter(case=asked.case, kind="information").count() == 1
    check(board, asked)
    assert [one.accepted for one in asked.checks.all()] == [False, True]


def test_a_check_answers_every_point_and_accepts_none_that_is_not_met(
    board: b.Board, asked: InformationRequest, first: User
) -> None:
    send(asked, first)
    with pytest.raises(ActRefused, match="Answer every point"):
        check(board, asked, points={})
    with pytest.raises(ActRefused, match="A point is not met"):
        check(board, asked, points={**b.ALL_POINTS, "whole_period": "no"})
    with pytest.raises(ActRefused, match="Enter what is missing"):
        check(board, asked, accepted=False)
    with pytest.raises(ActRefused, match="Enter the new date"):
        check(board, asked, accepted=False, missing="The dates.")


def test_nothing_is_sent_while_a_part_is_missing_or_a_colleague_changed_it(
    asked: InformationRequest, first: User
) -> None:
    kept = returns.begin(asked, by=first)
    with pytest.raises(ActRefused, match="Complete every part"):
        representing.submit_information(case=asked.case, by=first, on=DAY, request=asked, seen=kept.version)
    seen = b.write_return(asked, by=first, on=DAY)
    with pytest.raises(returns.ReturnChanged):
        representing.submit_information(case=asked.case, by=first, on=DAY, request=asked, seen=seen - 1)
    with pytest.raises(returns.ReturnChanged):
        returns.save(asked, by=first, seen=seen - 1, answers={"answer": "Seen once."})


def test_before_the_decision_brief_information_alone_is_asked_for(board: b.Board) -> None:
    case = b.log(board, received=DAY)
    with pytest.raises(ActRefused) as refused:
        b.ask(board, case, on=DAY, kind="agency_report")
    assert refused.value.field == "kind"
    assert owed(b.ask(board, case, on=DAY)).code == "information"


@pytest.mark.clause("SCR-20")
def test_more_time_puts_the_date_off_and_keeps_the_first(
    board: b.Board, asked: InformationRequest, first: User
) -> None:
    before = owed(asked)
    until = before.due_on + timedelta(days=14)
    representing.ask_more_time(case=asked.case, by=first, on=DAY, request=asked, until=until, because="Sick leave.")
    assert owed(asked).due_on == before.due_on
    granted = until - timedelta(days=3)
    information.answer_more_time(
        case=asked.case, by=board.manager, on=DAY, request=asked, granted_until=granted, answer="Until then."
    )
    step = owed(asked)
    (entry,) = step.ledger.all()
    assert (step.due_on, step.due_version, entry.new_due_on, entry.reason) == (granted, 2, granted, "Sick leave.")
    assert not asked.case.steps.filter(code="answer_more_time", done_on__isnull=True).exists()


def test_a_refusal_of_more_time_says_why_and_leaves_the_date(
    board: b.Board, asked: InformationRequest, first: User
) -> None:
    due = owed(asked).due_on
    until = due + timedelta(days=14)
    representing.ask_more_time(case=asked.case, by=first, on=DAY, request=asked, until=until, because="Sick leave.")
    common = {"case": asked.case, "by": board.manager, "on": DAY, "request": asked, "granted_until": None}
    with pytest.raises(ActRefused, match="Enter why"):
        information.answer_more_time(**common)
    information.answer_more_time(**common, answer="The report is due.")
    assert owed(asked).due_on == due


def test_a_date_set_when_it_is_asked_stands_in_the_ledger(board: b.Board, case: Case) -> None:
    due = DAY + timedelta(days=60)
    step = owed(b.ask(board, case, on=DAY, kind="chronology", due_on=due))
    assert (step.due_on, step.ledger.count()) == (due, 1)


@pytest.mark.clause("SCR-19", "CR-12")
def test_organisations_are_invited_engage_or_decline_with_a_reason(
    board: b.Board, case: Case, asked: InformationRequest, first: User
) -> None:
    row = case.involved_organisations.get(organisation=board.police)
    assert row.engagement == "invited"
    send(asked, first)
    row.refresh_from_db()
    assert row.engagement == "engaged"
    common = {"case": case, "by": board.manager, "on": DAY, "organisation": board.police, "engagement": "declined"}
    with pytest.raises(ActRefused, match="Enter why"):
        representing.record_engagement(**common)
    representing.record_engagement(**common, declined_because="Proceedings elsewhere.")
    row.refresh_from_db()
    assert (row.engagement, row.declined_because) == ("declined", "Proceedings elsewhere.")


def may(user: User) -> set[InformationRequest]:
    return set(represented_requests(User.objects.get(pk=user.pk)))


@pytest.mark.clause("SCR-20")
def test_only_who_represents_the_organisation_now_may_answer(
    board: b.Board, case: Case, asked: InformationRequest, first: User
) -> None:
    second, elsewhere = b.representative(board, "Second"), b.representative(board, "Other", board.health)
    b.name_representative(board, case, elsewhere, on=DAY)
    assert (may(first), may(second), may(elsewhere)) == ({asked}, set(), set())
    assert not access.visible_cases(first, on=DAY).exists()
    assert not access.listed_cases(first, on=DAY).exists()
    for other in (second, elsewhere, board.manager, board.chair):
        seen = b.write_return(asked, by=first, on=DAY)
        with pytest.raises(NotAllowed):
            representing.submit_information(case=case, by=other, on=DAY, request=asked, seen=seen)
    representing.delegate(case=case, by=first, on=DAY, request=asked, to=second)
    assert may(second) == {asked}
    with pytest.raises(NotAllowed):
        representing.hand_over(case=case, by=second, on=DAY, request=asked, to=second)
    representing.end_delegation(case=case, by=first, on=DAY, request=asked, of=second)
    assert may(second) == set()
    representing.hand_over(case=case, by=first, on=DAY, request=asked, to=second)
    assert (may(first), may(second)) == (set(), {asked})


@pytest.mark.parametrize("ended", ["inactive", "left", "recused", "replaced"])
def test_sight_of_a_request_ends_at_once(
    board: b.Board, case: Case, asked: InformationRequest, first: User, ended: str
) -> None:
    if ended == "inactive":
        first.is_active = False
        first.save()
    elif ended == "left":
        first.organisation = board.health
        first.save()
    elif ended == "recused":
        involvement.record_interest(case=case, by=board.manager, on=DAY, user=first, interest="A cousin.")
    else:
        b.name_representative(board, case, b.representative(board, "Second"), on=DAY)
    assert may(first) == set()


def test_a_representative_belongs_to_the_organisation(board: b.Board, case: Case) -> None:
    with pytest.raises(ActRefused, match="does not belong"):
        representing.name_representative(
            case=case,
            by=board.manager,
            on=DAY,
            organisation=board.police,
            user=b.representative(board, "Other", board.health),
        )
