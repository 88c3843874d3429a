"""A message goes out once, under one Message-ID, whatever happens on the way."""

import socket
from collections.abc import Iterator
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

import pytest

from tests.messages.support import Clock, MailServer
from wscb.messages.actions import queue
from wscb.messages.kinds import Mail, forget_kind, mail_kind
from wscb.messages.models import Message, Status
from wscb.messages.sending import LEASE, WAITS, lease_next, send_due
from wscb.people.models import User
from wscb.trail.models import Entry

A_DAY = timedelta(days=1)


def trail_of(message: Message) -> list[str]:
    return list(Entry.objects.filter(subject_id=message.pk).order_by("pk").values_list("kind", flat=True))


def test_message_due_is_sent_once(waiting: Message, mail_server: MailServer, now: Clock) -> None:
    assert send_due(now=now) == 1
    assert send_due(now=now) == 0

    waiting.refresh_from_db()
    assert (waiting.status, waiting.sent_at, waiting.attempts) == (Status.SENT, now(), 1)
    assert mail_server.message_ids == [waiting.message_id]
    assert trail_of(waiting) == ["mail.sent"]


def test_message_for_later_waits(manager: User, letter: str, mail_server: MailServer, now: Clock) -> None:
    queue(kind=letter, to=manager, payload={"reference": "K7M2QX9A4T"}, at=now() + timedelta(seconds=1))

    assert send_due(now=now) == 0

    now.move(timedelta(seconds=1))
    assert send_due(now=now) == 1


def test_many_messages_go_out_in_one_run(manager: User, letter: str, mail_server: MailServer, now: Clock) -> None:
    for minutes in (3, 1, 2):
        at = now() - timedelta(minutes=minutes)
        queue(kind=letter, to=manager, payload={"reference": f"CASE{minutes}"}, at=at)

    assert send_due(now=now, limit=2) == 2
    assert send_due(now=now, limit=2) == 1

    assert [sent["Subject"][:5] for sent in mail_server.letters] == ["CASE3", "CASE2", "CASE1"]


def test_passing_refusal_is_tried_again_with_the_same_message_id(
    waiting: Message, mail_server: MailServer, now: Clock
) -> None:
    mail_server.answers_to_content = ["451 4.3.0 Try again"]

    assert send_due(now=now) == 0
    waiting.refresh_from_db()
    assert (waiting.status, waiting.last_error) == (Status.QUEUED, "SMTPDataError:451")
    assert waiting.next_attempt_at == now() + timedelta(minutes=1)

    now.move(timedelta(seconds=59))
    assert send_due(now=now) == 0
    now.move(timedelta(seconds=1))
    assert send_due(now=now) == 1
    assert mail_server.message_ids == [waiting.message_id]


def test_crash_between_lease_and_sending_is_made_up(waiting: Message, mail_server: MailServer, now: Clock) -> None:
    assert lease_next(now=now()) == waiting  # and the process dies here

    now.move(LEASE - timedelta(seconds=1))
    assert send_due(now=now) == 0
    now.move(timedelta(seconds=1))
    assert send_due(now=now) == 1

    assert mail_server.message_ids == [waiting.message_id]
    assert trail_of(waiting) == ["mail.retaken", "mail.sent"]


def test_crash_after_sending_repeats_under_the_same_message_id(
    waiting: Message, mail_server: MailServer, now: Clock
) -> None:
    class Killed(BaseException):
        """Stands for the process being ended."""

    asked = []

    def killed_at_the_mark() -> datetime:
        asked.append(now())
        if len(asked) == 2:
            raise Killed
        return now()

    with pytest.raises(Killed):
        send_due(now=killed_at_the_mark)
    now.move(LEASE)
    send_due(now=now)

    assert mail_server.message_ids == [waiting.message_id, waiting.message_id]
    assert trail_of(waiting) == ["mail.retaken", "mail.sent"]


def test_refused_recipient_fails_at_once(waiting: Message, mail_server: MailServer, now: Clock) -> None:
    mail_server.answers_to_recipient = ["550 5.1.1 <manager@wscb.example> No such user"]

    send_due(now=now)

    waiting.refresh_from_db()
    assert (waiting.status, waiting.last_error) == (Status.FAILED, "SMTPRecipientsRefused:550")
    assert trail_of(waiting) == ["mail.failed"]
    now.move(A_DAY)
    assert send_due(now=now) == 0
    assert mail_server.letters == []


def test_refused_content_fails_at_once(waiting: Message, mail_server: MailServer, now: Clock) -> None:
    mail_server.answers_to_content = ["554 5.7.1 Refused"]

    send_due(now=now)

    waiting.refresh_from_db()
    assert (waiting.status, waiting.last_error) == (Status.FAILED, "SMTPDataError:554")


