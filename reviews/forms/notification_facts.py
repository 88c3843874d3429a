"""From answers on pages to what the actions take, and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from reviews.actions.notification import Child, Involvement, Notice
from reviews.forms.notification_base import NOT_KNOWN, Facts
from reviews.models import Review
from wscb.cases.models import Subject
from wscb.people.models import Organisation

_TEXTS = ("referrer", "referrer_contact", "incident_place", "incident", "family", "proceedings", "residence_note")


def notice_from(facts: Facts) -> Notice:
    """The notification. Raises KeyError while a question that must be answered is not."""
    organisation = facts.get("referring_organisation")
    return Notice(
        received_on=date.fromisoformat(facts["received_on"]),
        received_how=facts["received_how"],
        referring_organisation=Organisation.objects.get(pk=organisation) if organisation else None,
        authority_aware_on=_day(facts.get("authority_aware_on")),
        incident_kind=facts["incident_kind"],
        incident_on=_day(facts.get("incident_on")),
        incident_on_estimated=facts.get("incident_known") == "estimated",
        residence=facts["residence"],
        other_board=facts.get("other_board", ""),
        **{name: facts.get(name) or "" for name in _TEXTS},
    )


def notice_facts(review: Review) -> Facts:
    """The notification of a case, as the pages ask it."""
    return {
        "received_on": review.case.triggered_on.isoformat(),
        "received_how": review.received_how,
        "referring_organisation": str(review.referring_organisation_id or ""),
        "authority_aware_on": _iso(review.authority_aware_on),
        "incident_kind": review.incident_kind,
        "incident_known": _how_well(review.incident_on, review.incident_on_estimated),
        "incident_on": _iso(review.incident_on),
        "residence": review.residence,
        "other_board": review.other_board,
        **{name: getattr(review, name) for name in _TEXTS},
    }


_CHILD_TEXTS = ("given_name", "family_name", "address", "ethnicity", "disability", "gender", "nhs_number")


def child_from(facts: Facts) -> Child:
    """A child. Nothing must be known."""
    texts: Mapping[str, Any] = {name: facts.get(name) or "" for name in _CHILD_TEXTS}
    return Child(
        name_unknown=facts.get("named") == NOT_KNOWN,
        unborn=facts.get("named") == "unborn",
        date_of_birth=_day(facts.get("date_of_birth")),
        date_of_birth_estimated=facts.get("birth") == "estimated",
        died_on=_day(facts.get("died_on")),
        aliases=tuple(facts.get("aliases", [])),
        **texts,
    )


def child_facts(subject: Subject) -> Facts:
    """A child of a case, as the pages ask about it."""
    named = "known" if subject.given_name or subject.family_name else NOT_KNOWN
    return {
        "named": "unborn" if subject.unborn else named,
        "birth": _how_well(subject.date_of_birth, subject.date_of_birth_estimated),
        "date_of_birth": _iso(subject.date_of_birth),
        "died_on": _iso(subject.died_on),
        "aliases": [alias.name for alias in subject.aliases.all()],
        **{name: getattr(subject, name) for name in _CHILD_TEXTS},
    }


def involvement_from(facts: Facts) -> Involvement:
    """An organisation involved."""
    organisation = Organisation.objects.get(pk=facts["organisation"])
    return Involvement(organisation, facts.get("no_interest_because", ""))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _how_well(day: date | None, estimated: bool) -> str:
    if day is None:
        return NOT_KNOWN
    return "estimated" if estimated else "known"
