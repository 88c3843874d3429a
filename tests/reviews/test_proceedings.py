"""Proceedings beside a review: followed from date to date, blocking what they block, stopping no clock."""

from __future__ import annotations

from datetime import date

import pytest

from reviews.actions import proceedings
from reviews.models import Proceedings
from reviews.proceedings import shown, stands
from tests import board as b
from tests.cases.moments import after, london
from tests.reviews import reporting as r
from tests.reviews import working as w
from wscb.cases import chasing, rules
from wscb.cases.blocking import blocks_on
from wscb.cases.errors import ActRefused, NotAllowed
from wscb.cases.models import Case, Step

pytestmark = pytest.mark.django_db

DAY = date(2026, 5, 4)
NEXT = date(2026, 7, 6)


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def case(board: b.Board) -> Case:
    return b.under_way(board, received=r.RECEIVED)


def news(case: Case) -> Step:
    return case.steps.get(code="proceedings_news", done_on__isnull=True)


def update(board: b.Board, row: Proceedings, *, on: date, **changes: object) -> Proceedings:
    told: dict[str, object] = {"said": "Adjourned.", "status": "adjourned", "blocks": ["publication"]}
    return proceedings.update_proceedings(
        case=row.case, by=board.manager, on=on, proceedings=row, **(told | changes)  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.mark.clause("SCR-22", "CR-13")
@pytest.mark.parametrize("kind", ["scr", "cr"])
def test_the_manager_is_asked_on_the_next_date_what_came_of_them(board: b.Board, kind: str) -> None:
    case = b.under_way(board, received=r.RECEIVED, kind=kind)
    row = w.trial(board, case, on=DAY, next_on=NEXT)
    step = news(case)
    assert (step.about, step.due_on, rules.recomputed(step)) == (row.pk, NEXT, NEXT)
    assert "proceedings_news" in [chase.step.code for chase in chasing.planned(now=london(after(NEXT, 2), 9))]


def test_without_a_next_date_the_boards_own_target_counts(board: b.Board, case: Case) -> None:
    w.trial(board, case, on=DAY)
    assert news(case).due_on == after(DAY, 28)


@pytest.mark.clause("SCR-22")
def test_each_answer_asks_again_on_the_next_date(board: b.Board, case: Case) -> None:
    row = w.trial(board, case, on=DAY, next_on=NEXT)
    update(board, row, on=NEXT, next_on=date(2026, 9, 1))
    assert (news(case).opened_on, news(case).due_on) == (NEXT, date(2026, 9, 1))
    done = case.steps.get(code="proceedings_news", done_on__isnull=False)
    assert (done.done_on, done.outcome) == (NEXT, "done")


@pytest.mark.parametrize(("days", "fine"), [(-1, False), (0, False), (1, True)], ids=["before", "today", "after"])
def test_the_next_date_is_in_the_future(board: b.Board, case: Case, days: int, fine: bool) -> None:
    if fine:
        w.trial(board, case, on=DAY, next_on=after(DAY, days))
        return
    with pytest.raises(ActRefused, match="in the future"):
        w.trial(board, case, on=DAY, next_on=after(DAY, days))


@pytest.mark.clause("SCR-22")
def test_each_of_the_three_is_blocked_apart_and_by_name(board: b.Board, case: Case) -> None:
    row = w.trial(board, case, on=DAY, next_on=NEXT)
    w.trial(board, case, on=DAY, kind="inquest", blocks=["publication"])
    assert [block.because for block in blocks_on(case, "interviews")] == [
        "criminal proceedings, next on Monday 6 July 2026"
    ]
    assert blocks_on(case, "disclosure") == []
    assert len(blocks_on(case, "publication")) == 2
    proceedings.end_proceedings(case=case, by=board.manager, on=NEXT, proceedings=row, ended_on=NEXT, said="Convicted.")
    assert [block.title for block in blocks_on(case)] == ["Publication"]
    assert stands(case) == "1 is running; publication blocked"


@pytest.mark.clause("SCR-22")
def test_they_stop_no_clock(board: b.Board, case: Case) -> None:
    w.trial(board, case, on=DAY, next_on=NEXT, blocks=["interviews", "disclosure", "publication"])
    completion = case.steps.get(code="completion")
    assert (completion.due_on, completion.ledger.count(), completion.is_open) == (w.DUE, 0, True)


def test_ended_they_are_owed_no_more_and_cannot_change(board: b.Board, case: Case) -> None:
    row = w.trial(board, case, on=DAY, next_on=NEXT)
    by = {"case": case, "by": board.manager, "on": NEXT, "proceedings": row, "said": "Convicted."}
    with pytest.raises(ActRefused, match="today or in the past"):
        proceedings.end_proceedings(**by, ended_on=after(NEXT, 1))
    proceedings.end_proceedings(**by, ended_on=NEXT)
    step = case.steps.get(code="proceedings_news")
    assert (step.is_open, step.outcome) == (False, "superseded")
    with pytest.raises(ActRefused, match="have ended"):
        update(board, row, on=NEXT)


def test_the_history_says_in_words_what_changed(board: b.Board, case: Case) -> None:
    row = w.trial(board, case, on=DAY, next_on=NEXT)
    update(board, row, on=NEXT, next_on=date(2026, 9, 1), said="The jury was discharged.")
    proceedings.end_proceedings(
        case=case, by=board.manager, on=date(2026, 9, 2), proceedings=row, ended_on=date(2026, 9, 1), said="Convicted."
    )
    (one,) = shown(case)
    assert [(told.entry.said, told.changes) for told in one.history] == [
        ("Convicted.", ["Ended on Tuesday 1 September 2026."]),
        (
            "The jury was discharged.",
            ["Adjourned.", "Next on Tuesday 1 September 2026.", "No longer blocking interviews."],
        ),
        ("", ["Listed.", "Next on Monday 6 July 2026.", "Blocking interviews and publication."]),
    ]


@pytest.mark.clause("SCR-22")
def test_they_are_followed_and_chased_after_the_report_is_accepted(board: b.Board) -> None:
    case = r.with_board(board)
    later = date(2026, 12, 1)
    row = w.trial(board, case, on=DAY, next_on=later)
    on = date(2026, 6, 15)
    r.check(board, case, on=on)
    r.accept(board, case, on=on)
    assert [block.what for block in blocks_on(b.fresh(case), "publication")] == ["publication"]
    chased = [chase.step.code for chase in chasing.planned(now=london(after(later, 2), 9))]
    assert {"proceedings_news", "advise_partner"} <= set(chased)
    update(board, row, on=later, next_on=after(later, 30))
    assert news(case).due_on == after(later, 30)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "duel"}, "kind"),
        ({"kind": "other", "described": ""}, "described"),
        ({"status": "lost"}, "status"),
        ({"blocks": ["everything"]}, "blocks"),
    ],
)
def test_what_cannot_be_is_refused_at_its_question(
    board: b.Board, case: Case, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(ActRefused) as refused:
        w.trial(board, case, on=DAY, **changes)
    assert refused.value.field == field


def test_a_panel_chair_records_none(board: b.Board, case: Case) -> None:
    with pytest.raises(NotAllowed):
        proceedings.record_proceedings(
            case=case, by=board.panel_chair, on=DAY, kind="inquest", status="expected", blocks=[]
        )
