"""The page on which the dates of a case entered while running are checked before its reminders start."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from wscb import clock
from wscb.cases import chasing, rules
from wscb.cases.actions import consultations
from wscb.cases.forms.looking_over import LookOverForm
from wscb.cases.models import Case, Step
from wscb.cases.process.table import Act
from wscb.cases.views.base import act_page, show
from wscb.cases.views.rules import the_user


def look_over(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Lists every date of the case; once they are confirmed its reminders start. Where they run already, says so."""
    if not case.chasing_muted:
        return show(request, case, "cases/acts/reminders_run.html", {"act": act, "page": "act"})
    form = LookOverForm(request=request, case=case)
    context = {
        "steps": [_dated(step) for step in case.steps.select_related("case").prefetch_related("ledger")],
        "events_done": case.events.select_related("by"),
    }
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: consultations.look_over(case=case, by=the_user(request), on=clock.today(), seen=case.revision),
        done="The dates have been confirmed. Reminders run from now on.",
        template="cases/acts/look_over.html",
        context=context,
        submit_text="Confirm the dates and start reminders",
    )


def _dated(step: Step) -> dict[str, object]:
    """A step with why it falls due when it does, and who owes it today."""
    return {
        "step": step,
        "title": step.rule.title,
        "basis": rules.basis(step).sentence,
        "owed": rules.is_owed(step, step.case.state),
        "by": [] if step.done_on else [person.name for person in chasing.owners(step, on=clock.today())],
    }
