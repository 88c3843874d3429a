"""A meeting that is changed: who stays gets an update of their calendar entry, who is left out its cancellation (SCR-05)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email.message import Message as Letter
from typing import Any

import pytest
import time_machine
from django.conf import settings
from icalendar import Calendar, Event

from reviews.actions.decision import Reasons, close
from tests import board as b
from tests.running import Mailbox, mail_server
from wscb import clock
from wscb.cases.actions import involvement, meetings
from wscb.cases.models import Case, CaseMessage
from wscb.messages.models import Message, Status
from wscb.messages.sending import send_due
from wscb.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.clause("SCR-05")]

TODAY = date(2026, 3, 4)
FIRST = datetime(2026, 3, 11, 10, tzinfo=UTC)
LATER = datetime(2026, 3, 18, 14, tzinfo=UTC)


@pytest.fixture(autouse=True)
def today() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime(2026, 3, 4, 10, tzinfo=UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture
def post(settings: Any) -> Iterator[Mailbox]:
    """A mail server that receives what is sent."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    with mail_server() as (mailbox, port):
        settings.EMAIL_PORT = port
        yield mailbox


def convened(board: b.Board) -> Case:
    case = b.refer(board, b.log(board, received=date(2026, 3, 2)), on=date(2026, 3, 3))
    b.convene(board, case, on=TODAY)
    return case


def reconvene(board: b.Board, case: Case, *, members: list[User], starts_at: datetime = LATER) -> None:
    meetings.reconvene(
        case=case, by=board.manager, on=TODAY, starts_at=starts_at, place="Room 1", chair=board.panel_chair, members=members
    )  # fmt: skip


def letters(post: Mailbox, today: time_machine.Traveller) -> dict[str, Letter]:
    """What goes out now about calendars, by address; a minute passes."""
    post.letters.clear()
    send_due(now=clock.now)
    today.shift(60)
    found = {str(letter["X-For"]): letter for letter in post.letters if _calendars(letter)}
    assert len(found) == len([letter for letter in post.letters if _calendars(letter)])
    return found


def _calendars(letter: Letter) -> list[Letter]:
    return [part for part in letter.walk() if part.get_content_type() == "text/calendar"]


def subject(letter: Letter) -> str:
    """The subject on one line, however the server folded it."""
    return " ".join(str(letter["Subject"]).split())


def entry(letter: Letter) -> tuple[str, Event]:
    """The method that the part's media type and the calendar in it both name, and the calendar's one event."""
    (part,) = _calendars(letter)
    calendar = Calendar.from_ical(part.get_payload(decode=True))
    assert part.get_param("method") == str(calendar["method"])
    (event,) = calendar.walk("VEVENT")
    return str(calendar["method"]), event


def test_who_is_left_out_gets_a_cancellation_and_who_stays_an_update(post: Mailbox, today: Any) -> None:
    board = b.new_board()
    case = convened(board)
    first = {address: entry(letter)[1] for address, letter in letters(post, today).items()}
    stays, left_out, joins = board.members[0], board.members[1], board.members[3]

    reconvene(board, case, members=[stays, board.members[2], joins])

    sent = {address: entry(letter) for address, letter in letters(post, today).items()}
    assert {address: method for address, (method, _) in sent.items()} == {
        board.panel_chair.email: "REQUEST",
        stays.email: "REQUEST",
        board.members[2].email: "REQUEST",
        joins.email: "REQUEST",
        left_out.email: "CANCEL",
    }
    assert {str(event["uid"]) for event in (*first.values(), *(event for _, event in sent.values()))} == {
        f"{case.reference}-1@{settings.OFFICE_HOST}"
    }
    assert {int(event["sequence"]) for event in first.values()} == {0}
    assert {int(event["sequence"]) for _, event in sent.values()} == {1}
    cancelled = sent[left_out.email][1]
    assert str(cancelled["status"]) == "CANCELLED"
    assert cancelled.decoded("dtstart") == FIRST
    assert str(cancelled["attendee"]) == f"mailto:{left_out.email}"
    assert cancelled.walk("VALARM") == []
    assert sent[stays.email][1].decoded("dtstart") == LATER


def test_letters_say_what_changed_and_name_the_case_by_its_reference_alone(post: Mailbox, today: Any) -> None:
    board = b.new_board()
    case = convened(board)
    letters(post, today)
    reconvene(board, case, members=[board.members[0], board.members[3]])
    sent = letters(post, today)

    left_out = sent[board.members[1].email]
    assert subject(left_out) == f"Cancelled for you: panel meeting on Wednesday 11 March 2026, case {case.reference}"
    said = "\n".join(part.get_payload(decode=True).decode() for part in left_out.walk() if not part.is_multipart())
    assert "You no longer have a seat at the panel meeting about case" in said
    assert f"/cases/{case.reference}/" not in said
    for told in (b.CHILD.given_name, b.CHILD.family_name, b.CHILD.address, "Room 1", "Constabulary"):
        assert told not in said
    assert subject(sent[board.members[0].email]).startswith("Changed: panel meeting on Wednesday 18 March 2026")
    assert subject(sent[board.members[3].email]).startswith("Panel meeting on Wednesday 18 March 2026")
    about = CaseMessage.objects.filter(case=case, message__kind="panel_cancelled").values_list("about", flat=True)
    assert list(about) == [f"Meeting taken from the calendar: case {case.reference}"] * 2


