"""Milestones of a review: owed by their own days, moved in sight, and drawn against the date for completion."""

from __future__ import annotations

from datetime import date

import pytest

from reviews.actions import milestones
from reviews.actions.milestones import Planned
from reviews.models import Milestone
from reviews.six_months import beyond, six_months_of, standing_milestones, suggested_on
from reviews.timeline import drawn
from reviews.vocabularies import MILESTONE
from tests import board as b
from tests.cases.moments import after, frozen, london
from tests.reviews import reporting as r
from tests.reviews import working as w
from wscb.cases import chasing, rules
from wscb.cases.errors import ActRefused, NotAllowed
from wscb.cases.models import Case

pytestmark = pytest.mark.django_db

DAY = date(2026, 5, 4)


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def case(board: b.Board) -> Case:
    return b.under_way(board, received=r.RECEIVED)


@pytest.mark.clause("SCR-21", "CR-13")
@pytest.mark.parametrize("kind", ["scr", "cr"])
def test_a_milestone_is_owed_by_its_own_day_and_its_date_can_be_computed_again(board: b.Board, kind: str) -> None:
    case = b.under_way(board, received=r.RECEIVED, kind=kind)
    row = w.plan(board, case, on=DAY, day=date(2026, 7, 1))
    step = w.open_step(case, "milestone")
    assert (step.about, step.due_on, rules.recomputed(step)) == (row.pk, date(2026, 7, 1), date(2026, 7, 1))


@pytest.mark.clause("SCR-21")
def test_a_milestone_is_chased_and_no_longer_once_it_is_reached(board: b.Board, case: Case) -> None:
    day = date(2026, 7, 1)
    row = w.plan(board, case, on=DAY, day=day)
    due = [chase.step.code for chase in chasing.planned(now=london(after(day, 2), 9))]
    assert due.count("milestone") == 1
    milestones.reach_milestone(case=case, by=board.manager, on=day, milestone=row, reached_on=day)
    assert "milestone" not in [chase.step.code for chase in chasing.planned(now=london(after(day, 2), 9))]


@pytest.mark.clause("SCR-21")
def test_the_suggested_days_lie_between_decision_and_due_date_in_the_sets_order_on_working_days() -> None:
    days = [suggested_on(word.code, w.DECIDED, w.DUE) for word in MILESTONE]
    assert days == sorted(days)
    assert all(w.DECIDED < day <= w.DUE for day in days)
    assert [day.weekday() for day in days if day.weekday() > 4] == []


@pytest.mark.clause("SCR-21")
@pytest.mark.parametrize(("days", "warned"), [(-1, 0), (0, 0), (1, 1)], ids=["before", "at", "after"])
def test_a_milestone_beyond_the_date_for_completion_warns(board: b.Board, case: Case, days: int, warned: int) -> None:
    w.plan(board, case, on=DAY, day=after(w.DUE, days))
    standing = six_months_of(case, on=DAY)
    assert standing is not None
    assert len(beyond(standing_milestones(case), standing)) == warned


@pytest.mark.clause("SCR-21")
def test_a_milestone_keeps_its_first_date_and_the_reason_when_it_is_moved(board: b.Board, case: Case) -> None:
    row = w.plan(board, case, on=DAY, day=date(2026, 7, 1))
    by = {"case": case, "by": board.manager, "on": DAY}
    milestones.move_milestone(**by, milestone=row, until=date(2026, 8, 3), because="The reports came late.")
    moved = Milestone.objects.get(pk=row.pk)
    assert (moved.first_planned_on, moved.planned_on) == (date(2026, 7, 1), date(2026, 8, 3))
    assert [(one.from_on, one.because) for one in moved.moves.all()] == [(date(2026, 7, 1), "The reports came late.")]
    step = w.open_step(case, "milestone")
    assert (step.due_on, rules.recomputed(step), step.due_version) == (date(2026, 8, 3), date(2026, 8, 3), 3)
    for until, says in ((DAY, "in the future"), (date(2026, 8, 3), "already")):
        with pytest.raises(ActRefused, match=says):
            milestones.move_milestone(**by, milestone=row, until=until, because="Again.")


def test_a_day_that_has_come_is_kept_as_reached_and_owes_nothing(board: b.Board, case: Case) -> None:
    for code, day in (("terms_agreed", after(DAY, -1)), ("agency_reports", DAY), ("comments", after(DAY, 1))):
        w.plan(board, case, on=DAY, code=code, day=day)
    assert [row.is_open for row in standing_milestones(case)] == [False, False, True]
    assert case.steps.filter(code="milestone").count() == 1


