"""The spine's models, one family per file."""

from wscb.cases.models.appointments import Appointment, IndependenceDeclaration
from wscb.cases.models.blocking import DespiteBlock
from wscb.cases.models.case import SIGHT, Case
from wscb.cases.models.chasing import CaseMessage, ChaseEntry
from wscb.cases.models.drafts import Draft, Search
from wscb.cases.models.feeds import CalendarFeed
from wscb.cases.models.grants import CaseGroupObjectPermission, CaseUserObjectPermission, Grant
from wscb.cases.models.information import (
    InformationRequest,
    InformationReturn,
    MoreTime,
    QualityCheck,
    Representative,
    ReturnedFile,
)
from wscb.cases.models.involvement import InvolvedOrganisation, Recusal, ReviewChairProposal
from wscb.cases.models.meetings import Attendance, Meeting
from wscb.cases.models.papers import CaseDocument, CaseNote, FormEdition, Notice, StruckDocument
from wscb.cases.models.scrutiny import ScrutinyAnswer, ScrutinyAttendance, ScrutinyRequest
from wscb.cases.models.signed import Consultation, Decision, Recommendation, TermsOfReference
from wscb.cases.models.steps import CaseEvent, ClockEntry, LatenessReason, Step
from wscb.cases.models.subject import Subject, SubjectAlias
from wscb.cases.models.terms import TermsAgreement

__all__ = [
    "SIGHT",
    "Appointment",
    "Attendance",
    "CalendarFeed",
    "Case",
    "CaseDocument",
    "CaseEvent",
    "CaseGroupObjectPermission",
    "CaseMessage",
    "CaseNote",
    "CaseUserObjectPermission",
    "ChaseEntry",
    "ClockEntry",
    "Consultation",
    "Decision",
    "DespiteBlock",
    "Draft",
    "FormEdition",
    "Grant",
    "IndependenceDeclaration",
    "InformationRequest",
    "InformationReturn",
    "InvolvedOrganisation",
    "LatenessReason",
    "Meeting",
    "MoreTime",
    "Notice",
    "QualityCheck",
    "Recommendation",
    "Recusal",
    "Representative",
    "ReturnedFile",
    "ReviewChairProposal",
    "ScrutinyAnswer",
    "ScrutinyAttendance",
    "ScrutinyRequest",
    "Search",
    "Step",
    "StruckDocument",
    "Subject",
    "SubjectAlias",
    "TermsAgreement",
    "TermsOfReference",
]
