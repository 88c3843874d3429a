"""How the histories of a review's own records are told, or where else they are."""

from __future__ import annotations

from reviews.models import Review
from reviews.vocabularies import INCIDENT_KIND, RECEIVED_HOW, RESIDENCE
from wscb.cases.telling import Told, register_not_told, register_told

REVIEW = Told(
    Review,
    "Notification",
    {
        "received_how": "How it was received",
        "referring_organisation": "Referring organisation",
        "referrer": "Referrer",
        "referrer_contact": "How to reach the referrer",
        "authority_aware_on": "Local authority aware on",
        "incident_kind": "What happened",
        "incident_on": "Date of the incident",
        "incident_on_estimated": "Date of the incident is estimated",
        "incident_place": "Where it happened",
        "incident": "Account of the incident",
        "family": "Family",
        "proceedings": "Proceedings",
        "residence": "Where the child normally resides",
        "other_board": "Other board",
        "residence_note": "Note on residence",
        "chair_informed_on": "Chair informed on",
    },
    left_out=frozenset({"case", "follows"}),
    values={
        "received_how": lambda case, value: RECEIVED_HOW.label(value),
        "incident_kind": lambda case, value: INCIDENT_KIND.label(value),
        "residence": lambda case, value: RESIDENCE.label(value),
    },
)

_OWN_PAGE = "told on a page of its own"
NOT_TOLD = {
    "reviews.Contributor": "who contributes is named to the review team alone, on its own page (ADR 0061)",
    "reviews.ChronologyEntry": "told on the page of the entry, without what may concern another child",
    "reviews.ChronologyImport": "told with what was imported and withdrawn",
    "reviews.ColumnMatch": "a setting of an organisation’s spreadsheets, and of no case",
    "reviews.Proceedings": _OWN_PAGE,
    "reviews.ReportComment": _OWN_PAGE,
    "reviews.Redaction": _OWN_PAGE,
    "reviews.LessonsAdvice": _OWN_PAGE,
    "reviews.Milestone": _OWN_PAGE,
    "reviews.Extension": _OWN_PAGE,
}


def register() -> None:
    """Tells the history of what was notified."""
    register_told(REVIEW)
    register_not_told(NOT_TOLD)
