"""Forms about the people who are heard in a review: who they are, their invitation, what they said, its outcome (GEN-05, GEN-06)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from reviews.actions.invitations import OWN_PAGE
from reviews.models import Contribution, Contributor, DisclosedTo, InvitationOutcome
from reviews.vocabularies import ASKED, CONTRIBUTED_HOW, INVITED_HOW
from wscb import clock, dates
from wscb.cases.forms.base import ActForm
from wscb.people.models import User
from wscb.web.forms import DateField, EmailField, LineField, RadiosField, SelectField, TextField

RELATIONSHIP = {
    "family": ("Who they are to the child", "Such as the mother, a brother, a grandparent, the child themselves."),
    "professional": ("What they did", "Their work with the child or the family at the time."),
}


def person_words(person: Contributor) -> str:
    """How the review team sees somebody in a list."""
    return f"{person.known_as}: {person.name}, {person.relationship}"


class _OfOrganisation(ActForm):
    """A form that may ask for an involved organisation."""

    def take_organisations(self) -> None:
        """Fills the list of organisations with those involved in the case."""
        involved = self.case.involved_organisations.select_related("organisation").order_by("organisation__name")
        self.organisations = {str(one.organisation_id): one.organisation for one in involved}
        field: Any = self.fields["organisation"]
        field.choices = [("", "Choose one"), *((pk, one.name) for pk, one in self.organisations.items())]

    def who(self) -> dict[str, Any]:
        """Who somebody is, as the actions take it."""
        found = {name: self.cleaned_data[name] for name in ("name", "relationship")}
        if "organisation" in self.fields:
            found["organisation"] = self.organisations[self.cleaned_data["organisation"]]
        return found


class FamilyMemberForm(_OfOrganisation):
    """Somebody of the family."""

    name = LineField(label="Full name", enter="Enter their full name", label_size="m")
    relationship = LineField(
        label=RELATIONSHIP["family"][0],
        hint=RELATIONSHIP["family"][1],
        enter="Enter who they are to the child",
        label_size="m",
    )


class ProfessionalForm(_OfOrganisation):
    """A professional of an involved organisation."""

    name = LineField(label="Full name", enter="Enter their full name", label_size="m")
    organisation = SelectField(label="Organisation", choices=[], enter="Select the organisation", label_size="m")
    relationship = LineField(
        label=RELATIONSHIP["professional"][0],
        hint=RELATIONSHIP["professional"][1],
        enter="Enter what they did",
        label_size="m",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.take_organisations()


class NoFamilyForm(ActForm):
    """Why there is no family to invite."""

    because = TextField(
        label="Why there is no family to invite",
        hint="What was done to find out, and what it showed.",
        enter="Enter why there is no family to invite",
        max_length=4000,
        label_size="m",
    )


class CorrectForm(_OfOrganisation):
    """Who somebody is, as it should have been recorded."""

    name = LineField(label="Full name", enter="Enter their full name", label_size="m")
    organisation = SelectField(label="Organisation", choices=[], enter="Select the organisation", label_size="m")
    relationship = LineField(label="", enter="Enter who they are", label_size="m")
    because = LineField(label="Why it is corrected", enter="Enter why it is corrected", label_size="m")

    def __init__(self, *args: Any, person: Contributor, **kwargs: Any) -> None:
        known = {"name": person.name, "relationship": person.relationship, "organisation": str(person.organisation_id)}
        super().__init__(*args, initial=known, **kwargs)
        label, hint = RELATIONSHIP[person.kind]
        self.fields["relationship"].label, self.fields["relationship"].help_text = label, hint
        if person.is_family:
            del self.fields["organisation"]
        else:
            self.take_organisations()


class WithdrawForm(ActForm):
    """Why somebody was identified in error."""

    because = TextField(
        label="Why they were identified in error",
        enter="Enter why they were identified in error",
        rows=3,
        label_size="m",
    )


class InviteForm(ActForm):
    """An invitation: when, how, by whom, supported how, and what it asks; with an address they get a page of their own."""

    invited_on = DateField(
        label="Date of the invitation", enter="Enter the date of the invitation", past=True, label_size="m"
    )
    invited_how = RadiosField(
        label="How they are invited", choices=INVITED_HOW.choices, enter="Select how they are invited", label_size="m"
    )
    invited_by_name = LineField(
        label="Who invites them", hint="Full name.", enter="Enter who invites them", label_size="m"
    )
    supported_how = TextField(
        label="How they are supported",
        hint="Who goes with them, an advocate or interpreter, what was agreed about how and where they are heard.",
        enter="Enter how they are supported",
        rows=3,
        label_size="m",
    )
    asked = TextField(label="What they are asked", enter="Enter what they are asked", rows=6, label_size="m")
    email = EmailField(
        label="Their email address",
        optional=True,
        hint="With an address they get a page of their own to write on. The e-mail says nothing of the case.",
    )

    def __init__(self, *args: Any, person: Contributor, sender: User, **kwargs: Any) -> None:
        known = {
            "invited_on": person.invited_on or clock.today(),
            "invited_how": person.invited_how,
            "invited_by_name": person.invited_by_name or sender.name,
            "supported_how": person.supported_how,
            "asked": person.asked or ASKED.label(person.kind),
            "email": person.account.email if person.account else "",
        }
        super().__init__(*args, initial=known, **kwargs)

    def answers(self) -> dict[str, Any]:
        """The facts as `invite_contributor` takes them."""
        return {name: self.cleaned_data[name] for name in self.base_fields}


OF_HELP = {
    "family": "What helped and what did not, for the child and for the family.",
    "professional": "What they saw, did and thought at the time; what helped and what stood in the way.",
}


class ContributionForm(ActForm):
    """What somebody said to the review team."""

    given_on = DateField(label="Date", enter="Enter the date on which they said it", past=True, label_size="m")
    how = RadiosField(
        label="How they contributed",
        choices=[(code, label) for code, label in CONTRIBUTED_HOW.choices if code != OWN_PAGE],
        enter="Select how they contributed",
        label_size="m",
    )
    of_help = TextField(
        label="What they said of the help, and the difference it made",
        enter="Enter what they said of the help",
        rows=8,
        max_length=40_000,
        label_size="m",
    )
    views = TextField(label="Anything else they said", optional=True, rows=6, max_length=40_000, label_size="m")

    def __init__(self, *args: Any, person: Contributor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["of_help"].help_text = OF_HELP[person.kind]

    def answers(self) -> dict[str, Any]:
        """The facts as `record_contribution` takes them."""
        return {name: self.cleaned_data[name] for name in ("given_on", "how", "of_help", "views")}


EXPECTATIONS = "How their understanding and expectations were managed"


class OutcomeForm(ActForm):
    """What came of an invitation, or why there was none."""

    outcome = RadiosField(label="Outcome", choices=[], enter="Select the outcome", label_size="m")
    because = TextField(label="What they said if they declined", optional=True, rows=3, label_size="m")
    expectations = TextField(
        label=EXPECTATIONS,
        hint="What they were told of what a review can and cannot do, of how what they say is used, and of what comes next.",
        optional=True,
        label_size="m",
    )

    def __init__(self, *args: Any, person: Contributor, **kwargs: Any) -> None:
        known = {"outcome": person.outcome, "because": person.outcome_because, "expectations": person.expectations}
        super().__init__(*args, initial=known, **kwargs)
        field: Any = self.fields["outcome"]
        field.choices = [(one.value, one.label) for one in _possible(person)]
        if person.invited_on is None:
            self.fields["because"].label = "Why they are not invited"
        if not person.is_family or person.invited_on is None:
            del self.fields["expectations"]
        else:
            # Needed whatever came of the invitation: nothing says "(optional)".
            self.fields["expectations"].label = EXPECTATIONS

    def answers(self) -> dict[str, Any]:
        """The facts as `record_outcome` takes them."""
        return {name: self.cleaned_data[name] for name in ("outcome", "because", "expectations") if name in self.fields}


def _possible(person: Contributor) -> Iterable[InvitationOutcome]:
    if person.invited_on is None:
        return [InvitationOutcome.NOT_INVITED]
    return [one for one in InvitationOutcome if one != InvitationOutcome.NOT_INVITED]


class DiscloseForm(ActForm):
    """The decision to let somebody outside the review team have what was said."""

    to = RadiosField(
        label="To whom it is disclosed",
        choices=DisclosedTo.choices,
        enter="Select to whom it is disclosed",
        label_size="m",
    )
    to_whom = LineField(label="If to somebody else: to whom", optional=True)
    because = TextField(
        label="Why it is disclosed",
        hint="What makes it necessary, and whether the person agrees.",
        enter="Enter why it is disclosed",
        label_size="m",
    )

    def answers(self) -> dict[str, Any]:
        """The facts as `disclose_contribution` takes them."""
        return {name: self.cleaned_data[name] for name in ("to", "to_whom", "because")}


def said_words(said: Contribution) -> str:
    """How the review team sees a contribution in a list."""
    person = said.contributor
    return f"{person.known_as}: {person.name}, {dates.long_date(said.given_on)}"
