"""Forms about interests in a case and the organisations involved in it (SCR-05, GEN-04)."""

from __future__ import annotations

from typing import Any

from wscb import clock
from wscb.cases import panels
from wscb.cases.forms.base import ActForm
from wscb.people.models import Organisation, User
from wscb.web.forms import ConfirmField, RadiosField, SelectField, TextField


class OwnInterestForm(ActForm):
    """A person's own interest in the case."""

    interest = TextField(
        label="What your interest is",
        enter="Enter what your interest is",
        hint="For example: a relative, or that you worked with the family.",
        max_length=2000,
        label_size="m",
    )
    understood = ConfirmField(
        label="I understand that I lose sight of this case at once",
        enter="Confirm that you lose sight of this case at once",
    )

    def person(self, by: User) -> User:
        """Whose interest it is."""
        return by


class InterestForm(ActForm):
    """The interest of anybody who has a part in the case, recorded by the manager; perhaps the manager's own."""

    user = SelectField(label="Whose interest it is", choices=[], enter="Select whose interest it is", label_size="m")
    interest = TextField(
        label="What the interest is",
        enter="Enter what the interest is",
        hint="For example: a relative, or somebody who worked with the family.",
        max_length=2000,
        label_size="m",
    )
    understood = ConfirmField(
        label="I understand that this person loses sight of the case at once",
        enter="Confirm that this person loses sight of the case at once",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(user.pk): user for user in panels.with_a_part(self.case, on=clock.today())}
        field: Any = self.fields["user"]
        field.choices = [
            ("", "Choose one"),
            *((pk, _name(user, self.request.user.pk)) for pk, user in self._people.items()),
        ]

    def person(self, by: User) -> User:
        """Whose interest it is."""
        return self._people[self.cleaned_data["user"]]


def _name(user: User, me: Any) -> str:
    words = [user.name]
    if user.organisation:
        words.append(user.organisation.name)
    return ", ".join(words) + (" (yourself)" if user.pk == me else "")


class OrganisationForm(ActForm):
    """An organisation involved with the child or family, and whether its people stay off the panel."""

    organisation = SelectField(label="Organisation", choices=[], enter="Select the organisation", label_size="m")
    has_interest = RadiosField(
        label="Does it have an interest in the case?",
        choices=[],
        initial="yes",
        label_size="m",
    )
    no_interest_because = TextField(
        label="Why it has no interest",
        optional=True,
        hint="Needed only for an organisation without an interest.",
        max_length=2000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        involved = self.case.involved_organisations.values("organisation")
        others = Organisation.objects.filter(active=True).exclude(pk__in=involved)
        self._organisations = {str(one.pk): one for one in others}
        field: Any = self.fields["organisation"]
        field.choices = [("", "Choose one"), *((pk, one.name) for pk, one in self._organisations.items())]
        panel = self.case.table.panel_spoken
        asked: Any = self.fields["has_interest"]
        asked.choices = [
            ("yes", f"Yes: nobody from it sits on the {panel}"),
            ("no", f"No: its people may sit on the {panel}"),
        ]

    def clean(self) -> dict[str, Any]:
        """Demand the reason where there is no interest; drop one where there is."""
        cleaned = super().clean()
        if cleaned.get("has_interest") == "no" and not cleaned.get("no_interest_because"):
            self.add_error("no_interest_because", f"Enter why its people may sit on the {self.case.table.panel_spoken}")
        if cleaned.get("has_interest") == "yes":
            cleaned["no_interest_because"] = ""
        return cleaned

    def answers(self) -> dict[str, Any]:
        """The facts as `add_organisation` takes them."""
        cleaned = self.cleaned_data
        return {
            "organisation": self._organisations[cleaned["organisation"]],
            "no_interest_because": cleaned["no_interest_because"],
        }
