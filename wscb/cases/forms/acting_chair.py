"""The form of an acting Chair for one case (SCR-11)."""

from __future__ import annotations

from typing import Any

from wscb.cases.forms.base import ActForm
from wscb.people.models import User
from wscb.people.rules import signed_in
from wscb.web.forms import DateField, SelectField, TextField


class ActingChairForm(ActForm):
    """Who acts as Chair of the case, until when, and why."""

    user = SelectField(
        label="Who will act as Chair of this case",
        choices=[],
        enter="Select who will act as Chair of this case",
        label_size="m",
    )
    ends_on = DateField(
        label="Last day",
        future=True,
        hint="They act as Chair from today to this day. Allow for the whole case: you can end it earlier.",
        label_size="m",
    )
    reason = TextField(
        label="Why somebody acts as Chair",
        enter="Enter why somebody acts as Chair",
        hint="For example: the Chair has worked with the organisation. Do not name a child or this case.",
        max_length=2000,
        label_size="m",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = User.objects.to_choose().exclude(pk=signed_in(self.request).pk)
        free = others.exclude(pk__in=self.case.recusals.values("user")).select_related("organisation")
        self._people = {str(person.pk): person for person in free}
        field: Any = self.fields["user"]
        field.choices = [("", "Choose one"), *((pk, _name(person)) for pk, person in self._people.items())]

    def answers(self) -> dict[str, Any]:
        """The facts as `name_acting_chair` takes them."""
        return {
            "user": self._people[self.cleaned_data["user"]],
            "ends_on": self.cleaned_data["ends_on"],
            "reason": self.cleaned_data["reason"],
        }


def _name(person: User) -> str:
    return f"{person.name}, {person.organisation.name}" if person.organisation else person.name
