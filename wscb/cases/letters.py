"""E-mails that could not be sent: those of cases, and letters that are listed with no case, such as a survey.

The app that sends letters says for each kind who answers for them; what it says stands on pages of the manager's alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Case as Which
from django.db.models import CharField, Expression, F, Q, QuerySet, Value, When
from django.db.models.functions import Concat

from wscb.cases import access
from wscb.cases.models import Case
from wscb.messages.models import Message, Status
from wscb.people.models import Role, User
from wscb.people.standing import standing


@dataclass(frozen=True)
class LetterKind:
    """Which e-mails of a kind a manager of these areas answers for, who sees these cases; and what they are about, as text."""

    theirs: Callable[[Collection[UUID], QuerySet[Case]], Q]
    about: Expression | Concat


_kinds: dict[str, LetterKind] = {}


def register_letters(kind: str, letters: LetterKind) -> None:
    """Has failed e-mails of a kind that no case lists shown to whoever answers for them."""
    _kinds[kind] = letters


def failed_mails(user: User, *, on: date) -> QuerySet[Message]:
    """E-mails that could not be sent and that nobody has answered for, the last first: a manager's, on the day.

    Those of cases come once for each case, with its `reference` and what they are `about`; letters have no reference. One query.
    """
    areas = standing(user, on).areas_for(Role.BUSINESS_MANAGER)
    if not areas:
        return Message.objects.none()
    cases = access.visible_cases(user, on=on).filter(area__in=areas)
    letters = (Q(cases__isnull=True, kind=kind) & one.theirs(areas, cases) for kind, one in _kinds.items())
    about = Which(
        *(When(kind=kind, then=one.about) for kind, one in _kinds.items()),
        default=F("cases__about"),
        output_field=CharField(),
    )
    return (
        Message.objects.filter(status=Status.FAILED, settled_at__isnull=True)
        .filter(reduce(or_, letters, Q(cases__case__in=cases)))
        .annotate(reference=F("cases__case__reference"), about=about)
        .select_related("recipient")
        .order_by("-created_at", "pk")
    )


def said(words: str) -> Value:
    """What all e-mails of a kind are about, in the same words."""
    return Value(words, output_field=CharField())
