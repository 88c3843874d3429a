"""Findings are raised at any time, classed, corrected and withdrawn, and nothing of them is lost (GEN-02, GEN-13)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection

from tests import board as b
from tests.cases.moments import frozen
from tests.learning import learn
from tests.reviews import reporting as r
from wscb.cases.errors import ActRefused, CaseChanged, NotAllowed, OutOfTable
from wscb.cases.models import Case
from wscb.learning.actions import findings
from wscb.learning.models import Finding
from wscb.learning.reading import learning_of, stands
from wscb.trail.models import Entry

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


def correct(board: b.Board, finding: Finding, because: str = "Clearer.", **changes: Any) -> None:
    seen = changes.pop("seen", None)
    now = learn.said(board, **changes)
    findings.correct_finding(
        case=finding.case, by=board.manager, on=DAY, finding=finding, said=now, because=because, seen=seen
    )


def withdraw(board: b.Board, finding: Finding, because: str = "Told twice.") -> None:
    findings.withdraw_finding(case=finding.case, by=board.manager, on=DAY, finding=finding, because=because)


@pytest.mark.clause("GEN-02", "GEN-13")
def test_each_finding_is_classed_and_counted(board: b.Board, case: Case) -> None:
    learn.raised(board, case, on=DAY, kind="good_practice", stage="final")
    improvement = learn.raised(board, case, on=DAY)
    found = learning_of(case, on=DAY)
    assert found.counts == "1 of good practice, 1 improvement needed"
    assert [row.finding for row in found.improvements] == [improvement]
    assert found.improvements[0].organisations == [board.police.name]
    assert stands(case) == "1 of good practice, 1 improvement needed; no action yet"
    assert (improvement.source, improvement.raised_by, improvement.raised_on) == ("scr", board.manager, DAY)
    assert Entry.objects.filter(kind="scr.raise_finding", subject_id=case.pk).count() == 2


@pytest.mark.clause("GEN-13")
@pytest.mark.parametrize("kind", ["scr", "cr"])
def test_early_learning_is_raised_from_the_day_the_case_is_logged(board: b.Board, kind: str) -> None:
    case = b.log(board, received=DAY, kind=kind)
    assert learn.raised(board, case, on=DAY).source == kind
    with pytest.raises(ActRefused, match="early learning only"):
        learn.raised(board, case, on=DAY, stage="final")


@pytest.mark.clause("GEN-13")
def test_nothing_is_raised_once_the_review_is_completed(board: b.Board) -> None:
    with frozen(date(2026, 6, 20)):
        case = r.completed(board)
        with pytest.raises(OutOfTable):
            learn.raised(board, case, on=date(2026, 6, 20))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "praise"}, "kind"), ({"stage": "later"}, "stage"), ({"theme": "weather"}, "theme"),
        ({"statement": " "}, "statement"), ({"evidence": ""}, "evidence"), ({"organisations": []}, "organisations"),
    ],
)  # fmt: skip
def test_a_finding_says_all_that_is_asked_of_it(
    board: b.Board, case: Case, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(ActRefused) as refused:
        learn.raised(board, case, on=DAY, **changes)
    assert refused.value.field == field
    assert Finding.objects.count() == 0


def test_who_has_no_part_in_the_case_raises_nothing(board: b.Board, case: Case) -> None:
    for person in (board.outsider, board.administrator, b.representative(board), board.members[0]):
        with pytest.raises(NotAllowed):
            findings.raise_finding(case=case, by=person, on=DAY, said=learn.said(board))


@pytest.mark.clause("GEN-13")
def test_whoever_leads_the_review_raises_early_learning(board: b.Board, case: Case) -> None:
    lead = case.appointments.get(role="lead_reviewer").user
    assert findings.raise_finding(case=case, by=lead, on=DAY, said=learn.said(board)).raised_by == lead


@pytest.mark.clause("GEN-02")
def test_a_correction_keeps_what_the_finding_said_before(board: b.Board, case: Case) -> None:
    finding = learn.raised(board, case, on=DAY)
    correct(board, finding, statement="Nobody held the whole picture.", organisations=[board.health, board.police])
    correct(board, finding, kind="good_practice", because="It worked after all.")
    (row,) = learning_of(case, on=DAY).good_practice
    assert row.finding.statement == learn.STATEMENT
    first, second = row.corrections
    assert (first.before["statement"], first.because) == (learn.STATEMENT, "Clearer.")
    assert set(second.before["organisations"].values()) == {board.health.name, board.police.name}
    assert second.kind_before == "Improvement needed"


def test_a_correction_that_changes_nothing_or_says_no_reason_is_refused(board: b.Board, case: Case) -> None:
    finding = learn.raised(board, case, on=DAY)
    with pytest.raises(ActRefused, match="Nothing has been changed"):
        correct(board, finding)
    with pytest.raises(ActRefused) as refused:
        correct(board, finding, because=" ", theme="recording")
    assert refused.value.field == "because"


def test_a_correction_of_what_somebody_else_changed_meanwhile_is_told(board: b.Board, case: Case) -> None:
    finding, seen = learn.raised(board, case, on=DAY), b.fresh(case).revision
    correct(board, finding, theme="recording", seen=seen)
    with pytest.raises(CaseChanged):
        correct(board, finding, theme="assessment", seen=seen)


@pytest.mark.clause("GEN-02")
def test_a_withdrawn_finding_stays_on_record_and_no_longer_counts(board: b.Board, case: Case) -> None:
    finding = learn.raised(board, case, on=DAY)
    withdraw(board, finding)
    found = learning_of(case, on=DAY)
    assert (found.counts, [row.finding for row in found.withdrawn]) == (
        "0 of good practice, 0 improvements needed",
        [finding],
    )
    assert found.withdrawn[0].finding.withdrawn_because == "Told twice."
    assert stands(case) == "Nothing raised yet"
    for again in (lambda: withdraw(board, finding), lambda: correct(board, finding, theme="recording")):
        with pytest.raises(ActRefused, match="withdrawn"):
            again()


def test_a_finding_of_another_case_is_refused(board: b.Board, case: Case) -> None:
    finding = learn.raised(board, b.log(board, received=DAY), on=DAY)
    with pytest.raises(ActRefused, match="another case"):
        findings.withdraw_finding(case=case, by=board.manager, on=DAY, finding=finding, because="Wrong.")


def test_what_was_found_is_sealed_in_the_database(board: b.Board, case: Case) -> None:
    finding = learn.raised(board, case, on=DAY)
    correct(board, finding, statement="Nobody held the whole picture.")
    with connection.cursor() as cursor:
        for table, column in (
            ("finding", "statement"),
            ("historicalfinding", "evidence"),
            ("findingcorrection", "before"),
        ):
            cursor.execute(f"SELECT {column} FROM learning_{table}")
            assert all(b"services" not in bytes(value) for (value,) in cursor.fetchall())
