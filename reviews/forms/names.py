"""Forms about the names given to the National Panel (SCR-18), and what was said to the family about publication (GEN-08)."""

from __future__ import annotations

from typing import Any

from reviews.forms.appointments import OfOneForm
from reviews.models import Contributor, NamesNotice
from wscb.cases.forms.base import ActForm
from wscb.cases.forms.fields import UploadField
from wscb.people.models import User
from wscb.web.forms import ConfirmField, DateField, LineField, RadiosField, SelectField, TextField


class TellNamesForm(OfOneForm):
    """That the National Panel was given the name of a lead reviewer."""

    sent_on = DateField(label="Date sent", enter="Enter the date it was sent", past=True, label_size="m")
    sent_by_name = LineField(label="Sent by", enter="Enter the name of who sent it", hint="Full name.", label_size="m")
    their_reference = LineField(
        label="Their reference", optional=True, hint="If they gave one.", label_size="m", width="20"
    )
    copy = UploadField(label="Copy of what was sent", enter="Select the copy of what was sent")

    def __init__(self, *args: Any, sender: User, **kwargs: Any) -> None:
        super().__init__(*args, initial={"sent_by_name": sender.name}, **kwargs)

    def answers(self) -> dict[str, Any]:
        """The facts as `tell_names` takes them."""
        names = ("sent_on", "sent_by_name", "their_reference", "copy")
        return {"appointment": self.chosen_appointment(), **{name: self.cleaned_data[name] for name in names}}


class NamesAdviceForm(ActForm):
    """What the National Panel advised on a name, and what the Board made of it."""

    notice = RadiosField(label="On whose name", choices=[], enter="Select on whose name", label_size="m")
    gave = RadiosField(
        label="Did the panel give advice?",
        choices=[("yes", "Yes"), ("no", "No, none came")],
        enter="Select whether the panel gave advice",
        label_size="m",
    )
    received_on = DateField(label="Date of its advice", optional=True, past=True, hint="If it gave any.")
    advice = TextField(label="Its advice", optional=True)
    response = TextField(
        label="What the Board made of it",
        hint="How the advice was considered, and what follows.",
        enter="Enter what the Board made of it",
        label_size="m",
    )

    def __init__(self, *args: Any, notices: list[NamesNotice], **kwargs: Any) -> None:
        initial = {"notice": str(notices[0].pk)} if len(notices) == 1 else {}
        super().__init__(*args, initial=initial, **kwargs)
        self.notices = {str(one.pk): one for one in notices}
        field: Any = self.fields["notice"]
        field.choices = [(pk, one.appointment.user.name) for pk, one in self.notices.items()]

    def clean(self) -> dict[str, Any]:
        """Demand advice and its day where the panel gave any; drop both where it gave none."""
        cleaned = super().clean()
        if cleaned.get("gave") == "yes":
            for name, words in (("received_on", "Enter the date of its advice"), ("advice", "Enter its advice")):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, words)
        if cleaned.get("gave") == "no":
            cleaned |= {"received_on": None, "advice": ""}
        return cleaned

    def answers(self) -> dict[str, Any]:
        """The facts as `record_names_advice` takes them."""
        cleaned = self.cleaned_data
        facts = {name: cleaned[name] for name in ("received_on", "advice", "response")}
        return {"notice": self.notices[cleaned["notice"]], **facts}


class DiscussionForm(ActForm):
    """That publication was discussed with somebody of the family, or why it was not."""

    family_member = SelectField(
        label="Family member",
        choices=[],
        optional=True,
        empty="Somebody else",
        label_size="m",
        hint="Of those identified.",
    )
    with_whom = LineField(label="If it is somebody else: with whom", optional=True)
    was_held = RadiosField(
        label="Was it discussed with them?",
        choices=[("yes", "Yes"), ("no", "No")],
        enter="Select whether it was discussed with them",
        label_size="m",
    )
    held_on = DateField(label="Date", optional=True, past=True, hint="If it was discussed. For example, 27 3 2014.")
    spoken_by = LineField(label="Who spoke with them", optional=True)
    said = TextField(label="What was said", optional=True)
    not_because = TextField(label="If it was not: why", optional=True, rows=3)
    others_remain = ConfirmField(
        label="There are others of the family with whom it is still to be discussed",
        hint="The task stays open for them.",
        optional=True,
    )

    def __init__(self, *args: Any, people: list[tuple[Contributor, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person, _words in people}
        field: Any = self.fields["family_member"]
        field.choices = [("", "Somebody else"), *((str(person.pk), words) for person, words in people)]
        if not people:
            del self.fields["family_member"]
            self.fields["with_whom"].label = "With whom"

    def clean(self) -> dict[str, Any]:
        """Demand what the answer calls for, and drop the rest."""
        cleaned = super().clean()
        if cleaned.get("family_member"):
            cleaned["with_whom"] = ""
        elif not cleaned.get("with_whom") and "with_whom" not in self.errors:
            self.add_error("with_whom", "Enter who it concerns")
        demanded = {
            "yes": {
                "held_on": "Enter the date",
                "spoken_by": "Enter who spoke with them",
                "said": "Enter what was said",
            },
            "no": {"not_because": "Enter why it was not discussed with them"},
        }.get(cleaned.get("was_held", ""), {})
        for name, words in demanded.items():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, words)
        if cleaned.get("was_held") == "yes":
            cleaned["not_because"] = ""
        return cleaned

    def answers(self) -> dict[str, Any]:
        """The facts as `discuss_publication` takes them."""
        names = ("with_whom", "held_on", "spoken_by", "said", "not_because", "others_remain")
        member = self.people.get(self.cleaned_data.get("family_member", ""))
        return {"family_member": member, **{name: self.cleaned_data[name] for name in names}}
