"""The survey's form: one choice for each question, for somebody whom the page does not know (GEN-18)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest

from reviews.survey import Edition
from wscb.web.forms import RadiosField
from wscb.web.forms.wording import plain_words


class SurveyForm(forms.Form):
    """The questions of an edition; the link itself, which works once, stands for the token that other forms have."""

    use_required_attribute = False
    template_name = "components/form.html"
    hidden: dict[str, str] = {}

    def __init__(self, *, request: HttpRequest, edition: Edition) -> None:
        super().__init__(request.POST if request.method == "POST" else None, label_suffix="")
        for question in edition.questions:
            self.fields[question.code] = RadiosField(
                label=question.label,
                choices=edition.answers.choices,
                enter=f"Answer “{question.label}”",
                label_size="m",
            )
        for field in self.fields.values():
            plain_words(field)

    def answers(self) -> dict[str, Any]:
        """The answer to each question."""
        return {name: self.cleaned_data[name] for name in self.fields}
