"""The head of the trail, by e-mail to TRAIL_HEAD_RECIPIENTS each day: a copy that nobody at this machine can change.

It holds a number, a hash and a signature. An address without an account is written to in the name of a system administrator, who
answers for the message in the outbox.
"""

from datetime import date, datetime
from pathlib import Path

import structlog
from django.conf import settings

from wscb import clock, dates
from wscb.messages.actions import queue
from wscb.messages.compose import compose
from wscb.messages.kinds import Attachment, Mail, mail_kind
from wscb.messages.models import Message
from wscb.people.models import Role, RoleTerm, User
from wscb.people.standing import in_force
from wscb.trail import signing
from wscb.trail.chain import Head
from wscb.trail.heads import WrittenHead, as_text

log = structlog.get_logger(__name__)

KIND = "trail_head"


def send(written: WrittenHead, at: datetime) -> list[Message]:
    """Queue the head to each address of TRAIL_HEAD_RECIPIENTS in the caller's transaction, if it has one. `at` is aware."""
    payload = {"on": written.on, "seq": written.head.seq, "hash": written.head.hash}
    sent = []
    for address in settings.TRAIL_HEAD_RECIPIENTS:
        whose = _answers_for(address)
        if whose is None:
            log.error("trail_head_not_sent", why="there is no system administrator to answer for it")
            continue
        sent.append(queue(kind=KIND, to=whose, address=address, payload=payload, at=at))
    return sent


@mail_kind(KIND)
def render_head(message: Message) -> Mail:
    """The head as its file has it, which goes with the mail; signed as it is rendered, which gives the same signature."""
    said = message.payload
    unsigned = WrittenHead(
        path=Path(f"{said['on']}-{said['seq']}.json"), on=said["on"], head=Head(int(said["seq"]), said["hash"])
    )
    signature = signing.sign(unsigned.content)
    written = WrittenHead(unsigned.path, unsigned.on, unsigned.head, signature)
    context = {"on": dates.long_date(date.fromisoformat(written.on)), "head": written.head, "signature": signature}
    mail = compose("trail_head", context)
    copy = Attachment(written.path.name, "application/json", as_text(written).encode())
    return Mail(mail.subject, mail.text, mail.html, (copy,))


def _answers_for(address: str) -> User | None:
    known = User.objects.filter(email=address.lower(), is_active=True).first()
    if known is not None:
        return known
    terms = RoleTerm.objects.filter(
        in_force(clock.today()), role=Role.SYSTEM_ADMINISTRATOR, user__is_active=True
    ).select_related("user")
    first = terms.order_by("starts_on", "pk").first()
    return first.user if first else None
