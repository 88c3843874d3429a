"""The report of a review: its pages, and its acts, possible and with nothing to do."""

from __future__ import annotations

from itertools import chain
from typing import Any

from tests.addresses.groups import CHAIRS, MANAGER, PANEL_CHAIR
from tests.addresses.rows import act, of_case

REVIEWERS = LEAD = MANAGER
"""In this world the manager leads the reviews, so that nobody else sees more than before."""


def version(case: str) -> Any:
    """Finds the first version of the case's report."""
    return lambda world: world.cases[case].report_versions.order_by("version")[0].pk


PAGES = [
    of_case("reviews:report", "review"),
    of_case("reviews:report", "under_review"),
    of_case("reviews:report", "written"),
    of_case("reviews:report", "report_submitted"),
    of_case("reviews:report", "completed"),
    of_case("reviews:report", "not_review", opens=()),
    of_case("reviews:report", "cr_submitted"),
    of_case("reviews:report", "cr_completed"),
    of_case("cases:decisions", "cr_completed"),
    of_case(
        "reviews:signed", "cr_completed", lambda world: world.cases["cr_completed"].decisions.get(kind="accepted").pk
    ),
    of_case("reviews:report_version", "written", version("written")),
    of_case("reviews:report_version", "completed", version("completed")),
    of_case("reviews:report_version", "completed", version("written"), opens=(), says="of another case"),
    of_case("reviews:signed", "completed", lambda world: world.cases["completed"].decisions.get(kind="accepted").pk),
]
ACTS = (
    act("write_report", "under_review", REVIEWERS, empty=True),
    act("write_report", "written", REVIEWERS),
    act("upload_report", "under_review", REVIEWERS, empty=True),
    act("record_comment", "under_review", REVIEWERS, shown=409),
    act("record_comment", "written", REVIEWERS, empty=True),
    act("answer_comment", "under_review", REVIEWERS, shown=409),
    act("answer_comment", "written", REVIEWERS, empty=True),
    act("redact_report", "under_review", REVIEWERS, shown=409),
    act("redact_report", "written", REVIEWERS, empty=True),
    act("lift_redaction", "under_review", REVIEWERS, shown=409),
    act("lift_redaction", "written", REVIEWERS, empty=True),
    act("answer_checklist", "written", LEAD, empty=True),
    act("submit_report", "under_review", REVIEWERS),
    act("submit_report", "written", REVIEWERS),
    act("confirm_checklist", "report_submitted", CHAIRS, shown=409),
    act("confirm_checklist", "answered", CHAIRS, empty=True),
    act("return_report", "report_submitted", CHAIRS, empty=True),
    act("accept_report", "report_submitted", CHAIRS),
    act("accept_report", "confirmed", CHAIRS, empty=True),
    act("recommend_publication", "cr_submitted", PANEL_CHAIR, empty=True),
    act("accept_report", "cr_submitted", CHAIRS, empty=True),
    act("advise_partner", "completed", MANAGER, empty=True),
    act("acknowledge_lessons", "completed", MANAGER, empty=True),
)

ROWS = (*PAGES, *chain.from_iterable(ACTS))
