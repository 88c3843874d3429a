"""A message that is cut off again and again is given up; what could not be sent is answered for by a person."""

from datetime import timedelta

import pytest

from tests.messages.support import Clock, MailServer
from wscb.messages.actions import NotFailed, queue, settle, try_again
from wscb.messages.models import Message, Status
from wscb.messages.sending import LEASE, MOST_CUT_OFF, lease_next, send_due
from wscb.people.models import User
from wscb.trail.models import Entry


def trail_of(message: Message) -> list[str]:
    return list(Entry.objects.filter(subject_id=message.pk).order_by("pk").values_list("kind", flat=True))


def killed(message: Message, now: Clock, times: int) -> None:
    """The process ends so many times while it sends the message; each time its lease runs out."""
    for _ in range(times):
        assert lease_next(now=now()) == message
        now.move(LEASE)


@pytest.fixture
def failed(waiting: Message, mail_server: MailServer, now: Clock) -> Message:
    """A message whose recipient the server does not know."""
    mail_server.answers_to_recipient = ["550 5.1.1 No such user"]
    send_due(now=now)
    waiting.refresh_from_db()
    assert waiting.status == Status.FAILED
    return waiting


def test_message_cut_off_once_less_than_the_limit_is_sent(
    waiting: Message, mail_server: MailServer, now: Clock
) -> None:
    killed(waiting, now, MOST_CUT_OFF - 1)

    assert send_due(now=now) == 1

    waiting.refresh_from_db()
    assert (waiting.status, waiting.times_cut_off) == (Status.SENT, MOST_CUT_OFF - 1)
    assert trail_of(waiting) == ["mail.retaken"] * (MOST_CUT_OFF - 1) + ["mail.sent"]


def test_message_cut_off_as_often_as_the_limit_is_given_up_and_the_next_one_sent(
    waiting: Message, manager: User, letter: str, mail_server: MailServer, now: Clock
) -> None:
    killed(waiting, now, MOST_CUT_OFF)
    queue(kind=letter, to=manager, payload={"reference": "NEXT"}, at=now())

    assert send_due(now=now) == 1

    waiting.refresh_from_db()
    assert (waiting.status, waiting.last_error, waiting.leased_until) == (Status.FAILED, "CutOff", None)
    assert trail_of(waiting)[-1] == "mail.failed"
    assert [letter["Subject"][:4] for letter in mail_server.letters] == ["NEXT"]
    now.move(timedelta(days=2))
    assert send_due(now=now) == 0


def test_failed_message_that_is_tried_again_goes_to_the_address_of_now(
    failed: Message, manager: User, mail_server: MailServer, now: Clock
) -> None:
    manager.email = "joan@wscb.example"
    manager.save()

    try_again(message=failed, by=manager, at=now())

    assert send_due(now=now) == 1
    failed.refresh_from_db()
    assert (failed.status, failed.attempts, failed.times_cut_off) == (Status.SENT, 1, 0)
    assert mail_server.letters[0]["To"] == "joan@wscb.example"
    assert trail_of(failed) == ["mail.failed", "mail.tried_again", "mail.sent"]
    assert failed.history.filter(status=Status.QUEUED).latest().history_user == manager


def test_failed_message_that_is_settled_is_not_sent(
    failed: Message, manager: User, mail_server: MailServer, now: Clock
) -> None:
    settle(message=failed, by=manager, at=now())

    assert send_due(now=now) == 0
    failed.refresh_from_db()
    assert (failed.status, failed.settled_at) == (Status.FAILED, now())
    assert trail_of(failed) == ["mail.failed", "mail.settled"]


@pytest.mark.parametrize("answer", [try_again, settle])
def test_message_is_answered_for_once(failed: Message, manager: User, now: Clock, answer) -> None:
    settle(message=failed, by=manager, at=now())

    with pytest.raises(NotFailed):
        answer(message=failed, by=manager, at=now())


def test_message_that_waits_is_not_to_be_answered_for(waiting: Message, manager: User, now: Clock) -> None:
    with pytest.raises(NotFailed):
        try_again(message=waiting, by=manager, at=now())
