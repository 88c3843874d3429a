"""The e-mail to somebody invited to contribute: the case by its reference alone, and the link to their own page.

It is not listed among the messages of the case, which everybody who sees the case may read: the review team sees it with the person.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat
from django.urls import reverse

from reviews.contributors import invited
from reviews.models import Contributor
from wscb.cases.letters import LetterKind
from wscb.cases.models import Case
from wscb.messages.actions import queue
from wscb.messages.compose import compose
from wscb.messages.kinds import Mail, mail_kind
from wscb.messages.models import Message
from wscb.people.invitation import first_password_path
from wscb.people.models import User

KIND = "contribution.invited"


def invite(person: Contributor, *, by: User, at: datetime) -> Message:
    """Queues the e-mail in the caller's transaction. Raises ValueError for somebody without an account."""
    if person.account is None:
        raise ValueError("Who is invited by e-mail has an account.")
    return queue(kind=KIND, to=person.account, payload={"contributor": str(person.pk)}, by=by, at=at)


def _of_cases(areas: Collection[UUID], cases: QuerySet[Case]) -> Q:
    return Q(pk__in=Contributor.objects.filter(case__in=cases, invitation__isnull=False).values("invitation"))


_reference = Contributor.objects.filter(invitation=OuterRef("pk")).values("case__reference")[:1]
LETTERS = LetterKind(_of_cases, Concat(Value("Invitation to contribute: case "), Subquery(_reference)))
"""An invitation that could not be sent is the manager's of the case to answer for."""


@mail_kind(KIND)
def render_invitation(message: Message) -> Mail | None:
    """As things stand at sending; None once the invitation no longer stands. The link to a first password is made here and kept nowhere."""
    row = invited(message.recipient).select_related("case").filter(pk=message.payload["contributor"]).first()
    if row is None:
        return None
    is_new = not message.recipient.has_usable_password()
    path = reverse("reviews:invitation", args=[row.pk])
    if is_new:
        path = first_password_path(message.recipient, then=path)
    return compose("contribution_invitation", {"reference": row.case.reference, "is_new": is_new, "path": path})
