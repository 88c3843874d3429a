"""The questions of the Chair's decision (SCR-02, SCR-11, SCR-12), of a consultation, of reasons for delay."""

from __future__ import annotations

from typing import Any, ClassVar

from reviews.forms.drafted import DraftedForm, offer
from reviews.forms.recommendation import WhenField
from reviews.vocabularies import OUTCOMES
from wscb.cases.forms.base import ActForm
from wscb.web.forms import DateField, Form, LineField, RadiosField, TextField, YesNoField


class DecisionForm(DraftedForm):
    """The decision and why; which questions are asked depends on the case.

    `process` says what may be decided; `dated` asks when it was made (a case entered while running), `late` for reasons for delay
    (`explained` when some were given before), `anew` for the new facts of a reconsideration.
    """

    on = WhenField()
    new_facts = TextField(
        label="New facts",
        label_size="m",
        enter="Enter the new facts",
        hint="What has become known since the decision that stands.",
    )
    outcome = RadiosField(label="What do you decide?", choices=[], enter="Select your decision", label_size="m")
    reasons = TextField(
        label="Reasons for your decision", label_size="m", rows=8, enter="Enter the reasons for your decision"
    )
    departure_reasons = TextField(label="Why you depart from the criteria or from the panel", label_size="m")
    advice_taken = TextField(
        label="Legal advice taken", label_size="m", rows=4, hint="From whom, when, and what was advised."
    )
    delay_reasons = TextField(
        label="Reasons for the delay", label_size="m", enter="Enter the reasons for the delay",
        hint="More than one month has passed since the notification. They stand on the case and in the record.",
    )  # fmt: skip

    conditional: ClassVar[tuple[str, ...]] = ("departure_reasons", "advice_taken")

    def __init__(
        self, *args: Any, process: str, dated: bool, late: bool, explained: bool, anew: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "outcome", OUTCOMES[process].choices)
        if not dated:
            del self.fields["on"]
        if not anew:
            del self.fields["new_facts"]
        if not late:
            del self.fields["delay_reasons"]
        else:
            self.fields["delay_reasons"].required = not explained


class ReferBackForm(ActForm):
    """The Chair's questions for the panel."""

    asks_when = True

    questions = TextField(
        label="Your questions for the panel", label_size="m", rows=8, enter="Enter the questions for the panel"
    )


class ConsultationForm(Form):
    """Whom the Chair consulted, when, what was said and what came of it; or that nobody was and why."""

    sought = YesNoField(label="Was it sought?", enter="Select whether it was sought", label_size="m")
    none_because = TextField(label="If not: why none was sought", rows=3, enter="Enter why none was sought")
    name = LineField(label="Whom you consulted", enter="Enter whom you consulted")
    board = LineField(label="Their Board", enter="Enter their Board")
    consulted_on = DateField(label="Date of the consultation", past=True)
    summary = TextField(label="Summary of what was said", enter="Enter a summary of what was said")
    effect = TextField(label="Its effect on your decision", optional=True, rows=3)

    def __init__(self, *args: Any, with_board: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("none_because", "name", "board", "consulted_on", "summary"):
            self.fields[name].required = False
        if not with_board:
            del self.fields["board"]

    def clean(self) -> dict[str, Any]:
        """Demand what the answer to the first question calls for."""
        cleaned = super().clean()
        asked = {"yes": ("name", "board", "consulted_on", "summary"), "no": ("none_because",)}
        for name in asked.get(cleaned.get("sought", ""), ()):
            if name in self.fields and not cleaned.get(name) and name not in self.errors:
                self.add_error(name, self.fields[name].error_messages["required"])
        return cleaned

    def answers(self) -> dict[str, Any]:
        """The facts as `record_consultation` takes them."""
        return {**self.cleaned_data, "sought": self.cleaned_data["sought"] == "yes"}


class ConsultationKindForm(Form):
    """Which consultation to record."""

    kind = RadiosField(
        label="What do you want to record?", choices=[], enter="Select what you want to record", label_size="m"
    )

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", kinds)


class ExplainDelayForm(ActForm):
    """Which overdue step, and why it is late."""

    asks_when = True

    step = RadiosField(label="Which step is late?", choices=[], enter="Select the step that is late", label_size="m")
    reasons = TextField(label="Reasons for the delay", label_size="m", rows=8, enter="Enter the reasons for the delay")

    def __init__(self, *args: Any, steps: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "step", steps)
        if len(steps) == 1:
            self.fields["step"].initial = steps[0][0]
