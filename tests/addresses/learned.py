"""What was learned from a review: good practice, an improvement with an action of the police, and one that was withdrawn."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.learning import learn
from wscb.cases.models import Case
from wscb.documents.uploads import CheckedUpload
from wscb.learning.actions import agreeing, findings, undertakings


def learned(world: Any, case: Case) -> Case:
    """Raised in the review; the police have done one action, reported another, not agreed to a third, and have one to do."""
    board, on = world.board, world.ago(3)
    learn.raised(board, case, on=on, kind="good_practice")
    world.finding = learn.raised(board, case, on=on)
    corrected = learn.said(board, statement="Nobody held the whole picture.")
    findings.correct_finding(
        case=case, by=board.manager, on=on, finding=world.finding, said=corrected, because="Clearer."
    )
    done = learn.acted(board, world.finding, on=on, due_on=world.today + timedelta(days=1))
    undertakings.complete_action(case=case, by=board.manager, on=on, action=done, done_on=on, account="All were told.")
    learn.closed(board, done, on=on)
    world.reported = learn.acted(board, world.finding, on=on, due_on=world.today + timedelta(days=1))
    upload = CheckedUpload(content=b"14 of 14.\n", media_type="text/plain; charset=utf-8", safe_name="told.txt")
    learn.reported(board, world.reported, on=on, upload=upload)
    world.declined = learn.acted(board, world.finding, on=on, due_on=world.today + timedelta(days=9))
    world.action = learn.acted(board, world.finding, on=on, due_on=world.ago(1))
    world.withdrawn = learn.raised(board, case, on=on)
    findings.withdraw_finding(case=case, by=board.manager, on=on, finding=world.withdrawn, because="Told twice.")
    agreeing.decline_action(
        case=case, by=world.people["representative"], on=world.today, action=world.declined, because="Not ours."
    )
    return case
