"""Forms on what is to be published of a Case Review: the Subgroup's recommendation, and the Chair's decision (CR-05, CR-15)."""

from __future__ import annotations

from typing import Any

from reviews.actions.publication import Chosen
from reviews.forms.acceptance import AcceptForm
from reviews.publishing import WHOLE, Assessment
from reviews.vocabularies import PUBLICATION
from wscb.cases.forms.base import SignedActForm
from wscb.web.forms import RadiosField, TextField, YesNoField

BARRED = "The whole report cannot be published where a child could be identified or harmed. Select something else"


RESTS = "What this rests on"


def _because(about: str) -> TextField:
    return TextField(
        label=f"{RESTS}: {about}",
        enter="Enter what this rests on",
        rows=4,
        max_length=5000,
        label_size="s",
    )


class RecommendPublicationForm(SignedActForm):
    """The assessment of what publishing would mean for a child, then what is recommended and why; signed."""

    asks_when = True

    identified = YesNoField(
        label="Could any child or vulnerable adult be identified from the whole report?",
        hint="Also by putting it together with what is known locally or has been in the news.",
        enter="Select whether anybody could be identified",
        label_size="m",
    )
    identified_because = _because("whether anybody could be identified")
    harmed = YesNoField(
        label="Could publishing the whole report harm the welfare of any child or vulnerable adult?",
        hint="The welfare of any child involved is paramount.",
        enter="Select whether anybody could be harmed",
        label_size="m",
    )
    harmed_because = _because("whether anybody could be harmed")
    choice = RadiosField(
        label="What does the Subgroup recommend to publish?",
        hint="The whole report cannot be published if you answered yes to either question.",
        choices=PUBLICATION.choices,
        enter="Select what is to be published",
        label_size="m",
    )
    reasons = TextField(
        label="Reasons for the recommendation", enter="Enter the reasons for the recommendation", label_size="m"
    )

    def clean(self) -> dict[str, Any]:
        """Refuse the whole report where the assessment bars it."""
        cleaned = super().clean()
        if cleaned.get("choice") == WHOLE and "yes" in (cleaned.get("identified"), cleaned.get("harmed")):
            self.add_error("choice", BARRED)
        return cleaned

    def assessment(self) -> Assessment:
        """The assessment as `recommend_publication` takes it."""
        given = self.cleaned_data
        return Assessment(
            identified=given["identified"] == "yes",
            identified_because=given["identified_because"],
            harmed=given["harmed"] == "yes",
            harmed_because=given["harmed_because"],
        )


class AcceptAndPublishForm(AcceptForm):
    """The acceptance of a Case Review's report, with what is to be published of it; `barred` leaves out the whole report."""

    publication = RadiosField(
        label="What is to be published?", choices=[], enter="Select what is to be published", label_size="m"
    )
    publication_reasons = TextField(
        label="Reasons for what is to be published",
        hint="Needed for anything less than the whole report, and where you depart from what was recommended.",
        enter="Enter why less than the whole report is to be published",
        label_size="m",
    )

    def __init__(self, *args: Any, recommended: str, barred: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["publication"]
        field.choices = [(code, words) for code, words in PUBLICATION.choices if not (barred and code == WHOLE)]
        field.item_hints = {recommended: "Recommended by the Subgroup"}
        self.fields["publication_reasons"].required = False
        self.recommended = recommended

    def clean(self) -> dict[str, Any]:
        """Demand the reasons where they are called for."""
        cleaned = super().clean()
        choice = cleaned.get("publication")
        if choice and not cleaned.get("publication_reasons"):
            if choice != WHOLE:
                self.add_error("publication_reasons", self.fields["publication_reasons"].error_messages["required"])
            elif choice != self.recommended:
                self.add_error("publication_reasons", "Enter why you depart from what was recommended")
        return cleaned

    def chosen(self) -> Chosen:
        """The decision as `accept_report` takes it."""
        return Chosen(choice=self.cleaned_data["publication"], reasons=self.cleaned_data["publication_reasons"])
