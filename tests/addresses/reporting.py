"""The report of a review: the cases that its rows need, its pages, and its acts, possible and with nothing to do."""

from __future__ import annotations

from itertools import chain
from typing import Any

from reviews.actions import lessons, report
from tests import board as b
from tests.addresses.groups import CHAIRS, MANAGER
from tests.addresses.rows import act, of_case
from tests.reviews import reporting as r
from wscb.cases.models import Appointment, Case

REVIEWERS = LEAD = MANAGER
"""In this world the manager leads the reviews, so that nobody else sees more than before."""


def written(world: Any, case: Case) -> Case:
    """A review that has begun, with a version of its report, a comment that waits for its answer and a redaction."""
    board, on = world.board, world.ago(3)
    Appointment.objects.create(
        case=case, role="lead_reviewer", user=board.manager, starts_on=on, appointed_by=board.chair
    )
    r.write(board, case, on=on)
    said = {"organisation": board.police, "text": "It was a Tuesday.", "received_on": on}
    report.record_comment(case=case, by=board.manager, on=on, **said)
    report.redact_report(case=case, by=board.manager, on=on, passage="A name.", ground="legal", reason="An order.")
    return case


def submitted(world: Any, case: Case, *, confirmed: bool | None = None) -> Case:
    """With the Board; `confirmed` says whether the Chair confirmed the checklist, None that nobody has answered it."""
    board, on = world.board, world.ago(2)
    written(world, case)
    report.answer_comment(case=case, by=board.manager, on=on, comment=case.report_comments.get(), answer="Put right.")
    r.submit(board, case, on=on)
    if confirmed is not None:
        r.check(board, case, on=on, confirmed=confirmed)
    return case


def completed(world: Any, case: Case) -> Case:
    """Accepted; the Council has been advised of the lessons."""
    board, on = world.board, world.ago(2)
    submitted(world, case, confirmed=True)
    r.accept(board, case, on=on)
    sent = {"organisation": board.council, "sent_on": on, "sent_by_name": "M. Ellis", "copy": b.PAPER}
    lessons.advise_partner(case=case, by=board.manager, on=on, **sent)
    return case


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
    of_case("reviews:report_version", "written", version("written")),
    of_case("reviews:report_version", "completed", version("completed")),
    of_case("reviews:report_version", "completed", version("written"), opens=(), says="of another case"),
    of_case("reviews:signed", "completed", lambda world: world.cases["completed"].decisions.get(kind="accepted").pk),
]
ACTS = (
    act("write_report", "under_review", REVIEWERS, empty=True),
    act("write_report", "written", REVIEWERS),
    act("upload_report", "under_review", REVIEWERS, empty=True),
    act("record_comment", "under_review", REVIEWERS),
    act("record_comment", "written", REVIEWERS, empty=True),
    act("answer_comment", "under_review", REVIEWERS),
    act("answer_comment", "written", REVIEWERS, empty=True),
    act("redact_report", "under_review", REVIEWERS),
    act("redact_report", "written", REVIEWERS, empty=True),
    act("lift_redaction", "under_review", REVIEWERS),
    act("lift_redaction", "written", REVIEWERS, empty=True),
    act("answer_checklist", "written", LEAD, empty=True),
    act("submit_report", "under_review", REVIEWERS),
    act("submit_report", "written", REVIEWERS),
    act("confirm_checklist", "report_submitted", CHAIRS),
    act("confirm_checklist", "answered", CHAIRS, empty=True),
    act("return_report", "report_submitted", CHAIRS, empty=True),
    act("accept_report", "report_submitted", CHAIRS),
    act("accept_report", "confirmed", CHAIRS, empty=True),
    act("advise_partner", "completed", MANAGER, empty=True),
    act("acknowledge_lessons", "completed", MANAGER, empty=True),
)

ROWS = (*PAGES, *chain.from_iterable(ACTS))
