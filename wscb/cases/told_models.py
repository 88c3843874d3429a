"""How the histories of the records of a case are told; what apps above add is theirs."""

from __future__ import annotations

from typing import Any

from wscb.cases.models import (
    Appointment,
    Attendance,
    Case,
    CaseNote,
    Grant,
    InformationRequest,
    InvolvedOrganisation,
    Meeting,
    Representative,
    ReviewChairProposal,
    Step,
    Subject,
    SubjectAlias,
    TermsOfReference,
)
from wscb.cases.telling import Told, register_not_told, register_told
from wscb.cases.told_people import PEOPLE

_ROW = frozenset({"id", "case"})

CASES = (
    Told(
        Case,
        "Case",
        {
            "process": "Kind of case",
            "rule_set": "Rules",
            "area": "Area",
            "panel": "Panel",
            "state": "State",
            "triggered_on": "Received on",
            "referred_on": "Referred to the panel on",
            "entered_running": "Entered while it was running",
            "chasing_muted": "Reminders are off",
            "closed_on": "Closed on",
            "closed_as": "Closed as",
            "logged_by": "Logged by",
            "logged_at": "Logged at",
        },
        case="id",
        left_out=frozenset({"id", "reference", "data_key", "revision"}),
        values={
            "process": lambda case, value: case.table.title,
            "state": lambda case, value: _title(case, "state", value),
        },
    ),
    Told(
        Subject,
        "Child",
        {
            "ordinal": "Number",
            "name_unknown": "Name not known",
            "unborn": "Not yet born",
            "date_of_birth_estimated": "Date of birth is estimated",
            "died_on": "Died on",
            "address": "Address",
            "ethnicity": "Ethnicity",
            "disability": "Disability",
            "gender": "Gender",
            "nhs_number": "NHS number",
        },
        ("ordinal",),
        left_out=_ROW | {"given_name", "family_name", "date_of_birth", "nhs_number_hash"},
        unkept="Name or date of birth: what stood before is not kept",
    ),
    Told(
        SubjectAlias,
        "Another name",
        {"subject": "Of"},
        left_out=frozenset({"id", "name"}),
        case="subject__case",
        unkept="The name: what stood before is not kept",
    ),
    Told(
        InvolvedOrganisation,
        "Organisation",
        {
            "organisation": "Organisation",
            "has_interest": "Has an interest in the case",
            "no_interest_because": "Why it has no interest",
            "engagement": "Takes part",
            "engagement_on": "Since",
            "declined_because": "Why it does not take part",
            "added_by": "Added by",
            "added_on": "Added on",
        },
        ("organisation",),
        left_out=_ROW,
    ),
    Told(
        Meeting,
        "Meeting",
        {
            "starts_at": "Begins",
            "place": "Place",
            "convened_by": "Convened by",
            "convened_on": "Convened on",
            "held_on": "Held on",
            "quorate": "Quorate",
            "inquorate_because": "Why it went on without a quorum",
            "dissent": "Dissent",
            "adjourned_on": "Adjourned on",
            "adjourned_because": "Why it was adjourned",
            "replaced_on": "Replaced on",
        },
        left_out=_ROW | {"calendar_uid", "invitation_sequence"},
    ),
    Told(
        Attendance,
        "Seat at a meeting",
        {"user": "Person", "seat": "Seat", "presence": "Presence", "withdrawn_on": "Invitation withdrawn on"},
        ("user",),
        case="meeting__case",
        left_out=frozenset({"id", "meeting"}),
    ),
    Told(
        Step,
        "Step",
        {
            "code": "Step",
            "opened_on": "Opened on",
            "starts_on": "Clock starts on",
            "due_on": "Due",
            "done_on": "Done on",
            "done_by": "Done by",
            "outcome": "Outcome",
        },
        ("code",),
        left_out=_ROW | {"about", "due_version", "next_chase_at"},
        values={"code": lambda case, value: _title(case, "step", value)},
    ),
    Told(
        Appointment,
        "Appointment",
        {
            "role": "Role",
            "user": "Person",
            "qualifications": "Qualifications",
            "proposed_by": "Proposed by",
            "proposed_on": "Proposed on",
            "starts_on": "From",
            "ends_on": "To",
            "appointed_by": "Appointed by",
            "appointed_on": "Appointed on",
            "withdrawn_on": "Withdrawn on",
            "withdrawn_because": "Why it was withdrawn",
        },
        ("role", "user"),
        left_out=_ROW | {"evidence", "grant"},
    ),
    Told(
        ReviewChairProposal,
        "Proposed review chair",
        {
            "name": "Name",
            "organisation": "Organisation",
            "user": "Account",
            "background": "Background",
            "proposed_by": "Proposed by",
            "proposed_on": "Proposed on",
            "withdrawn_on": "Withdrawn on",
            "withdrawn_because": "Why it was withdrawn",
        },
        left_out=_ROW,
    ),
    Told(
        Grant,
        "Sight of the case",
        {
            "user": "Person",
            "ground": "Ground",
            "starts_on": "From",
            "ends_on": "To",
            "reason": "Reason",
            "given_by": "Given by",
        },
        ("user",),
        left_out=_ROW,
    ),
    Told(
        Representative,
        "Representative",
        {
            "organisation": "Organisation",
            "user": "Person",
            "delegated_by": "Asked by",
            "named_by": "Named by",
            "starts_on": "From",
            "ended_on": "Ended on",
        },
        ("user",),
        left_out=_ROW,
    ),
    Told(
        InformationRequest,
        "Request to an organisation",
        {
            "organisation": "Organisation",
            "kind": "Kind",
            "question": "What is asked",
            "about": "About",
            "state": "State",
            "asked_by": "Asked by",
            "asked_on": "Asked on",
            "received_on": "Received on",
            "answer": "Answer",
            "closed_on": "Closed on",
            "closed_because": "Why it was closed",
        },
        ("organisation",),
        left_out=_ROW,
    ),
    Told(
        CaseNote,
        "Note",
        {"kind": "Kind", "happened_on": "Happened on", "with_whom": "With", "text": "What was said"},
        left_out=_ROW | {"by", "at"},
        by="by",
        at="at",
    ),
    Told(
        TermsOfReference,
        "Terms of reference",
        {"version": "Version", "changed_because": "Why they were changed"},
        ("version",),
        left_out=_ROW | {"by", "on", "fields"},
        by="by",
        at="on",
    ),
)

