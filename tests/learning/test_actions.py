"""Actions start at once, are owed by their organisation, chased to their end, and outlive the review (GEN-13, SCR-22, CR-13)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import pytest

from tests import board as b
from tests.cases.moments import frozen
from tests.learning import learn
from tests.reviews import reporting as r
from wscb.cases import chasing, rules, work
from wscb.cases.errors import ActRefused, NotAllowed
from wscb.cases.models import Case, ChaseEntry, Step
from wscb.cases.owing import owners_of
from wscb.dates import LONDON
from wscb.learning.actions import findings, undertakings
from wscb.learning.corrective import actions_of
from wscb.learning.models import Finding, LearningAction
from wscb.learning.reading import learning_of, stands
from wscb.messages.kinds import renderer_for
from wscb.messages.models import Message
from wscb.people.models import User

pytestmark = pytest.mark.django_db

RECEIVED = date(2026, 3, 2)
DAY = date(2026, 3, 20)
DUE = date(2026, 4, 7)


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
def finding(board: b.Board, case: Case) -> Finding:
    return learn.raised(board, case, on=DAY)


@pytest.fixture
def action(board: b.Board, finding: Finding) -> LearningAction:
    return learn.acted(board, finding, on=DAY, due_on=DUE)


@pytest.fixture
def first(board: b.Board, case: Case) -> User:
    user = b.representative(board)
    b.name_representative(board, case, user, on=DAY)
    return user


def step_of(action: LearningAction) -> Step:
    return Step.objects.select_related("case").get(code="learning_action", about=action.pk)


def complete(action: LearningAction, by: User, *, done_on: date = DAY, on: date = DAY, account: str = "Told.") -> None:
    undertakings.complete_action(case=action.case, by=by, on=on, action=action, done_on=done_on, account=account)


def drop(action: LearningAction, by: User, because: str = "Done elsewhere.") -> None:
    undertakings.drop_action(case=action.case, by=by, on=DAY, action=action, because=because)


@pytest.mark.clause("GEN-13", "SCR-22")
def test_an_action_is_owed_by_the_date_that_was_chosen(action: LearningAction) -> None:
    step = step_of(action)
    assert (step.due_on, step.opened_on, step.is_open) == (DUE, DAY, True)
    assert rules.basis(step).sentence == "The date that was set for it (GEN-13, SCR-22)"
    assert rules.recomputed(step) == DUE


@pytest.mark.clause("SCR-22")
@pytest.mark.parametrize(("days", "taken"), [(-1, False), (0, False), (1, True)])
def test_an_action_is_due_after_the_day_it_is_given(board: b.Board, finding: Finding, days: int, taken: bool) -> None:
    due_on = DAY + timedelta(days=days)
    if taken:
        assert step_of(learn.acted(board, finding, on=DAY, due_on=due_on)).due_on == due_on
        return
    with pytest.raises(ActRefused) as refused:
        learn.acted(board, finding, on=DAY, due_on=due_on)
    assert refused.value.field == "due_on"


def test_an_action_says_what_is_to_be_done_about_a_finding_that_stands(board: b.Board, finding: Finding) -> None:
    with pytest.raises(ActRefused) as refused:
        learn.acted(board, finding, on=DAY, due_on=DUE, what=" ")
    assert refused.value.field == "what"
    findings.withdraw_finding(case=finding.case, by=board.manager, on=DAY, finding=finding, because="Told twice.")
    with pytest.raises(ActRefused, match="withdrawn"):
        learn.acted(board, finding, on=DAY, due_on=DUE)


@pytest.mark.clause("GEN-13")
def test_the_representative_is_told_at_once_and_again_whoever_comes_after(
    board: b.Board, case: Case, first: User, action: LearningAction
) -> None:
    second = b.representative(board, "Second")
    b.name_representative(board, case, second, on=DAY)
    told = {message.recipient: message for message in Message.objects.filter(kind="learning.added")}
    assert set(told) == {first, second}
    assert renderer_for("learning.added")(told[first]) is None
    mail = renderer_for("learning.added")(told[second])
    assert mail is not None
    assert f"/actions/{action.pk}/" in mail.text
    assert case.reference in mail.subject
    assert learn.WHAT not in mail.text
    assert b.CHILD.family_name not in mail.text


@pytest.mark.clause("GEN-13", "SCR-22")
def test_the_representative_then_the_manager_then_the_chair_are_reminded(
    board: b.Board, first: User, action: LearningAction
) -> None:
    def told_on(day: date) -> set[User]:
        now = datetime.combine(day, time(12), tzinfo=LONDON)
        chasing.sweep(now=now)
        return {entry.recipient for entry in ChaseEntry.objects.filter(step=step_of(action), at=now)}

    assert told_on(DUE - timedelta(days=2)) == set()
    assert told_on(DUE) == {first}
    assert told_on(DUE + timedelta(days=2)) == {first, board.manager}
    assert told_on(DUE + timedelta(days=7)) == {first, board.manager, board.chair}
    with frozen(DUE + timedelta(days=7)):
        mail = renderer_for("chase")(Message.objects.filter(kind="chase", recipient=first).last())
    assert mail is not None
    assert "Carry out an action on what was learned" in mail.text


@pytest.mark.clause("GEN-13")
def test_what_nobody_represents_is_the_managers_to_do(board: b.Board, case: Case, action: LearningAction) -> None:
    owners = owners_of({case.pk}, on=DAY)
    assert {owner.user for owner in owners.of_step(step_of(action))} == {board.manager.pk}
    assert chasing.owners(step_of(action), on=DAY) == [board.manager]
    rows = {row.step.code: row for row in work.owed_by(board.manager, on=DAY)}
    assert rows["learning_action"].act == case.table.act("complete_learning_action")
    assert rows["learning_action"].role == "Business manager"
    with frozen(DUE + timedelta(days=1)):
        late = work.work_of(board.manager, on=DUE + timedelta(days=1)).overdue
    assert "learning_action" in {row.step.code for row in late}


@pytest.mark.clause("GEN-13")
def test_what_a_representative_owes_late_waits_in_the_managers_work(
    board: b.Board, case: Case, first: User, action: LearningAction
) -> None:
    owners = owners_of({case.pk}, on=DAY)
    assert {owner.user for owner in owners.of_step(step_of(action))} == {first.pk}
    waiting = {row.step.code for row in work.work_of(board.manager, on=DUE + timedelta(days=1)).waiting}
    assert "learning_action" in waiting
    assert "learning_action" not in {row.step.code for row in work.work_of(board.manager, on=DUE).waiting}


@pytest.mark.clause("SCR-22", "CR-13")
@pytest.mark.parametrize(("days", "words"), [(-1, "Closed"), (0, "Closed"), (1, "Closed, done late")])
def test_an_action_is_in_time_by_the_day_it_was_done_whenever_that_is_recorded(
    board: b.Board, first: User, action: LearningAction, days: int, words: str
) -> None:
    done_on, recorded = DUE + timedelta(days=days), DUE + timedelta(days=9)
    with frozen(recorded):
        complete(action, first, done_on=done_on, on=recorded)
        learn.closed(board, action, on=recorded)
    (row,) = learning_of(action.case, on=recorded).actions
    assert (row.words, row.done_on, row.action.account) == (words, done_on, "Told.")
    assert step_of(action).outcome == "done"
    assert [one.recipient for one in Message.objects.filter(kind="case.learning_action_done")] == [board.manager]
    assert stands(action.case).endswith("1 of 1 action done")


@pytest.mark.parametrize(
    ("done_on", "taken"), [(DAY - timedelta(days=1), False), (DAY, True), (DAY + timedelta(days=1), False)]
)
def test_an_action_was_done_between_the_day_it_was_given_and_today(
    board: b.Board, action: LearningAction, done_on: date, taken: bool
) -> None:
    if taken:
        complete(action, board.manager, done_on=done_on)
        return
    with pytest.raises(ActRefused) as refused:
        complete(action, board.manager, done_on=done_on)
    assert refused.value.field == "done_on"
    assert step_of(action).is_open


def test_an_action_ends_once_with_an_account(board: b.Board, action: LearningAction) -> None:
    with pytest.raises(ActRefused) as refused:
        complete(action, board.manager, account=" ")
    assert refused.value.field == "account"
    complete(action, board.manager)
    for again in (lambda: complete(action, board.manager), lambda: drop(action, board.manager)):
        with pytest.raises(ActRefused, match="no longer open"):
            again()


def test_a_dropped_action_says_why_and_is_owed_no_longer(board: b.Board, first: User, action: LearningAction) -> None:
    with pytest.raises(ActRefused) as refused:
        drop(action, board.manager, because="")
    assert refused.value.field == "because"
    drop(action, board.chair)
    assert (step_of(action).outcome, step_of(action).next_chase_at) == ("superseded", None)
    (message,) = Message.objects.filter(kind="learning.dropped")
    assert message.recipient == first
    assert renderer_for("learning.dropped")(message) is not None
    with pytest.raises(NotAllowed):
        drop(action, first)


def test_withdrawing_a_finding_ends_its_actions_and_keeps_the_reason_from_their_organisation(
    board: b.Board, case: Case, finding: Finding, action: LearningAction
) -> None:
    other = learn.acted(board, learn.raised(board, case, on=DAY), on=DAY, due_on=DUE)
    done = learn.acted(board, finding, on=DAY, due_on=DUE)
    complete(done, board.manager)
    findings.withdraw_finding(case=case, by=board.manager, on=DAY, finding=finding, because="The mother’s new partner.")
    action.refresh_from_db()
    assert (action.state, "partner" in action.account) == ("dropped", False)
    assert step_of(other).is_open
    assert not step_of(action).is_open
    assert LearningAction.objects.get(pk=done.pk).state == "reported"


def test_nobody_but_its_representative_and_the_office_says_that_an_action_was_done(
    board: b.Board, case: Case, action: LearningAction
) -> None:
    others = [b.representative(board), b.representative(board, "Other", board.health), board.chair, board.outsider]
    b.name_representative(board, case, others[1], on=DAY)
    for person in others:
        with pytest.raises(NotAllowed):
            complete(action, person)


@pytest.mark.clause("GEN-13", "SCR-22")
def test_an_action_outlives_the_review_and_is_chased_to_its_end(board: b.Board) -> None:
    end = r.RECEIVED + timedelta(days=105)
    with frozen(r.RECEIVED + timedelta(days=99)):
        case = b.under_way(board, received=r.RECEIVED)
        first = b.representative(board)
        b.name_representative(board, case, first, on=r.RECEIVED + timedelta(days=99))
        found = learn.raised(board, case, on=r.RECEIVED + timedelta(days=99))
        action = learn.acted(board, found, on=r.RECEIVED + timedelta(days=99), due_on=end + timedelta(days=30))
    with frozen(end):
        r.write(board, case, on=end)
        case = r.submit(board, case, on=end)
        r.check(board, case, on=end)
        r.accept(board, case, on=end)
        later = learn.acted(board, found, on=end, due_on=end + timedelta(days=40))
    assert step_of(action).is_open
    now = datetime.combine(end + timedelta(days=30), time(12), tzinfo=LONDON)
    chasing.sweep(now=now)
    chased = ChaseEntry.objects.filter(step=step_of(action), at=now)
    assert {entry.recipient for entry in chased} == {first}
    with frozen(end + timedelta(days=30)):
        assert renderer_for("chase")(chased[0].message) is not None
        complete(action, first, done_on=end + timedelta(days=30), on=end + timedelta(days=30))
        complete(later, board.manager, done_on=end, on=end + timedelta(days=30))
    assert not b.fresh(case).steps.filter(code="learning_action", done_on__isnull=True).exists()


@pytest.mark.clause("SCR-22", "CR-13")
def test_corrective_actions_are_those_on_improvements_the_first_date_first(
    board: b.Board, case: Case, finding: Finding, action: LearningAction
) -> None:
    sooner = learn.acted(board, finding, on=DAY, due_on=DUE - timedelta(days=1), organisation=board.health)
    praised = learn.raised(board, case, on=DAY, kind="good_practice")
    learn.acted(board, praised, on=DAY, due_on=DUE)
    assert [row.action for row in actions_of(case, board.manager, on=DAY)] == [sooner, action]
    assert actions_of(case, board.outsider, on=DAY) == []
