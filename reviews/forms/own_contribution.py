"""The form of somebody's own page: what they want to say to a review, kept for later or led on to be sent."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from reviews.models import Contributor
from wscb.cases.models import Draft
from wscb.web.forms import Form, TextField

OWN_WORDS = {
    "family": (
        "What would you like to tell us about the help your family had?",
        "What helped, what did not, and what difference it made. Write as much or as little as you like.",
    ),
    "professional": (
        "What would you like to tell us about the work and how it was seen at the time?",
        "What you knew, what you did and why it made sense then, what helped and what stood in the way.",
    ),
}


class OwnWordsForm(Form):
    """What somebody writes; the button says whether it is kept for later or read through before it is sent."""

    of_help = TextField(label="", optional=True, rows=12, max_length=40_000, label_size="m")
    views = TextField(
        label="Is there anything else the review should know?", optional=True, rows=6, max_length=40_000, label_size="m"
    )

    def __init__(
        self, *args: Any, request: HttpRequest, person: Contributor, draft: Draft | None, **kwargs: Any
    ) -> None:
        version = draft.version if draft else 0
        super().__init__(
            *args, request=request, revision=str(version), initial=dict(draft.answers or {}) if draft else {}, **kwargs
        )
        # Nothing is demanded, and one part is needed to send: neither says "(optional)".
        self.fields["of_help"].label, self.fields["of_help"].help_text = OWN_WORDS[person.kind]
        self.fields["views"].label = "Is there anything else the review should know?"

    @property
    def is_for_later(self) -> bool:
        """Whether they keep it to come back."""
        return self.data.get("then") == "later"

    def clean(self) -> dict[str, Any]:
        """Before it is sent, something is said; to keep it for later, nothing need be."""
        cleaned = super().clean()
        if not self.is_for_later and not cleaned.get("of_help") and "of_help" not in self.errors:
            self.add_error("of_help", "Enter what you would like to tell us")
        return cleaned

    def answers(self) -> dict[str, str]:
        """The answers as they are kept."""
        return {name: self.cleaned_data[name] for name in ("of_help", "views")}


class SendForm(Form):
    """A page with a button and nothing to fill in; the revision is the version of the draft that was read."""

    def __init__(self, *args: Any, request: HttpRequest, draft: Draft, **kwargs: Any) -> None:
        super().__init__(*args, request=request, revision=str(draft.version), **kwargs)
