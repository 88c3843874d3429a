"""Forms about who chairs and who leads a review (SCR-17, SCR-33, GEN-04)."""

from __future__ import annotations

from typing import Any

from wscb.cases.actions.appointments import Newcomer
from wscb.cases.actions.declarations import STATEMENT
from wscb.cases.forms.base import ActForm, SignedActForm, ask_which
from wscb.cases.forms.fields import UploadField
from wscb.cases.models import Appointment
from wscb.people.models import APPOINTED_ROLES, Organisation, Role, User
from wscb.web.forms import ConfirmField, DateField, EmailField, LineField, RadiosField, SelectField, TextField


def appointment_words(row: Appointment) -> str:
    """A person with their role, for a list to choose from."""
    return f"{row.user.name}, {Role(row.role).label.lower()}"


class ProposeForm(ActForm):
    """Somebody proposed as review chair or lead reviewer: a person with an account, or one who gets one."""

    asks_when = True

    role = RadiosField(
        label="As what are they proposed?",
        choices=[(role.value, role.label) for role in APPOINTED_ROLES],
        enter="Select as what they are proposed",
        hint="One person may be both: propose them twice.",
        label_size="m",
    )
    person = SelectField(
        label="Somebody who has an account", choices=[], optional=True, empty="Nobody of these", label_size="m"
    )
    name = LineField(
        label="Or somebody new: full name",
        optional=True,
        hint="They get an e-mail with a link when they are appointed.",
    )
    email = EmailField(label="Their email address", optional=True)
    organisation = SelectField(
        label="Organisation they belong to", choices=[], optional=True, empty="None that the Board knows"
    )
    qualifications = TextField(
        label="What shows that they are qualified",
        hint="Reviews they led or chaired, training, profession.",
        enter="Enter what shows that they are qualified",
        label_size="m",
    )
    evidence = UploadField(label="Evidence of their qualifications", optional=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.to_choose().select_related("organisation")
        self._people = {str(user.pk): user for user in people}
        self._organisations = {str(one.pk): one for one in Organisation.objects.filter(active=True)}
        fields: dict[str, Any] = self.fields
        fields["person"].choices = [("", "Nobody of these"), *((pk, _name(user)) for pk, user in self._people.items())]
        fields["organisation"].choices = [
            ("", "None that the Board knows"),
            *((pk, one.name) for pk, one in self._organisations.items()),
        ]

    def clean(self) -> dict[str, Any]:
        """Demand one person: chosen, or named with an address."""
        cleaned = super().clean()
        if cleaned.get("person"):
            if cleaned.get("name") or cleaned.get("email"):
                self.add_error("person", "Choose somebody who has an account, or name somebody new: not both")
        else:
            if not cleaned.get("name"):
                self.add_error("name", "Choose somebody, or enter the name of somebody new")
            if cleaned.get("name") and not cleaned.get("email") and "email" not in self.errors:
                self.add_error("email", "Enter their email address")
        return cleaned

    def answers(self) -> dict[str, Any]:
        """The facts as `propose_appointment` takes them."""
        cleaned = self.cleaned_data
        organisation = self._organisations.get(cleaned["organisation"])
        person: User | Newcomer = (
            self._people[cleaned["person"]]
            if cleaned["person"]
            else Newcomer(name=cleaned["name"], email=cleaned["email"], organisation=organisation)
        )
        return {
            "role": cleaned["role"],
            "person": person,
            "qualifications": cleaned["qualifications"],
            "evidence": cleaned["evidence"],
        }


def _name(user: User) -> str:
    return f"{user.name}, {user.organisation.name}" if user.organisation else user.name


class OfOneForm(ActForm):
    """A form about one of several appointments; `chosen` is the one that its page was opened for."""

    appointment = RadiosField(label="Whose appointment", choices=[], enter="Select whose appointment", label_size="m")

    def __init__(self, *args: Any, rows: list[Appointment], chosen: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {str(row.pk): row for row in rows}
        ask_which(self, "appointment", {pk: (appointment_words(row), "") for pk, row in self.rows.items()}, chosen)

    def chosen_appointment(self) -> Appointment:
        """The appointment that was chosen."""
        return self.rows[self.cleaned_data["appointment"]]


class AppointForm(OfOneForm):
    """The Chair's appointment of somebody who was proposed, with its dates."""

    asks_when = True

    starts_on = DateField(label="First day", enter="Enter the first day", label_size="m")
    ends_on = DateField(label="Last day", optional=True, hint="Without one it lasts until it is ended.", label_size="m")

    def answers(self) -> dict[str, Any]:
        """The facts as `appoint` takes them."""
        cleaned = self.cleaned_data
        return {
            "appointment": self.chosen_appointment(),
            "starts_on": cleaned["starts_on"],
            "ends_on": cleaned["ends_on"],
        }


class EndForm(OfOneForm):
    """An appointment that ends at once, or a proposal withdrawn."""

    because = TextField(label="Reason", enter="Enter the reason", max_length=2000, label_size="m")


class ResolveForm(OfOneForm):
    """Why an appointment stands although it was in question."""

    reasons = TextField(label="Why the appointment stands", max_length=2000, label_size="m")


class DeclareForm(OfOneForm, SignedActForm):
    """One's own declaration of independence, signed with the password."""

    declared = ConfirmField(label=STATEMENT, enter="Confirm that you are independent")


class DeclaredOnPaperForm(OfOneForm, SignedActForm):
    """A declaration that somebody signed on paper, recorded by the manager with its copy."""

    declared_on = DateField(label="Day on which they signed", enter="Enter the day on which they signed", past=True)
    paper = UploadField(label="Copy of the signed paper", enter="Select the copy of the signed paper")
