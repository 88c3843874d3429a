"""The questions of a notification: how it came, the incident, where the child lives, whether the case is running (SCR-01)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q

from reviews.forms.notification_base import NOT_KNOWN, WHEN, Facts, QuestionForm, choice_hints
from reviews.notifying import NOTIFYING
from reviews.vocabularies import INCIDENT_KIND, INCIDENT_KINDS, RECEIVED_HOW, RESIDENCE
from wscb.cases.vocabulary import NoRuleSet, rule_set_on
from wscb.people.forms.accounts import fill
from wscb.people.models import Area, Organisation
from wscb.web.forms import DateField, Form, LineField, RadiosField, SelectField, TextField, YesNoField


def kind_field(*, label_size: str) -> RadiosField:
    """Which kind of review the notification may lead to."""
    return RadiosField(
        label="What is it about?",
        choices=[(code, one.choice) for code, one in NOTIFYING.items()],
        item_hints={code: one.choice_hint for code, one in NOTIFYING.items()},
        enter="Select what it is about",
        label_size=label_size,
    )


class StartForm(Form):
    """Begins a notification: for which kind of review, and, of somebody who manages several areas, for which area."""

    kind_of_review = kind_field(label_size="m")
    area = SelectField(label="Area", choices=[], enter="Select the area whose Board was notified")

    def __init__(self, *args: Any, areas: list[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.areas = {str(area.pk): area for area in areas}
        fill(self, "area", [(key, area.name) for key, area in self.areas.items()])
        if len(areas) == 1:
            del self.fields["area"]

    def chosen_area(self) -> Area:
        """The area that was chosen, or the only one."""
        return self.areas[self.cleaned_data["area"]] if "area" in self.fields else next(iter(self.areas.values()))

    def answers(self) -> Facts:
        """What a draft begins with: the area, and the answer of the page that asks for the kind of review again."""
        return {
            "area": str(self.chosen_area().pk),
            "kind": {"facts": {"kind_of_review": self.cleaned_data["kind_of_review"]}},
        }


class KindForm(QuestionForm):
    """Which kind of review it may lead to, asked again: what was answered for the other kind is kept."""

    kind_of_review = kind_field(label_size="m")


class HowForm(QuestionForm):
    """In what form the notification came."""

    received_how = RadiosField(
        label="How was the Board told?",
        choices=RECEIVED_HOW.choices,
        enter="Select how the Board was told",
        label_size="m",
    )


class ReceivedForm(HowForm):
    """How and when the Board's office was first told. Both clocks run from that day."""

    received_on = DateField(
        label="When did the Board’s office first receive it?",
        hint="The day it first came in, in any form. Both dates due are counted from this day. For example, 27 3 2014.",
        enter="Enter the date on which the Board’s office first received it",
        past=True,
        label_size="m",
    )

    def clean_received_on(self) -> date:
        """The day, if rules were in force on it."""
        received_on: date = self.cleaned_data["received_on"]
        try:
            rule_set_on(self.kind.code, received_on)
        except NoRuleSet as none:
            raise forms.ValidationError(f"{none}") from none
        return received_on


