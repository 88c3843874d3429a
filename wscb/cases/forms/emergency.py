"""What is asked of a system administrator who has to read a case."""

from __future__ import annotations

from typing import Any, cast

from wscb.cases.emergency import hours
from wscb.cases.references import as_typed
from wscb.people.reauthentication import SigningForm
from wscb.web.forms import LineField, RadiosField, TextField


class EmergencyForm(SigningForm):
    """Which case, why, and for how long; signed with the password."""

    reference = LineField(
        label="Reference of the case",
        hint="Ten letters and figures, such as K7M2 Q109 AB.",
        enter="Enter the reference of the case",
        autocomplete="off",
        width="20",
    )
    reason = TextField(
        label="Why you have to read the case now",
        hint="The business manager and the Board Chair read it. It is kept with the case.",
        enter="Enter why you have to read the case now",
        max_length=2000,
    )
    hours = RadiosField(label="For how long", choices=[], inline=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("RadiosField", self.fields["hours"])
        field.choices = [(str(number), f"{number} hour{'' if number == 1 else 's'}") for number in hours().offered]
        field.initial = str(hours().default)

    def clean_reference(self) -> str:
        """The reference as it is kept, however it was typed."""
        return as_typed(self.cleaned_data["reference"])
