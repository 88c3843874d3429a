"""Forms of the Board's part in a report, and of telling its lessons (SCR-31, SCR-34, GEN-11)."""

from __future__ import annotations

from typing import Any

from reviews.forms.report import ChoosingForm
from wscb.cases.forms.base import ActForm, SignedActForm
from wscb.cases.forms.fields import UploadField
from wscb.people.models import User
from wscb.web.forms import ConfirmField, DateField, LineField, RadiosField, TextField


class ConfirmChecklistForm(ActForm):
    """The Chair's confirmation of the answers shown above it."""

    remark = TextField(label="Remark", optional=True, rows=3, max_length=2000, label_size="m")
    confirmed = ConfirmField(
        label="I have read the report and confirm these answers",
        enter="Confirm that you have read the report and confirm these answers",
    )


class ReturnForm(ActForm):
    """What the report still lacks."""

    asks_when = True

    missing = TextField(
        label="What is missing",
        hint="The lead reviewer reads this.",
        enter="Enter what is missing",
        rows=8,
        label_size="m",
    )


class AcceptForm(SignedActForm):
    """The Board's acceptance; signed. `late` asks for reasons, `explained` when some were given before."""

    asks_when = True

    reasons = TextField(
        label="Why the Board accepts the report",
        enter="Enter why the Board accepts the report",
        label_size="m",
    )
    delay_reasons = TextField(
        label="Reasons for the delay",
        hint="The date for completion has passed. They stand on the case and in the record.",
        enter="Enter the reasons for the delay",
        label_size="m",
    )

    def __init__(self, *args: Any, late: bool, explained: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not late:
            del self.fields["delay_reasons"]
        else:
            self.fields["delay_reasons"].required = not explained


class AdviseForm(ChoosingForm):
    """That a partner was advised of the lessons."""

    which = RadiosField(label="Which organisation", choices=[], enter="Select the organisation", label_size="m")
    sent_on = DateField(label="Date sent", enter="Enter the date it was sent", past=True, label_size="m")
    sent_by_name = LineField(label="Sent by", enter="Enter the name of who sent it", hint="Full name.", label_size="m")
    told = LineField(
        label="Sent to", optional=True, hint="The person or office, if it was addressed to one.", label_size="m"
    )
    copy = UploadField(label="Copy of what was sent", enter="Select the copy of what was sent")

    def __init__(self, *args: Any, sender: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["sent_by_name"] = sender.name

    def answers(self) -> dict[str, Any]:
        """The facts as `advise_partner` takes them."""
        names = ("sent_on", "sent_by_name", "told", "copy")
        return {"organisation": self.chosen_one(), **{name: self.cleaned_data[name] for name in names}}


class AcknowledgeForm(ChoosingForm):
    """That a partner acknowledged the lessons."""

    which = RadiosField(label="Which organisation", choices=[], enter="Select the organisation", label_size="m")
    acknowledged_on = DateField(
        label="Date acknowledged", enter="Enter the date it was acknowledged", past=True, label_size="m"
    )
    how = LineField(label="How, and by whom", enter="Enter how and by whom it was acknowledged", label_size="m")
