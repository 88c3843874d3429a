"""The weekly verification: its result in the trail, and a word to the managers and administrators when something does not match."""

from __future__ import annotations

import datetime as dt
import logging

from django.db import transaction
from django.urls import reverse

from wscb import clock, dates
from wscb.cases.verification import Verification, verify
from wscb.documents.seal_keys import ENDS_SOON, SealUnreadable, board_seal
from wscb.messages.actions import queue
from wscb.messages.compose import compose
from wscb.messages.kinds import Mail, mail_kind
from wscb.messages.models import Message
from wscb.people.models import Role
from wscb.people.standing import holders_anywhere
from wscb.trail.models import Entry
from wscb.trail.record import SYSTEM, record

logger = logging.getLogger(__name__)

EVERY = dt.timedelta(days=7)
SOUND, UNSOUND = "signatures.sound", "signatures.unsound"
KIND = "signatures"

_TOLD = (Role.BUSINESS_MANAGER, Role.SYSTEM_ADMINISTRATOR)
_MOST_NAMED = 100


def verify_weekly(*, now: dt.datetime) -> Verification | None:
    """Verifies where the last time is a week ago, and tells whom it concerns; None where it is not due. `now` is aware."""
    if Entry.objects.filter(kind__in=(SOUND, UNSOUND), at__gt=now - EVERY).exists():
        return None
    found = verify()
    conclude(found, now=now)
    tell(found, now=now)
    return found


@transaction.atomic
def conclude(found: Verification, *, now: dt.datetime) -> None:
    """Enters the result in the trail: how many rows of each kind, and which do not match, by kind and id."""
    named = [f"{fault.kind}:{fault.pk}:{'+'.join(fault.codes)}" for fault in found.faults]
    facts = {
        "looked_at": dict(found.looked_at),
        "disposed": found.disposed,
        "faults": len(named),
        "named": named[:_MOST_NAMED],
    }
    record(SOUND if found.is_sound else UNSOUND, by=SYSTEM, facts=facts, at=now)
    if named:
        logger.error("Signed or stored records do not match.", extra={"count": len(named)})


@transaction.atomic
def tell(found: Verification, *, now: dt.datetime) -> list[Message]:
    """Queues a word to every manager and administrator where something does not match, or the Board's certificate ends soon."""
    ends_on = _certificate_ends(now)
    if found.is_sound and ends_on is None:
        return []
    payload = {"faults": len(found.faults), "ends_on": ends_on}
    to = holders_anywhere(_TOLD, now.astimezone(dates.LONDON).date())
    return [queue(kind=KIND, to=person, payload=payload, at=now) for person in to]


def _certificate_ends(now: dt.datetime) -> dt.date | None:
    """The last day of the Board's certificate where that is near or past."""
    try:
        ends_at = board_seal().ends_at
    except SealUnreadable:
        return now.astimezone(dates.LONDON).date()
    return ends_at.astimezone(dates.LONDON).date() if ends_at - now < ENDS_SOON else None


@mail_kind(KIND)
def render_signatures(message: Message) -> Mail | None:
    """What was found; None to somebody who holds neither office any more."""
    if not holders_anywhere(_TOLD, clock.today()).filter(pk=message.recipient_id).exists():
        return None
    says = []
    if count := message.payload["faults"]:
        rows = "One record or file does" if count == 1 else f"{count:,} records or files do"
        says.append(
            f"{rows} not match what was signed or stored. The command verify_signatures names each; the administrator runs it on "
            "the Board’s server. Change nothing before it is known why."
        )
    if ends_on := message.payload["ends_on"]:
        day = dates.long_date(dt.date.fromisoformat(ends_on))
        says.append(
            f"The certificate with which the Board seals its documents ends on {day}. Documents that are asked for after that day "
            "wait until the administrator has put a new one in."
        )
    subject = "Signed records do not match" if count else "The Board’s certificate ends soon"
    return compose("case_news", {"subject": subject, "says": " ".join(says), "path": reverse("work:home")})
