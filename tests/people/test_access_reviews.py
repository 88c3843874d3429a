"""The review of everybody's roles: its clock, its reminders, its signature; and who came, moved and left."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from tests import board as b
from tests.addresses.sessions import signed_in
from tests.cases.moments import after, frozen
from tests.people.browsing import hidden_of, text
from wscb import clock
from wscb.cases import duties
from wscb.people import actions
from wscb.people.access_reviews import due_on, to_review
from wscb.people.errors import Refused
from wscb.people.models import AccessReview, Role, User
from wscb.trail.models import Entry

pytestmark = pytest.mark.django_db
DAY, DUE = date(2026, 3, 2), date(2026, 9, 2)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with frozen(DAY):
        yield


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


def everybody(board: b.Board, day: date = DAY) -> set[object]:
    return {row.user.pk for row in to_review(board.area, on=day)}


def sign(board: b.Board, day: date = DAY, *, but: User | None = None, by: User | None = None) -> AccessReview:
    people = everybody(board, day) - {but.pk if but else None}
    return actions.sign_access_review(
        area=board.area, confirmed_people=people, by=by or board.manager, on=day, confirmed=b.SIGNED
    )


def outcome_of(review: AccessReview, person: User) -> str:
    return next(line["outcome"] for line in review.lines if line["person"] == str(person.pk))


@pytest.mark.parametrize(("day", "listed", "late"), [(after(DUE, -31), False, False), (after(DUE, -30), True, False),
                                                     (DUE, True, False), (after(DUE, 1), True, True)])  # fmt: skip
def test_review_stands_on_the_managers_work_from_a_month_before_it_is_due(
    board: b.Board, day: date, listed: bool, late: bool
) -> None:
    assert due_on(board.area) == DUE
    with frozen(day):
        page = text(signed_in(board.manager).get("/"))
        assert ("Review everybody’s roles: Warrington" in page) is listed
        part = page.partition('id="duties"')[2].partition("</table>")[0]
        assert ("overdue" in part.lower()) is late
        assert "Review everybody" not in text(signed_in(board.chair).get("/"))


def test_review_is_reminded_of_at_its_stages_and_the_chair_is_told_when_it_is_late(board: b.Board) -> None:
    told = {}
    for days in (-15, -14, 0, 6, 7, 20, 21):
        with frozen(after(DUE, days)):
            told[days] = {one.recipient.name for one in duties.sweep(now=clock.now())}
    manager, both = {"Morgan Ellis"}, {"Morgan Ellis", "Avery Lund"}
    assert told == {-15: set(), -14: manager, 0: manager, 6: set(), 7: both, 20: set(), 21: both}


def test_signing_confirms_everybody_and_starts_the_clock_again(board: b.Board) -> None:
    with frozen(after(DUE, 5)):
        review = sign(board, after(DUE, 5))
        assert (review.due_on, due_on(board.area)) == (DUE, date(2027, 3, 7))
        assert "Review everybody" not in text(signed_in(board.manager).get("/"))
    assert {line["outcome"] for line in review.lines} == {"confirmed"}
    assert str(board.administrator.pk) in {line["person"] for line in review.lines}
    with pytest.raises(IntegrityError), transaction.atomic():
        AccessReview.objects.update(signed_on=DAY)


def test_changes_since_the_last_review_are_written_down(board: b.Board) -> None:
    sign(board)
    changed, gone, left = board.members[:3]
    actions.give_role(user=changed, role=Role.BOARD_CHAIR, area=board.area, starts_on=DAY, by=board.manager, on=DAY)
    actions.end_role(term=gone.role_terms.get(), by=board.manager, on=DAY)
    actions.end_access(user=left, by=board.manager, on=DAY)

    review = sign(board)

    assert [outcome_of(review, one) for one in (changed, gone, left, board.chair)] == [
        "changed", "ended", "ended", "confirmed",
    ]  # fmt: skip
    page = text(signed_in(board.manager).get(f"/access-review/{review.pk}/"))
    assert "Changed, and confirmed as it is now" in page
    assert "Board Chair" in page


def test_nobody_is_left_out_and_nobody_else_signs(board: b.Board) -> None:
    with pytest.raises(Refused, match=r"Missing: Avery Lund\."):
        sign(board, but=board.chair)
    for person in (board.chair, board.administrator, b.new_board("elsewhere", "Elsewhere").manager):
        with pytest.raises(Refused, match="business manager of the area"):
            sign(board, by=person)
    assert not AccessReview.objects.exists()


def test_it_is_signed_with_the_password(board: b.Board) -> None:
    client, address = signed_in(board.manager), f"/access-review/{board.area.pk}/sign/"
    answers = {"people": [str(one) for one in everybody(board)], "password": "something else entirely"}
    assert "The password is not correct" in text(client.post(address, hidden_of(client, address) | answers))

    client.post(address, hidden_of(client, address) | answers | {"password": b.PASSWORD})

    assert AccessReview.objects.get().confirmed_by == "password"
    assert client.get(f"/access-review/{uuid4()}/").status_code == 404


def test_report_says_who_came_moved_left_and_had_which_role_and_by_whom(board: b.Board) -> None:
    manager, admin = board.manager, board.administrator
    with frozen(after(DAY, 1)):
        on = after(DAY, 1)
        came = actions.create_user(email="new@health.example", name="=New Comer", organisation=None, by=manager, on=on)
        term = actions.give_role(
            user=came, role=Role.PANEL_MEMBER, area=board.area, panel=board.panel, starts_on=on, by=admin, on=on
        )
        actions.move_person(user=came, organisation=board.health, by=manager, on=on)
        actions.end_role(term=term, by=manager, on=on)
        actions.end_access(user=board.members[0], by=manager, on=on)
    with frozen(after(DAY, 2)):
        client = signed_in(manager)
        file = text(client.get("/people/changes/?export=csv")).lstrip("\ufeff").splitlines()
        page = text(client.get("/people/changes/"))
    member = "Panel member, Case Review Subgroup, Warrington, from"
    assert file == [
        "Day,Person,What,Detail,By whom",
        "Tuesday 3 March 2026,'=New Comer,Came,,Morgan Ellis",
        f'Tuesday 3 March 2026,\'=New Comer,Given a role,"{member} Tuesday 3 March 2026",Sam Keys',
        "Tuesday 3 March 2026,'=New Comer,Moved,From no organisation to Warrington Hospitals,Morgan Ellis",
        f'Tuesday 3 March 2026,\'=New Comer,Lost a role,"{member} Tuesday 3 March 2026",Morgan Ellis',
        f'Tuesday 3 March 2026,Member 1,Left: access ended,"{member} Monday 15 April 2013",Morgan Ellis',
    ]
    assert page.count("Morgan Ellis") >= 4
    assert Entry.objects.filter(kind="people.changes_exported").count() == 1


def test_report_keeps_to_its_period_and_tells_of_terms_that_ran_out(board: b.Board) -> None:
    user = board.members[0]
    actions.give_role(
        user=user,
        role=Role.BOARD_CHAIR,
        area=board.area,
        starts_on=DAY,
        ends_on=after(DAY, 9),
        by=board.manager,
        on=DAY,
    )
    with frozen(date(2026, 4, 2)):
        client = signed_in(board.manager)
        assert "Its term ran out" not in text(client.get("/people/changes/?period=2026"))
        page = text(client.get("/people/changes/?period=2025"))
    assert "Lost a role: its term ran out" in page
    assert "12 March 2026" in page
