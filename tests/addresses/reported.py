"""Reviews taken on to their report, to its acceptance, and to what partners are told of its lessons."""

from __future__ import annotations

from typing import Any

from reviews.actions import lessons, report
from tests import board as b
from tests.addresses.heard import AGREED
from tests.reviews import reporting as r
from tests.reviews import working as s
from wscb.cases.models import Case


def written(world: Any, case: Case) -> Case:
    """A review that has begun, with a version of its report, a comment that waits for its answer and a redaction."""
    board, on = world.board, world.ago(3)
    r.lead(case, board.manager, by=board.chair, on=on)
    r.write(board, case, on=on)
    said = {"organisation": board.police, "text": "It was a Tuesday.", "received_on": on}
    report.record_comment(case=case, by=board.manager, on=on, **said)
    report.redact_report(case=case, by=board.manager, on=on, passage="A name.", ground="legal", reason="An order.")
    s.with_six_months(board, case, on=on)
    return case


def submitted(world: Any, case: Case, *, confirmed: bool | None = None) -> Case:
    """With the Board; `confirmed` says whether the Chair confirmed the checklist, None that nobody has answered it. Of a Case Review it is
    recommended to publish the whole."""
    board, on = world.board, world.ago(2)
    written(world, case)
    report.answer_comment(case=case, by=board.manager, on=on, comment=case.report_comments.get(), answer="Put right.")
    r.submit(board, case, on=on)
    if confirmed is not None:
        r.check(board, case, on=on, confirmed=confirmed)
    if case.process == "cr":
        r.recommend_publication(board, case, on=on, despite=AGREED)
    return case


def completed(world: Any, case: Case) -> Case:
    """Accepted; the Council has been advised of the lessons."""
    board, on = world.board, world.ago(2)
    submitted(world, case, confirmed=True)
    r.accept(board, case, on=on, despite=AGREED)
    sent = {"organisation": board.council, "sent_on": on, "sent_by_name": "M. Ellis", "copy": b.PAPER}
    lessons.advise_partner(case=case, by=board.manager, on=on, **sent)
    return case
