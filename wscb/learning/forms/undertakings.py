"""Forms of actions: given, moved to another date, reported done, no longer needed (GEN-13, SCR-22)."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from wscb.cases.forms.base import ActForm
from wscb.cases.forms.fields import UploadField
from wscb.learning.models import Finding
from wscb.people.models import Organisation
from wscb.web.forms import DateField, Form, SelectField, TextField

_READS = "The organisation’s representative reads exactly this."


class AddActionForm(ActForm):
    """What an organisation is to do about a finding, and by when."""

    what = TextField(label="What is to be done", enter="Enter what is to be done", hint=_READS, rows=4, label_size="m")
    organisation = SelectField(
        label="Organisation that is to do it", choices=[], enter="Select the organisation", label_size="m"
    )
    due_on = DateField(
        label="Date by which it is due", enter="Enter the date by which it is due", future=True, label_size="m"
    )

    def __init__(self, *args: Any, finding: Finding, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        concerned = {one.pk for one in finding.organisations.all()}
        known = Organisation.objects.filter(Q(active=True) | Q(pk__in=concerned)).order_by("name")
        ordered = sorted(known, key=lambda one: (one.pk not in concerned, one.name))
        self._organisations = {str(one.pk): one for one in ordered}
        field: Any = self.fields["organisation"]
        field.choices = [("", "Choose one"), *((pk, one.name) for pk, one in self._organisations.items())]

    def answers(self) -> dict[str, Any]:
        """The facts as `add_action` takes them."""
        given = self.cleaned_data
        return {
            "what": given["what"],
            "organisation": self._organisations[given["organisation"]],
            "due_on": given["due_on"],
        }


class MoveForm(ActForm):
    """Another date for an action, and why."""

    until = DateField(label="New date", enter="Enter the new date", future=True, label_size="m")
    because = TextField(
        label="Why the date is changed",
        enter="Enter why the date is changed",
        hint=_READS,
        max_length=2000,
        rows=3,
        label_size="m",
    )


def done_on_field() -> DateField:
    """The day an action was done."""
    return DateField(label="Date it was done", enter="Enter the date it was done", past=True, label_size="m")


def account_field(hint: str = "") -> TextField:
    """What was done."""
    return TextField(label="What was done", enter="Enter what was done", hint=hint, max_length=5000, label_size="m")


def evidence_field() -> UploadField:
    """A file as evidence of what was done; there may be none."""
    return UploadField(label="Evidence", hint="A file that shows what was done, if there is one.", optional=True)


class CompleteForm(ActForm):
    """That an action was done, as the office records it for an organisation."""

    done_on = done_on_field()
    account = account_field()
    upload = evidence_field()


class OwnCompleteForm(Form):
    """That an action was done, as the organisation reports it."""

    done_on = done_on_field()
    account = account_field("The Board’s office reads this.")
    upload = evidence_field()


class DropForm(ActForm):
    """Why an action is no longer needed."""

    because = TextField(
        label="Why it is no longer needed",
        enter="Enter why it is no longer needed",
        hint=_READS,
        max_length=2000,
        rows=3,
        label_size="m",
    )
