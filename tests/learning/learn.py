"""Findings and actions for tests, raised by the manager on a case."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests import board as b
from wscb.cases.models import Case
from wscb.learning.actions import agreeing, closing, findings, undertakings
from wscb.learning.actions.findings import Said
from wscb.learning.models import Finding, LearningAction
from wscb.people.models import Organisation

STATEMENT = "Nobody put together what four services knew."
EVIDENCE = "The chronology shows three visits of which nobody else was told."
WHAT = "Tell every duty team how to reach the others at night."


def said(board: b.Board, **changes: Any) -> Said:
    """What a finding says: an improvement that is needed of the police, unless told otherwise."""
    told = {
        "kind": "improvement", "stage": "early", "theme": "information_sharing", "statement": STATEMENT,
        "evidence": EVIDENCE, "organisations": [board.police],
    }  # fmt: skip
    return Said(**{**told, **changes})


def raised(board: b.Board, case: Case, *, on: date, **changes: Any) -> Finding:
    """The manager raises it."""
    return findings.raise_finding(case=case, by=board.manager, on=on, said=said(board, **changes))


def acted(
    board: b.Board,
    finding: Finding,
    *,
    on: date,
    due_on: date,
    organisation: Organisation | None = None,
    what: str = WHAT,
) -> LearningAction:
    """The manager gives the police (or another organisation) an action."""
    return undertakings.add_action(
        case=finding.case, by=board.manager, on=on, finding=finding, what=what, due_on=due_on,
        organisation=organisation or board.police,
    )  # fmt: skip


def agreed(board: b.Board, action: LearningAction, *, on: date) -> LearningAction:
    """The manager records that its organisation agreed to it elsewhere."""
    return agreeing.agree_action(
        case=action.case, by=board.manager, on=on, action=action, agreed_on=on, how="By telephone.",
        said_by="Sam Superintendent",
    )  # fmt: skip


def reported(board: b.Board, action: LearningAction, *, on: date, **changes: Any) -> LearningAction:
    """The manager records what its organisation reported, as done on the day, unless told otherwise."""
    told = {"by": board.manager, "done_on": on, "account": "All were told.", **changes}
    return undertakings.complete_action(case=action.case, on=on, action=action, **told)


def closed(board: b.Board, action: LearningAction, *, on: date) -> LearningAction:
    """The manager closes it, as reported."""
    return closing.close_action(case=action.case, by=board.manager, on=on, action=action)
