"""Invitations to the panel: a calendar entry that names the case by its reference alone (SCR-05)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from icalendar import Calendar

from tests import board as b
from wscb.cases.actions import involvement, meetings
from wscb.cases.invitations import render_invitation
from wscb.cases.models import Attendance, Case
from wscb.messages.models import Message
from wscb.people.models import User

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 4)


@pytest.fixture(autouse=True)
def today() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime(2026, 3, 4, 10, tzinfo=UTC), tick=False) as clock:
        yield clock


def referred(board: b.Board) -> Case:
    return b.refer(board, b.log(board, received=date(2026, 3, 2)), on=date(2026, 3, 3))


def invitation_to(user: User) -> Calendar:
    message = Message.objects.filter(kind="panel_invitation", recipient=user).latest("created_at")
    mail = render_invitation(message)
    assert mail is not None
    (attachment,) = mail.attachments
    return Calendar.from_ical(attachment.content)


@pytest.mark.clause("SCR-05")
def test_invitation_holds_a_calendar_entry_without_personal_data() -> None:
    board = b.new_board()
    case = referred(board)
    b.convene(board, case, on=TODAY, meets=date(2026, 3, 16))
    for message in Message.objects.filter(kind="panel_invitation"):
        mail = render_invitation(message)
        whole = "\n".join([mail.subject, mail.text, mail.html, mail.attachments[0].content.decode()])
        for told in (b.CHILD.given_name, b.CHILD.family_name, b.CHILD.address, "signs of life", "Constabulary"):
            assert told not in whole
        assert case.reference in mail.subject + mail.text
    (event,) = invitation_to(board.members[0]).walk("VEVENT")
    assert event.decoded("dtstart") == datetime(2026, 3, 16, 10, tzinfo=UTC)
    assert str(event["summary"]) == f"Meeting about case {case.reference}"
    assert str(event["location"]) == "Committee room 2"
    assert str(event["attendee"]) == f"mailto:{board.members[0].email}"
    assert str(event["class"]) == "CONFIDENTIAL"


def test_calendar_entry_of_a_changed_meeting_moves_the_first_and_a_new_panel_gets_its_own(
    today: time_machine.Traveller,
) -> None:
    board = b.new_board()
    case = referred(board)

    def entry() -> tuple[str, int]:
        (event,) = invitation_to(board.panel_chair).walk("VEVENT")
        today.shift(60)
        return str(event["uid"]), int(event["sequence"])

    b.convene(board, case, on=TODAY)
    first, number = entry()
    assert number == 0
    meetings.reconvene(
        case=case, by=board.manager, on=TODAY, starts_at=datetime(2026, 3, 18, 10, tzinfo=UTC), place="Room 1",
        chair=board.panel_chair, members=board.members[:2],
    )  # fmt: skip
    assert entry() == (first, 1)
    meetings.adjourn(case=case, by=board.manager, on=TODAY, because="A paper was missing.")
    b.convene(board, case, on=TODAY)
    second, number = entry()
    assert (second != first, number) == (True, 0)


def test_invitation_is_not_sent_once_the_seat_has_ended() -> None:
    board = b.new_board()
    case = referred(board)
    b.convene(board, case, on=TODAY)
    message = Message.objects.get(kind="panel_invitation", recipient=board.members[0])
    involvement.record_interest(case=case, by=board.manager, on=TODAY, user=board.members[0], interest="A relative.")
    assert render_invitation(message) is None
    assert Attendance.objects.get(user=board.members[0]).withdrawn_on == TODAY
