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
from reviews.models.contributing import (
    Contribution,
    Contributor,
    ContributorKind,
    DisclosedTo,
    Disclosure,
    InvitationOutcome,
    NoFamily,
)
from reviews.models.proceedings import Proceedings, ProceedingsEntry
from reviews.models.publication import PublicationDecision, PublicationRecommendation
from reviews.models.report import (
    Checklist,
    ChecklistConfirmation,
    LessonsAdvice,
    Redaction,
    ReportComment,
    ReportVersion,
)
from reviews.models.report_text import ReportText
from reviews.models.review import Review
from reviews.models.six_months import Extension, InterimLearning, Milestone, MilestoneMove
from reviews.models.surveys import SurveyCount, SurveyLink
from reviews.models.worksheet import Worksheet

__all__ = [
    "Checklist",
    "ChecklistConfirmation",
    "ChildSeen",
    "ChronologyComment",
    "ChronologyEntry",
    "ChronologyImport",
    "ColumnMatch",
    "Contribution",
    "Contributor",
    "ContributorKind",
    "DisclosedTo",
    "Disclosure",
    "Extension",
    "InterimLearning",
    "InvitationOutcome",
    "LessonsAdvice",
    "Milestone",
    "MilestoneMove",
    "NamesAdvice",
    "NamesNotice",
    "NoFamily",
    "OfstedConsideration",
    "Precision",
    "Proceedings",
    "ProceedingsEntry",
    "PublicationDecision",
    "PublicationDiscussion",
    "PublicationRecommendation",
    "Redaction",
    "ReportComment",
    "ReportText",
    "ReportVersion",
    "Review",
    "SurveyCount",
    "SurveyLink",
    "Worksheet",
]
