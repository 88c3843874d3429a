"""Sight of one case given to one person: the ground and the dates, both needed, and gone when either is."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission
from guardian.shortcuts import assign_perm, remove_perm

from tests import board as b
from tests.cases.moments import after, frozen, london
from tests.cases.test_access import involve, lists, office, recuse, sees, taken_to
from wscb.cases import grants
from wscb.cases.actions import involvement, meetings
from wscb.cases.models import SIGHT, Case, CaseUserObjectPermission, Grant
from wscb.trail.models import Entry

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 3, 10), date(2026, 3, 14)
TODAY = date(2026, 3, 12)


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def case(board: b.Board) -> Case:
    return taken_to(board, "convened")


def given(board: b.Board, case: Case, *, ground: str = "see_as_appointed", until: date | None = LAST) -> Grant:
    return grants.give(
        case=case, to=board.outsider, ground=ground, reason="Lead reviewer.", by=board.manager, on=FIRST, until=until
    )


def co_opt(board: b.Board, case: Case) -> None:
    with frozen(FIRST):
        meetings.reconvene(
            case=case, by=board.manager, on=FIRST, starts_at=london(LAST), place="Room 2", chair=board.panel_chair,
            members=board.members[:3], co_opted=[board.outsider],
        )  # fmt: skip


@pytest.mark.parametrize("ground", SIGHT)
@pytest.mark.parametrize(
    ("day", "may"), [(after(FIRST, -1), False), (FIRST, True), (LAST, True), (after(LAST, 1), False)]
)
def test_grant_gives_sight_of_its_case_from_the_first_day_to_the_last(
    board: b.Board, case: Case, ground: str, day: date, may: bool
) -> None:
    taken_to(board, "convened")
    given(board, case, ground=ground)
    assert sees(board.outsider, on=day) == lists(board.outsider, on=day) == ({case} if may else set())
    assert office(board.outsider, case, on=day) == {}


def test_grant_without_an_end_lasts(board: b.Board, case: Case) -> None:
    given(board, case, until=None)
    assert sees(board.outsider, on=date(2030, 1, 1)) == {case}


def test_dates_without_the_permission_give_nothing(board: b.Board, case: Case) -> None:
    given(board, case)
    remove_perm("cases.see_as_appointed", board.outsider, case)
    assert sees(board.outsider) == set()


def test_permission_without_dates_gives_nothing(board: b.Board, case: Case) -> None:
    assign_perm("cases.see_as_appointed", board.outsider, case)
    assert sees(board.outsider) == set()


def test_permission_of_one_ground_with_dates_of_another_gives_nothing(board: b.Board, case: Case) -> None:
    given(board, case)
    remove_perm("cases.see_as_appointed", board.outsider, case)
    assign_perm("cases.see_as_inspectorate", board.outsider, case)
    assert sees(board.outsider) == set()


def test_permission_on_the_model_gives_no_case(board: b.Board, case: Case) -> None:
    board.outsider.user_permissions.set(Permission.objects.filter(codename__in=SIGHT))
    assert lists(board.outsider) == set()


@pytest.mark.clause("SCR-05")
@pytest.mark.parametrize(
    ("ground", "may"),
    [("see_as_co_opted", False), ("see_as_appointed", False), ("see_as_inspectorate", True)],
)
def test_interest_of_the_organisation_ends_a_seat_and_an_appointment_and_no_other_ground(
    board: b.Board, case: Case, ground: str, may: bool
) -> None:
    given(board, case, ground=ground)
    board.outsider.organisation = board.health
    board.outsider.save()
    involve(board, case)
    assert (case in sees(board.outsider)) is may


@pytest.mark.clause("SCR-05")
@pytest.mark.parametrize("ground", SIGHT)
def test_recorded_interest_wins_over_every_grant(board: b.Board, case: Case, ground: str) -> None:
    given(board, case, ground=ground)
    recuse(board, board.outsider, case)
    assert (sees(board.outsider), lists(board.outsider)) == (set(), set())


def test_ended_grant_ends_sight_at_once(board: b.Board, case: Case) -> None:
    grant = given(board, case)
    grants.end(grant=grant, by=board.manager, on=TODAY)
    assert sees(board.outsider) == set()
    assert Grant.objects.get().ends_on == TODAY
    assert [entry.kind for entry in Entry.objects.filter(kind__startswith="grant.").order_by("at")] == [
        "grant.given", "grant.ended",
    ]  # fmt: skip


def test_ended_grant_keeps_its_date(board: b.Board, case: Case) -> None:
    grant = given(board, case)
    grants.end(grant=grant, by=board.manager, on=after(LAST, 5))
    assert Grant.objects.get().ends_on == LAST


def test_ending_one_grant_leaves_another_of_the_ground(board: b.Board, case: Case) -> None:
    first = given(board, case)
    given(board, case, until=None)
    grants.end(grant=first, by=board.manager, on=TODAY)
    assert sees(board.outsider) == {case}


def test_sweep_takes_away_what_ran_out_and_nothing_else(board: b.Board, case: Case) -> None:
    lasting = taken_to(board, "convened")
    given(board, case)
    given(board, lasting, until=None)
    assert grants.sweep_expired(on=LAST) == 0
    assert grants.sweep_expired(on=after(LAST, 1)) == 1
    assert [row.content_object for row in CaseUserObjectPermission.objects.all()] == [lasting]
    entry = Entry.objects.get(kind="grant.swept")
    assert (entry.subject_id, entry.actor_kind, entry.facts["ground"]) == (case.pk, "system", "see_as_appointed")
    assert grants.sweep_expired(on=after(LAST, 1)) == 0


def test_sweep_leaves_a_permission_that_a_later_grant_needs(board: b.Board, case: Case) -> None:
    given(board, case)
    given(board, case, until=None)
    assert grants.sweep_expired(on=after(LAST, 1)) == 0
    assert sees(board.outsider, on=after(LAST, 1)) == {case}


# --- co-opted members ------------------------------------------------------------------------------------


@pytest.mark.clause("SCR-05")
def test_co_opted_member_sits_on_the_panel_of_that_case_alone(board: b.Board, case: Case) -> None:
    taken_to(board, "convened")
    co_opt(board, case)
    assert sees(board.outsider) == {case}
    assert office(board.outsider, case) == {"panel_member": ""}


@pytest.mark.clause("SCR-05")
def test_co_opted_member_left_out_of_the_changed_meeting_loses_sight(board: b.Board, case: Case) -> None:
    co_opt(board, case)
    with frozen(TODAY):
        meetings.reconvene(
            case=case, by=board.manager, on=TODAY, starts_at=london(LAST), place="Room 2", chair=board.panel_chair,
            members=board.members[:3],
        )  # fmt: skip
    assert sees(board.outsider) == set()
    assert CaseUserObjectPermission.objects.count() == 0


@pytest.mark.clause("SCR-05")
def test_co_opted_member_invited_again_keeps_sight_and_earlier_dates_stand(board: b.Board, case: Case) -> None:
    co_opt(board, case)
    for day in (TODAY, LAST):
        with frozen(day):
            meetings.reconvene(
                case=case, by=board.manager, on=day, starts_at=london(LAST), place="Room 3", chair=board.panel_chair,
                members=board.members[:3], co_opted=[board.outsider],
            )  # fmt: skip
    assert sees(board.outsider, on=after(LAST, 30)) == {case}
    assert [(grant.starts_on, grant.ends_on) for grant in case.grants.order_by("starts_on")] == [
        (FIRST, TODAY), (TODAY, LAST), (LAST, None),
    ]  # fmt: skip


@pytest.mark.clause("SCR-05")
def test_co_opted_member_with_an_interest_loses_seat_and_grant(board: b.Board, case: Case) -> None:
    co_opt(board, case)
    with frozen(TODAY):
        involvement.record_interest(
            case=case, by=board.manager, on=TODAY, user=board.outsider, interest="A neighbour."
        )  # fmt: skip
    assert sees(board.outsider) == set()
    assert CaseUserObjectPermission.objects.count() == 0
    seat = board.outsider.attendances.get(withdrawn_on__isnull=False)
    assert (seat.meeting.case, seat.withdrawn_on) == (case, TODAY)
