"""Sending: lease a message, hand it over outside the transaction, mark it (design rule 10).

A crash at any point loses nothing: a lease that runs out is taken again, MOST_CUT_OFF times at most. Only a kill between
the server's acceptance and the mark can send twice, then under the same Message-ID, and the trail says so.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from wscb.messages.kinds import renderer_for
from wscb.messages.models import UNSENT, Message, Status
from wscb.messages.smtp import hand_over, in_brief, is_about_the_server, is_final
from wscb.trail.record import SYSTEM, record

logger = logging.getLogger(__name__)

#: Longer than any sending takes, so that a running sender keeps its message.
LEASE = timedelta(minutes=10)
#: How long to wait after each failed attempt; the last wait repeats for a day.
WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15)) + (timedelta(hours=1),) * 24
#: A message whose sending ended with its process so often is given up: it may be what ends the process.
MOST_CUT_OFF = 5


def send_due(*, now: Callable[[], datetime], limit: int = 200) -> int:
    """Send up to ``limit`` messages whose time has come, oldest due first; return how many went out.

    ``now`` is asked at each step, since one run can take minutes. The run ends early when the server itself fails:
    the messages not reached are due still.
    """
    sent = 0
    connection = get_connection()
    try:
        for _ in range(limit):
            message = lease_next(now=now())
            if message is None:
                break
            try:
                sent += _send(message, connection, now)
            except ServerUnusable:
                break
    finally:
        connection.close()
    return sent


class ServerUnusable(Exception):
    """The mail server could not be used; the message that met this has been put back."""


@transaction.atomic
def lease_next(*, now: datetime) -> Message | None:
    """Take the message that is longest due, for LEASE; None when none is due. Two senders never take the same one.

    One that was cut off MOST_CUT_OFF times is given up instead, and the next one taken.
    """
    while message := _longest_due(now):
        if message.status == Status.LEASED:
            message.times_cut_off += 1
            if message.times_cut_off >= MOST_CUT_OFF:
                message.last_error = "CutOff"
                _give_up(message, now)
                continue
            record("mail.retaken", by=SYSTEM, subject=message, facts=_facts(message), at=now)
            logger.warning("An e-mail’s sending was cut off; sending it again.", extra={"message_row": str(message.pk)})
        message.status = Status.LEASED
        message.attempts += 1
        # A lease is also the next moment the message is due: when it runs out, the message is simply due again.
        message.leased_until = message.next_attempt_at = now + LEASE
        message.save()
        return message
    return None


def _longest_due(now: datetime) -> Message | None:
    return (
        Message.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("recipient")
        .filter(status__in=UNSENT, next_attempt_at__lte=now)
        .order_by("next_attempt_at", "created_at")
        .first()
    )


def _give_up(message: Message, at: datetime) -> None:
    """Mark a locked message failed, for good until somebody has it tried again."""
    message.status, message.leased_until = Status.FAILED, None
    message.save()
    record("mail.failed", by=SYSTEM, subject=message, facts=_facts(message), at=at)
    logger.error("An e-mail was given up.", extra={"message_row": str(message.pk), "problem": message.last_error})


def _send(message: Message, connection: BaseEmailBackend, now: Callable[[], datetime]) -> bool:
    """Render and hand over one leased message; whether it went out. Raises ServerUnusable."""
    try:
        mail = renderer_for(message.kind)(message) if message.recipient.is_active else None
        if mail is None:
            _close(message, Status.SUPERSEDED, now())
            return False
        hand_over(message, mail, connection)
    except Exception as problem:  # one message that cannot be rendered or sent must not stop the others
        # A mail server's words may repeat the address, so only our own code's failures are logged in full.
        in_full = not isinstance(problem, OSError)
        logger.error("An e-mail could not be sent.", extra={"message_row": str(message.pk)}, exc_info=in_full)
        _put_back(message, problem, now())
        if is_about_the_server(problem):
            raise ServerUnusable from problem
        return False
    _close(message, Status.SENT, now())
    return True


@transaction.atomic
def _close(message: Message, status: Status, at: datetime) -> None:
    """Mark a message sent or superseded, whoever holds its lease by now: what has been sent has been sent."""
    row = Message.objects.select_for_update().get(pk=message.pk)
    if row.status not in UNSENT:
        return
    row.status, row.leased_until, row.last_error = status, None, ""
    row.sent_at = at if status == Status.SENT else None
    row.save()
    if status == Status.SENT:
        record("mail.sent", by=SYSTEM, subject=row, facts=_facts(row), at=at)


@transaction.atomic
def _put_back(message: Message, problem: Exception, at: datetime) -> None:
    """Have a message tried again later, or give it up: at once when refused for good, else after a day's tries."""
    row = Message.objects.select_for_update().get(pk=message.pk)
    if row.status != Status.LEASED or row.attempts != message.attempts:
        return  # the lease ran out meanwhile, and another sender has it
    row.last_error, row.leased_until = in_brief(problem), None
    if is_final(problem) or row.attempts > len(WAITS):
        _give_up(row, at)
        return
    row.status = Status.QUEUED
    row.next_attempt_at = at + WAITS[row.attempts - 1]
    row.save()


def _facts(message: Message) -> dict[str, object]:
    """What the trail says of a message: codes and ids only."""
    facts: dict[str, object] = {
        "kind": message.kind,
        "recipient": str(message.recipient_id),
        "message_id": message.message_id.strip("<>"),
        "attempts": message.attempts,
    }
    if message.last_error:
        facts["error"] = message.last_error
    return facts
