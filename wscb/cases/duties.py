"""Duties that are no step of a case: reviewing everybody's roles, accepting the framework. Shown on Your work, reminded by e-mail.

A kind of duty is a function that lists what is open now. Its stages are data (`wscb/people/data/duties.toml`), and the sweep sends
them as it sends those of steps: what has come and was not told, whatever happened before.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from wscb import clock, dates
from wscb.cases.models import DutyReminder
from wscb.cases.process.table import Stage
from wscb.cases.representation import register_personal
from wscb.cases.rules import Occurrence, occurrences
from wscb.messages.actions import queue
from wscb.messages.compose import compose
from wscb.messages.kinds import Mail, mail_kind
from wscb.messages.models import Message
from wscb.people import access_reviews, framework
from wscb.people.duties import duty
from wscb.people.models import AccessReview, Area, FrameworkPartner, Role, User
from wscb.people.standing import chairs, holders, standing
from wscb.trail.record import SYSTEM, record

KIND = "duty"
REVIEWS, ACCEPTANCES = "access_reviews", "framework_acceptances"
_LEAST_DAYS = 28  # of a month


@dataclass(frozen=True)
class Duty:
    """Something that is owed and open: of what kind, about what, in words, by when, by whom, in whose area, and where it is done."""

    kind: str
    about: UUID
    title: str
    basis: str
    due_on: dt.date
    owners: tuple[User, ...]
    area: Area
    url: str

    @property
    def stages(self) -> tuple[Stage, ...]:
        """Who is told when, from the kind's table."""
        return tuple(
            Stage(code=one["code"], days=one["days"], to=tuple(one["to"]), repeat_days=one.get("repeat_days"))
            for one in duty(self.kind)["stages"]
        )

    def shows_from(self) -> dt.date:
        """The day from which it stands on the work of whoever owes it."""
        return self.due_on - dt.timedelta(days=duty(self.kind)["shown_days"])


def _acceptances(on: dt.date, whose: User | None) -> list[Duty]:
    """The partners that have still to accept the framework; the manager owes it where nobody is named."""
    found, rows = [], framework.outstanding()
    if whose is not None:
        rows = rows.filter(Q(contact=whose) | Q(version__area__in=_managed(whose, on)))
    for row in rows:
        contact = framework.contact_of(row)
        managers = tuple(holders(Role.BUSINESS_MANAGER, row.version.area, on))
        found.append(
            Duty(
                kind="acceptance",
                about=row.pk,
                title=f"Accept the framework, {row.version.title}: {row.organisation.name}",
                basis="The date that the Board set (GEN-16)",
                due_on=row.version.due_on,
                owners=(contact,) if contact else managers,
                area=row.version.area,
                url=reverse("accept_framework", args=[row.pk])
                if contact
                else reverse("framework_contact", args=[row.pk]),
            )
        )
    return found


def _managed(user: User, on: dt.date) -> frozenset[UUID]:
    return standing(user, on).areas_for(Role.BUSINESS_MANAGER)


def _access_reviews(on: dt.date, whose: User | None) -> list[Duty]:
    """Each area's next review of roles."""
    areas = Area.objects.all() if whose is None else Area.objects.filter(pk__in=_managed(whose, on))
    months = duty("access_review")["months"]
    return [
        Duty(
            kind="access_review",
            about=area.pk,
            title=f"Review everybody’s roles: {area.name}",
            basis=f"The Board’s own target: {months} months after the last review",
            due_on=access_reviews.due_on(area),
            owners=tuple(holders(Role.BUSINESS_MANAGER, area, on)),
            area=area,
            url=reverse("sign_access_review", args=[area.pk]),
        )
        for area in areas
    ]


def areas_to_look_at(user: User) -> QuerySet[Area]:
    """Areas that the person manages and whose review of roles may stand on their work by now: the answer, or somewhat more."""
    on, rule = clock.today(), duty("access_review")
    since = on - dt.timedelta(days=_LEAST_DAYS * rule["months"] - rule["shown_days"])
    reviewed = AccessReview.objects.filter(area=OuterRef("pk"), signed_on__gt=since)
    set_up = Area.history.filter(
        id=OuterRef("pk"), history_date__lte=dt.datetime.combine(since, dt.time.max, dates.LONDON)
    )
    return Area.objects.filter(Exists(set_up), ~Exists(reviewed), pk__in=_managed(user, on))


