"""The six months: milestones, an extension that the Chair agrees to, interim learning, and figures that keep the first date."""

from __future__ import annotations

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from reviews.actions import decision, interim, milestones
from reviews.actions.milestones import Planned
from reviews.models import Milestone
from reviews.six_months import beyond, six_months_of, standing_milestones, suggested_on
from reviews.timeline import drawn
from reviews.vocabularies import EXTENSION_REASON, MILESTONE
from tests import board as b
from tests.cases.moments import after, frozen, london
from tests.reviews import reporting as r
from tests.reviews import working as w
from wscb.cases import chasing, rules
from wscb.cases.errors import ActRefused, NotAllowed
from wscb.cases.figures import limits_kept
from wscb.cases.models import Case, Step
from wscb.cases.signing import content_hash
from wscb.messages.models import Message

pytestmark = pytest.mark.django_db

DAY = date(2026, 5, 4)


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def case(board: b.Board) -> Case:
    return b.under_way(board, received=r.RECEIVED)


def open_step(case: Case, code: str) -> Step:
    return case.steps.get(code=code, done_on__isnull=True)


def open_codes(case: Case, *codes: str) -> list[str]:
    return sorted(case.steps.filter(code__in=codes, done_on__isnull=True).values_list("code", flat=True))


INTERIM = ("interim_learning", "interim_update")

# --- milestones -------------------------------------------------------------------------------------------


@pytest.mark.clause("SCR-21", "CR-13")
@pytest.mark.parametrize("kind", ["scr", "cr"])
def test_a_milestone_is_owed_by_its_own_day_and_its_date_can_be_computed_again(board: b.Board, kind: str) -> None:
    case = b.under_way(board, received=r.RECEIVED, kind=kind)
    row = w.plan(board, case, on=DAY, day=date(2026, 7, 1))
    step = open_step(case, "milestone")
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
    assert len(beyond(standing_milestones(case), w.DUE)) == warned


@pytest.mark.clause("SCR-21")
def test_a_milestone_keeps_its_first_date_and_the_reason_when_it_is_moved(board: b.Board, case: Case) -> None:
    row = w.plan(board, case, on=DAY, day=date(2026, 7, 1))
    by = {"case": case, "by": board.manager, "on": DAY}
    milestones.move_milestone(**by, milestone=row, until=date(2026, 8, 3), because="The reports came late.")
    moved = Milestone.objects.get(pk=row.pk)
    assert (moved.first_planned_on, moved.planned_on) == (date(2026, 7, 1), date(2026, 8, 3))
    assert [(one.from_on, one.because) for one in moved.moves.all()] == [(date(2026, 7, 1), "The reports came late.")]
    step = open_step(case, "milestone")
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
    assert open_codes(case, "milestone") == []
    assert w.plan(board, case, on=DAY).pk != row.pk


def test_only_manager_and_lead_reviewer_plan(board: b.Board, case: Case) -> None:
    with pytest.raises(NotAllowed):
        milestones.plan_milestones(case=case, by=board.chair, on=DAY, planned=[Planned("comments", after(DAY, 9))])
    lead = case.appointments.get(role="lead_reviewer").user
    assert milestones.plan_milestones(case=case, by=lead, on=DAY, planned=[Planned("comments", after(DAY, 9))])


# --- extension --------------------------------------------------------------------------------------------


