"""What was learned, as the decision bundle shows it: findings with their actions, as they stood when it was asked for (GEN-02, GEN-13)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from reviews.forms_registry import written
from wscb import dates
from wscb.cases.models import Case
from wscb.learning.enums import FindingKind, FindingStage
from wscb.learning.reading import ActionRow, FindingRow, learning_of
from wscb.learning.then import stood
from wscb.learning.words import THEME

Lines = tuple[str, list[tuple[str, str]]]


def learning_lines(case: Case, *, asked_at: datetime) -> list[Lines]:
    """Each finding that stood at the moment (UTC) as a title with rows of label and text, good practice first.

    What was corrected, withdrawn, moved or ended since reads as it did then, whenever the bundle is rendered.
    """
    whole = learning_of(case, on=asked_at.astimezone(dates.LONDON).date())
    stood = [(_said(row, asked_at), row) for row in (*whole.rows, *whole.withdrawn) if _stood(row, asked_at)]
    stood.sort(key=lambda pair: (pair[0]["kind"] != FindingKind.GOOD_PRACTICE, pair[1].finding.raised_at))
    return [_lines(said, row, asked_at) for said, row in stood]


def _stood(row: FindingRow, asked_at: datetime) -> bool:
    withdrawn_at = row.finding.withdrawn_at
    return row.finding.raised_at <= asked_at and (withdrawn_at is None or withdrawn_at > asked_at)


def _said(row: FindingRow, asked_at: datetime) -> dict[str, Any]:
    return next((one.before for one in row.corrections if one.at > asked_at), None) or {
        **{name: getattr(row.finding, name) for name in ("kind", "stage", "theme", "statement", "evidence")},
        "organisations": dict(enumerate(row.organisations)),
    }


def _lines(said: dict[str, Any], row: FindingRow, asked_at: datetime) -> Lines:
    actions = [_action(one, asked_at) for one in row.actions if one.action.added_at <= asked_at]
    title = f"{FindingKind(said['kind']).label}: {THEME.label(said['theme'])}"
    return title, [
        ("Finding", said["statement"]),
        ("Evidence", said["evidence"]),
        ("Organisations it concerns", ", ".join(said["organisations"].values())),
        ("Raised", f"{FindingStage(said['stage']).label}, {written(row.finding.raised_on)}"),
        ("Actions", "\n".join(actions) or "None"),
    ]


def _action(row: ActionRow, asked_at: datetime) -> str:
    due_on, then = row.due.at(asked_at), stood(row, asked_at)
    first = f" (first due {written(row.due.first_on)})" if due_on != row.due.first_on else ""
    how = then.state.lower() + (f" on {written(then.on)}" if then.on else "")
    return f"{row.action.organisation.name}: {then.what} Due {written(due_on)}{first}, {how}."