NOT_TOLD = {
    "people.Area": "made at set-up; nothing in the product changes one",
    "people.Panel": "made at set-up; nothing in the product changes one",
    "outbox.Message": "how it was sent stands on the case’s messages and in the trail",
    "cases.FormEdition": "how a document was prepared; each edition stands among the documents",
    "cases.CalendarFeed": "a person’s own; the trail holds that it was made and ended",
    "cases.InformationReturn": "versions of an organisation’s own answer, on the page of its request",
    "cases.ReturnedFile": "files of an organisation’s own, on the page of its request",
    "cases.EmergencyAccess": "its own page tells all that was seen, and who ended it",
    "people.FrameworkVersion": "the page of the version tells it",
    "people.FrameworkPartner": "the page of the version tells who accepts, and who did",
    "people.ProviderAccount": "the trail holds that it was bound and released",
    "cases.MoreTime": "asked for and answered once, on the page of its request",
}


def register() -> None:
    """Tells the histories of people and of the spine's own records."""
    register_told(*PEOPLE, *CASES)
    register_not_told(NOT_TOLD)


def _title(case: Any, what: str, code: str) -> str:
    """A state or step in the words of the case's table; its code where the table has it no longer."""
    try:
        return str(getattr(case.table, what)(code).title)
    except LookupError:
        return code
