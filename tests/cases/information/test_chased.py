"""What an organisation owes is chased with its representative, and with the manager where nobody is named (SCR-20)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from tests import board as b
from tests.cases.moments import frozen
from wscb.cases import chasing, work
from wscb.cases.actions import information
from wscb.cases.models import ChaseEntry, InformationRequest, Step
from wscb.cases.owing import owners_of
from wscb.dates import LONDON
from wscb.messages.kinds import renderer_for
from wscb.messages.models import Message
from wscb.people.models import User

pytestmark = pytest.mark.django_db

RECEIVED = date(2026, 3, 2)
DAY = date(2026, 3, 20)


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def asked(board: b.Board) -> InformationRequest:
    with frozen(DAY):
        return b.ask(board, b.under_way(board, received=RECEIVED), on=DAY)


def step_of(asked: InformationRequest) -> Step:
    step = information.owed_step(asked)
    assert step is not None
    return step


def told_on(asked: InformationRequest, day: date) -> set[User]:
    now = datetime.combine(day, time(12), tzinfo=LONDON)
    chasing.sweep(now=now)
    return {entry.recipient for entry in ChaseEntry.objects.filter(step=step_of(asked), at=now)}


@pytest.mark.clause("SCR-20")
def test_the_representative_is_reminded_then_the_manager_then_the_chair(
    board: b.Board, asked: InformationRequest
) -> None:
    first = b.representative(board)
    with frozen(DAY):
        b.name_representative(board, asked.case, first, on=DAY)
    due = step_of(asked).due_on
    assert told_on(asked, due) == {first}
    assert told_on(asked, due + timedelta(days=2)) == {first, board.manager}
    assert told_on(asked, due + timedelta(days=7)) == {first, board.manager, board.chair}


@pytest.mark.clause("SCR-20")
def test_the_manager_is_reminded_while_nobody_is_named(board: b.Board, asked: InformationRequest) -> None:
    assert told_on(asked, step_of(asked).due_on) == {board.manager}


def test_one_step_and_many_cases_say_the_same_owners(board: b.Board, asked: InformationRequest) -> None:
    case, other = asked.case, b.representative(board, "Other", board.health)
    with frozen(DAY):
        b.name_representative(board, case, b.representative(board), on=DAY)
        b.name_representative(board, case, other, on=DAY)
        theirs = b.ask(board, case, on=DAY, organisation=board.health)
        unnamed = b.ask(board, case, on=DAY, organisation=board.council)
    owners = owners_of({case.pk}, on=DAY)
    for request in (asked, theirs, unnamed):
        step = step_of(request)
        assert {owner.user for owner in owners.of_step(step)} == {one.pk for one in chasing.owners(step, on=DAY)}
    assert [owner.user for owner in owners.of_step(step_of(theirs))] == [other.pk]


def test_the_reminder_says_what_is_owed_and_nothing_else_of_the_case(board: b.Board, asked: InformationRequest) -> None:
    first = b.representative(board)
    with frozen(DAY):
        b.name_representative(board, asked.case, first, on=DAY)
    due = step_of(asked).due_on
    told_on(asked, due)
    message = Message.objects.get(kind="chase", recipient=first)
    with frozen(due):
        mail = renderer_for("chase")(message)
    assert mail is not None
    assert "Send the brief information asked for" in mail.text
    assert asked.case.reference in mail.text
    assert b.CHILD.family_name not in mail.text
    assert work.work_of(first, on=due).is_empty
