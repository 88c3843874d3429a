"""What a case itself answers of a recommendation, before anything is typed."""

from __future__ import annotations

from datetime import date
from typing import Any

from reviews.actions import panel
from reviews.forms.recommendation import DAYS
from wscb.cases.models import Case, TermsOfReference


def last_terms(case: Case) -> TermsOfReference | None:
    """The version of the terms of reference that stands."""
    return case.terms_of_reference.order_by("-version").first()


def suggested(case: Case) -> dict[str, Any]:
    """What the case itself answers: after a referral back the earlier recommendation, and the terms of reference that stand."""
    answers: dict[str, Any] = {}
    if earlier := panel.standing_recommendation(case):
        answers |= {
            "outcome": earlier.outcome,
            "reasons": earlier.reasons,
            "departure_reasons": earlier.departure_reasons,
            "other_actions": earlier.other_actions,
            **({"publication": kept} if (kept := earlier.content.get("publication")) else {}),
        }
    if terms := last_terms(case):
        answers |= raw_terms(terms.fields)
    if case.chair_proposals.filter(withdrawn_on__isnull=True).exists():
        answers["chair_now"] = "keep"
    return answers


def raw_terms(fields: dict[str, str]) -> dict[str, Any]:
    """Stored terms of reference as they are typed: dates in three texts."""
    raw: dict[str, Any] = dict(fields)
    for code in DAYS:
        if fields.get(code):
            day = date.fromisoformat(fields[code])
            raw[code] = [str(day.day), str(day.month), str(day.year)]
    return raw