@pytest.mark.clause("SCR-22", "CR-13")
@pytest.mark.parametrize("kind", ["scr", "cr"])
def test_the_chair_agrees_to_a_new_date_and_the_original_one_stays(board: b.Board, kind: str) -> None:
    case = b.under_way(board, received=r.RECEIVED, kind=kind)
    w.ask(board, case, on=DAY)
    assert open_codes(case, "answer_extension") == ["answer_extension"]
    row = w.answer(board, case, on=DAY)
    step = open_step(case, "completion")
    assert (step.due_on, rules.first_due_on(step), rules.recomputed(step)) == (w.LATER, w.DUE, w.LATER)
    assert [(one.kind, one.new_due_on) for one in step.ledger.all()] == [("extended", w.LATER)]
    assert row.decision.content_hash == content_hash(row.decision.content)
    assert row.decision.content["extension"]["first_due_on"] == w.DUE.isoformat()
    assert (row.decision.kind, row.agreed_until, row.decision.signed_by) == ("extended", w.LATER, board.chair)
    assert open_codes(case, "answer_extension") == []
    call_command("recompute_due", "--check", stdout=StringIO())


@pytest.mark.clause("SCR-22")
@pytest.mark.parametrize(("days", "fine"), [(-1, False), (0, False), (1, True)], ids=["before", "at", "after"])
def test_the_new_date_is_later_than_the_present_one(board: b.Board, case: Case, days: int, fine: bool) -> None:
    until = after(w.DUE, days)
    if fine:
        w.ask(board, case, on=DAY, until=until)
        return
    with pytest.raises(ActRefused, match="later than Wednesday 16 September 2026"):
        w.ask(board, case, on=DAY, until=until)
    w.ask(board, case, on=DAY)
    with pytest.raises(ActRefused, match="later than Wednesday 16 September 2026"):
        w.answer(board, case, on=DAY, until=until)


def test_of_a_review_that_is_overdue_the_new_date_is_in_the_future(board: b.Board, case: Case) -> None:
    late = after(w.DUE, 30)
    for until in (after(w.DUE, 29), late):
        with pytest.raises(ActRefused, match="in the future"):
            w.ask(board, case, on=late, until=until)
    w.ask(board, case, on=late, until=after(late, 1))


@pytest.mark.clause("SCR-22")
def test_a_second_extension_adds_to_the_ledger_and_the_first_date_stays(board: b.Board, case: Case) -> None:
    w.ask(board, case, on=DAY)
    w.answer(board, case, on=DAY)
    later = after(w.LATER, 60)
    with pytest.raises(ActRefused, match="later than"):
        w.ask(board, case, on=after(DAY, 5), until=w.LATER)
    w.ask(board, case, on=after(DAY, 5), until=later)
    w.answer(board, case, on=after(DAY, 6), until=later)
    standing = six_months_of(case, on=DAY)
    assert standing is not None
    assert (standing.first_due_on, standing.due_on) == (w.DUE, later)
    assert [one.new_due_on for one in standing.step.ledger.all()] == [w.LATER, later]
    assert rules.recomputed(standing.step) == later


@pytest.mark.clause("SCR-22")
def test_the_chair_may_agree_to_another_date_than_was_asked_for(board: b.Board, case: Case) -> None:
    w.ask(board, case, on=DAY)
    row = w.answer(board, case, on=DAY, until=after(w.DUE, 10))
    assert (row.proposed_until, row.agreed_until) == (w.LATER, after(w.DUE, 10))
    assert open_step(case, "completion").due_on == after(w.DUE, 10)


@pytest.mark.clause("SCR-22")
def test_a_refusal_is_signed_with_its_reasons_and_changes_no_date(board: b.Board, case: Case) -> None:
    w.ask(board, case, on=DAY)
    with pytest.raises(ActRefused, match="reasons"):
        w.answer(board, case, on=DAY, until=None, reasons="")
    row = w.answer(board, case, on=DAY, until=None, reasons="It can be done in time.")
    assert (row.decision.kind, row.decision.reasons) == ("not_extended", "It can be done in time.")
    assert open_step(case, "completion").due_on == w.DUE
    assert open_codes(case, *INTERIM) == ["interim_learning"]
    w.ask(board, case, on=DAY)


