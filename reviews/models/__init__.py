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
from reviews.models.review import Review
from reviews.models.worksheet import Worksheet

__all__ = [
    "ChildSeen",
    "ChronologyComment",
    "ChronologyEntry",
    "ChronologyImport",
    "ColumnMatch",
    "OfstedConsideration",
    "Precision",
    "Review",
    "Worksheet",
]
