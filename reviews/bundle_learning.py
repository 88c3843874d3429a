"""What was learned, as the decision bundle shows it: findings with their actions, as they stood when it was asked for (GEN-02, GEN-13)."""

from __future__ import annotations

from datetime import date, datetime

from reviews.forms_registry import written
from wscb import dates
from wscb.cases.models import Case
from wscb.learning.enums import FindingKind, FindingStage
from wscb.learning.reading import ActionRow, FindingRow, learning_of
from wscb.learning.words import THEME

Lines = tuple[str, list[tuple[str, str]]]


def learning_lines(case: Case, *, asked_at: datetime) -> list[Lines]:
    """Each finding that stood at the moment (UTC) as a title with rows of label and text, good practice first."""
    on = asked_at.astimezone(dates.LONDON).date()
    whole = learning_of(case, on=on)
    return [_lines(row, asked_at, on) for row in whole.rows if row.finding.raised_at <= asked_at]


def _lines(row: FindingRow, asked_at: datetime, on: date) -> Lines:
    said = next((one.before for one in row.corrections if one.at > asked_at), None) or {
        **{name: getattr(row.finding, name) for name in ("kind", "stage", "theme", "statement", "evidence")},
        "organisations": dict(enumerate(row.organisations)),
    }
    actions = [_action(one, on) for one in row.actions if one.action.added_at <= asked_at]
    title = f"{FindingKind(said['kind']).label}: {THEME.label(said['theme'])}"
    return title, [
        ("Finding", said["statement"]),
        ("Evidence", said["evidence"]),
        ("Organisations it concerns", ", ".join(said["organisations"].values())),
        ("Raised", f"{FindingStage(said['stage']).label}, {written(row.finding.raised_on)}"),
        ("Actions", "\n".join(actions) or "None"),
    ]


def _action(row: ActionRow, on: date) -> str:
    action = row.action
    ended = action.ended_on is not None and action.ended_on <= on
    how = f"{action.get_state_display().lower()} on {written(action.ended_on)}" if ended else "open"
    return f"{action.organisation.name}: {action.what} Due {written(row.due_on)}, {how}."
