"""What an organisation's representatives are told by e-mail: that there is a request, and where to answer it; nothing of the case.

Each is rendered when it is sent, and only to somebody who may still answer the request.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from wscb.cases.models import CaseMessage, InformationRequest
from wscb.cases.news import News
from wscb.cases.representation import represented_requests, representing
from wscb.messages.actions import queue
from wscb.messages.compose import compose
from wscb.messages.kinds import Mail, mail_kind
from wscb.messages.models import Message
from wscb.people.models import User

_MAILS = {
    "asked": News(
        "Request to your organisation: {reference}",
        "The Board asks your organisation for written information. You answer for it. Read what is asked, by when, and send it "
        "on the page below.",
    ),
    "sent_back": News(
        "Sent back to your organisation: {reference}",
        "The Board has read what your organisation sent and asks for more. What is missing, and the new date, stand on the page "
        "below.",
    ),
    "accepted": News(
        "Accepted: {reference}",
        "The Board has accepted what your organisation sent. There is nothing more to do.",
    ),
    "closed": News(
        "Closed: {reference}",
        "The Board has closed its request to your organisation. There is nothing more to send. The reason stands on the page below.",
    ),
    "more_time_answered": News(
        "More time: {reference}",
        "The Board has answered your organisation’s request for more time. The answer stands on the page below.",
    ),
}


def tell(code: str, *, request: InformationRequest, by: User | None, at: datetime, to: User | None = None) -> None:
    """Queues the mail for everybody who may answer the request (or for `to` alone) in the caller's transaction. Raises KeyError."""
    mail = _MAILS[code]
    people = [to] if to is not None else list(representing(request.pk))
    for person in people:
        payload = {"request": str(request.pk)}
        message = queue(kind=f"information.{code}", to=person, payload=payload, by=by, at=at)
        subject = mail.subject.format(reference=request.case.reference)
        CaseMessage.objects.create(case=request.case, message=message, about=subject)


def _render(message: Message) -> Mail | None:
    mail = _MAILS[message.kind.removeprefix("information.")]
    with transaction.atomic():
        found = represented_requests(message.recipient).select_related("case")
        request = found.filter(pk=UUID(message.payload["request"])).first()
    if request is None:
        return None
    context = {
        "subject": mail.subject.format(reference=request.case.reference),
        "says": mail.says,
        "reference": request.case.reference,
        "path": reverse("requests:request", args=[request.pk]),
    }
    return compose("case_news", context)


for _code in _MAILS:
    mail_kind(f"information.{_code}")(_render)
