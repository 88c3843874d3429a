"""An action is proposed, agreed by its organisation or changed and proposed anew, and the Board is chased too (SCR-23, CR-14)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import pytest

from reviews.bundle_learning import learning_lines
from reviews.left_open import GOES_ON, left_open
from tests import board as b
from tests.cases.moments import frozen, london
from tests.learning import learn
from wscb.cases import chasing, work
from wscb.cases.errors import ActRefused, NotAllowed
from wscb.cases.models import Case, ChaseEntry, Step
from wscb.dates import LONDON
from wscb.learning.actions import agreeing, closing, findings, undertakings
from wscb.learning.models import Finding, LearningAction
from wscb.learning.reading import learning_of, own_actions
from wscb.messages.kinds import renderer_for
from wscb.messages.models import Message
from wscb.people.models import User

pytestmark = pytest.mark.django_db

RECEIVED = date(2026, 3, 2)
DAY = date(2026, 3, 20)
DUE = date(2026, 4, 30)
LATER = date(2026, 5, 5)
ANSWER_BY = date(2026, 4, 7)
"""Ten working days after the action was given; two of the days between are holidays."""


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with frozen(DAY):
        yield


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture(params=["scr", "cr"])
def case(request: pytest.FixtureRequest, board: b.Board) -> Case:
    return b.under_way(board, received=RECEIVED, kind=request.param)


@pytest.fixture
def finding(board: b.Board, case: Case) -> Finding:
    return learn.raised(board, case, on=DAY)


@pytest.fixture
def first(board: b.Board, case: Case) -> User:
    user = b.representative(board)
    b.name_representative(board, case, user, on=DAY)
    return user


@pytest.fixture
def action(board: b.Board, finding: Finding) -> LearningAction:
    return learn.acted(board, finding, on=DAY, due_on=DUE)


def step_of(action: LearningAction, code: str) -> Step:
    return Step.objects.select_related("case").filter(code=code, about=action.pk).latest("opened_on", "due_on")


def open_codes(action: LearningAction) -> set[str]:
    return set(Step.objects.filter(about=action.pk, done_on__isnull=True).values_list("code", flat=True))


def agree(action: LearningAction, by: User, on: date = DAY, **told: object) -> LearningAction:
    return agreeing.agree_action(case=action.case, by=by, on=on, action=action, **told)  # type: ignore[arg-type]


def decline(action: LearningAction, by: User, **told: object) -> LearningAction:
    answer = {"because": "It is not ours to do.", **told}
    return agreeing.decline_action(case=action.case, by=by, on=DAY, action=action, **answer)  # type: ignore[arg-type]


def change(action: LearningAction, by: User, **told: object) -> LearningAction:
    answer = {"what": "Tell one team.", "due_on": LATER, "because": "As you asked.", **told}
    return agreeing.change_action(case=action.case, by=by, on=DAY, action=action, **answer)  # type: ignore[arg-type]


def words(case: Case, on: date = DAY) -> list[str]:
    return [row.words for row in learning_of(case, on=on).actions]


def refused_at(error: pytest.ExceptionInfo[ActRefused]) -> str:
    return error.value.field or ""


@pytest.mark.clause("SCR-23", "CR-14")
def test_an_action_is_proposed_and_its_representative_owes_an_answer_and_is_chased_for_it(
    board: b.Board, first: User, action: LearningAction
) -> None:
    step = step_of(action, "learning_agreement")
    assert (action.state, open_codes(action)) == ("proposed", {"learning_action", "learning_agreement"})
    assert (step.due_on, step.rule.clause) == (ANSWER_BY, "SCR-23" if action.case.process == "scr" else "CR-14")
    assert [row.action.answer_by for row in own_actions({action.pk}, on=DAY).open] == [ANSWER_BY]
    now = datetime.combine(ANSWER_BY + timedelta(days=2), time(12), tzinfo=LONDON)
    chasing.sweep(now=now)
    chased = {entry.recipient for entry in ChaseEntry.objects.filter(step=step, at=now)}
    assert chased == {first, board.manager}


@pytest.mark.clause("SCR-23")
def test_the_answer_that_nobody_may_give_for_an_organisation_is_the_managers(
    board: b.Board, action: LearningAction
) -> None:
    owed = {row.step.code: row for row in work.owed_by(board.manager, on=DAY)}
    assert owed["learning_agreement"].act == action.case.table.act("agree_learning_action")
    assert owed["learning_agreement"].about == f"{board.police.name}: proposed"


@pytest.mark.clause("SCR-23", "CR-14")
def test_its_representative_agrees_on_its_own_day(case: Case, first: User, action: LearningAction) -> None:
    agree(action, first)
    action.refresh_from_db()
    assert (action.state, action.agreed_on, action.agreed_by) == ("agreed", DAY, first)
    assert open_codes(action) == {"learning_action"}
    assert words(case) == ["Agreed"]
    assert words(case, DUE + timedelta(days=1)) == ["Agreed, overdue"]
    with pytest.raises(ActRefused, match="agreed already"):
        agree(action, first)


@pytest.mark.clause("SCR-23", "CR-14")
def test_the_manager_records_what_was_agreed_elsewhere_with_how_by_whom_and_when(
    board: b.Board, action: LearningAction
) -> None:
    whole = {"how": "By telephone.", "said_by": "Sam Superintendent", "agreed_on": DAY}
    for name in whole:
        with pytest.raises(ActRefused) as refused:
            agree(action, board.manager, **{**whole, name: None if name == "agreed_on" else " "})
        assert refused_at(refused) == name
    for day in (DAY - timedelta(days=1), DAY + timedelta(days=1)):
        with pytest.raises(ActRefused) as refused:
            agree(action, board.manager, **{**whole, "agreed_on": day})
        assert refused_at(refused) == "agreed_on"
    agree(action, board.manager, **whole)
    (said,) = action.record.all()
    assert (said.text, said.said_by, said.by, said.on) == ("By telephone.", "Sam Superintendent", board.manager, DAY)


@pytest.mark.clause("SCR-23")
def test_nobody_else_answers_for_an_organisation(board: b.Board, case: Case, action: LearningAction) -> None:
    other = b.representative(board, "Other", board.health)
    b.name_representative(board, case, other, on=DAY)
    for person in (other, board.chair, board.outsider):
        with pytest.raises(NotAllowed):
            agree(action, person)
    for person in (other, board.manager):
        with pytest.raises(NotAllowed):
            decline(action, person)
    for person in (other, board.outsider):
        with pytest.raises(NotAllowed):
            change(action, person)


@pytest.mark.clause("SCR-23", "CR-14")
def test_what_is_not_agreed_comes_back_to_the_manager_and_is_proposed_anew(
    board: b.Board, case: Case, first: User, action: LearningAction
) -> None:
    with pytest.raises(ActRefused) as refused:
        decline(action, first, because=" ")
    assert refused_at(refused) == "because"
    with pytest.raises(ActRefused) as refused:
        decline(action, first, due_on=DAY)
    assert refused_at(refused) == "due_on"
    decline(action, first, what="Tell one team.", due_on=LATER)
    assert (words(case), open_codes(action)) == (["Not agreed"], {"learning_action", "learning_settlement"})
    assert [one.recipient for one in Message.objects.filter(kind="case.learning_action_declined")] == [board.manager]
    assert "learning_settlement" in {row.step.code for row in work.owed_by(board.manager, on=DAY)}
    with pytest.raises(ActRefused, match="answered already"):
        decline(action, first)

    for name in ("what", "because"):
        with pytest.raises(ActRefused) as refused:
            change(action, board.manager, **{name: " "})
        assert refused_at(refused) == name
    change(action, board.manager)
    action.refresh_from_db()
    assert (action.what, action.agreed_on) == ("Tell one team.", None)
    assert (words(case), open_codes(action)) == (["Proposed"], {"learning_action", "learning_agreement"})
    (row,) = learning_of(case, on=DAY).actions
    assert (row.due_on, row.due.first_on) == (LATER, DUE)
    assert [(one.kind, one.what) for one in row.record] == [("declined", "Tell one team."), ("proposed", learn.WHAT)]
    (message,) = Message.objects.filter(kind="learning.changed")
    assert message.recipient == first
    mail = renderer_for("learning.changed")(message)
    assert mail is not None
    assert f"/actions/{action.pk}/" in mail.text
    assert "Tell one team" not in mail.text
    with pytest.raises(ActRefused, match="not answered that it does not agree"):
        change(action, board.manager)


def test_an_answer_to_what_was_changed_meanwhile_is_refused(
    board: b.Board, first: User, action: LearningAction
) -> None:
    decline(action, first)
    change(action, board.manager)
    for answer in (agree, decline):
        with pytest.raises(ActRefused, match="changed since"):
            answer(action, first, seen=0)
    agree(action, first, seen=2)


@pytest.mark.clause("SCR-23", "CR-14")
def test_only_what_the_board_has_closed_counts_as_done(
    board: b.Board, case: Case, first: User, action: LearningAction
) -> None:
    learn.reported(board, action, on=DAY, by=first)
    action.refresh_from_db()
    assert (action.state, action.agreed_by) == ("reported", first)
    assert (words(case), open_codes(action)) == (["Reported done"], {"learning_check"})
    assert [row.is_done for row in learning_of(case, on=DAY).actions] == [False]
    with pytest.raises(NotAllowed):
        closing.close_action(case=case, by=first, on=DAY, action=action)
    closing.close_action(case=case, by=board.chair, on=DAY, action=action, note="Thank you.")
    action.refresh_from_db()
    assert (action.closed_on, action.closed_by) == (DAY, board.chair)
    assert (words(case), open_codes(action)) == (["Closed"], set())
    assert [row.is_done for row in learning_of(case, on=DAY).actions] == [True]
    (message,) = Message.objects.filter(kind="learning.closed")
    assert message.recipient == first
    assert renderer_for("learning.closed")(message) is not None
    with pytest.raises(ActRefused, match="Nothing is reported"):
        learn.closed(board, action, on=DAY)


@pytest.mark.clause("SCR-23")
def test_what_is_recorded_late_is_looked_at_from_the_day_it_was_recorded(
    board: b.Board, action: LearningAction
) -> None:
    with frozen(LATER):
        undertakings.complete_action(
            case=action.case, by=board.manager, on=LATER, action=action, done_on=DAY, account="Told."
        )
        assert step_of(action, "learning_check").due_on > LATER
    assert step_of(action, "learning_action").done_on == DAY
    assert step_of(action, "learning_check").next_chase_at is not None


@pytest.mark.clause("SCR-23", "CR-14")
def test_what_is_sent_back_is_owed_anew_by_its_own_date_and_nothing_that_was_said_is_lost(
    board: b.Board, case: Case, first: User, action: LearningAction
) -> None:
    def send_back(**told: object) -> None:
        answer = {"missing": "The list of who was told.", "due_on": LATER, **told}
        closing.return_action(case=case, by=board.manager, on=DAY, action=action, **answer)  # type: ignore[arg-type]

    with pytest.raises(ActRefused, match="Nothing is reported"):
        send_back()
    learn.reported(board, action, on=DAY, by=first)
    for wrong in ({"missing": " "}, {"due_on": DAY}):
        with pytest.raises(ActRefused) as refused:
            send_back(**wrong)
        assert refused_at(refused) in wrong
    send_back()
    action.refresh_from_db()
    assert (action.state, action.ended_on, action.account, action.agreed_by) == ("sent_back", None, "", first)
    assert open_codes(action) == {"learning_action"}
    (row,) = learning_of(case, on=DAY).actions
    assert (row.words, row.due_on, row.due.first_on) == ("Sent back", LATER, DUE)
    assert [(one.kind, one.text) for one in row.record] == [
        ("reported", "All were told."),
        ("sent_back", "The list of who was told."),
    ]
    (message,) = Message.objects.filter(kind="learning.sent_back")
    mail = renderer_for("learning.sent_back")(message)
    assert message.recipient == first
    assert mail is not None
    assert "list of who" not in mail.text
    assert step_of(action, "learning_action").next_chase_at is not None
    learn.reported(board, action, on=DAY, by=first)
    learn.closed(board, action, on=DAY)
    assert words(case) == ["Closed"]


@pytest.mark.clause("SCR-23", "CR-14")
def test_an_action_stands_on_what_is_open_at_acceptance_until_it_is_closed(
    board: b.Board, case: Case, action: LearningAction
) -> None:
    def listed() -> set[tuple[str, str]]:
        return {(one.code, one.about) for one in left_open(case, on=DAY) if one.becomes == GOES_ON}

    police = board.police.name
    assert listed() == {(code, f"{police}: proposed") for code in ("learning_action", "learning_agreement")}
    learn.reported(board, action, on=DAY)
    assert listed() == {("learning_check", f"{police}: reported done")}
    learn.closed(board, action, on=DAY)
    assert listed() == set()


def test_a_withdrawn_finding_leaves_what_was_reported_and_ends_the_rest(
    board: b.Board, case: Case, first: User, finding: Finding, action: LearningAction
) -> None:
    other = learn.acted(board, finding, on=DAY, due_on=DUE)
    decline(other, first)
    learn.reported(board, action, on=DAY)
    findings.withdraw_finding(case=case, by=board.manager, on=DAY, finding=finding, because="Told twice.")
    states = dict(LearningAction.objects.values_list("pk", "state"))
    assert states == {action.pk: "reported", other.pk: "dropped"}
    assert (open_codes(action), open_codes(other)) == ({"learning_check"}, set())


@pytest.mark.clause("SCR-16", "SCR-23")
def test_a_bundle_says_how_an_action_stood_and_read_when_it_was_asked_for(
    board: b.Board, case: Case, first: User, action: LearningAction
) -> None:
    with frozen(DAY, 11):
        decline(action, first)
    with frozen(DAY, 13):
        change(action, board.manager)
    with frozen(DAY, 15):
        learn.reported(board, action, on=DAY)
    shown = [
        dict(rows)["Actions"]
        for hour in (10, 12, 14, 16)
        for _title, rows in learning_lines(case, asked_at=london(DAY, hour))
    ]
    police, day = board.police.name, "20 March 2026"
    assert shown == [
        f"{police}: {learn.WHAT} Due 30 April 2026, proposed.",
        f"{police}: {learn.WHAT} Due 30 April 2026, not agreed on {day}.",
        f"{police}: Tell one team. Due 5 May 2026 (first due 30 April 2026), changed and proposed anew on {day}.",
        f"{police}: Tell one team. Due 5 May 2026 (first due 30 April 2026), reported done on {day}.",
    ]