def test_one_request_waits_at_a_time_and_needs_its_answers(board: b.Board, case: Case) -> None:
    w.ask(board, case, on=DAY)
    with pytest.raises(ActRefused, match="already"):
        w.ask(board, case, on=DAY)
    w.answer(board, case, on=DAY)
    with pytest.raises(ActRefused, match="waiting"):
        w.answer(board, case, on=DAY)
    assert "court_proceedings" in EXTENSION_REASON.codes


@pytest.mark.clause("SCR-22")
def test_only_the_chair_answers_and_whoever_works_on_the_review_asks(board: b.Board, case: Case) -> None:
    with pytest.raises(NotAllowed):
        w.ask(board, case, on=DAY, by=board.chair)
    for role in ("lead_reviewer", "review_chair"):
        w.ask(board, case, on=DAY, by=case.appointments.get(role=role).user)
        with pytest.raises(NotAllowed):
            w.answer(board, case, on=DAY, by=board.manager)
        with pytest.raises(ActRefused, match="Confirm who you are"):
            w.answer(board, case, on=DAY, confirmed=None)
        w.answer(board, case, on=DAY, until=None)
    told = Message.objects.filter(kind="case.extension_asked").values_list("recipient__email", flat=True)
    assert set(told) == {board.chair.email}


@pytest.mark.clause("SCR-21", "SCR-22")
@pytest.mark.parametrize(("days", "late"), [(0, 0), (1, 1)], ids=["at", "after"])
def test_an_extended_review_is_late_after_its_new_date_alone(board: b.Board, case: Case, days: int, late: int) -> None:
    w.ask(board, case, on=DAY)
    w.answer(board, case, on=DAY)
    assert rules.is_late(open_step(case, "completion"), after(w.LATER, days)) == bool(late)
    asked = [
        chase.step.code
        for chase in chasing.planned(now=london(after(w.LATER, days), 9))
        if chase.told.code == "day_after"
    ]
    assert asked.count("completion") == late


# --- interim learning -------------------------------------------------------------------------------------


@pytest.mark.clause("SCR-22")
@pytest.mark.parametrize(("days", "asked"), [(0, 0), (1, 1)], ids=["at", "after"])
def test_interim_learning_is_asked_for_once_the_six_months_have_passed(
    board: b.Board, case: Case, days: int, asked: int
) -> None:
    moment = london(after(w.DUE, days), 9)
    assert [chase.step.code for chase in chasing.planned(now=moment)].count("interim_learning") == asked
    standing = six_months_of(case, on=after(w.DUE, days))
    assert standing is not None
    assert standing.asks_for_interim_learning == bool(asked)


@pytest.mark.clause("SCR-22", "CR-13")
@pytest.mark.parametrize("kind", ["scr", "cr"])
def test_while_the_review_is_overdue_it_is_asked_for_again_and_again(board: b.Board, kind: str) -> None:
    case = b.under_way(board, received=r.RECEIVED, kind=kind)
    late = after(w.DUE, 5)
    for on in (late, date(2026, 10, 20)):
        interim.record_interim_learning(
            case=case, by=board.manager, on=on, points="Handovers.", action="A form is in use."
        )
        assert open_codes(case, *INTERIM) == ["interim_update"]
    assert open_step(case, "interim_update").due_on == date(2026, 11, 20)


@pytest.mark.clause("SCR-22")
def test_an_extension_asks_for_it_from_the_day_it_is_agreed(board: b.Board, case: Case) -> None:
    assert open_codes(case, *INTERIM) == ["interim_learning"]
    w.ask(board, case, on=DAY)
    w.answer(board, case, on=DAY)
    assert open_codes(case, *INTERIM) == ["interim_update"]
    assert open_step(case, "interim_update").due_on == date(2026, 6, 4)


@pytest.mark.clause("SCR-22")
def test_an_extension_of_an_overdue_review_does_not_excuse_what_is_late(board: b.Board, case: Case) -> None:
    late = after(w.DUE, 5)
    w.ask(board, case, on=late)
    w.answer(board, case, on=late)
    assert open_codes(case, *INTERIM) == ["interim_learning"]


