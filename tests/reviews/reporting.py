"""A review taken through its report: written, answered, submitted, accepted. Invented words."""

from __future__ import annotations

from datetime import date, timedelta

from reviews.actions import acceptance, contributing, publication, report
from reviews.actions.publication import Chosen
from reviews.contributors import family_answered
from reviews.models import PublicationRecommendation, ReportVersion
from reviews.publishing import Assessment
from reviews.vocabularies import REPORT_CHECKLIST, REPORT_SECTION
from tests import board as b
from wscb.cases import grants
from wscb.cases.models import Appointment, Case, Decision
from wscb.documents.uploads import CheckedUpload
from wscb.people.models import User

RECEIVED = date(2026, 3, 2)
BEGUN = RECEIVED + timedelta(days=16)
COMPLETE_BY = date(2026, 9, 16)
"""Six months from the Chair's decision on the fourteenth day."""

SECTIONS = {word.code: f"{word.label}. The review found this out from many talks and files." for word in REPORT_SECTION}
PDF = CheckedUpload(content=b"%PDF-1.7 the report", media_type="application/pdf", safe_name="report.pdf")
ANSWERS = {word.code: {"answer": "yes", "where": "Chapter 2."} for word in REPORT_CHECKLIST}


def lead(case: Case, who: User, *, by: User, on: date, role: str = "lead_reviewer") -> None:
    """Makes somebody lead reviewer or review chair, whoever they are, with the sight that comes with it."""
    grant = grants.give(case=case, to=who, ground="see_as_appointed", reason="Appointed.", by=by, on=on)
    made = {"proposed_by": by, "proposed_on": on, "appointed_by": by, "appointed_on": on, "grant": grant}
    Appointment.objects.create(case=case, role=role, user=who, starts_on=on, **made)


def lead_of(board: b.Board, case: Case) -> User:
    """The case's lead reviewer; somebody from outside is appointed where nobody is yet."""
    standing = Appointment.objects.filter(case=case, role="lead_reviewer", user__isnull=False).first()
    if standing is not None:
        return standing.user
    reviewer, _ = User.objects.get_or_create(email="lead@outside.example", defaults={"name": "Rowan Ash"})
    lead(case, reviewer, by=board.manager, on=case.triggered_on)
    return reviewer


def write(board: b.Board, case: Case, *, on: date, by: User | None = None, **changes: str) -> ReportVersion:
    """The lead reviewer keeps a version with every section."""
    return report.write_report(case=case, by=by or lead_of(board, case), on=on, sections={**SECTIONS, **changes})


def submit(board: b.Board, case: Case, *, on: date) -> Case:
    """The lead reviewer puts it before the Board, of a child who has no family to invite unless somebody was identified."""
    if not family_answered(case):
        contributing.record_no_family(
            case=case, by=lead_of(board, case), on=on, because="The child had no family left."
        )
    report.submit_report(case=case, by=lead_of(board, case), on=on)
    return b.fresh(case)


def check(board: b.Board, case: Case, *, on: date, confirmed: bool = True) -> None:
    """The lead reviewer answers the checklist, and the Chair confirms it."""
    acceptance.answer_checklist(case=case, by=lead_of(board, case), on=on, answers=ANSWERS)
    if confirmed:
        acceptance.confirm_checklist(case=case, by=board.chair, on=on)


SAFE = Assessment(
    identified=False, identified_because="Nobody is named.", harmed=False, harmed_because="The family agrees."
)
UNSAFE = Assessment(
    identified=True, identified_because="The village is small.", harmed=False, harmed_because="The family agrees."
)


def recommend_publication(
    board: b.Board, case: Case, *, on: date, choice: str = "whole_report", by: User | None = None, **changes: object
) -> PublicationRecommendation:
    """The Subgroup's chair recommends what is to be published, and signs; nobody could be identified or harmed."""
    answers: dict[str, object] = {"reasons": "All of it can be read.", "assessment": SAFE}
    return publication.recommend_publication(
        case=case,
        by=by or board.panel_chair,
        on=on,
        choice=choice,
        confirmed=b.SIGNED,
        seen=b.fresh(case).revision,
        **(answers | changes),  # type: ignore[arg-type]
    )


def with_board(board: b.Board, *, received: date = RECEIVED, kind: str = "scr") -> Case:
    """A review whose report is with the Board; nothing of it is checked yet."""
    case = b.under_way(board, received=received, kind=kind)
    on = received + timedelta(days=100)
    write(board, case, on=on)
    return submit(board, case, on=on)


def accept(board: b.Board, case: Case, *, on: date, **changes: object) -> Decision:
    """The Chair accepts and signs; of a Case Review the whole report is to be published."""
    if case.process == "cr":
        changes = {"publication": Chosen(choice="whole_report"), **changes}
    answers: dict[str, object] = {"reasons": "It answers the terms of reference.", "seen": b.fresh(case).revision}
    return acceptance.accept_report(case=case, by=board.chair, on=on, confirmed=b.SIGNED, **(answers | changes))  # type: ignore[arg-type]


def completed(board: b.Board, *, received: date = RECEIVED, kind: str = "scr") -> Case:
    """A review completed in time."""
    case = with_board(board, received=received, kind=kind)
    on = received + timedelta(days=105)
    check(board, case, on=on)
    if kind == "cr":
        recommend_publication(board, case, on=on)
    accept(board, case, on=on)
    return b.fresh(case)
