"""Queue a message, in the caller's transaction; answer for one that could not be sent."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from wscb.messages.doorbell import ring_on_commit
from wscb.messages.kinds import renderer_for
from wscb.messages.models import Message, Status
from wscb.people.models import User
from wscb.trail.record import record

# Room for a UUID, a reference, a code or a date, and none for a name in two words or a sentence.
_ID = re.compile(r"[A-Za-z0-9_.:-]{1,100}", re.ASCII)


@transaction.atomic
def queue(
    *, kind: str, to: User, payload: Mapping[str, Any], by: User | None = None, at: datetime, address: str = ""
) -> Message:
    """Owe ``to`` an e-mail of ``kind``, from ``at`` (aware) on; sent soon after the transaction commits.

    ``address`` is where it goes, if not to the person's own; ``to`` then answers for it. ``payload`` holds ids and codes
    only (lists of them too), never names or text. ``by`` is who caused it, None for the system. Raises UnknownMailKind,
    and ValueError for a payload that holds anything else.
    """
    renderer_for(kind)
    message = Message(
        kind=kind,
        recipient=to,
        address=address or to.email,
        payload=_ids_only(payload),
        created_at=at,
        next_attempt_at=at,
    )
    message._history_user = by  # type: ignore[attr-defined]
    message.save(force_insert=True)
    ring_on_commit("wscb.messages.tasks.send_due")
    return message


class NotFailed(ValueError):
    """The message is none that could not be sent, or somebody has answered for it meanwhile."""


@transaction.atomic
def try_again(*, message: Message, by: User, at: datetime) -> Message:
    """Have a message that could not be sent tried again, to the address that its recipient has now. Raises NotFailed."""
    row = _failed(message, by)
    row.status, row.address, row.next_attempt_at = Status.QUEUED, row.recipient.email, at
    row.attempts = row.times_cut_off = 0
    row.last_error = ""
    row.save()
    record("mail.tried_again", by=by, subject=row, facts={"kind": row.kind, "recipient": row.recipient_id}, at=at)
    ring_on_commit("wscb.messages.tasks.send_due")
    return row


@transaction.atomic
def settle(*, message: Message, by: User, at: datetime) -> Message:
    """Record that the recipient of a message that could not be sent was told in another way. Raises NotFailed."""
    row = _failed(message, by)
    row.settled_at = at
    row.save()
    record("mail.settled", by=by, subject=row, facts={"kind": row.kind, "recipient": row.recipient_id}, at=at)
    return row


def _failed(message: Message, by: User) -> Message:
    row = Message.objects.select_for_update(of=("self",)).select_related("recipient").get(pk=message.pk)
    if row.status != Status.FAILED or row.settled_at:
        raise NotFailed("This e-mail has been answered for already.")
    row._history_user = by  # type: ignore[attr-defined]
    return row


def _ids_only(payload: Mapping[str, Any]) -> dict[str, Any]:
    """The payload as JSON, once it is known to name things and to tell nothing."""
    return {name: _id(value) for name, value in payload.items()}


def _id(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_id(one) for one in value]
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str | UUID | date) and _ID.fullmatch(str(value)):
        return str(value)
    raise ValueError("A message’s payload holds ids and codes only.")
