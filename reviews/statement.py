"""The facts of a case as they stand, in the one shape that is signed over and that the forms are made from."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q

from reviews.models import Review, Worksheet
from wscb.cases.actions.meetings import current_meeting
from wscb.cases.enums import Presence
from wscb.cases.models import Case, Subject
from wscb.people.models import Organisation


def worksheet_of(case: Case) -> Worksheet:
    """The answers to the criteria that stand: the last version."""
    last = case.worksheets.order_by("-version").first()
    if last is None:
        raise LookupError("a case without a worksheet")
    return last


def facts_of(case: Case) -> dict[str, Any]:
    """Children, incident, criteria, panel: what a recommendation or decision is made on, as JSON with ISO dates."""
    review: Review = case.review
    sheet = worksheet_of(case)
    return {
        "reference": case.reference,
        "received_on": _iso(case.triggered_on),
        "children": [_child(subject) for subject in case.subjects.prefetch_related("aliases")],
        "incident": {
            "kind": review.incident_kind,
            "on": _iso(review.incident_on),
            "place": review.incident_place,
            "text": review.incident,
            "residence": review.residence,
        },
        "criteria": {"version": sheet.version, "result": sheet.result, "answers": sheet.answers},
        "organisations": sorted(case.involved_organisations.values_list("organisation__name", flat=True)),
        "panel": _panel(case),
        "terms_of_reference": _terms(case),
        "proposed_chairs": _proposed(case),
    }


def consultations_of(case: Case) -> list[dict[str, object]]:
    """Whom the Chair consulted, as it is signed over with a decision."""
    return [
        {
            "kind": row.kind,
            "sought": row.sought,
            "name": row.name,
            "board": row.board,
            "on": row.consulted_on,
            "summary": row.summary,
            "effect": row.effect,
            "none_because": row.none_because,
        }
        for row in case.consultations.all()
    ]


def _child(subject: Subject) -> dict[str, Any]:
    return {
        "name": subject.full_name,
        "also_known_as": [alias.name for alias in subject.aliases.all()],
        "date_of_birth": _iso(subject.date_of_birth),
        "estimated": subject.date_of_birth_estimated,
        "died_on": _iso(subject.died_on),
        "unborn": subject.unborn,
        "address": subject.address,
        "ethnicity": subject.ethnicity,
        "disability": subject.disability,
        "gender": subject.gender,
    }


def _panel(case: Case) -> dict[str, Any] | None:
    meeting = current_meeting(case)
    if meeting is None:
        return None
    # Whoever attended stays on the record, though an interest was recorded afterwards.
    present = Q(withdrawn_on__isnull=True) | Q(presence=Presence.ATTENDED)
    seats = meeting.attendances.filter(present).select_related("user").order_by("user__name")
    return {
        "held_on": _iso(meeting.held_on),
        "quorate": meeting.quorate,
        "dissent": meeting.dissent,
        "members": [{"name": seat.user.name, "seat": seat.seat, "presence": seat.presence} for seat in seats],
    }


def _terms(case: Case) -> dict[str, Any] | None:
    last = case.terms_of_reference.order_by("-version").first()
    return None if last is None else {"version": last.version, "fields": last.fields}


def _proposed(case: Case) -> list[str]:
    """Who is proposed to chair the review; for a Case Review also as which of the two that may (CR-04)."""
    rows = case.chair_proposals.filter(withdrawn_on__isnull=True).select_related("organisation")
    if case.process != "cr":
        return [row.name for row in rows]
    return [f"{row.name} ({proposed_as(row.organisation)})" for row in rows]


def proposed_as(organisation: Organisation | None) -> str:
    """As which of the two somebody of this organisation may chair a Case Review: independent, or from the Board (CR-04)."""
    if organisation is None or not organisation.on_board:
        return "independent"
    return f"from {organisation.name}, an organisation of the Board that is not involved"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