def partners_to_look_at(user: User) -> QuerySet[FrameworkPartner]:
    """Partners that have still to accept the framework, where the person accepts for them or manages the area."""
    theirs = Q(contact=user) | Q(version__area__in=_managed(user, clock.today()))
    return framework.outstanding().select_related(None).filter(theirs)


def register() -> None:
    """Has Your work ask for duties only where `own_ids`, which it asks anyhow, finds something to look at."""
    register_personal(REVIEWS, areas_to_look_at)
    register_personal(ACCEPTANCES, partners_to_look_at)


_KINDS: tuple[Callable[[dt.date, User | None], list[Duty]], ...] = (_access_reviews, _acceptances)


def open_duties(*, on: dt.date, whose: User | None = None) -> list[Duty]:
    """Every duty that is open on the day (local date), the earliest due first; with `whose`, none that cannot be theirs."""
    return sorted((one for kind in _KINDS for one in kind(on, whose)), key=lambda one: (one.due_on, one.title))


def duties_of(user: User, *, on: dt.date) -> list[Duty]:
    """The duties that the person owes and that stand on their work by the day."""
    return [one for one in open_duties(on=on, whose=user) if user in one.owners and one.shows_from() <= on]


@transaction.atomic
def sweep(*, now: dt.datetime) -> list[Message]:
    """Sends every stage of every duty that has come and was not told: one message a person. A second run adds nothing."""
    today = now.astimezone(dates.LONDON).date()
    told: dict[User, list[tuple[Duty, Occurrence]]] = defaultdict(list)
    for one in open_duties(on=today):
        passed = [
            occurrence
            for occurrence in occurrences(one, one.due_on, until=today)
            if occurrence.moment(settings.CHASING_HOUR) <= now
        ]
        if not passed:
            continue
        entered = set(
            DutyReminder.objects.filter(kind=one.kind, about=one.about, due_on=one.due_on).values_list(
                "recipient", "stage"
            )
        )
        last = passed[-1]
        for person in _recipients(one, last.stage, on=today):
            if (person.pk, last.code) not in entered:
                told[person].append((one, last))
    return [_one_message(person, its, now=now) for person, its in told.items()]


def _recipients(one: Duty, stage: Stage, *, on: dt.date) -> list[User]:
    found = dict.fromkeys(one.owners)
    if "manager" in stage.to or not one.owners:
        found |= dict.fromkeys(holders(Role.BUSINESS_MANAGER, one.area, on))
    if "chair" in stage.to:
        found |= dict.fromkeys(chairs(one.area, on))
    return list(found)


def _one_message(person: User, its: list[tuple[Duty, Occurrence]], *, now: dt.datetime) -> Message:
    message = queue(kind=KIND, to=person, payload={}, by=None, at=now)
    for one, occurrence in its:
        DutyReminder.objects.create(
            kind=one.kind, about=one.about, due_on=one.due_on, stage=occurrence.code, recipient=person, message=message, at=now
        )  # fmt: skip
        facts = {"kind": one.kind, "about": one.about, "stage": occurrence.code}
        record("duty.reminded", by=SYSTEM, subject=person, facts=facts)
    return message


@mail_kind(KIND)
def render_reminder(message: Message) -> Mail | None:
    """The reminder as things stand at sending: the duties it was about that are still open; None when none is."""
    today = clock.today()
    about = set(message.duty_reminders.values_list("kind", "about"))
    lines = [one for one in open_duties(on=today) if (one.kind, one.about) in about]
    if not lines:
        return None
    shown = [
        {"title": one.title, "due": f"{dates.relative(one.due_on, today)} ({dates.long_date(one.due_on)})"}
        for one in lines
    ]
    return compose("duty", {"lines": shown, "late": any(one.due_on < today for one in lines)})
