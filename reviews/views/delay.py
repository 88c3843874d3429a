"""Reasons for an overdue step, given before it is done (SCR-07, SCR-12)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from reviews.forms.decision import ExplainDelayForm
from wscb import clock
from wscb.cases import rules
from wscb.cases.actions.consultations import explain_delay as explain
from wscb.cases.actions.consultations import steps_to_explain
from wscb.cases.models import Case
from wscb.cases.process.table import Act
from wscb.cases.views.base import act_page
from wscb.cases.views.rules import the_user


def explain_delay(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Which of the person's overdue steps, and why; what was said before stands above."""
    late = steps_to_explain(case, by=the_user(request), on=clock.today())
    choices = [(step.code, step.rule.title) for step in late]
    form = ExplainDelayForm(request=request, case=case, steps=choices)
    by_code = {step.code: step for step in late}
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: explain(
            case=case,
            by=the_user(request),
            on=form.counts_on,
            step=by_code[form.cleaned_data["step"]],
            reasons=form.cleaned_data["reasons"],
            seen=case.revision,
        ),
        done="The reasons have been recorded.",
        template="reviews/delay/explain.html",
        context={
            "late": [(step, rules.basis(step).sentence) for step in late],
            "given": case.lateness_reasons.filter(step__in=late).select_related("by", "step__case"),
        },
        submit_text="Give the reasons",
    )
