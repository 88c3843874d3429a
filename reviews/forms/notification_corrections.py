"""The questions of a notification, asked again to correct a case, each with the reason for the correction (SCR-01)."""

from __future__ import annotations

from reviews.forms.notification import AccountForm, HowForm, IncidentForm, ReferrerForm, ResidenceForm
from reviews.forms.notification_base import Facts, QuestionForm
from reviews.forms.notification_child import ChildDetailsForm, ChildForm
from wscb.cases.forms.base import ActForm
from wscb.web.forms import Form, TextField


class Correction(ActForm):
    """Why the notification is corrected."""

    conflict = Form.conflict

    because = TextField(
        label="Why is this corrected?",
        hint="It stands on the case’s timeline, beside what changed.",
        enter="Enter why this is corrected",
        max_length=2000,
        rows=3,
        label_size="m",
    )


class CorrectHow(Correction, HowForm):
    """How the Board was told. The day cannot be corrected: the clocks run from it."""


class CorrectReferrer(Correction, ReferrerForm):
    """Who told the Board."""


class CorrectIncident(Correction, IncidentForm):
    """What happened, when and where."""


class CorrectAccount(Correction, AccountForm):
    """The account."""


class CorrectResidence(Correction, ResidenceForm):
    """Where the children live."""


class CorrectChild(Correction, ChildForm):
    """Who a child is. A death that is not recorded yet is an act of its own."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if not self.initial.get("died_on"):
            del self.fields["died_on"]


class CorrectChildDetails(Correction, ChildDetailsForm):
    """More about a child."""


class AddChild(Correction, ChildForm):
    """A child of the same incident who was not notified at first."""


def corrected(form: QuestionForm) -> Facts:
    """The answers of a valid correction, without its reason."""
    return {name: value for name, value in form.facts().items() if name != "because"}
