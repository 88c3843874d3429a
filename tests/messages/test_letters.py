"""What a letter looks like when it reaches the mail server."""

from collections.abc import Iterator

import pytest

from tests.messages.support import Clock, MailServer
from wscb.messages.actions import queue
from wscb.messages.kinds import Attachment, Mail, forget_kind, mail_kind
from wscb.messages.models import Message
from wscb.messages.sending import send_due
from wscb.people.models import User


def test_letter_says_that_a_machine_wrote_it(waiting: Message, mail_server: MailServer, now: Clock) -> None:
    send_due(now=now)

    sent = mail_server.letters[0]
    assert sent["To"] == "manager@wscb.example"
    assert sent["Subject"] == "K7M2QX9A4T: a form has arrived"
    assert sent["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in sent.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]


@pytest.fixture
def with_calendar() -> Iterator[str]:
    @mail_kind("with_calendar")
    def render(message: Message) -> Mail | None:
        entry = Attachment("invitation.ics", "text/calendar; method=REQUEST; charset=utf-8", "Sitzung ż\r\n".encode())
        return Mail("Meeting", "Words", "<p>Words</p>", attachments=(entry,))

    yield "with_calendar"
    forget_kind("with_calendar")


def test_attachment_arrives_as_it_was(manager: User, with_calendar: str, mail_server: MailServer, now: Clock) -> None:
    queue(kind=with_calendar, to=manager, payload={}, at=now())

    send_due(now=now)

    (entry,) = [part for part in mail_server.letters[0].walk() if part.get_filename()]
    assert entry.get_filename() == "invitation.ics"
    assert entry.get_params() == [("text/calendar", ""), ("method", "REQUEST"), ("charset", "utf-8")]
    assert entry.get_payload(decode=True) == "Sitzung ż\r\n".encode()


def test_letter_names_no_person(waiting: Message, mail_server: MailServer, now: Clock) -> None:
    send_due(now=now)

    assert "Whitfield" not in mail_server.letters[0].as_string()
