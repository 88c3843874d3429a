"""A review taken through its six months: milestones, proceedings, more time. Invented words."""

from __future__ import annotations

from datetime import date, timedelta

from reviews.actions import extensions, milestones, proceedings
from reviews.actions.milestones import Planned
from reviews.models import Extension, Milestone, Proceedings
from tests import board as b
from tests.reviews.reporting import COMPLETE_BY
from wscb.cases.models import Case, Step
from wscb.people.models import User

DECIDED = date(2026, 3, 16)
"""The Chair's decision on a review that was notified on 2 March 2026 and is under way (`tests.board.under_way`)."""
DUE = COMPLETE_BY
LATER = date(2026, 12, 16)
INTERIM = ("interim_learning", "interim_update")


def open_step(case: Case, code: str) -> Step:
    """The open step of this code."""
    return case.steps.get(code=code, done_on__isnull=True)


def open_codes(case: Case, *codes: str) -> list[str]:
    """Those of these codes of which a step is open."""
    return sorted(case.steps.filter(code__in=codes, done_on__isnull=True).values_list("code", flat=True))


def plan(board: b.Board, case: Case, *, on: date, code: str = "first_draft", day: date | None = None) -> Milestone:
    """The manager plans one milestone."""
    (row,) = milestones.plan_milestones(
        case=case, by=board.manager, on=on, planned=[Planned(code, day or on + timedelta(days=60))]
    )
    return row


def trial(board: b.Board, case: Case, *, on: date, **changes: object) -> Proceedings:
    """The manager records a trial that blocks interviews and publication."""
    told: dict[str, object] = {
        "kind": "criminal", "status": "listed", "blocks": ["interviews", "publication"], "described": "Crown Court.",
    }  # fmt: skip
    return proceedings.record_proceedings(case=case, by=board.manager, on=on, **(told | changes))  # type: ignore[arg-type]


def ask(board: b.Board, case: Case, *, on: date, until: date = LATER, by: User | None = None) -> Extension:
    """Somebody asks for more time because of a trial."""
    return extensions.ask_extension(
        case=case,
        by=by or board.manager,
        on=on,
        grounds=["court_proceedings"],
        because="The trial is in October.",
        until=until,
        meanwhile="Handovers at night were not written down; a form is in use since May.",
    )


def answer(board: b.Board, case: Case, *, on: date, until: date | None = LATER, **changes: object) -> Extension:
    """The Chair signs the answer: agreed, unless there is no date."""
    told = {
        "reasons": "The trial comes first.",
        "seen": b.fresh(case).revision,
        "confirmed": b.SIGNED,
        "by": board.chair,
    }
    return extensions.answer_extension(case=case, on=on, until=until, **(told | changes))  # type: ignore[arg-type]


def with_six_months(board: b.Board, case: Case, *, on: date) -> None:
    """Two milestones, one of them reached and one moved; a trial; a request for more time that waits."""
    reached, moved = (plan(board, case, on=on, code=code) for code in ("agency_reports", "first_draft"))
    by = {"case": case, "by": board.manager, "on": on}
    milestones.reach_milestone(**by, milestone=reached, reached_on=on)
    milestones.move_milestone(**by, milestone=moved, until=on + timedelta(days=250), because="The reports were late.")
    plan(board, case, on=on, code="comments", day=on + timedelta(days=80))
    trial(board, case, on=on, next_on=on + timedelta(days=90))
    trial(board, case, on=on, kind="inquest", status="expected", blocks=[])
    ask(board, case, on=on, until=on + timedelta(days=330))
