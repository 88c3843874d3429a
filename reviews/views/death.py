"""Recording that a child of the case has died since: the same case goes on, with its first clock (SCR-01)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from reviews.actions.corrections import record_death
from reviews.actions.notification import kept_answers
from reviews.forms.worksheet import DeathForm
from reviews.models import Worksheet
from reviews.statement import worksheet_of
from reviews.vocabularies import WORKSHEET_RESULT
from wscb.cases import rules
from wscb.cases.models import Case
from wscb.cases.process.table import Act
from wscb.cases.views.base import act_page
from wscb.cases.views.rules import the_user

CLOCKS = ("panel_recommendation", "chair_decision")


def death(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Which child, when, and in what circumstances; signed, because it changes an answer on the criteria."""
    answers = kept_answers(worksheet_of(case))
    form = DeathForm(request=request, case=case, initial={"circumstances": sorted(answers.circumstances)})

    def do() -> Worksheet:
        cleaned = form.cleaned_data
        return record_death(
            case=case,
            by=the_user(request),
            on=form.counts_on,
            child=form.children[cleaned["child"]],
            died_on=cleaned["died_on"],
            reasons=cleaned["reasons"],
            circumstances=frozenset(cleaned.get("circumstances", [])),
            confirmed=form.reauthentication,
            seen=case.revision,
        )

    return act_page(
        request,
        case,
        act,
        form,
        do=do,
        done="The child’s death has been recorded, and the Board Chair told of new facts.",
        template="reviews/death.html",
        context={
            "result": "" if answers.learning else WORKSHEET_RESULT.label(answers.finding().result),
            "clocks": _clocks(case),
        },
        submit_text="Sign and record the death",
    )


def _clocks(case: Case) -> list[dict[str, Any]]:
    steps = case.steps.filter(code__in=CLOCKS, done_on__isnull=True).select_related("case")
    return [{"title": step.rule.title, "due_on": step.due_on, "basis": rules.basis(step).sentence} for step in steps]
