"""What an organisation's representatives are told by e-mail of its actions: that there is one, and where it stands; nothing of the case.

Each is rendered when it is sent, and only to somebody who may still see the action.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from wscb.cases.models import Case, CaseMessage
from wscb.cases.news import News
from wscb.cases.representation import represented, representing
from wscb.learning.enums import WITH_ORGANISATION
from wscb.learning.models import LearningAction
from wscb.messages.actions import queue
from wscb.messages.compose import compose
from wscb.messages.kinds import Mail, mail_kind
from wscb.messages.models import Message
from wscb.people.models import Organisation, User

NEWS = {
    "learning_action_done": News(
        "Action reported done: case {reference}",
        "An organisation has reported that it did an action on case {reference}. Look at what it reported, then close the action or "
        "send it back.",
    ),
    "learning_action_declined": News(
        "Action not agreed: case {reference}",
        "An organisation does not agree to an action on case {reference} as it was proposed. Its reasons stand on the case. Change the "
        "action and propose it anew, or record that it is no longer needed.",
    ),
}
_MAILS = {
    "added": News(
        "Action for your organisation: {reference}",
        "The Board asks your organisation to act on what was learned. You answer for it. Read what is to be done and by when, "
        "say on the page below whether your organisation agrees, and report there when it was done.",
    ),
    "changed": News(
        "Action changed and proposed anew: {reference}",
        "The Board has answered what your organisation said of an action, and proposes it anew. Read it on the page below, and say "
        "whether your organisation agrees.",
    ),
    "moved": News(
        "New date for an action: {reference}",
        "The Board has changed the date by which an action of your organisation is due. The new date, and why, stand on the page below.",
    ),
    "sent_back": News(
        "Action sent back: {reference}",
        "The Board has looked at what your organisation reported of an action, and something is missing. What that is, and by when it is "
        "due, stand on the page below.",
    ),
    "closed": News(
        "Action closed: {reference}",
        "The Board has looked at what your organisation reported of an action, and has closed it. There is nothing more to do.",
    ),
    "dropped": News(
        "Action no longer needed: {reference}",
        "The Board no longer needs an action of your organisation. Why stands on the page below.",
    ),
}

_OF_OPEN = ("added", "moved", "changed", "sent_back")
"""The mails that are not wanted any more once the action has ended."""


def tell(code: str, *, action: LearningAction, by: User | None, at: datetime, to: User | None = None) -> None:
    """Queues the mail for everybody who may act on the action (or for `to` alone) in the caller's transaction. Raises KeyError."""
    subject = _MAILS[code].subject.format(reference=action.case.reference)
    for person in [to] if to is not None else list(representing(action.pk)):
        payload = {"action": str(action.pk)}
        message = queue(kind=f"learning.{code}", to=person, payload=payload, by=by, at=at)
        CaseMessage.objects.create(case=action.case, message=message, about=subject)


def tell_newcomer(case: Case, organisation: Organisation, to: User, by: User, at: datetime) -> None:
    """Tells somebody who has come to represent the organisation of each of its open actions in the case."""
    for action in case.learning_actions.filter(organisation=organisation, state__in=WITH_ORGANISATION):
        action.case = case
        tell("added", action=action, by=by, at=at, to=to)


def _render(message: Message) -> Mail | None:
    code = message.kind.removeprefix("learning.")
    with transaction.atomic():
        found = represented(LearningAction, message.recipient).select_related("case")
        action = found.filter(pk=UUID(message.payload["action"])).first()
    if action is None or (code in _OF_OPEN and not action.is_open):
        return None
    context = {
        "subject": _MAILS[code].subject.format(reference=action.case.reference),
        "says": _MAILS[code].says,
        "reference": action.case.reference,
        "path": reverse("learning:own_action", args=[action.pk]),
    }
    return compose("case_news", context)


for _code in _MAILS:
    mail_kind(f"learning.{_code}")(_render)
