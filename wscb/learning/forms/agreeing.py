"""Forms of what is agreed with an organisation: agreed, not agreed, changed, closed, sent back (SCR-23, CR-14)."""

from __future__ import annotations

from typing import Any

from wscb.cases.forms.base import ActForm
from wscb.learning.models import LearningAction
from wscb.learning.reading import ActionRow
from wscb.web.forms import DateField, Form, LineField, TextField

_READS = "The organisation’s representative reads exactly this."


class AgreeForm(ActForm):
    """That an organisation agreed to an action elsewhere: how, who for it, and when."""

    agreed_on = DateField(label="Date it was agreed", enter="Enter the date it was agreed", past=True, label_size="m")
    said_by = LineField(
        label="Who agreed to it for the organisation",
        hint="Name and post.",
        enter="Enter who agreed to it for the organisation",
    )
    how = TextField(
        label="How it was agreed",
        hint="Such as at a meeting, by telephone or by letter.",
        enter="Enter how it was agreed",
        max_length=2000,
        rows=3,
        label_size="m",
    )


class _OwnAnswer(Form):
    """An answer to an action as it was read: its revision is how many entries its record has."""

    def __init__(self, *args: Any, row: ActionRow, **kwargs: Any) -> None:
        super().__init__(*args, revision=str(len(row.record)), **kwargs)

    def clean(self) -> dict[str, Any]:
        """Adds what was read, for the action to hold."""
        return {**super().clean(), "seen": int(self.revision)}


class OwnAgreeForm(_OwnAnswer):
    """That the organisation agrees: a button, and nothing to fill in."""


class OwnDeclineForm(_OwnAnswer):
    """That the organisation does not agree, why, and what it would rather do and by when."""

    because = TextField(
        label="Why your organisation does not agree",
        hint="The Board’s office reads this.",
        enter="Enter why your organisation does not agree",
        max_length=5000,
        label_size="m",
    )
    what = TextField(
        label="What it would do instead",
        hint="Leave it empty to suggest nothing.",
        optional=True,
        rows=4,
        label_size="m",
    )
    due_on = DateField(label="Date by which it would be done", optional=True, future=True, label_size="m")


class ChangeForm(ActForm):
    """An action that was not agreed as it is proposed anew, and what the organisation is answered."""

    what = TextField(label="What is to be done", enter="Enter what is to be done", hint=_READS, rows=4, label_size="m")
    due_on = DateField(
        label="Date by which it is due", enter="Enter the date by which it is due", future=True, label_size="m"
    )
    because = TextField(
        label="What you answer the organisation",
        hint=_READS,
        enter="Enter what you answer the organisation",
        max_length=2000,
        rows=3,
        label_size="m",
    )

    def __init__(self, *args: Any, action: LearningAction, row: ActionRow, **kwargs: Any) -> None:
        said = row.last_said
        initial = {"what": (said and said.what) or action.what, "due_on": (said and said.due_on) or row.due_on}
        super().__init__(*args, initial=initial, **kwargs)


class CloseForm(ActForm):
    """That the Board closes an action, with a word to its organisation where there is one."""

    note = TextField(
        label="Anything to say to the organisation", hint=_READS, optional=True, max_length=2000, rows=3, label_size="m"
    )


class ReturnForm(ActForm):
    """What is missing of what was reported, and by when it is due."""

    missing = TextField(
        label="What is missing", hint=_READS, enter="Enter what is missing", max_length=5000, label_size="m"
    )
    due_on = DateField(label="New date", enter="Enter the new date", future=True, label_size="m")
