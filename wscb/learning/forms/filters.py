"""Filters over findings and over actions, sent by address. An answer that is no choice is dropped."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from wscb.learning.enums import ActionState, FindingKind, FindingStage
from wscb.learning.words import THEME
from wscb.web.forms import SelectField


class AddressFilter(forms.Form):
    """A filter whose answers stand in the address: `chosen` holds those that are choices."""

    use_required_attribute = False

    def __init__(self, asked: QueryDict, *, organisations: Iterable[tuple[UUID, str]]) -> None:
        super().__init__({})
        self.label_suffix = ""
        field: Any = self.fields["organisation"]
        field.choices = [("", "Any organisation"), *((str(pk), name) for pk, name in organisations)]
        self.chosen: dict[str, str] = {
            name: str(asked[name]) for name in self.fields if asked.get(name) in self._codes(name)
        }
        self.data = dict(self.chosen)
        for one in self.fields.values():
            one.required = False

    def _codes(self, name: str) -> set[str]:
        return {code for code, _words in self.fields[name].choices if code}  # type: ignore[attr-defined]

    def tags(self, asked: QueryDict) -> list[dict[str, str]]:
        """Each answer that is set, in words, with the address of the list without it."""
        found = []
        for name, code in self.chosen.items():
            query = asked.copy()
            query.pop(name)
            query.pop("page", None)
            words = dict(self.fields[name].choices)[code]  # type: ignore[attr-defined]
            found.append({"text": f"{self.fields[name].label}: {words}", "url": f"?{query.urlencode()}"})
        return found


class FindingFilter(AddressFilter):
    """The filter over the findings of a case."""

    kind = SelectField(label="Class", choices=FindingKind.choices, empty="Both classes")
    stage = SelectField(label="Raised as", choices=FindingStage.choices, empty="Early learning and findings")
    theme = SelectField(label="Theme", choices=THEME.choices, empty="Any theme")
    organisation = SelectField(label="Organisation", choices=[], empty="Any organisation")
    actions = SelectField(
        label="Actions",
        choices=[("overdue", "With an overdue action"), ("open", "With an open action"), ("none", "Without an action")],
        empty="With or without",
    )


class ActionFilter(AddressFilter):
    """The filter over the actions of all cases."""

    organisation = SelectField(label="Organisation", choices=[], empty="Any organisation")
    theme = SelectField(label="Theme", choices=THEME.choices, empty="Any theme")
    kind = SelectField(label="Class", choices=FindingKind.choices, empty="Both classes")
    state = SelectField(label="How it stands", choices=ActionState.choices, empty="Not closed")
    due = SelectField(label="Due", choices=[("overdue", "Overdue"), ("coming", "Not yet overdue")], empty="At any time")
