"""The facts of a review that the spine does not hold."""

from reviews.models.appointing import NamesAdvice, NamesNotice, PublicationDiscussion
from reviews.models.chronology import (
    ChildSeen,
    ChronologyComment,
    ChronologyEntry,
    ChronologyImport,
    ColumnMatch,
    Precision,
)
from reviews.models.consideration import OfstedConsideration
from reviews.models.proceedings import Proceedings, ProceedingsEntry
from reviews.models.report import (
    Checklist,
    ChecklistConfirmation,
    LessonsAdvice,
    Redaction,
    ReportComment,
    ReportVersion,
)
from reviews.models.review import Review
from reviews.models.six_months import Extension, InterimLearning, Milestone, MilestoneMove
from reviews.models.worksheet import Worksheet

__all__ = [
    "Checklist",
    "ChecklistConfirmation",
    "ChildSeen",
    "ChronologyComment",
    "ChronologyEntry",
    "ChronologyImport",
    "ColumnMatch",
    "Extension",
    "InterimLearning",
    "LessonsAdvice",
    "Milestone",
    "MilestoneMove",
    "NamesAdvice",
    "NamesNotice",
    "OfstedConsideration",
    "Precision",
    "Proceedings",
    "ProceedingsEntry",
    "PublicationDiscussion",
    "Redaction",
    "ReportComment",
    "ReportVersion",
    "Review",
    "Worksheet",
]