def test_what_is_recorded_early_answers_nothing_that_is_owed(board: b.Board, case: Case) -> None:
    interim.record_interim_learning(case=case, by=board.manager, on=DAY, none_because="The first talks are in June.")
    assert open_codes(case, *INTERIM) == ["interim_learning"]


@pytest.mark.parametrize(
    ("said", "field"),
    [({}, "points"), ({"points": "Visits."}, "action"), ({"points": "Visits.", "none_because": "No."}, "none_because")],
)
def test_interim_learning_says_points_and_action_or_why_there_are_none(
    board: b.Board, case: Case, said: dict[str, str], field: str
) -> None:
    with pytest.raises(ActRefused) as refused:
        interim.record_interim_learning(case=case, by=board.manager, on=DAY, **said)
    assert refused.value.field == field


@pytest.mark.clause("SCR-22", "SCR-34")
def test_accepting_the_report_ends_all_that_is_owed_meanwhile(board: b.Board) -> None:
    case = r.with_board(board)
    w.plan(board, case, on=DAY, day=date(2026, 8, 3))
    w.ask(board, case, on=DAY)
    w.answer(board, case, on=DAY)
    w.ask(board, case, on=DAY, until=after(w.LATER, 9))
    on = r.RECEIVED + timedelta(days=105)
    r.check(board, case, on=on)
    r.accept(board, case, on=on)
    assert open_codes(case, "milestone", "answer_extension", *INTERIM) == []


# --- no review after all ----------------------------------------------------------------------------------


@pytest.mark.clause("SCR-11", "SCR-21")
def test_no_review_after_all_leaves_nothing_owed_and_one_held_again_begins_anew(board: b.Board) -> None:
    case = b.decided(board, received=r.RECEIVED)
    w.plan(board, case, on=DAY)
    trial = w.trial(board, case, on=DAY, next_on=date(2026, 9, 1))
    w.ask(board, case, on=DAY)
    why = decision.Reasons(reasons="Read again.", departure="Explained.", advice="Counsel’s.", new_facts="A witness.")

    def reconsider(outcome: str) -> None:
        decision.reconsider(
            case=case, by=board.chair, on=DAY, outcome=outcome, why=why, confirmed=b.SIGNED, seen=b.fresh(case).revision
        )

    ours = ("milestone", "answer_extension", "proceedings_news", "completion", *INTERIM)
    reconsider("hold")
    assert open_codes(case, *ours) == sorted(
        ["milestone", "answer_extension", "proceedings_news", "completion", "interim_learning"]
    )
    reconsider("not_hold")
    assert open_codes(case, *ours) == []
    reconsider("hold")
    assert open_codes(case, *ours) == ["completion", "interim_learning", "proceedings_news"]
    news = open_step(case, "proceedings_news")
    assert (news.about, news.due_on) == (trial.pk, date(2026, 9, 1))
    assert open_step(case, "completion").due_on == date(2026, 11, 4)
    w.ask(board, case, on=DAY)


# --- figures ----------------------------------------------------------------------------------------------


@pytest.mark.clause("SCR-21", "SCR-22")
@pytest.mark.parametrize(
    ("on", "counted"),
    [(w.DUE, (1, 0, 1)), (after(w.DUE, 1), (0, 1, 1)), (w.LATER, (0, 1, 1)), (after(w.LATER, 1), (0, 1, 0))],
)
def test_figures_measure_against_the_original_date_and_show_the_extended_apart(
    board: b.Board, case: Case, on: date, counted: tuple[int, int, int]
) -> None:
    w.ask(board, case, on=DAY)
    w.answer(board, case, on=DAY)
    (row,) = [one for one in limits_kept(board.chair, since=DAY, until=on, on=on) if one.title == "Complete the review"]
    assert (row.running, row.overdue, row.within) == counted
    assert row.extended == 1


# --- the picture ------------------------------------------------------------------------------------------


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
