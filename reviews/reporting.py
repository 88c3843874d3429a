"""How the report of a review stands: its latest version, its checklist, and the facts that its acceptance needs."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from reviews.models import Checklist, ReportText, ReportVersion
from reviews.vocabularies import REPORT_SECTION
from wscb.cases.models import Case, Step
from wscb.cases.process.registry import fact
from wscb.cases.signing import content_hash
from wscb.people.models import Organisation
from wscb.people.models.organisations import OrganisationKind

#: Which reasons allow a redaction: a Serious Case Review's are legal, a Case Review's may be a child's welfare too.
GROUNDS = {"scr": ("legal",), "cr": ("legal", "welfare")}


def latest_report(case: Case) -> ReportVersion | None:
    """The version that stands: the last one; None before there is any."""
    return case.report_versions.order_by("-version").first()


def standing_checklist(report: ReportVersion | None) -> Checklist | None:
    """The checklist as it was last answered for this version; None before it is. An earlier version's does not count."""
    if report is None:
        return None
    found = report.checklists.order_by("-at").select_related("by", "confirmation__by").first()
    if found is not None:
        found.case = report.case
        if hasattr(found, "confirmation"):
            found.confirmation.case = report.case
    return found


def public_text(report: ReportVersion) -> str:
    """The text that the readability figure is counted from: what was written, or the summary that came with a file."""
    return "\n\n".join(str(text) for text in report.sections.values() if text)


def file_text(report: ReportVersion | None) -> str | None:
    """What was read from the version's file; empty where it has none or nothing could be read, None while it waits to be read."""
    if report is None or report.document_id is None:
        return ""
    found = ReportText.objects.filter(report=report).first()
    if found is None:
        return None
    found.case = report.case
    return str(found.text)


def version_hash(sections: dict[str, str], file: str | None) -> str:
    """The hash a version is kept with: SHA-256 over its canonical sections and the hash of its file, None where it has none."""
    return content_hash({"sections": sections, "file": file})


def file_hash(report: ReportVersion) -> str | None:
    """The hash of the version's file; None of one that was written here."""
    return report.document.stored.sha256 if report.document else None


def partners_of(case: Case) -> QuerySet[Organisation]:
    """The Council and every organisation on the Board of the case's area, which are advised of the lessons (SCR-31)."""
    here = Q(areas=case.area_id) | Q(areas__isnull=True)
    council_or_board = Q(on_board=True) | Q(kind=OrganisationKind.LOCAL_AUTHORITY, areas=case.area_id)
    return Organisation.objects.filter(here, council_or_board, active=True).distinct().order_by("name")


def partners_owed(case: Case) -> list[tuple[Organisation, Step]]:
    """The organisations that are still to be advised of the lessons, by name, each with the step that says by when."""
    open_steps = case.steps.filter(code="advise_partner", done_on__isnull=True)
    steps = {step.about: step for step in open_steps if step.about}
    return [(one, steps[one.pk]) for one in Organisation.objects.filter(pk__in=list(steps)).order_by("name")]


@fact("scr.report_whole")
def report_whole(case: Case) -> bool:
    """Whether the version that stands was uploaded, or has every section written."""
    report = latest_report(case)
    return report is not None and (report.document_id is not None or not unwritten(report))


def unwritten(report: ReportVersion) -> list[str]:
    """The titles of the sections of a written version that are still empty; none of an uploaded one."""
    if report.document_id is not None:
        return []
    return [word.label for word in REPORT_SECTION if not report.sections.get(word.code)]


@fact("scr.checklist_answered")
def checklist_answered(case: Case) -> bool:
    """Whether the lead reviewer answered the checklist for the version that stands."""
    return standing_checklist(latest_report(case)) is not None


@fact("scr.checklist_confirmed")
def checklist_confirmed(case: Case) -> bool:
    """Whether the Chair confirmed the checklist as it was last answered, for the version that stands."""
    answered = standing_checklist(latest_report(case))
    return answered is not None and hasattr(answered, "confirmation")


@fact("scr.comments_answered")
def comments_answered(case: Case) -> bool:
    """Whether every comment of an organisation has its answer."""
    return not case.report_comments.filter(answered_on__isnull=True).exists()
