"""The sweep: finds what is due and unsent, whatever happened before (design rule 10).

Stages are data on each step. For every stage that has come, a ledger row per person is written under a unique constraint, in one
transaction with the message; a missed night is made up, a second run adds nothing. One message a person and sweep.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from wscb import clock, dates
from wscb.cases import access, rules
from wscb.cases.engine import next_moment
from wscb.cases.enums import WITHOUT_DECISION
from wscb.cases.models import Appointment, Attendance, Case, CaseMessage, ChaseEntry, Step
from wscb.cases.process.table import Recipient
from wscb.cases.representation import own_ids, representing
from wscb.cases.rules import Occurrence
from wscb.messages.actions import queue
from wscb.messages.compose import compose
from wscb.messages.kinds import Mail, mail_kind
from wscb.messages.models import Message
from wscb.people.models import APPOINTED_ROLES, Role, User
from wscb.people.standing import chairs, holders, in_force
from wscb.trail.record import SYSTEM, record

KIND = "chase"
ABOUT = "Reminder or chaser"


@dataclass
class Chase:
    """A step whose stages have come: the occurrences to enter, the last of them told, and the people it goes to."""

    step: Step
    passed: list[Occurrence]
    people: list[User] = field(default_factory=list)

    @property
    def told(self) -> Occurrence:
        """The stage that is told; earlier ones that were missed are entered with it."""
        return self.passed[-1]


def due_steps(now: dt.datetime) -> QuerySet[Step]:
    """The open steps with something to send at this moment (UTC), of cases that are not silent; one indexed query."""
    return (
        Step.objects.filter(next_chase_at__lte=now, done_on__isnull=True, case__chasing_muted=False)
        .exclude(case__closed_as__in=WITHOUT_DECISION)
        .select_related("case")
        .prefetch_related("chases")
        .order_by("next_chase_at", "pk")
    )


def sweep(*, now: dt.datetime, limit: int = 500) -> list[Message]:
    """Sends every stage that has come and was not sent: at most `limit` steps in one transaction, one message a person.

    Safe to run twice, late, or on two machines at once: rows are locked, and the ledger refuses a second entry.
    """
    with transaction.atomic():
        steps = list(due_steps(now).select_for_update(of=("self",), skip_locked=_can_skip())[:limit])
        chases = [chase for step in steps if (chase := chase_for(step, now=now))]
        messages = _send(chases, now=now)
        for step in steps:
            _move_on(step, now=now)
    return messages


def planned(*, now: dt.datetime) -> list[Chase]:
    """What a sweep at this moment would send, without sending it."""
    return [chase for step in due_steps(now) if (chase := chase_for(step, now=now))]


def chase_for(step: Step, *, now: dt.datetime) -> Chase | None:
    """The stages of the step that have come and were not told for its present date; None when there are none, or nobody to tell."""
    told = {entry.stage for entry in step.chases.all() if entry.due_version == step.due_version}
    today = now.astimezone(dates.LONDON).date()
    passed = [
        occurrence
        for occurrence in rules.occurrences(step.rule, step.due_on, until=today)
        if occurrence.code not in told and occurrence.moment(settings.CHASING_HOUR) <= now
    ]
    if not passed:
        return None
    people = recipients(step, passed[-1].stage.to, on=today)
    if not people:
        record(
            "step.nobody_to_chase", by=SYSTEM, subject=step.case, facts={"step": step.code, "stage": passed[-1].code}
        )
        return None
    return Chase(step, passed, people)


def owners(step: Step, *, on: dt.date) -> list[User]:
    """The people who owe the step on the day, less those who may not see its case; a representative owes by the request alone."""
    case, role = step.case, step.rule.owed_by
    if role == Role.REPRESENTATIVE:
        named = list(representing(step.about)) if step.about else []
        return named or (_managers(step, on=on) if rules.falls_to_manager(step) else [])
    if role == Role.BOARD_CHAIR:
        found = chairs(case.area_id, on, case.pk)
    elif role == Role.PANEL_CHAIR:
        found = panel_chairs(case, on=on)
    elif role in APPOINTED_ROLES:
        found = appointed(case, role, on=on, about=step.about)
    else:
        found = holders(Role(role), case.area_id, on)
    return _who_see(case, found, on=on)


def _managers(step: Step, *, on: dt.date) -> list[User]:
    return _who_see(step.case, holders(Role.BUSINESS_MANAGER, step.case.area_id, on), on=on)


def _who_see(case: Case, people: Iterable[User], *, on: dt.date) -> list[User]:
    return [person for person in people if access.listed_cases(person, on=on).filter(pk=case.pk).exists()]


def appointed(case: Case, role: str, *, on: dt.date, about: UUID | None = None) -> QuerySet[User]:
    """The people appointed to a role of the case on the day; the one appointed by `about` alone, where that is one of them."""
    made = Appointment.objects.filter(in_force(on), case=case, role=role)
    chosen = made.filter(pk=about) if about and made.filter(pk=about).exists() else made
    return User.objects.filter(pk__in=chosen.values("user"), is_active=True)


def panel_chairs(case: Case, *, on: dt.date) -> QuerySet[User]:
    """Whoever chairs the panel convened for the case; before one is, the standing chair."""
    seated = Attendance.objects.filter(
        meeting__case=case,
        meeting__replaced_on__isnull=True,
        meeting__adjourned_on__isnull=True,
        seat="chair",
        withdrawn_on__isnull=True,
    )
    convened = User.objects.filter(pk__in=seated.values("user"), is_active=True)
    return convened if convened.exists() else holders(Role.PANEL_CHAIR, case.area_id, on, panel=case.panel_id)


def recipients(step: Step, to: Iterable[Recipient], *, on: dt.date) -> list[User]:
    """The people a stage goes to, each once. Where nobody holds the role that owes the step, its manager is told instead."""
    wanted = tuple(to)
    found: dict[object, User] = {}
    owed_by = owners(step, on=on)
    for person in owed_by:
        found[person.pk] = person
    if "manager" in wanted or not owed_by:
        found |= {person.pk: person for person in holders(Role.BUSINESS_MANAGER, step.case.area_id, on)}
    if "chair" in wanted:
        found |= {person.pk: person for person in chairs(step.case.area_id, on, step.case_id)}
    recused = set(step.case.recusals.values_list("user_id", flat=True))
    return [person for pk, person in found.items() if pk not in recused]


def _send(chases: list[Chase], *, now: dt.datetime) -> list[Message]:
    by_person: dict[User, list[Chase]] = defaultdict(list)
    for chase in chases:
        for person in chase.people:
            by_person[person].append(chase)
    return [_one_message(person, its, now=now) for person, its in by_person.items()]


def _one_message(person: User, chases: list[Chase], *, now: dt.datetime) -> Message:
    message = queue(kind=KIND, to=person, payload={}, by=None, at=now)
    ChaseEntry.objects.bulk_create(
        ChaseEntry(
            step=chase.step,
            stage=occurrence.code,
            recipient=person,
            due_version=chase.step.due_version,
            message=message,
            at=now,
        )
        for chase in chases
        for occurrence in chase.passed
    )
    by_case: dict[object, list[Chase]] = defaultdict(list)
    for chase in chases:
        by_case[chase.step.case_id].append(chase)
    for its in by_case.values():
        CaseMessage.objects.create(case=its[0].step.case, message=message, about=ABOUT)
        record(
            "step.chased",
            by=SYSTEM,
            subject=its[0].step.case,
            facts={"steps": [c.step.code for c in its], "to": person.pk},
        )
    return message


def _move_on(step: Step, *, now: dt.datetime) -> None:
    """Sets the next moment. A stage that found nobody to tell has not been sent: it is tried again the next morning."""
    step = Step.objects.select_related("case").prefetch_related("chases").get(pk=step.pk)
    moment = next_moment(step)
    if moment is not None and moment <= now:
        tomorrow = now.astimezone(dates.LONDON).date() + dt.timedelta(days=1)
        moment = dates.next_chasing_moment(tomorrow, settings.CHASING_HOUR)
    if moment != step.next_chase_at:
        step.next_chase_at = moment
        step.save(update_fields=["next_chase_at"])


def _can_skip() -> bool:
    from django.db import connection

    return connection.features.has_select_for_update_skip_locked


@dataclass(frozen=True)
class Line:
    """One line of a chaser: what is owed on which case, by when, in words."""

    reference: str
    title: str
    due: str
    asks_reasons: bool
    mine: bool


@mail_kind(KIND)
def render_chaser(message: Message) -> Mail | None:
    """The chaser as things stand at sending: the steps still open whose case the person may still see; None when none is left."""
    today = clock.today()
    seen = set(access.listed_cases(message.recipient, on=today).values_list("pk", flat=True))
    own = set().union(*own_ids(message.recipient).values())
    entries = message.chases.select_related("step__case").order_by("step__due_on", "step_id")
    steps = {entry.step_id: entry.step for entry in entries if entry.due_version == entry.step.due_version}
    owed = [
        step
        for step in steps.values()
        if (step.case_id in seen or (step.rule.owed_by == Role.REPRESENTATIVE and step.about in own))
        and not rules.is_silent(step.case)
        and rules.is_owed(step, step.case.state)
    ]
    if not owed:
        return None
    lines = [_line(step, message.recipient, today) for step in owed]
    late = sum(dates.is_overdue(step.due_on, today) for step in owed)
    return compose("chase", {"lines": lines, "late": late, "today": dates.long_date(today)})


def _line(step: Step, person: User, today: dt.date) -> Line:
    return Line(
        reference=step.case.reference,
        title=step.rule.title,
        due=f"{dates.relative(step.due_on, today)} ({dates.long_date(step.due_on)})",
        asks_reasons=step.rule.late_reasons and dates.is_overdue(step.due_on, today),
        mine=person in owners(step, on=today),
    )
