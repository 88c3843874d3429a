"""The facts of a review that the spine does not hold."""

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
    "Checklist",
    "ChecklistConfirmation",
    "LessonsAdvice",
    "OfstedConsideration",
    "Redaction",
    "ReportComment",
    "ReportVersion",
    "Review",
    "Worksheet",
]
