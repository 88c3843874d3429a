"""An action's date is changed with its reason, the first one in sight; and the decision bundle shows what stood at its moment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from reviews.bundle_learning import learning_lines
from tests import board as b
from tests.cases.browsing import boxes, done
from tests.cases.moments import frozen, london
from tests.learning import learn
from wscb.cases import rules
from wscb.cases.errors import ActRefused, NotAllowed
from wscb.cases.models import Case, Step
from wscb.learning.actions import findings, undertakings
from wscb.learning.models import Finding, LearningAction
from wscb.learning.reading import learning_of
from wscb.messages.kinds import renderer_for
from wscb.messages.models import Message
from wscb.people.models import User

pytestmark = pytest.mark.django_db

RECEIVED = date(2026, 3, 2)
DAY = date(2026, 3, 20)
DUE = date(2026, 4, 7)
LATER = date(2026, 5, 5)


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


def move(action: LearningAction, by: User, *, until: date = LATER, because: str = "The trainer is ill.") -> None:
    undertakings.move_action(case=action.case, by=by, on=DAY, action=action, until=until, because=because)


def lines(case: Case, hour: int) -> list[dict[str, str]]:
    """The rows of each finding in a bundle that was asked for at this hour of the day."""
    return [dict(rows) for _title, rows in learning_lines(case, asked_at=london(DAY, hour))]


@pytest.mark.clause("GEN-13", "SCR-22")
def test_a_moved_action_is_owed_by_its_new_date_and_keeps_the_first(
    board: b.Board, first: User, action: LearningAction
) -> None:
    with frozen(DAY, 12):
        move(action, board.manager)
        move(action, board.chair, until=DUE - timedelta(days=1), because="It can be earlier.")
    (row,) = learning_of(action.case, on=DAY).actions
    assert (row.due.first_on, row.due_on) == (DUE, DUE - timedelta(days=1))
    assert [(one.new_due_on, one.reason) for one in row.due.changes] == [
        (LATER, "The trainer is ill."),
        (DUE - timedelta(days=1), "It can be earlier."),
    ]
    step = Step.objects.select_related("case").get(code="learning_action", about=action.pk)
    assert rules.recomputed(step) == step.due_on
    mails = Message.objects.filter(kind="learning.moved")
    assert {one.recipient for one in mails} == {first}
    mail = renderer_for("learning.moved")(mails[0])
    assert mail is not None
    assert "trainer" not in mail.text


@pytest.mark.parametrize(
    ("until", "because", "field"),
    [(DUE, "So.", "until"), (DAY, "So.", "until"), (LATER, " ", "because")],
)
def test_a_move_without_another_day_to_come_and_a_reason_is_refused(
    board: b.Board, action: LearningAction, until: date, because: str, field: str
) -> None:
    with pytest.raises(ActRefused) as refused:
        move(action, board.manager, until=until, because=because)
    assert refused.value.field == field


def test_only_the_office_and_the_chair_move_an_open_action(board: b.Board, first: User, action: LearningAction) -> None:
    with pytest.raises(NotAllowed):
        move(action, first)
    move(action, board.manager)
    undertakings.drop_action(case=action.case, by=board.manager, on=DAY, action=action, because="Done elsewhere.")
    with pytest.raises(ActRefused, match="no longer open"):
        move(action, board.manager, until=DUE)
    (message,) = Message.objects.filter(kind="learning.moved")
    assert renderer_for(message.kind)(message) is None


@pytest.mark.clause("SCR-22")
def test_the_first_date_and_why_it_was_changed_stand_on_the_findings_and_the_organisations_page(
    client: Client, board: b.Board, case: Case, first: User, action: LearningAction
) -> None:
    with frozen(DAY, 12):
        done(
            client, board.manager, case, "move_learning_action", str(action.pk), because="The trainer is ill.",
            **boxes("until", LATER),
        )  # fmt: skip
    for who, address in (
        (board.manager, reverse("learning:finding", args=[case.reference, action.finding_id])),
        (first, reverse("learning:own_action", args=[action.pk])),
    ):
        client.force_login(who)
        text = client.get(address).content.decode()
        assert "Tuesday 7 April 2026" in text
        assert "5 May 2026" in text
        assert "The trainer is ill." in text
    assert "First due on 7 April 2026" in client.get("/").content.decode()


@pytest.mark.clause("GEN-13")
def test_a_findings_page_leads_to_what_it_needs(client: Client, board: b.Board, case: Case, finding: Finding) -> None:
    address = reverse("learning:finding", args=[case.reference, finding.pk])

    def shown(on: date) -> str:
        with frozen(on):
            client.force_login(board.manager)
            return str(client.get(address).content.decode())

    assert "No organisation has an action on this improvement yet" in shown(DAY)
    action = learn.acted(board, finding, on=DAY, due_on=DUE)
    assert "is overdue" not in shown(DUE)
    late = shown(DUE + timedelta(days=1))
    assert "No organisation has an action" not in late
    assert "is overdue since Tuesday 7 April 2026" in late
    for act in ("complete_learning_action", "move_learning_action"):
        assert reverse("cases:act_page", args=[case.reference, act, action.pk]) in late


@pytest.mark.clause("GEN-13", "SCR-23")
def test_ended_actions_leave_your_work_for_pages_of_their_own(
    client: Client, board: b.Board, finding: Finding, first: User
) -> None:
    given = [learn.acted(board, finding, on=DAY, due_on=DUE) for _ in range(28)]
    for number, action in enumerate(given[:27]):
        by, account = (board.manager, f"Told {number}.")
        undertakings.complete_action(case=action.case, by=by, on=DAY, action=action, done_on=DAY, account=account)
        learn.closed(board, action, on=DAY)
    client.force_login(first)
    home = client.get("/").content.decode()
    ended = reverse("learning:own_ended")
    assert f'href="{ended}">27 that ended</a>' in home
    assert [f"/actions/{one.pk}/" in home for one in given] == [False] * 27 + [True]
    shown = [client.get(f"{ended}?page={page}").content.decode() for page in (1, 2)]
    assert [sum(f"/actions/{one.pk}/" in text for one in given) for text in shown] == [25, 2]
    client.force_login(board.outsider)
    assert all(f"/actions/{one.pk}/" not in client.get(ended).content.decode() for one in given)


@pytest.mark.clause("GEN-02", "GEN-13", "SCR-16")
def test_a_bundle_keeps_what_was_withdrawn_dropped_or_moved_after_it_was_asked_for(
    board: b.Board, case: Case, finding: Finding, action: LearningAction
) -> None:
    other = learn.acted(board, finding, on=DAY, due_on=DUE, what="Write it down.")
    with frozen(DAY, 11):
        move(other, board.manager)
        undertakings.complete_action(case=case, by=board.manager, on=DAY, action=other, done_on=DAY, account="Told.")
    with frozen(DAY, 13):
        findings.withdraw_finding(case=case, by=board.manager, on=DAY, finding=finding, because="Told twice.")
    (before,) = lines(case, 10)
    assert before["Actions"].splitlines() == [
        f"{board.police.name}: {learn.WHAT} Due 7 April 2026, proposed.",
        f"{board.police.name}: Write it down. Due 7 April 2026, proposed.",
    ]
    (between,) = lines(case, 12)
    assert (
        "Write it down. Due 5 May 2026 (first due 7 April 2026), reported done on 20 March 2026." in between["Actions"]
    )
    assert f"{learn.WHAT} Due 7 April 2026, proposed." in between["Actions"]
    assert lines(case, 14) == []
