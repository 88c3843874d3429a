"""Template filters of reviews: what differs by the kind of review, taken from its kind."""

from __future__ import annotations

from django import template

from reviews.process.kinds import KINDS
from reviews.process.part import Kind
from wscb.cases.models import Case

register = template.Library()


@register.filter
def kind_of(case: Case) -> Kind:
    """The kind of review that a case is about."""
    return KINDS[case.process]


@register.filter
def clause_of(clause: str, case: Case) -> str:
    """The clause that says for this kind of review what this one says for Serious Case Reviews: `{{ "SCR-09"|clause_of:case }}`."""
    return KINDS[case.process].clause(clause)
