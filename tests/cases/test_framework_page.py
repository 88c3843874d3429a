"""The framework on the page: the process as a picture, and how a case stands with each clause."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.test import Client

from reviews.actions import decision
from reviews.process import SCR
from tests import board as b
from tests.cases.moments import frozen
from wscb.cases.clause_standing import Standing, clauses_of
from wscb.cases.models import Case
from wscb.cases.process.picture import BOX_HEIGHT, picture
from wscb.cases.process.registry import processes

pytestmark = pytest.mark.django_db
RECEIVED = date(2026, 3, 2)


def standing(case: Case, clause: str, on: date) -> Standing:
    """How the case stands with a clause on the day."""
    return {one.clause.id: one.standing for one in clauses_of(case, on=on)}[clause]


def test_every_state_and_way_of_every_table_is_drawn() -> None:
    for process in processes():
        drawn = picture(process, here=process.initial)
        assert {box.code for box in drawn.boxes} == {state.code for state in process.states if not state.planned}
        ways = {(s, to) for act in process.acts if not act.planned for s in act.from_ for to in act.targets if s != to}
        assert len(drawn.ways) == len(ways)


def test_no_two_boxes_overlap_and_all_lie_in_the_picture() -> None:
    for process in processes():
        drawn = picture(process, here=process.initial)
        for box in drawn.boxes:
            assert box.x >= 0
            assert box.x + drawn.box_width <= drawn.width
            assert box.y + drawn.box_height <= drawn.height
            same_row = [other for other in drawn.boxes if other.y == box.y and other is not box]
            assert all(abs(other.x - box.x) > drawn.box_width for other in same_row)
            assert all(other.y == box.y or abs(other.y - box.y) > BOX_HEIGHT for other in drawn.boxes)


def test_the_case_s_own_state_and_no_other_is_marked() -> None:
    drawn = picture(SCR, here="convened", passed=frozenset({"start", "notified", "referred"}))
    assert [box.code for box in drawn.boxes if box.here] == ["convened"]
    assert [box.code for box in drawn.boxes if box.passed] == ["start", "notified", "referred"]


@pytest.mark.clause("SCR-06", "SCR-11")
@pytest.mark.parametrize(("days", "expected"), [(20, Standing.DUE), (21, Standing.DUE), (22, Standing.LATE)])
def test_three_weeks_are_due_until_their_last_day_and_then_late(days: int, expected: Standing) -> None:
    board = b.new_board()
    case = b.log(board, received=RECEIVED)
    assert standing(case, "SCR-06", RECEIVED + timedelta(days=days)) == expected
    assert standing(case, "SCR-11", RECEIVED + timedelta(days=days)) == Standing.DUE


@pytest.mark.clause("SCR-06", "SCR-07")
def test_what_was_done_late_stands_with_its_reasons() -> None:
    board = b.new_board()
    case = b.log(board, received=RECEIVED)
    b.refer(board, case, on=RECEIVED + timedelta(days=1))
    b.convene(board, case, on=RECEIVED + timedelta(days=2))
    b.attend(board, case, on=RECEIVED + timedelta(days=25))
    b.recommend(board, case, on=RECEIVED + timedelta(days=25), delay_reasons="The inquest came first.")
    (found,) = [one for one in clauses_of(b.fresh(case), on=RECEIVED + timedelta(days=25)) if one.clause.id == "SCR-06"]
    assert found.standing == Standing.LATE_WITH_REASONS
    assert "The inquest came first." in " ".join(line.why for line in found.lines)


@pytest.mark.clause("SCR-21", "SCR-34")
def test_clauses_of_a_review_no_longer_apply_once_the_case_is_closed() -> None:
    board = b.new_board()
    case = b.log(board, received=RECEIVED)
    assert standing(case, "SCR-21", RECEIVED) == Standing.OPEN
    with frozen(RECEIVED):
        decision.close(
            case=case, by=board.chair, on=RECEIVED, closed_as="withdrawn", reasons="Withdrawn.", confirmed=b.SIGNED,
            seen=case.revision,
        )  # fmt: skip
    assert standing(b.fresh(case), "SCR-21", RECEIVED) == Standing.NOT_APPLICABLE


def test_page_marks_the_state_and_lists_the_clauses(client: Client) -> None:
    board = b.new_board()
    case = b.decided(board, received=RECEIVED)
    client.force_login(board.chair)
    page = client.get(f"/cases/{case.reference}/framework/").content.decode()
    assert len(re.findall(r'wscb-process__state--here"', page)) == 1
    assert "Serious Case Review decided" in page
    assert b.CHILD.family_name not in page
    assert page.count('data-label="Standing"') == len(clauses_of(case, on=RECEIVED))


def test_rows_of_which_the_same_is_to_be_said_stand_together() -> None:
    board = b.new_board()
    case = b.decided(board, received=RECEIVED)
    learning = next(one for one in clauses_of(case, on=RECEIVED) if one.clause.id == "GEN-02")
    assert [why for _, why in learning.told] == ["Has not been done."]
    assert learning.told[0][0] == "; ".join(line.title for line in learning.lines)
    assert len(learning.lines) > 1


def _corners(path: str) -> list[tuple[float, float]]:
    x = y = 0.0
    found = []
    for letter, first, second in re.findall(r"([MLHV])([\d.]+)(?: ([\d.]+))?", path):
        x = float(first) if letter != "V" else x
        y = float(second) if letter in "ML" else float(first) if letter == "V" else y
        found.append((x, y))
    return found


def test_no_way_runs_behind_a_box() -> None:
    for process in processes():
        drawn = picture(process, here=process.initial)
        for way in drawn.ways:
            corners = _corners(way.path)
            for (x1, y1), (x2, y2) in pairwise(corners):
                for at in range(1, 40):
                    x, y = x1 + (x2 - x1) * at / 40, y1 + (y2 - y1) * at / 40
                    behind = [
                        box.code
                        for box in drawn.boxes
                        if box.x < x < box.x + drawn.box_width and box.y < y < box.y + drawn.box_height
                    ]
                    assert behind == [], way.title