class ReferrerForm(QuestionForm):
    """Who told the Board, and since when the local authority knew."""

    referring_organisation = SelectField(
        label="Which organisation told the Board?",
        choices=[],
        optional=True,
        empty="None, or not in this list",
        label_size="s",
    )
    referrer = LineField(label="Name of the person who told the Board", optional=True, label_size="s")
    referrer_contact = LineField(
        label="How to reach them", optional=True, hint="Telephone number, e-mail or address.", label_size="s"
    )
    authority_aware_on = DateField(
        label="When did the local authority first know of the incident?",
        hint="Leave empty if it is not known. It does not change the dates due.",
        optional=True,
        past=True,
        label_size="s",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill(self, "referring_organisation", organisation_choices(self.area))


class IncidentForm(QuestionForm):
    """What kind of incident it was, when and where."""

    conditional = ("incident_on",)

    incident_kind = RadiosField(
        label="What happened?",
        choices=[],
        item_hints=choice_hints(INCIDENT_KIND),
        enter="Select what happened",
        label_size="m",
    )
    incident_known = RadiosField(
        label="Is the date of the incident known?",
        choices=WHEN,
        enter="Select whether the date of the incident is known",
        label_size="m",
    )
    incident_on = DateField(
        label="Date of the incident",
        hint="Leave empty if it is not known.",
        enter="Enter the date of the incident, or say that it is not known",
        past=True,
        label_size="s",
    )
    incident_place = LineField(label="Where did it happen?", optional=True, label_size="s")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["incident_kind"]
        field.choices = [(code, INCIDENT_KIND.label(code)) for code in INCIDENT_KINDS[self.kind.code]]

    def clean(self) -> Facts:
        """Demand the date where it is known, and drop it where it is not."""
        cleaned = super().clean()
        if cleaned.get("incident_known") in {"known", "estimated"}:
            self.demand("incident_on")
        elif cleaned.get("incident_known") == NOT_KNOWN and cleaned.get("incident_on"):
            self.add_error("incident_known", "You entered a date: say whether it is known or an estimate")
        return cleaned


class AccountForm(QuestionForm):
    """What was reported, in words."""

    incident = TextField(
        label="What happened, as it was reported",
        hint="What is known so far and from whom. Say what is not known.",
        enter="Enter what happened, as it was reported",
        rows=10,
        label_size="m",
    )
    family = TextField(
        label="Family and household",
        optional=True,
        hint="Parents, brothers and sisters, who else lives or stays there.",
        label_size="m",
    )
    proceedings = TextField(
        label="Other proceedings",
        optional=True,
        hint="Police, coroner, courts, other reviews or inquiries, as far as they are known.",
        label_size="m",
    )


class ResidenceForm(QuestionForm):
    """Where the child normally lives (SCR-01)."""

    conditional = ("other_board",)

    residence = RadiosField(
        label="Where do the children normally live?",
        choices=RESIDENCE.choices,
        enter="Select where the children normally live",
        hint="Where they usually lived before the incident: not a hospital or a place where they were put after it.",
        label_size="m",
    )
    other_board = LineField(
        label="Which Board is responsible for that area?",
        hint="Needed if they live in another area. You will be asked to record that it was told.",
        enter="Enter the Board of the area where the children live",
        max_length=120,
        label_size="s",
    )
    residence_note = TextField(
        label="What this rests on",
        optional=True,
        rows=3,
        hint="Such as an address, a placement by another authority, or what has still to be found out.",
        label_size="s",
    )

    def clean(self) -> Facts:
        """Demand the other Board for a child who lives elsewhere, and drop it for any other."""
        cleaned = super().clean()
        if cleaned.get("residence") == "elsewhere":
            self.demand("other_board")
        elif "residence" in cleaned:
            cleaned["other_board"] = ""
        return cleaned


class RunningForm(QuestionForm):
    """Whether the case has been going on outside this system."""

    running = YesNoField(
        label="Is this case already running?",
        enter="Select yes if this case is already running",
        label_size="m",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["running"].help_text = (
            f"Yes, if the Chair, the {self.kind.spoken} or anybody else has acted on it before today and that has still to be entered "
            "here."
        )


class InvolvementForm(QuestionForm):
    """An organisation that was involved with the child or family."""

    conditional = ("no_interest_because",)

    organisation = SelectField(label="Organisation", choices=[], enter="Select the organisation", label_size="s")
    interest = RadiosField(
        label="Does it have an interest in this case?",
        choices=[],
        hint="An organisation that was involved has an interest unless you can say why not.",
        enter="Select whether the organisation has an interest in this case",
        label_size="s",
    )
    no_interest_because = TextField(
        label="",
        hint="Needed if it has no interest.",
        rows=3,
        max_length=2000,
        label_size="s",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill(self, "organisation", organisation_choices(self.area))
        panel = self.kind.spoken
        interest: Any = self.fields["interest"]
        interest.choices = [
            ("yes", f"Yes: its people may not sit on the {panel}"),
            ("no", f"No: its people may sit on the {panel} all the same"),
        ]
        why = self.fields["no_interest_because"]
        why.label = f"Why its people may sit on the {panel}"
        why.error_messages["required"] = f"Enter why its people may sit on the {panel}"

    def clean(self) -> Facts:
        """Demand the reason where there is no interest, and drop it where there is one."""
        cleaned = super().clean()
        if cleaned.get("interest") == "no":
            self.demand("no_interest_because")
        elif cleaned.get("interest") == "yes":
            cleaned["no_interest_because"] = ""
        return cleaned


def organisation_choices(area: Area) -> list[tuple[str, str]]:
    """Active organisations that work in the area, or that are bound to none, by name."""
    active = Organisation.objects.filter(Q(areas=area) | Q(areas__isnull=True), active=True)
    return [(str(pk), name) for pk, name in active.values_list("pk", "name").distinct()]