def test_who_is_put_back_before_the_cancellation_goes_out_gets_none(post: Mailbox, today: Any) -> None:
    board = b.new_board()
    case = convened(board)
    letters(post, today)
    reconvene(board, case, members=board.members[1:3])
    today.shift(60)
    reconvene(board, case, members=board.members[:3])

    sent = {address: entry(letter) for address, letter in letters(post, today).items()}

    assert {method for method, _ in sent.values()} == {"REQUEST"}
    assert {int(event["sequence"]) for _, event in sent.values()} == {2}
    assert Message.objects.get(kind="panel_cancelled").status == Status.SUPERSEDED


def test_who_was_never_sent_the_invitation_gets_no_cancellation(post: Mailbox, today: Any) -> None:
    board = b.new_board()
    case = convened(board)
    reconvene(board, case, members=board.members[1:3])

    assert board.members[0].email not in letters(post, today)


def test_interest_takes_the_meeting_from_the_calendar_of_who_has_it_alone(post: Mailbox, today: Any) -> None:
    board = b.new_board()
    case = convened(board)
    letters(post, today)
    involvement.record_interest(case=case, by=board.manager, on=TODAY, user=board.members[0], interest="A relative.")

    sent = {address: entry(letter) for address, letter in letters(post, today).items()}

    assert {address: (method, int(event["sequence"])) for address, (method, event) in sent.items()} == {
        board.members[0].email: ("CANCEL", 1)
    }


def test_organisation_added_takes_the_meeting_from_the_calendar_of_its_people(post: Mailbox, today: Any) -> None:
    board = b.new_board()
    board.members[0].organisation = board.council
    board.members[0].save()
    case = convened(board)
    letters(post, today)
    involvement.add_organisation(case=case, by=board.manager, on=TODAY, organisation=board.council)

    assert {address: entry(letter)[0] for address, letter in letters(post, today).items()} == {
        board.members[0].email: "CANCEL"
    }


@pytest.mark.parametrize(
    ("after", "cancelled"), [(timedelta(minutes=-1), 4), (timedelta(0), 0)], ids=["before it begins", "as it begins"]
)
def test_adjourned_meeting_goes_from_the_calendars_if_it_had_yet_to_begin(
    post: Mailbox, today: Any, after: timedelta, cancelled: int
) -> None:
    board = b.new_board()
    case = convened(board)
    letters(post, today)
    today.move_to(FIRST + after)
    meetings.adjourn(case=case, by=board.manager, on=FIRST.date(), because="A paper was missing.")

    sent = letters(post, today)

    assert [entry(letter)[0] for letter in sent.values()] == ["CANCEL"] * cancelled
    for letter in sent.values():
        text = next(part for part in letter.walk() if part.get_content_type() == "text/plain")
        assert "The panel has adjourned" in text.get_payload(decode=True).decode()


def test_interest_after_the_meeting_was_held_leaves_the_calendar_as_it_is(post: Mailbox, today: Any) -> None:
    board = b.new_board()
    case = convened(board)
    letters(post, today)
    today.move_to(FIRST)
    b.attend(board, case, on=FIRST.date())
    involvement.record_interest(case=case, by=board.manager, on=FIRST.date(), user=board.members[0], interest="New.")

    assert letters(post, today) == {}


@pytest.mark.parametrize("how", ["decided", "closed"])
@pytest.mark.parametrize("when", ["to come", "begun", "held"])
def test_meeting_that_is_no_longer_needed_leaves_the_calendar_if_it_is_still_to_come(
    post: Mailbox, today: time_machine.Traveller, how: str, when: str
) -> None:
    board = b.new_board()
    case = convened(board)
    letters(post, today)
    if when != "to come":
        today.move_to(FIRST)
    on = TODAY if when == "to come" else FIRST.date()
    if when == "held":
        b.attend(board, case, on=on)
    if how == "decided":
        b.consult(board, case, on=on)
        b.decide(board, case, on=on, why=Reasons(reasons="Plain.", departure="It cannot wait."))
    else:
        seen = b.fresh(case).revision
        close(
            case=case, by=board.chair, on=on, closed_as="withdrawn", reasons="An error.", confirmed=b.SIGNED, seen=seen
        )
    sent = letters(post, today)
    cancelled = {address for address, letter in sent.items() if "no longer has to meet" in str(letter)}
    expected = {board.panel_chair.email, *(one.email for one in board.members[:3])} if when == "to come" else set()
    assert cancelled == expected
