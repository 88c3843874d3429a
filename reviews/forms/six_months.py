"""Forms of the six months: milestones, extension, interim learning (SCR-21, SCR-22, CR-13)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from reviews.actions.milestones import Planned
from reviews.forms.notification_base import choice_hints
from reviews.models.six_months import OTHER
from reviews.vocabularies import EXTENSION_REASON, MILESTONE
from wscb.cases.forms.base import ActForm, SignedActForm
from wscb.web.forms import CheckboxesField, DateField, LineField, RadiosField, TextField


class PlanForm(ActForm):
    """A day for each milestone of the suggested set that is not planned yet, and one of the review's own.

    `suggested` maps the codes still to be planned to the day suggested for each, None where that day has passed.
    """

    def __init__(self, *args: Any, suggested: Mapping[str, date | None], **kwargs: Any) -> None:
        initial = {f"{code}_on": day for code, day in suggested.items()}
        super().__init__(*args, initial=initial, **kwargs)
        self.codes = tuple(suggested)
        for code in self.codes:
            self.fields[f"{code}_on"] = DateField(label=MILESTONE.label(code), hint="", optional=True)
            # The page says that any may be left empty: nothing says "(optional)" eight times.
            self.fields[f"{code}_on"].label = MILESTONE.label(code)
        self.fields["other_title"] = LineField(
            label="Another milestone", optional=True, hint="What is to be done by then. Name no child."
        )
        self.fields["other_on"] = DateField(label="Its date", optional=True)

    def clean(self) -> dict[str, Any]:
        """Demand one date at least, and title and date of another milestone together."""
        cleaned = super().clean()
        title, day = cleaned.get("other_title"), cleaned.get("other_on")
        if title and not day and "other_on" not in self.errors:
            self.add_error("other_on", "Enter the date of the milestone")
        if day and not title and "other_title" not in self.errors:
            self.add_error("other_title", "Enter what the milestone is")
        if not self.errors and not any(value for name, value in cleaned.items() if name.endswith("_on")):
            self.add_error(None, "Enter a date for at least one milestone")
        return cleaned

    def planned(self) -> list[Planned]:
        """What is to be planned, as `plan_milestones` takes it."""
        cleaned = self.cleaned_data
        found = [Planned(code, cleaned[f"{code}_on"]) for code in self.codes if cleaned[f"{code}_on"]]
        if cleaned["other_on"]:
            found.append(Planned(OTHER, cleaned["other_on"], title=cleaned["other_title"]))
        return found


class ReachForm(ActForm):
    """The day on which a milestone was reached."""

    reached_on = DateField(
        label="When was it reached?", enter="Enter the day on which it was reached", past=True, label_size="m"
    )


class MoveForm(ActForm):
    """Another day for a milestone, and why."""

    until = DateField(label="New date", enter="Enter the new date", future=True, label_size="m")
    because = TextField(label="Reason", enter="Enter the reason", max_length=2000, rows=3, label_size="m")


class DropForm(ActForm):
    """Why a milestone is not needed."""

    because = TextField(
        label="Why the review does not need it",
        enter="Enter why the review does not need it",
        max_length=2000,
        rows=3,
        label_size="m",
    )


class AskExtensionForm(ActForm):
    """Why a review needs more time, until when, and what it has taught so far."""

    asks_when = True

    grounds = CheckboxesField(
        label="Why does the review need more time?",
        choices=EXTENSION_REASON.choices,
        enter="Select why the review needs more time",
        label_size="m",
        item_hints=choice_hints(EXTENSION_REASON),
    )
    because = TextField(
        label="The reasons",
        hint="What stands in the way, and why the new date is as early as it can be.",
        enter="Enter the reasons",
        label_size="m",
    )
    until = DateField(label="Proposed new date", enter="Enter the proposed new date", future=True, label_size="m")
    meanwhile = TextField(
        label="What has been learned so far",
        hint="Points for improvement and corrective action that do not wait for the report; or why there are none yet.",
        enter="Enter what has been learned so far",
        label_size="m",
    )

    def answers(self) -> dict[str, Any]:
        """The facts as `ask_extension` takes them."""
        return {name: self.cleaned_data[name] for name in ("grounds", "because", "until", "meanwhile")}


class AnswerExtensionForm(SignedActForm):
    """The Chair's answer to a request for more time; signed."""

    asks_when = True

    agreed = RadiosField(
        label="Your answer",
        choices=[("yes", "I agree to more time, until the date below"), ("no", "I refuse")],
        enter="Select your answer",
        label_size="m",
    )
    until = DateField(
        label="New date for completion",
        optional=True,
        future=True,
        hint="If you agree. It may be another date than was asked for. The original date stays in sight.",
    )
    reasons = TextField(label="Reasons for your answer", enter="Enter the reasons for your answer", label_size="m")

    def __init__(self, *args: Any, proposed: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"until": proposed}, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Demand the date where more time is agreed to; drop it where it is refused."""
        cleaned = super().clean()
        if cleaned.get("agreed") == "yes" and not cleaned.get("until") and "until" not in self.errors:
            self.add_error("until", "Enter the new date for completion")
        if cleaned.get("agreed") == "no":
            cleaned["until"] = None
        return cleaned


class InterimForm(ActForm):
    """What was learned so far and done about it, or why there is nothing yet."""

    found = RadiosField(
        label="Have points for improvement been found so far?",
        choices=[("yes", "Yes"), ("no", "None yet")],
        enter="Select whether points for improvement have been found so far",
        label_size="m",
    )
    points = TextField(label="Points for improvement", hint="If there are any. Name no child.", optional=True)
    action = TextField(
        label="Corrective action",
        hint="What has been done about them, by whom and when; or why nothing has been done yet.",
        optional=True,
    )
    none_because = TextField(label="If there are none yet: why", optional=True, rows=3)

    def clean(self) -> dict[str, Any]:
        """Demand what the answer calls for, and drop the rest."""
        cleaned = super().clean()
        demanded = {
            "yes": {"points": "Enter the points for improvement", "action": "Enter the corrective action"},
            "no": {"none_because": "Enter why there are none yet"},
        }.get(cleaned.get("found", ""), {})
        for name, words in demanded.items():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, words)
        return cleaned

    def answers(self) -> dict[str, Any]:
        """The facts as `record_interim_learning` takes them."""
        asked = ("points", "action") if self.cleaned_data["found"] == "yes" else ("none_because",)
        return {name: self.cleaned_data[name] for name in asked}
