"""What ends in cases when somebody leaves, moves or has an interest, and who is told (SCR-05, GEN-04)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from tests import board as b
from tests.addresses.sessions import signed_in
from tests.cases.moments import frozen
from tests.people.browsing import text
from wscb import clock
from wscb.cases import access, news
from wscb.cases.actions import feeds
from wscb.cases.models import Attendance, Case, Representative
from wscb.cases.representation import represented_requests
from wscb.messages.models import Message, Status
from wscb.messages.tasks import send_due
from wscb.people import actions as people
from wscb.people.consequences import Change, foreseen
from wscb.people.models import User
from wscb.trail.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.clause("SCR-05")]
RECEIVED, DAY = date(2026, 3, 2), date(2026, 3, 20)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with frozen(DAY):
        yield


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def review(board: b.Board) -> Case:
    """A review under way, with the police asked and somebody to answer for them."""
    case = b.under_way(board, received=RECEIVED)
    b.name_representative(board, case, b.representative(board), on=DAY)
    b.ask(board, case, on=DAY)
    return case


@pytest.fixture
def convened(board: b.Board) -> Case:
    case = b.log(board, received=DAY)
    b.refer(board, case, on=DAY)
    b.convene(board, case, on=DAY)
    return case


def sees(user: User, case: Case) -> bool:
    return access.visible_cases(User.objects.get(pk=user.pk), on=DAY).filter(pk=case.pk).exists()


def told(code: str) -> set[tuple[str, str]]:
    return {(one.recipient.name, one.payload["case"]) for one in Message.objects.filter(kind=f"case.{code}")}


def seat_of(user: User, case: Case) -> Attendance:
    return Attendance.objects.get(user=user, meeting__case=case)


def test_move_ends_answering_for_the_former_organisation(board: b.Board, review: Case) -> None:
    officer = b.representative(board)
    assert represented_requests(officer).exists()
    assert foreseen(officer, Change.MOVED, asker=board.manager, on=DAY) == [
        f"They stop answering for their organisation in {review.reference}."
    ]
    assert foreseen(officer, Change.MOVED, asker=board.administrator, on=DAY) == [
        "They stop answering for their organisation in 1 case."
    ]

    people.move_person(user=officer, organisation=board.health, by=board.administrator, on=DAY)
    people.move_person(user=officer, organisation=board.police, by=board.administrator, on=DAY)

    assert Representative.objects.get(user=officer).ended_on == DAY
    assert not represented_requests(User.objects.get(pk=officer.pk)).exists()
    assert told("stood_down") == {("Morgan Ellis", str(review.pk))}
    assert Entry.objects.filter(kind="case.stood_down", subject_id=review.pk).count() == 1


def test_move_into_an_involved_organisation_ends_a_seat(board: b.Board, convened: Case) -> None:
    member, other = board.members[:2]
    assert sees(member, convened)
    people.move_person(user=member, organisation=board.police, by=board.manager, on=DAY)

    assert not sees(member, convened)
    assert seat_of(member, convened).withdrawn_on == DAY
    assert seat_of(other, convened).withdrawn_on is None
    assert told("stood_down") == {("Morgan Ellis", str(convened.pk))}


def test_move_out_of_an_involved_organisation_opens_nothing(board: b.Board, convened: Case) -> None:
    chair = board.other_panel_chair
    chair.organisation = board.police
    chair.save()
    assert not sees(chair, convened)

    people.move_person(user=chair, organisation=board.health, by=board.manager, on=DAY)

    assert not sees(chair, convened)
    people.end_interest(interest=chair.interests.get(), by=board.manager, on=DAY)
    after = date(2026, 3, 21)
    assert access.visible_cases(User.objects.get(pk=chair.pk), on=after).filter(pk=convened.pk).exists()


@pytest.mark.clause("GEN-04")
def test_interest_declared_takes_sight_at_once_and_tells_the_manager_the_reference_alone(
    board: b.Board, convened: Case
) -> None:
    member = board.members[0]
    people.declare_interest(user=member, organisation=board.police, nature="My brother works there.", by=member, on=DAY)

    assert not sees(member, convened)
    assert seat_of(member, convened).withdrawn_on == DAY
    (mail,) = [news._render(one) for one in Message.objects.filter(kind="case.stood_down")]
    assert mail is not None
    assert convened.reference in mail.text
    assert not any(word in mail.text for word in ("Winterbourne", "brother", "Constabulary", member.name))


def test_interest_of_a_lead_reviewer_takes_sight_and_is_for_the_chair_to_settle(board: b.Board, review: Case) -> None:
    lead = User.objects.get(email="lead_reviewer.warrington@elsewhere.example")
    assert sees(lead, review)

    people.declare_interest(user=lead, organisation=board.police, nature="A contract.", by=lead, on=DAY)

    assert not sees(lead, review)
    assert review.steps.filter(code="resolve_independence", done_on=None).count() == 1
    assert ("Avery Lund", str(review.pk)) in told("independence_in_question")


def test_interest_of_the_chair_is_told_to_the_manager(board: b.Board, convened: Case) -> None:
    people.declare_interest(user=board.chair, organisation=board.police, nature="Governor.", by=board.chair, on=DAY)
    assert told("conflict_possible") == {("Morgan Ellis", str(convened.pk))}


def test_interest_in_an_organisation_without_a_case_tells_nobody(board: b.Board, convened: Case) -> None:
    people.declare_interest(user=board.members[0], organisation=board.health, nature="Nurse.", by=board.manager, on=DAY)
    assert told("stood_down") == told("conflict_possible") == set()


def test_who_leaves_loses_every_part_and_gets_none_back(board: b.Board, review: Case, convened: Case) -> None:
    lead = User.objects.get(email="lead_reviewer.warrington@elsewhere.example")
    officer, member = b.representative(board), board.members[0]
    token = feeds.make_feed(by=lead, at=clock.now())
    for person in (lead, officer, member):
        people.end_access(user=person, by=board.administrator, on=DAY)
        people.restore_access(user=person, by=board.administrator, on=DAY)

    assert not sees(lead, review)
    assert review.appointments.get(user=lead).withdrawn_on == DAY
    assert review.steps.filter(code="propose_lead", done_on=None).exists()
    assert not represented_requests(User.objects.get(pk=officer.pk)).exists()
    assert seat_of(member, convened).withdrawn_on == DAY
    assert feeds.owner_of(token) is None
    assert told("stood_down") == {("Morgan Ellis", str(review.pk)), ("Morgan Ellis", str(convened.pk))}


def test_open_session_and_waiting_jobs_end_with_access(board: b.Board, review: Case) -> None:
    lead = User.objects.get(email="lead_reviewer.warrington@elsewhere.example")
    browser = signed_in(lead)
    assert browser.get(f"/cases/{review.reference}/").status_code == 200
    Message.objects.exclude(recipient=lead).update(status=Status.SUPERSEDED)
    (waiting,) = news.tell("emergency_ended", case=review, to=[lead], by=board.manager, at=clock.now())

    people.end_access(user=lead, by=board.manager, on=DAY)
    send_due.apply()

    waiting.refresh_from_db()
    assert waiting.status == Status.SUPERSEDED
    answer = browser.get(f"/cases/{review.reference}/")
    assert (answer.status_code, answer["Location"].startswith("/account/login/")) == (302, True)
    people.restore_access(user=lead, by=board.manager, on=DAY)
    assert browser.get("/account/").status_code == 302


def test_page_says_what_follows_before_it_is_done(board: b.Board, review: Case) -> None:
    lead = User.objects.get(email="lead_reviewer.warrington@elsewhere.example")
    page = text(signed_in(board.manager).get(f"/people/{lead.pk}/end-access/"))
    assert f"They stop chairing or leading the review in {review.reference}." in page
    assert review.reference not in text(signed_in(board.administrator).get(f"/people/{lead.pk}/end-access/"))