@pytest.mark.parametrize(
    ("planned", "says"),
    [
        (Planned("first_draft", after(w.DECIDED, -1)), "on or after the day of the decision"),
        (Planned("knighthood", DAY), "from the list"),
        (Planned("other", DAY), "what the milestone is"),
        (Planned("comments", DAY), "already"),
    ],
)
def test_no_milestone_is_planned_that_cannot_be(board: b.Board, case: Case, planned: Planned, says: str) -> None:
    w.plan(board, case, on=DAY, code="comments")
    with pytest.raises(ActRefused, match=says):
        milestones.plan_milestones(case=case, by=board.manager, on=DAY, planned=[planned])


def test_one_that_was_dropped_is_no_longer_owed_and_can_be_planned_again(board: b.Board, case: Case) -> None:
    row = w.plan(board, case, on=DAY)
    milestones.drop_milestone(case=case, by=board.manager, on=DAY, milestone=row, because="One talk was enough.")
    assert w.open_codes(case, "milestone") == []
    assert w.plan(board, case, on=DAY).pk != row.pk


def test_only_manager_and_lead_reviewer_plan(board: b.Board, case: Case) -> None:
    with pytest.raises(NotAllowed):
        milestones.plan_milestones(case=case, by=board.chair, on=DAY, planned=[Planned("comments", after(DAY, 9))])
    lead = case.appointments.get(role="lead_reviewer").user
    assert milestones.plan_milestones(case=case, by=lead, on=DAY, planned=[Planned("comments", after(DAY, 9))])


@pytest.mark.clause("SCR-21", "SCR-22")
def test_the_picture_holds_every_date_and_the_table_says_the_same(board: b.Board, case: Case) -> None:
    w.with_six_months(board, case, on=DAY)
    w.answer(board, case, on=DAY, until=w.LATER)
    with frozen(date(2026, 8, 1)):
        standing = six_months_of(case, on=date(2026, 8, 1))
        assert standing is not None
        picture = drawn(standing, standing_milestones(case), list(case.proceedings.all()))
    assert {line.kind for line in picture.lines} == {"today", "first", "agreed"}
    assert [lane.title for lane in picture.lanes] == [
        "The review", "Agency reports in", "Comments on the draft in", "First draft of the report",
        "Criminal proceedings", "Inquest",
    ]  # fmt: skip
    kinds = {lane.title: [mark.kind for mark in lane.marks] for lane in picture.lanes}
    assert kinds["Agency reports in"] == ["reached"]
    assert kinds["Comments on the draft in"] == ["late"]
    assert kinds["First draft of the report"] == ["first", "planned"]
    assert [(row.title, row.on) for row in picture.rows] == [
        ("Decision to hold the review", w.DECIDED),
        ("Agency reports in", DAY),
        ("Comments on the draft in", date(2026, 7, 23)),
        ("Criminal proceedings", date(2026, 8, 2)),
        ("Original date for completion", w.DUE),
        ("Agreed date for completion", w.LATER),
        ("First draft of the report", date(2027, 1, 9)),
    ]
    places = [mark.x for lane in picture.lanes for mark in lane.marks] + [line.x for line in picture.lines]
    assert all(picture.left <= x <= picture.right for x in places)


@pytest.mark.clause("SCR-21")
def test_milestone_that_a_completed_review_never_reached_is_neither_planned_nor_late_for_ever(board: b.Board) -> None:
    case = r.with_board(board)
    w.plan(board, case, on=DAY, code="comments", day=date(2026, 6, 1))
    w.plan(board, case, on=DAY, code="board", day=after(w.DUE, 30))
    on = date(2026, 6, 15)
    r.check(board, case, on=on)
    r.accept(board, case, on=on)
    for day in (on, date(2027, 1, 4)):
        standing, planned = six_months_of(case, on=day), standing_milestones(case)
        assert standing is not None
        shown = drawn(standing, planned, [])
        assert [(row.stands, row.tone, row.notes) for row in shown.rows if row.milestone] == 2 * [
            ("Not reached", "grey", ())
        ]
        assert [mark.kind for lane in shown.lanes[1:] for mark in lane.marks] == ["planned", "planned"]
        assert beyond(planned, standing) == []


@pytest.mark.clause("SCR-21")
def test_a_milestone_is_reached_on_its_day_whenever_that_is_recorded(board: b.Board, case: Case) -> None:
    day = date(2026, 7, 1)
    row = w.plan(board, case, on=DAY, day=day)
    milestones.reach_milestone(case=case, by=board.manager, on=after(day, 5), milestone=row, reached_on=after(day, -1))
    step = case.steps.get(code="milestone")
    assert (step.done_on, step.outcome, rules.is_late(step, after(day, 5))) == (after(day, -1), "done", False)
    event = case.events.get(act="reach_milestone")
    assert event.on == after(day, -1)
