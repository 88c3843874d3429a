"""The page of a review's report: how it stands, its versions, what was said of them, and who was told its lessons."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from reviews.actions.acceptance import acceptance_lacks
from reviews.looking import to_look_at
from reviews.models import Checklist, LessonsAdvice, ReportVersion
from reviews.process import publishing
from reviews.process import reporting as rows
from reviews.process.kinds import CASE_REVIEW
from reviews.process.words import REVIEWED, WITH_BOARD
from reviews.readability import readability
from reviews.reporting import file_hash, partners_owed, public_text, standing_checklist, unwritten, version_hash
from reviews.views.publication import published
from reviews.vocabularies import CHECKLIST_ANSWER, REDACTION_GROUND, REPORT_CHECKLIST, REPORT_SECTION
from reviews.working_pages import WorkingPage
from wscb import clock
from wscb.cases.models import Case
from wscb.cases.views.base import show
from wscb.cases.views.missing import ways
from wscb.cases.views.rules import CASE, the_acts, the_case, the_offices
from wscb.learning.reading import learning_of
from wscb.web.components import SummaryRow
from wscb.web.rules import rule

ACTS = frozenset(act.code for part in (rows, publishing) for act in part.part(CASE_REVIEW).acts)


def stands(case: Case) -> str:
    """How the report stands, in a few words."""
    number = case.report_versions.count()
    if not number:
        return "Not begun"
    where = {"report_submitted": "with the Board", "completed": "accepted"}.get(case.state, "being written")
    return f"Version {number}, {where}"


WORKING_PAGE = WorkingPage("Report", "reviews:report", stands)


@rule(CASE)
def report(request: HttpRequest, reference: str) -> HttpResponse:
    """The whole of the report's page; there is none before a review is to be held."""
    case = _reviewed(request, reference)
    versions = list(case.report_versions.select_related("by", "document__stored").order_by("-version"))
    latest = versions[0] if versions else None
    checklist = standing_checklist(latest)
    offered = the_acts(request, case)
    context = {
        "stands": stands(case),
        "offered": [act for act in offered if act.code in ACTS],
        "lacks": ways(request, case, acceptance_lacks(case)) if case.state in WITH_BOARD else [],
        "versions": versions,
        "latest": latest,
        "unwritten": unwritten(latest) if latest else [],
        "easy": readability(public_text(latest)) if latest else None,
        "checklist": checklist,
        "answers": checklist_rows(checklist) if checklist else [],
        "comments": list(case.report_comments.select_related("organisation", "report", "answered_by", "entered_by")),
        "redactions": [
            (one, REDACTION_GROUND.label(one.ground)) for one in case.redactions.select_related("by").order_by("on")
        ],
        "returned": list(case.decisions.filter(kind="returned").select_related("signed_by").order_by("-signed_at")),
        "partners": _partners(case),
        "look": to_look_at(case, the_offices(request, case)),
        "publication": published(case),
        "learning": learning_of(case, on=clock.today()),
        "tab_title": "Report",
    }
    return show(request, case, "reviews/report/report.html", context, tab="review")


@rule(CASE)
def version(request: HttpRequest, reference: str, version_id: UUID) -> HttpResponse:
    """One version, to read: its sections or its summary and file, with its hash computed again."""
    case = _reviewed(request, reference)
    found = case.report_versions.select_related("by", "document__stored").filter(pk=version_id).first()
    if found is None:
        raise Http404
    context = {
        "report": found,
        "sections": section_rows(found),
        "easy": readability(public_text(found)),
        "intact": version_hash(found.sections, file_hash(found)) == found.content_hash,
        "page": "report",
    }
    return show(request, case, "reviews/report/version.html", context)


def _reviewed(request: HttpRequest, reference: str) -> Case:
    case = the_case(request, reference)
    if case.state not in REVIEWED:
        raise Http404
    return case


def section_rows(found: ReportVersion) -> list[tuple[str, str]]:
    """The sections of a version with their titles, in their order."""
    if found.document_id is not None:
        return [("Summary for the public", found.sections["summary"])]
    return [(word.label, found.sections.get(word.code, "")) for word in REPORT_SECTION]


def checklist_rows(checklist: Checklist) -> list[SummaryRow]:
    """The questions of the quality checklist with their answers; questions that were asked then and are gone show their code."""
    asked = {word.code: word.label for word in REPORT_CHECKLIST}
    return [
        SummaryRow(asked.get(code, code), f"{CHECKLIST_ANSWER.label(one['answer'])}. {one['where']}", prose=True)
        for code, one in checklist.answers.items()
    ]


def _partners(case: Case) -> list[dict[str, Any]]:
    """The Council and the partners: whom a step still names, and who was advised, by name."""
    advised: list[LessonsAdvice] = list(case.lessons_advice.select_related("organisation", "copy", "by"))
    owed = [{"name": partner.name, "due": step.due_on, "advice": None} for partner, step in partners_owed(case)]
    told = [{"name": one.organisation.name, "due": None, "advice": one} for one in advised]
    return sorted([*owed, *told], key=lambda row: str(row["name"]))
