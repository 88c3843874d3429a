"""A page of questions whose answers are kept in a draft until everything has been asked."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS

from reviews.forms.conditional import ConditionalForm
from reviews.process.part import Kind
from wscb import dates
from wscb.cases.drafts import DraftChanged
from wscb.cases.vocabulary import Vocabulary
from wscb.people.models import Area
from wscb.web.components import SummaryRow
from wscb.web.forms import DateField

Facts = dict[str, Any]
"""Answers by question, as JSON: dates in ISO form, organisations by their id."""

NOT_KNOWN = "not_known"
WHEN = [("known", "Yes"), ("estimated", "Only roughly: the date is an estimate"), (NOT_KNOWN, "No, not known yet")]
"""How well a date is known."""


class QuestionForm(ConditionalForm):
    """One page of questions. `facts()` is what the answers mean, `typed()` what stands in the boxes, right or wrong.

    `kind` is the kind of review that the notification may lead to.
    """

    conflict = DraftChanged().message

    def __init__(self, *args: Any, area: Area, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.area, self.kind = area, kind

    def facts(self) -> Facts:
        """The answers of a valid form."""
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in self.cleaned_data.items()
            if name in self.base_fields
        }

    def keeps(self, *, unfinished: bool) -> Facts | None:
        """What is to be kept of the page: its facts, or, where that will do, what was typed; None while an answer is wrong."""
        if set(self.errors) <= {NON_FIELD_ERRORS}:
            return {"facts": self.facts()}
        return {"typed": self.typed()} if unfinished else None

    def changed_meanwhile(self, *, version: int, kept: Facts) -> None:
        """Says that another window saved this page, shows what, and lets these answers be sent again over it."""
        self.revision, self.initial = str(version), self.filled(kept)
        if not self.is_conflict:
            self.add_error(None, forms.ValidationError(self.conflict, code="conflict"))

    def typed(self) -> Facts:
        """What was typed, to be shown again as it is."""
        return {name: self[name].data for name in self.fields}

    def saved_elsewhere(self) -> list[SummaryRow]:
        """What is kept of this page and differs from what was typed: another window saved it."""
        return [
            SummaryRow(str(field.label), _in_words(field.field, self.initial.get(field.name)))
            for field in self.visible_fields()
            if field.field.has_changed(self.initial.get(field.name), field.data)
        ]

    @classmethod
    def shown(cls, facts: Facts) -> Facts:
        """Facts as the form shows them."""
        return {name: _as_date(value) if name in cls._dates() else value for name, value in facts.items()}

    @classmethod
    def filled(cls, kept: Facts) -> Facts:
        """What is kept of a page as the form shows it: what was typed, or the facts."""
        typed: Facts | None = kept.get("typed")
        return cls.shown(kept.get("facts") or {}) if typed is None else typed

    @classmethod
    def _dates(cls) -> set[str]:
        return {name for name, field in cls.base_fields.items() if isinstance(field, DateField)}


def choice_hints(words: Vocabulary) -> dict[str, str]:
    """The hints of a vocabulary by code, for radios and checkboxes."""
    return {word.code: word.hint for word in words if word.hint}


def _in_words(field: forms.Field, value: Any) -> str:
    if isinstance(value, date):
        return dates.long_date(value)
    words = dict(field.widget.choices) if isinstance(field, forms.ChoiceField) else {}
    values = value if isinstance(value, list | tuple) else [value]
    return "\n".join(str(words.get(one, one)) for one in values if one) or "Nothing"


def _as_date(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
