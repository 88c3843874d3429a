"""Forms whose answers are kept in a draft: as they were typed, so that half an answer survives too (design, 14)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Self

from django import forms
from django.http import HttpRequest

from wscb.web.forms import DateField, Form
from wscb.web.forms.dates import PARTS
from wscb.web.tokens import FIELD, new_token

VERSION = "draft_version"
READ = "read_revision"
Kept = Mapping[str, Any]


class DraftedForm(Form):
    """One page of a draft. `kept` are the draft's raw answers by field, `version` the draft's as the page shows it.

    Fields named in `conditional` are asked without "(optional)" and may stay empty; `demand` asks for them when they are due.
    After `DraftChanged`, `saved_elsewhere` says what another window saved that differs from what was typed here.
    `shows` is the revision of the case that the page shows; it comes back as `read`.
    """

    conditional: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, kept: Kept, version: int, **kwargs: Any) -> None:
        kwargs.setdefault("initial", dict(kept))
        super().__init__(*args, **kwargs)
        for name in self.conditional:
            self.fields[name].required = False
        self.version = version
        self.saved_elsewhere: list[tuple[str, str]] = []
        self.shows: int | None = None

    @classmethod
    def refilled(cls, *, request: HttpRequest, kept: Kept, **kwargs: Any) -> Self:
        """The form filled in again from the draft, to check its answers or to sign over them."""
        name = f"{cls.__module__}.{cls.__qualname__}"
        token = new_token(request.user.pk, name)  # type: ignore[arg-type]
        data = {**as_sent(cls.base_fields, kept), FIELD: token.value}
        return cls(data=data, request=request, kept=kept, version=0, **kwargs)

    @property
    def hidden(self) -> dict[str, str]:
        """The hidden values of every form, the version of the draft, and the revision of the case where the page names it."""
        read = {} if self.shows is None else {READ: str(self.shows)}
        return super().hidden | {VERSION: str(self.version)} | read

    @property
    def seen(self) -> int:
        """The version of the draft that the page showed; one that cannot be, for nonsense."""
        sent = self.data.get(VERSION, "")
        return int(sent) if sent.isdecimal() else -1

    @property
    def read(self) -> int | None:
        """The revision of the case that the person had before them; None where the page did not say, or nonsense was sent."""
        sent = self.data.get(READ, "")
        return int(sent) if sent.isdecimal() else None

    def demand(self, *names: str) -> None:
        """Adds the error of a question left empty to each of these that is; called from `clean`."""
        for name in names:
            if not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, self.fields[name].error_messages["required"])

    def typed(self) -> dict[str, Any]:
        """What was sent for each field, as typed: text, or the three texts of a date."""
        return {
            name: field.widget.value_from_datadict(self.data, self.files, name) for name, field in self.fields.items()
        }

    def compare(self, kept: Kept, version: int) -> None:
        """Takes over the version that another window saved, and notes where it differs."""
        self.version = version
        typed = self.typed()
        self.saved_elsewhere = [
            (str(field.label), shown(kept[name]))
            for name, field in self.fields.items()
            if name in kept and kept[name] != typed[name]
        ]


def offer(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    """Sets what a question with choices offers on this page."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


def as_sent(fields: Mapping[str, forms.Field], kept: Kept) -> dict[str, Any]:
    """The answers of a draft as a browser would send them."""
    sent: dict[str, Any] = {}
    for name, field in fields.items():
        value = kept.get(name)
        if isinstance(field, DateField):
            parts: Iterable[Any] = value if isinstance(value, list) else ("", "", "")
            sent |= {f"{name}_{part}": text or "" for part, text in zip(PARTS, parts, strict=True)}
        elif value:
            sent[name] = value
    return sent


def shown(value: Any) -> str:
    """A raw answer for reading."""
    return " ".join(str(part or "") for part in value).strip() if isinstance(value, list) else str(value or "")
