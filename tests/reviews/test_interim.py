"""What is learned before a review is complete, asked for from the ledger alone; and what a review that ends leaves owed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from reviews.actions import decision, interim
from reviews.six_months import six_months_of
from tests import board as b
from tests.cases.moments import after, london
from tests.reviews import reporting as r
from tests.reviews import working as w
from wscb.cases import chasing
from wscb.cases.errors import ActRefused
from wscb.cases.models import Case
from wscb.cases.vocabulary import rule_sets_of

pytestmark = pytest.mark.django_db

DAY = date(2026, 5, 4)


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def case(board: b.Board) -> Case:
    return b.under_way(board, received=r.RECEIVED)


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
def test_every_rule_set_asks_for_it_when_the_time_for_completion_has_passed(kind: str) -> None:
    for one in rule_sets_of(kind):
        assert one.periods["interim_learning"] == one.periods["completion"]


@pytest.mark.clause("SCR-22", "CR-13")
@pytest.mark.parametrize("kind", ["scr", "cr"])
def test_while_the_review_is_overdue_it_is_asked_for_again_and_again(board: b.Board, kind: str) -> None:
    case = b.under_way(board, received=r.RECEIVED, kind=kind)
    late = after(w.DUE, 5)
    for on in (late, date(2026, 10, 20)):
        interim.record_interim_learning(
            case=case, by=board.manager, on=on, points="Handovers.", action="A form is in use."
        )
        assert w.open_codes(case, *w.INTERIM) == ["interim_update"]
    assert w.open_step(case, "interim_update").due_on == date(2026, 11, 20)


@pytest.mark.clause("SCR-22")
def test_an_extension_asks_for_it_from_the_day_it_is_agreed(board: b.Board, case: Case) -> None:
    assert w.open_codes(case, *w.INTERIM) == ["interim_learning"]
    w.ask(board, case, on=DAY)
    w.answer(board, case, on=DAY)
    assert w.open_codes(case, *w.INTERIM) == ["interim_update"]
    assert w.open_step(case, "interim_update").due_on == date(2026, 6, 4)


@pytest.mark.clause("SCR-22")
def test_an_extension_of_an_overdue_review_does_not_excuse_what_is_late(board: b.Board, case: Case) -> None:
    late = after(w.DUE, 5)
    w.ask(board, case, on=late)
    w.answer(board, case, on=late)
    assert w.open_codes(case, *w.INTERIM) == ["interim_learning"]


def test_what_is_recorded_early_answers_nothing_that_is_owed(board: b.Board, case: Case) -> None:
    interim.record_interim_learning(case=case, by=board.manager, on=DAY, none_because="The first talks are in June.")
    assert w.open_codes(case, *w.INTERIM) == ["interim_learning"]


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
    assert w.open_codes(case, "milestone", "answer_extension", *w.INTERIM) == []


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

    ours = ("milestone", "answer_extension", "proceedings_news", "completion", *w.INTERIM)
    reconsider("hold")
    assert w.open_codes(case, *ours) == sorted(
        ["milestone", "answer_extension", "proceedings_news", "completion", "interim_learning"]
    )
    reconsider("not_hold")
    assert w.open_codes(case, *ours) == []
    reconsider("hold")
    assert w.open_codes(case, *ours) == ["completion", "interim_learning", "proceedings_news"]
    news = w.open_step(case, "proceedings_news")
    assert (news.about, news.due_on) == (trial.pk, date(2026, 9, 1))
    assert w.open_step(case, "completion").due_on == date(2026, 11, 4)
    w.ask(board, case, on=DAY)


@pytest.mark.clause("SCR-11", "SCR-21")
def test_a_review_held_again_on_the_day_it_was_ended_runs_by_its_open_clock_and_its_proceedings_are_chased(
    board: b.Board,
) -> None:
    case = b.decided(board, received=r.RECEIVED)
    w.trial(board, case, on=DAY)
    why = decision.Reasons(reasons="Read again.", departure="Explained.", advice="Counsel’s.", new_facts="A witness.")
    for outcome in ("not_hold", "hold", "not_hold", "hold"):
        decision.reconsider(
            case=case, by=board.chair, on=DAY, outcome=outcome, why=why, confirmed=b.SIGNED, seen=b.fresh(case).revision
        )
        if outcome == "hold":
            assert w.open_step(case, "proceedings_news").next_chase_at is not None
    standing = six_months_of(case, on=DAY)
    assert standing is not None
    assert (standing.step, standing.done_on) == (w.open_step(case, "completion"), None)


@pytest.mark.clause("SCR-22")
@pytest.mark.parametrize(("days", "taken"), [(-1, False), (0, True)], ids=["before the decision", "on its day"])
def test_nothing_of_the_six_months_counts_for_a_day_before_the_decision(
    board: b.Board, case: Case, days: int, taken: bool
) -> None:
    on = after(w.DECIDED, days)

    def record() -> None:
        interim.record_interim_learning(case=case, by=board.manager, on=on, none_because="The talks are in June.")

    for act in (record, lambda: w.ask(board, case, on=on)):
        if taken:
            act()
            continue
        with pytest.raises(ActRefused, match="on or after the day of the decision") as refused:
            act()
        assert refused.value.field == "on"
