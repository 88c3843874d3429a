"""The anonymous survey: sent when a review is completed, answered once by each link, counted and never kept (GEN-18).

What is written when somebody answers names nobody: no user, no case, no moment; the trail holds that surveys were sent, never that or
what somebody answered. A link is made as its e-mail is sent; that nobody can find out whose it was is the point of it.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse

from reviews.contributors import standing
from reviews.models import ContributorKind, SurveyCount, SurveyLink
from reviews.survey import Edition, survey, year_of
from wscb import clock, dates
from wscb.cases.letters import LetterKind, said
from wscb.cases.models import Case
from wscb.messages.actions import queue
from wscb.messages.compose import compose
from wscb.messages.kinds import Mail, mail_kind
from wscb.messages.models import Message
from wscb.people.models import Area, User

KIND = "survey.fairness"
TOKEN_BYTES = 24


class LinkUsed(LookupError):
    """The link was never given, was used, or its time is over: which of them cannot be told, and need not be."""


def ask_how_fair(*, case: Case, by: User, at: datetime) -> int:
    """Queues the survey for every invited professional of the case with an account, in the caller's transaction. Returns how many.

    The message names the area alone, and is not listed with the case.
    """
    invited = standing(case).filter(
        kind=ContributorKind.PROFESSIONAL, invited_on__isnull=False, account__is_active=True
    )
    people = User.objects.filter(pk__in=invited.values("account")).order_by("pk")
    for person in people:
        queue(kind=KIND, to=person, payload={"area": str(case.area_id)}, by=by, at=at)
    return len(people)


@mail_kind(KIND)
def render_survey(message: Message) -> Mail:
    """The survey's e-mail, with a link made for it here: the message does not hold it, nor the link whose it is."""
    area = Area.objects.get(pk=UUID(message.payload["area"]))
    token, last_day = make_link(area=area, on=clock.today())
    path = reverse("reviews:survey", args=[token])
    return compose("survey", {"path": path, "last_day": dates.long_date(last_day)})


def _of_areas(areas: Collection[UUID], cases: QuerySet[Case]) -> Q:
    return Q(payload__area__in=[str(area) for area in areas])


LETTERS = LetterKind(_of_areas, said("How fair a review was found"))
"""A survey that could not be sent is the manager's of its area to answer for."""


@transaction.atomic
def make_link(*, area: Area, on: date) -> tuple[str, date]:
    """Makes a link to the survey as it is asked now: its secret part, which is kept nowhere, and the last day it works.

    Forgets the links whose time is over, and lays down those that stand anew, in an order of chance: how rows lie in their table does
    not tell in which order they were sent, by which one that is gone could be led back to somebody.
    """
    SurveyLink.objects.filter(last_day__lt=on).delete()
    token = secrets.token_urlsafe(TOKEN_BYTES)
    last_day = on + timedelta(days=survey().open_days)
    links = [
        SurveyLink(token_hash=one.token_hash, area_id=one.area_id, survey=one.survey, last_day=one.last_day)
        for one in SurveyLink.objects.select_for_update().order_by("token_hash")
    ]
    links.append(SurveyLink(token_hash=_hashed(token), area=area, survey=survey().current.code, last_day=last_day))
    secrets.SystemRandom().shuffle(links)
    SurveyLink.objects.all().delete()
    SurveyLink.objects.bulk_create(links)
    return token, last_day


def link_of(token: str, *, on: date) -> SurveyLink:
    """The link that still works. Raises LinkUsed."""
    found = SurveyLink.objects.filter(token_hash=_hashed(token), last_day__gte=on).first()
    if found is None:
        raise LinkUsed
    return found


@transaction.atomic
def answer(*, token: str, answers: Mapping[str, str], on: date) -> None:
    """Counts the answers and forgets the link, in one transaction. Raises LinkUsed, and ValueError for answers that are not whole."""
    found = SurveyLink.objects.select_for_update().filter(token_hash=_hashed(token), last_day__gte=on)
    link = (
        found.first() or found.first()
    )  # a second look: it may just have been laid down anew, as another one was sent
    if link is None:
        raise LinkUsed
    edition = survey().editions[link.survey]
    if set(answers) != edition.questions.codes or not set(answers.values()) <= edition.answers.codes:
        raise ValueError("Every question has one of the answers.")
    for counted in _counts(link, edition, year=year_of(on)):
        counted.count += answers[counted.question] == counted.answer
        counted.save(update_fields=["count"])
    link.delete()


def _counts(link: SurveyLink, edition: Edition, *, year: int) -> list[SurveyCount]:
    """The count of every answer there is, locked, in one order; made all together.

    Each is then written whether it is raised or not: how rows lie in their table tells nothing of what was answered, by the first or last.
    """
    rows = SurveyCount.objects.filter(area=link.area_id, survey=link.survey, year=year)
    every = [
        SurveyCount(area_id=link.area_id, survey=link.survey, year=year, question=question.code, answer=given.code)
        for question in edition.questions
        for given in edition.answers
    ]
    if rows.count() < len(every):
        SurveyCount.objects.bulk_create(every, ignore_conflicts=True)
    return list(rows.select_for_update().order_by("question", "answer"))


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
