"""One step of a case: what it is, why its date is what it is, and what is sent about it."""

from __future__ import annotations

from datetime import timedelta
from itertools import islice
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from wscb import clock
from wscb.cases import rules, work
from wscb.cases.models import Step
from wscb.cases.owing import owners_of
from wscb.cases.process.table import Act
from wscb.cases.rules import Occurrence
from wscb.cases.things import words_of
from wscb.cases.views.base import show
from wscb.cases.views.rules import CASE, the_acts, the_case, the_user
from wscb.web.rules import rule

PLANNED = 5
_TO_WORDS = {"owed_by": "whoever owes it", "manager": "the business manager", "chair": "the Board Chair"}


@rule(CASE)
def step(request: HttpRequest, reference: str, step_id: UUID) -> HttpResponse:
    """A step with its date explained, the reasons for lateness, and the reminders sent and to come."""
    case = the_case(request, reference)
    found = (
        case.steps.select_related("done_by")
        .prefetch_related("ledger__by", "lateness_reasons__by")
        .filter(pk=step_id)
        .first()
    )
    if found is None:
        raise Http404
    found.case = case
    today = clock.today()
    sent = list(found.chases.select_related("recipient", "message").order_by("at", "recipient__name"))
    row = work.owed_step(
        found,
        owners_of({case.pk}, on=today),
        user=the_user(request),
        on=today,
        about=words_of([found]).get(found.pk, ""),
    )
    context = {
        "row": row,
        "act": row.act or _may_do(request, found),
        "address": work.address_of(found),
        "basis": rules.basis(found),
        "reasons": list(found.lateness_reasons.all()),
        "sent": [(chase, stage_words(found, chase.stage)) for chase in sent],
        "planned": planned_stages(found, {chase.stage for chase in sent if chase.due_version == found.due_version}),
        "is_owed": rules.is_owed(found, case.state),
        "owed_in": [case.table.state(code).title for code in found.rule.owed_in],
        "hour": settings.CHASING_HOUR,
        "page": "step",
    }
    return show(request, case, "cases/step.html", context)


def _may_do(request: HttpRequest, step: Step) -> Act | None:
    """The act that does an open step, for somebody who may do it though another owes it."""
    if not step.is_open:
        return None
    acts = the_acts(request, step.case)
    return next((act for act in acts if act.code == step.rule.act), None)


def planned_stages(step: Step, told: set[str]) -> list[tuple[Occurrence, str, str]]:
    """The next reminders and chasers of an open step that were not told for its present date: each with its day, words and recipients."""
    if not step.is_open or step.case.chasing_muted or not rules.is_owed(step, step.case.state):
        return []
    today = clock.today()
    coming = (
        one
        for one in rules.occurrences(step.rule, step.due_on, until=today + timedelta(days=400))
        if one.code not in told
    )
    return [
        (one, stage_words(step, one.code), ", ".join(_TO_WORDS[to] for to in one.stage.to))
        for one in islice((one for one in coming if one.day >= today), PLANNED)
    ]


def stage_words(step: Step, code: str) -> str:
    """A stage in words: when it falls by the due date. "7 days before", "On the day", "8 days after"."""
    name, _dot, count = code.partition(".")
    stage = next((one for one in step.rule.stages if one.code == name), None)
    if stage is None:
        return "Reminder"
    days = stage.days + (int(count) - 1) * (stage.repeat_days or 0) if count else stage.days
    if days == 0:
        return "On the day"
    number = "1 day" if abs(days) == 1 else f"{abs(days)} days"
    return f"{number} {'before' if days < 0 else 'after'}"
