"""The words of form errors, after the GOV.UK style: what to do, never what the machine found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms

_DJANGO_REQUIRED = forms.Field.default_error_messages["required"]


def lower_first(label: str) -> str:
    """A label as it stands inside a sentence: `Date received` is `date received`, `NHS number` stays."""
    if label[1:2].isupper() or label.startswith("I "):
        return label
    return label[:1].lower() + label[1:]


def plain_words(field: forms.Field) -> None:
    """Give a field plain error texts, where it has Django's own."""
    label = str(field.label or "")
    verb = "Select" if isinstance(field, _CHOSEN) else "Enter"
    if field.error_messages.get("required") == _DJANGO_REQUIRED:
        field.error_messages["required"] = f"{verb} {lower_first(label)}"
    for kind, words in _WORDS.items():
        if isinstance(field, kind):
            field.error_messages |= words(field, label)


def _choice(field: Any, label: str) -> dict[str, str]:
    return {"invalid_choice": f"{label}: choose one from the list"}


def _number(field: Any, label: str) -> dict[str, str]:
    words = {"invalid": f"{label} must be a whole number"}
    if field.min_value is not None:
        words["min_value"] = f"{label} must be {field.min_value:,} or more"
    if field.max_value is not None:
        words["max_value"] = f"{label} must be {field.max_value:,} or less"
    return words


def _text(field: Any, label: str) -> dict[str, str]:
    words = {"null_characters_not_allowed": f"{label} must not include unusual control characters"}
    if field.max_length is not None:
        words["max_length"] = f"{label} must be {field.max_length:,} characters or fewer"
    return words


def _email(field: Any, label: str) -> dict[str, str]:
    return {"invalid": "Enter an email address in the correct format, like name@example.com"}


_CHOSEN = (forms.ChoiceField, forms.ModelChoiceField, forms.BooleanField, forms.FileField)
_WORDS: dict[type[forms.Field], Callable[[Any, str], dict[str, str]]] = {
    forms.ChoiceField: _choice,
    forms.ModelChoiceField: _choice,
    forms.IntegerField: _number,
    forms.CharField: _text,
    forms.EmailField: _email,
}
