"""Questions of a Case Review alone: what is to be learned, whether Ofsted is told, what is to be published (CR-01, CR-03, CR-05)."""

from __future__ import annotations

from typing import Any, ClassVar

from reviews.forms.drafted import DraftedForm
from reviews.forms.notification_base import QuestionForm
from reviews.vocabularies import PUBLICATION
from wscb.cases.forms.base import ActForm
from wscb.web.forms import RadiosField, TextField, YesNoField


def learning_field() -> TextField:
    """What there is to be learned, in words."""
    return TextField(
        label="What is there to be learned?",
        hint="The significant opportunity for learning, though the threshold of a Serious Case Review is not reached.",
        enter="Enter what there is to be learned",
        rows=8,
        label_size="m",
    )


class LearningForm(QuestionForm):
    """The page of a notification that states the opportunity for learning."""

    learning = learning_field()


class PutToSubgroupForm(ActForm):
    """The opportunity for learning, with which a case is put to the Subgroup."""

    asks_when = True

    learning = learning_field()


class ConsiderOfstedForm(ActForm):
    """Whether Ofsted is to be told of the incident, with reasons if not."""

    asks_when = True

    notify = YesNoField(
        label="Is Ofsted to be told of the incident?", enter="Select whether Ofsted is to be told", label_size="m"
    )
    reasons = TextField(
        label="If not: why", enter="Enter why Ofsted is not to be told of the incident", rows=4, label_size="s"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reasons"].required = False

    def clean(self) -> dict[str, Any]:
        """Demand reasons for a no."""
        cleaned = super().clean()
        if cleaned.get("notify") == "no" and not cleaned.get("reasons") and "reasons" not in self.errors:
            self.add_error("reasons", self.fields["reasons"].error_messages["required"])
        return cleaned


class PublicationForm(DraftedForm):
    """The provisional choice of what is to be published of a Case Review."""

    conditional: ClassVar[tuple[str, ...]] = ()

    publication = RadiosField(
        label="What does the Subgroup recommend to publish?",
        hint="A provisional choice. It is made again, with reasons, with the final report.",
        choices=PUBLICATION.choices,
        enter="Select what is to be published",
        label_size="m",
    )


class ReviseLearningForm(DraftedForm):
    """What there is to be learned, changed; kept in a draft until it is signed."""

    learning = learning_field()
    because = TextField(label="Why it changes", enter="Enter why it changes", max_length=5000, label_size="m")
