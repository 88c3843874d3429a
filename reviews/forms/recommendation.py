"""The questions of the panel's recommendation (SCR-07, SCR-09, SCR-10), of terms of reference and of a proposed chair."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from reviews.actions.panel import ChairProposal
from reviews.forms.drafted import DraftedForm, offer
from reviews.vocabularies import OUTCOMES, TERMS_OF_REFERENCE
from wscb.cases.actions.terms import REQUIRED_TERMS
from wscb.cases.drafts import DraftChanged
from wscb.cases.forms.base import ActForm
from wscb.people.forms.accounts import fill
from wscb.people.forms.choices import organisation_choices
from wscb.people.models import Organisation, User
from wscb.people.reauthentication import SigningForm
from wscb.web.forms import DateField, Form, LineField, RadiosField, SelectField, TextField

DAYS = ("scope_from", "scope_to")
HINTS = {word.code: word.hint for word in TERMS_OF_REFERENCE}
LABELS = {word.code: word.label for word in TERMS_OF_REFERENCE}


class WhenField(DateField):
    """When something was done that is entered afterwards; only on cases entered while they were running."""

    def __init__(self) -> None:
        super().__init__(
            label="When did this happen?",
            hint="This case was entered while it was running. For example, 27 3 2014.",
            enter="Enter the date on which this happened",
            past=True,
            label_size="m",
        )


class OutcomeForm(DraftedForm):
    """What the panel recommends and why."""

    on = WhenField()
    outcome = RadiosField(
        label="What does the panel recommend?",
        choices=[],
        enter="Select what the panel recommends",
        label_size="m",
    )
    reasons = TextField(
        label="Reasons for the recommendation", label_size="m", rows=8, hint="They stand on the form as you write them."
    )
    departure_reasons = TextField(label="Why the panel departs from the criteria worksheet", label_size="m")
    other_actions = TextField(
        label="Other recommended actions",
        optional=True,
        label_size="m",
        hint="Whether or not a review is held: an audit, a briefing.",
    )

    conditional: ClassVar[tuple[str, ...]] = ("departure_reasons",)

    def __init__(self, *args: Any, process: str, dated: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "outcome", OUTCOMES[process].choices)
        if not dated:
            del self.fields["on"]


class TermsFields(Form):
    """The question set of the terms of reference; dates of the period under review as dates."""

    subjects = TextField(label=LABELS["subjects"], optional=True, rows=2)
    scope_from = DateField(label=LABELS["scope_from"], enter="Enter the first day of the period under review")
    scope_to = DateField(label=LABELS["scope_to"], enter="Enter the last day of the period under review")
    scope_reason = TextField(label=LABELS["scope_reason"], optional=True, rows=3)
    key_lines = TextField(label=LABELS["key_lines"], optional=True)
    organisations = TextField(label=LABELS["organisations"], optional=True, rows=3)
    methodology = TextField(label=LABELS["methodology"])
    proportionality = TextField(
        label=LABELS["proportionality"],
        hint=HINTS["proportionality"] + ".",
        enter="Enter why this approach is proportionate",
    )
    family = TextField(label=LABELS["family"], optional=True, rows=3)
    parallel = TextField(label=LABELS["parallel"], optional=True, rows=3)
    legal_advice = TextField(label=LABELS["legal_advice"], optional=True, rows=3)
    media_lead = LineField(label=LABELS["media_lead"], optional=True)
    equality = TextField(label=LABELS["equality"], optional=True, rows=3)
    timetable = TextField(label=LABELS["timetable"], optional=True, rows=3)

    def terms(self) -> dict[str, str]:
        """The answers given, by the codes of the question set; dates as ISO text."""
        answered = {word.code: self.cleaned_data.get(word.code) for word in TERMS_OF_REFERENCE}
        return {
            code: value.isoformat() if isinstance(value, date) else str(value)
            for code, value in answered.items()
            if value
        }


class TermsForm(TermsFields, DraftedForm):
    """The draft terms of reference that go with a recommendation to hold a review, or why there are none yet.

    `standing` when the case has a version already: then the page changes it, and the question whether there are any is not asked.
    """

    terms_now = RadiosField(
        label="Does the panel have draft terms of reference?",
        choices=[("yes", "Yes, they follow here"), ("none_yet", "None yet")],
        enter="Select whether there are draft terms of reference",
        label_size="m",
    )
    no_terms_because = TextField(
        label="If there are none yet: why",
        rows=3,
        enter="Enter why there are none yet",
        hint="A task with a date of its own opens for them.",
    )

    field_order = ["terms_now", "no_terms_because"]
    conditional: ClassVar[tuple[str, ...]] = ("no_terms_because", *REQUIRED_TERMS)

    def __init__(self, *args: Any, standing: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if standing:
            del self.fields["terms_now"], self.fields["no_terms_because"]

    def clean(self) -> dict[str, Any]:
        """Demand what the answer to the first question calls for; all of it where terms of reference stand already."""
        cleaned = super().clean()
        if "terms_now" not in self.fields or cleaned.get("terms_now") == "yes":
            self.demand(*REQUIRED_TERMS)
        elif cleaned.get("terms_now") == "none_yet":
            self.demand("no_terms_because")
        return cleaned


class ChairFields(Form):
    """Somebody proposed to chair the review, and what their independence is judged by (GEN-04)."""

    chair_person = SelectField(
        label="Somebody who has an account", choices=[], optional=True, empty="Nobody of these",
        hint="Their interests and offices are then looked up as theirs.",
    )  # fmt: skip
    chair_name = LineField(
        label="Or somebody else: full name", enter="Choose somebody, or enter the name of the proposed chair"
    )
    chair_organisation = SelectField(
        label="Organisation they belong to", choices=[], optional=True, empty="None that the Board knows",
        hint="Nobody of a Board organisation, or of one that is involved in the case, can chair the review.",
    )  # fmt: skip
    chair_background = TextField(
        label="Background", hint="Experience, and what shows that they are independent.", enter="Enter their background"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill(self, "chair_organisation", organisation_choices())
        people = User.objects.to_choose().select_related("organisation")
        self._people = {str(one.pk): one for one in people}
        fill(self, "chair_person", [(pk, _known(one)) for pk, one in self._people.items()])
        self.fields["chair_name"].required = False

    def demand_somebody(self) -> None:
        """Demand one person, chosen or named; called from `clean`."""
        chosen, name = self.cleaned_data.get("chair_person"), self.cleaned_data.get("chair_name")
        if chosen and name:
            self.add_error("chair_person", "Choose somebody who has an account, or name somebody else: not both")
        elif not chosen and not name and "chair_name" not in self.errors:
            self.add_error("chair_name", self.fields["chair_name"].error_messages["required"])

    def proposal(self) -> ChairProposal:
        """Who is proposed; somebody with an account by their own name and organisation."""
        person = self._people.get(self.cleaned_data["chair_person"])
        if person is not None:
            background = self.cleaned_data["chair_background"]
            return ChairProposal(person.name, background, organisation=person.organisation, person=person)
        chosen = self.cleaned_data["chair_organisation"]
        return ChairProposal(
            name=self.cleaned_data["chair_name"],
            background=self.cleaned_data["chair_background"],
            organisation=Organisation.objects.get(pk=chosen) if chosen else None,
        )


class ChairForm(ChairFields, DraftedForm):
    """Whom the panel proposes to chair the review, or why nobody yet; `standing` when somebody is proposed already."""

    chair_now = RadiosField(
        label="Whom does the panel propose?",
        choices=[],
        enter="Select whether the panel proposes a chair",
        label_size="m",
    )
    no_chair_because = TextField(
        label="If there is nobody yet: why",
        rows=3,
        enter="Enter why nobody is proposed yet",
        hint="A task with a date of its own opens for it.",
    )

    field_order = ["chair_now", "no_chair_because"]
    conditional: ClassVar[tuple[str, ...]] = ("no_chair_because", "chair_name", "chair_background")

    def __init__(self, *args: Any, standing: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            *([("keep", "Whoever is proposed already")] if standing else []),
            ("propose", "Somebody, named here"),
            *([] if standing else [("none_yet", "Nobody yet")]),
        ]
        offer(self, "chair_now", choices)

    def clean(self) -> dict[str, Any]:
        """Demand what the answer to the first question calls for."""
        cleaned = super().clean()
        if cleaned.get("chair_now") == "propose":
            self.demand_somebody()
            self.demand("chair_background")
        elif cleaned.get("chair_now") == "none_yet":
            self.demand("no_chair_because")
        return cleaned


class DelayForm(DraftedForm):
    """Why the recommendation is late; it may stay empty once reasons were given."""

    delay_reasons = TextField(
        label="Reasons for the delay", label_size="m", rows=8, hint="They are referred to the Board Chair."
    )

    def __init__(self, *args: Any, given: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["delay_reasons"].required = not given


class SignDraftForm(SigningForm, DraftedForm):
    """The password over the answers of a draft, in the version that was shown."""

    def clean(self) -> dict[str, Any]:
        """Refuse when the answers were changed from another window after they were shown."""
        cleaned = super().clean()
        if self.is_bound and self.seen != self.version:
            self.add_error(None, DraftChanged().message)
        return cleaned


class FileTermsForm(TermsFields, ActForm):
    """A version of the terms of reference by itself; once one was agreed, with the reason for the change."""

    asks_when = True

    changed_because = TextField(
        label="Why the terms of reference change", enter="Enter why the terms of reference change", max_length=2000
    )

    def __init__(self, *args: Any, agreed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not agreed:
            del self.fields["changed_because"]


class ProposeChairForm(ChairFields, ActForm):
    """A proposed chair by itself."""

    asks_when = True

    def clean(self) -> dict[str, Any]:
        """Demand one person, chosen or named."""
        cleaned = super().clean()
        self.demand_somebody()
        return cleaned


def _known(person: User) -> str:
    return f"{person.name}, {person.organisation.name}" if person.organisation else person.name
