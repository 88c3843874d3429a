"""Forms about the versions of the terms of reference."""

from __future__ import annotations

from typing import Any

from django import forms

from wscb.cases.forms.base import SignedActForm
from wscb.cases.models import TermsOfReference
from wscb.web.forms import SelectField


class AgreeTermsForm(SignedActForm):
    """The Chair’s signature under a version."""

    asks_when = True


class CompareForm(forms.Form):
    """Which two versions are compared; sent by address, by number."""

    before = SelectField(label="Compare", choices=[])
    after = SelectField(label="With", choices=[])

    def __init__(self, *args: Any, versions: list[TermsOfReference], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.versions = {str(one.version): one for one in versions}
        for name, label in (("before", "Compare"), ("after", "With")):
            field: Any = self.fields[name]
            field.label = label
            field.choices = [(number, f"Version {number}") for number in self.versions]

    def chosen(self) -> tuple[TermsOfReference, TermsOfReference]:
        """The two versions."""
        return self.versions[self.cleaned_data["before"]], self.versions[self.cleaned_data["after"]]
