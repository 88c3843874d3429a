"""The facts of a review that the spine does not hold."""

from reviews.models.chronology import (
    ChildSeen,
    ChronologyComment,
    ChronologyEntry,
    ChronologyImport,
    ColumnMatch,
    Precision,
)
from reviews.models.consideration import OfstedConsideration
from reviews.models.report import (
    Checklist,
    ChecklistConfirmation,
    LessonsAdvice,
    Redaction,
    ReportComment,
    ReportVersion,
)
from reviews.models.review import Review
from reviews.models.worksheet import Worksheet

__all__ = [
<<<<<<< HEAD
    "ChildSeen",
    "ChronologyComment",
    "ChronologyEntry",
    "ChronologyImport",
    "ColumnMatch",
    "OfstedConsideration",
    "Precision",
=======
    "Checklist",
    "ChecklistConfirmation",
    "LessonsAdvice",
    "OfstedConsideration",
    "Redaction",
    "ReportComment",
    "ReportVersion",
>>>>>>> main
    "Review",
    "Worksheet",
]
