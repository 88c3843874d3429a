"""What people owe, in bulk: as the chasers say it, case by case; in the groups of Your work; in as many queries as for one."""

from datetime import date, timedelta

import pytest

from tests import board as b
from wscb.cases import chasing, work
from wscb.cases.actions import involvement, meetings
from wscb.cases.models import Case, Step
from wscb.cases.owing import owners_of
from wscb.people.models import ActingAppointment, Interest, Role
from wscb.people.standing import forget_standing

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


def days(number: int) -> date:
    return DAY + timedelta(days=number)


def test_owners_in_bulk_are_those_of_each_step() -> None:
    board = b.new_board()
    acting = b.person("deputy@warrington.example", "Deputy Chair")
    logged = b.log(board, received=DAY)
    tied = b.log(board, received=DAY, organisations=[b.Involvement(board.health)])
    convened = b.log(board, received=DAY)
    b.refer(board, convened, on=DAY)
    b.convene(board, convened, on=days(1), chair=board.other_panel_chair)
    adjourned = b.log(board, received=DAY)
    b.refer(board, adjourned, on=DAY)
    b.convene(board, adjourned, on=days(1), chair=board.other_panel_chair)
    meetings.adjourn(case=adjourned, by=board.manager, on=days(2), because="Snow.")
    recused = b.log(board, received=DAY)
    b.refer(board, recused, on=DAY)
    involvement.record_interest(case=recused, by=board.manager, on=DAY, user=board.panel_chair, interest="Cousin.")
    b.log(board, received=DAY)
    Interest.objects.create(
        user=board.other_panel_chair, organisation=board.police, nature="Married to an officer", declared_on=DAY
    )
    tied_later = b.log(board, received=DAY, organisations=[])
    b.refer(board, tied_later, on=DAY)
    b.convene(board, tied_later, on=days(1))
    involvement.add_organisation(case=tied_later, by=board.manager, on=days(2), organisation=board.health)
    ActingAppointment.objects.create(
        user=acting, for_role=Role.BOARD_CHAIR, area=board.area, starts_on=DAY, ends_on=days(400), scope_case=tied.pk,
        reason="Conflict.", recorded_by=board.administrator,
    )  # fmt: skip
    b.log(b.new_board("elsewhere", "Elsewhere"), received=DAY)
    cases = list(Case.objects.all())
    found = owners_of({case.pk for case in cases}, on=days(3))
    for step in Step.objects.select_related("case").filter(done_on__isnull=True):
        expected = {person.pk for person in chasing.owners(step, on=days(3))}
        assert {owner.user for owner in found.of(step.case_id, step.rule.owed_by)} == expected, step.code
    assert {owner.name for owner in found.of(tied.pk, "board_chair")} == {"Avery Lund", "Deputy Chair"}
    assert {owner.name for owner in found.of(convened.pk, "panel_chair")} == set()
    assert {owner.name for owner in found.of(logged.pk, "panel_chair")} == {"Robin Castell"}


def codes(rows: list[work.OwedStep]) -> list[tuple[str, str]]:
    return [(row.case.reference, row.step.code) for row in rows]


def test_owed_steps_stand_overdue_first_then_by_date() -> None:
    board = b.new_board()
    early, late = b.log(board, received=days(-20)), b.log(board, received=DAY)
    found = work.work_of(board.manager, on=days(1))
    assert codes(found.overdue) == [(early.reference, "incident_national_panel"), (early.reference, "incident_ofsted")]
    assert codes(found.soon) == [(late.reference, "incident_national_panel"), (late.reference, "incident_ofsted")]
    assert codes(found.later) == []
    assert codes(found.waiting) == [(early.reference, "refer_to_panel")]
    assert codes(work.owed_by(board.manager, on=days(1))) == codes(found.overdue) + codes(found.soon)


def test_step_is_soon_to_its_seventh_day_and_overdue_only_after_its_date() -> None:
    board = b.new_board()
    case = b.log(board, received=DAY)
    b.refer(board, case, on=DAY)
    due = days(21)

    def place(day: int) -> list[str]:
        found = work.work_of(board.panel_chair, on=due + timedelta(days=day))
        return [name for name in ("overdue", "soon", "later") for _row in getattr(found, name)]

    assert [place(day) for day in (-8, -7, 0, 1)] == [["later"], ["soon"], ["soon"], ["overdue"]]


def test_panel_chair_is_shown_the_date_of_a_case_not_yet_referred_without_sight() -> None:
    board = b.new_board()
    case = b.log(board, received=DAY)
    (row,) = work.work_of(board.panel_chair, on=DAY).coming
    assert (row.case, row.step.code, row.sight, row.act) == (case, "panel_recommendation", False, None)
    b.refer(board, case, on=DAY)
    forget_standing(board.panel_chair)
    (row,) = work.work_of(board.panel_chair, on=DAY).later
    assert (row.sight, row.act) == (True, None)


def test_decision_is_the_chairs_only_once_the_case_is_with_the_panel() -> None:
    board = b.new_board()
    case = b.log(board, received=DAY)
    assert codes(work.work_of(board.chair, on=days(40)).coming) == [(case.reference, "chair_decision")]
    b.refer(board, case, on=DAY)
    found = work.work_of(board.chair, on=days(40))
    assert codes(found.overdue) == [(case.reference, "chair_decision")]
    assert [row.act.code for row in found.overdue if row.act] == ["decide"]
    assert ("panel_recommendation" in dict(codes(found.waiting)).values()) is True


def test_another_areas_steps_are_nobody_elses_work() -> None:
    board, other = b.new_board(), b.new_board("elsewhere", "Elsewhere")
    b.log(board, received=DAY)
    for stranger in (
        other.manager,
        other.chair,
        other.panel_chair,
        board.administrator,
        board.outsider,
        board.members[0],
    ):
        assert work.work_of(stranger, on=days(60)).is_empty


def test_steps_of_a_case_put_open_ones_first() -> None:
    board = b.new_board()
    case = b.decided(board, received=DAY)
    rows = work.steps_of(case, user=board.manager, on=days(30))
    assert [row.step.is_open for row in rows] == sorted((row.step.is_open for row in rows), reverse=True)
    assert [row.step.due_on for row in rows if row.step.is_open] == sorted(
        row.step.due_on for row in rows if row.step.is_open
    )