def test_refusal_of_one_does_not_stop_the_next(manager: User, letter: str, mail_server: MailServer, now: Clock) -> None:
    mail_server.answers_to_recipient = ["450 4.2.1 Busy"]
    for reference in ("FIRST", "SECOND"):
        queue(kind=letter, to=manager, payload={"reference": reference}, at=now())
        now.move(timedelta(seconds=1))

    assert send_due(now=now) == 1
    assert mail_server.letters[0]["Subject"].startswith("SECOND")


def test_server_that_is_down_backs_off(waiting: Message, mail_settings: Any, now: Clock) -> None:
    gaps = []
    for _ in range(5):
        send_due(now=now)
        waiting.refresh_from_db()
        assert waiting.last_error == "ConnectionRefusedError"
        gaps.append(waiting.next_attempt_at - now())
        now.at = waiting.next_attempt_at

    assert [gap / timedelta(minutes=1) for gap in gaps] == [1, 5, 15, 60, 60]


def test_server_that_is_down_costs_one_try_a_run(manager: User, letter: str, mail_settings: Any, now: Clock) -> None:
    for reference in ("FIRST", "SECOND", "THIRD"):
        queue(kind=letter, to=manager, payload={"reference": reference}, at=now())

    assert send_due(now=now) == 0

    assert sorted(Message.objects.values_list("attempts", flat=True)) == [0, 0, 1]


def test_message_is_given_up_after_a_day_of_tries(waiting: Message, mail_settings: Any, now: Clock) -> None:
    began = now()
    for _ in WAITS:
        send_due(now=now)
        waiting.refresh_from_db()
        assert waiting.status == Status.QUEUED
        now.at = waiting.next_attempt_at
    assert A_DAY <= now() - began < A_DAY + timedelta(hours=1)

    send_due(now=now)

    waiting.refresh_from_db()
    assert waiting.status == Status.FAILED
    assert trail_of(waiting) == ["mail.failed"]


def test_silent_server_is_left_after_the_time_out(waiting: Message, mail_settings: Any, now: Clock) -> None:
    mail_settings.EMAIL_TIMEOUT = 0.3
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", mail_settings.EMAIL_PORT))
        silent.listen()

        began = monotonic()
        send_due(now=now)

    waiting.refresh_from_db()
    assert (waiting.status, waiting.attempts) == (Status.QUEUED, 1)
    assert monotonic() - began < 2


@pytest.fixture
def unwanted() -> Iterator[str]:
    mail_kind("unwanted")(lambda message: None)
    yield "unwanted"
    forget_kind("unwanted")


def test_message_no_longer_wanted_is_not_sent(
    manager: User, unwanted: str, mail_server: MailServer, now: Clock
) -> None:
    message = queue(kind=unwanted, to=manager, payload={}, at=now())

    assert send_due(now=now) == 0

    message.refresh_from_db()
    assert (message.status, message.sent_at) == (Status.SUPERSEDED, None)
    assert mail_server.letters == []
    assert send_due(now=now) == 0


def test_person_whose_access_ended_gets_nothing(
    waiting: Message, manager: User, mail_server: MailServer, now: Clock
) -> None:
    manager.is_active = False
    manager.save()

    send_due(now=now)

    waiting.refresh_from_db()
    assert waiting.status == Status.SUPERSEDED
    assert mail_server.letters == []


@pytest.fixture
def broken() -> Iterator[str]:
    @mail_kind("broken")
    def render(message: Message) -> Mail | None:
        raise KeyError("no such step")

    yield "broken"
    forget_kind("broken")


def test_message_that_cannot_be_rendered_does_not_stop_the_next(
    manager: User, broken: str, letter: str, mail_server: MailServer, now: Clock
) -> None:
    bad = queue(kind=broken, to=manager, payload={}, at=now() - timedelta(minutes=1))
    queue(kind=letter, to=manager, payload={"reference": "K7M2QX9A4T"}, at=now())

    assert send_due(now=now) == 1

    bad.refresh_from_db()
    assert (bad.status, bad.last_error) == (Status.QUEUED, "KeyError")


def test_late_failure_of_a_lost_lease_leaves_the_new_lease(
    waiting: Message, mail_server: MailServer, now: Clock
) -> None:
    """A sender that hangs beyond its lease and then fails must not put back what another has taken up."""
    mail_server.answers_to_content = ["451 4.3.0 Try again"]
    asked = []

    def hangs_before_the_mark() -> datetime:
        asked.append(now())
        if len(asked) == 2:
            now.move(LEASE)
            lease_next(now=now())
        return now()

    send_due(now=hangs_before_the_mark)

    waiting.refresh_from_db()
    assert (waiting.status, waiting.attempts, waiting.leased_until) == (Status.LEASED, 2, now() + LEASE)


def test_each_change_of_a_message_is_in_its_history(waiting: Message, mail_server: MailServer, now: Clock) -> None:
    send_due(now=now)

    statuses = waiting.history.order_by("history_id").values_list("status", flat=True)
    assert list(statuses) == [Status.QUEUED, Status.LEASED, Status.SENT]
