"""Template tags of case pages: acts in words, and what an act owes, by when and why."""

from __future__ import annotations

from typing import Any

from django import template

from wscb.cases import rules
from wscb.cases.blocking import blocks_on
from wscb.cases.editions import form_called
from wscb.cases.information_words import POINT, QUALITY
from wscb.cases.models import Case, CaseEvent, FormEdition
from wscb.cases.process.table import Act

register = template.Library()

_CONFIRMED_BY = {"password": "password", "session": "being signed in"}


@register.filter
def act_title(event: CaseEvent) -> str:
    """What was done, in the words of the case's table."""
    return event.case.table.act(event.act).title


@register.filter
def state_title(case: Case, code: str) -> str:
    """A state of the case's table in words."""
    return case.table.state(code).title


@register.inclusion_tag("cases/owed.html")
def owed_by_act(case: Case, act: Act) -> dict[str, Any]:
    """The open steps that this act does, each with its due date and what that rests on; then what the act leads to."""
    steps = []
    for step in case.steps.filter(done_on__isnull=True):
        step.case = case
        if step.rule.act == act.code:
            steps.append({"step": step, "rule": step.rule, "basis": rules.basis(step).sentence})
    return {
        "case": case,
        "act": act,
        "steps": steps,
        "targets": [case.table.state(code) for code in act.targets],
        "opens": [case.table.step(code) for code in act.opens],
    }


@register.inclusion_tag("cases/blocked.html")
def blocked(case: Case, *whats: str) -> dict[str, Any]:
    """What blocks these things of the case (`interviews`, `disclosure`, `publication`; all where none is named); else nothing."""
    return {"blocks": blocks_on(case, *whats)}


@register.filter
def edition_title(edition: FormEdition) -> str:
    """What an edition of a form is called; as its document is, once there is one."""
    return form_called(edition.form).title_of(edition)


@register.filter
def confirmation_words(method: str) -> str:
    """How somebody confirmed who they are, in words."""
    return _CONFIRMED_BY.get(method, method)


@register.filter
def act_codes(acts: list[Act]) -> frozenset[str]:
    """The codes of these acts, for pages that offer one of them beside what it concerns."""
    return frozenset(act.code for act in acts)


@register.filter
def quality_points(points: dict[str, str]) -> list[tuple[str, str]]:
    """The points that written information was checked against, each with its answer, in words."""
    return [(QUALITY.label(code), POINT.label(answer)) for code, answer in points.items()]


@register.filter
def said_on(text: str, case: Case) -> str:
    """The spine's own words as the case's process says them: "Paper for the panel" may be one for the Subgroup."""
    return case.table.in_its_words(text)
