"""Forms for acting appointments and interests."""

from __future__ import annotations

from typing import Any

from wscb.people.forms.accounts import fill
from wscb.people.forms.choices import area_choices, organisation_choices, person_choices
from wscb.people.models import Area, Organisation, User
from wscb.people.rules import signed_in
from wscb.web.forms import DateField, Form, SelectField, TextField


class ActingForm(Form):
    """Who acts as Chair, where, from when to when, and why."""

    user = SelectField(label="Who will act as Chair", choices=[], enter="Select who will act as Chair")
    area = SelectField(label="Area", choices=[])
    starts_on = DateField(label="First day", future=True, hint="For example, 27 3 2026.")
    ends_on = DateField(label="Last day", future=True, hint="They act as Chair on this day too.")
    reason = TextField(
        label="Why someone acts as Chair",
        enter="Enter why someone acts as Chair",
        hint="For example: the Chair is on leave. Do not name a child or a case.",
        max_length=2000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill(self, "user", person_choices(without=signed_in(self.request).pk))
        fill(self, "area", area_choices())

    def clean(self) -> dict[str, Any]:
        """Demand days in their order."""
        cleaned = super().clean()
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "Last day must be the same as or after the first day")
        return cleaned

    def appointment(self) -> dict[str, Any]:
        """The facts, as `record_acting_appointment` takes them."""
        cleaned = self.cleaned_data
        return {
            "user": User.objects.get(pk=cleaned["user"]),
            "area": Area.objects.get(pk=cleaned["area"]),
            "starts_on": cleaned["starts_on"],
            "ends_on": cleaned["ends_on"],
            "reason": cleaned["reason"],
        }


class InterestForm(Form):
    """A tie to an organisation."""

    organisation = SelectField(label="Organisation", choices=[])
    nature = TextField(
        label="What the interest is",
        enter="Enter what the interest is",
        hint="For example: governor of the school, or married to a member of staff. Do not name a child.",
        max_length=1000,
        rows=3,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill(self, "organisation", organisation_choices())

    def chosen_organisation(self) -> Organisation:
        """The organisation that was chosen."""
        return Organisation.objects.get(pk=self.cleaned_data["organisation"])
