"""Filter and search of the list of cases."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from wscb.cases.process import registry
from wscb.web.forms import DateField, Form, LineField, SelectField


def state_choices(process: str = "") -> list[tuple[str, str]]:
    """The states that cases can stand in, of every process or the one with this code, each once, in the tables' order.

    A state that processes call differently has the words of each: "Referred to the panel / Referred to the Subgroup".
    """
    found: dict[str, list[str]] = {}
    for table in registry.processes():
        for state in table.states:
            if state.code != table.initial and not state.planned and process in {"", table.code}:
                words = found.setdefault(state.code, [])
                words += [state.title] if state.title not in words else []
    return [(code, " / ".join(words)) for code, words in found.items()]


class CaseFilter(forms.Form):
    """The filter over cases; sent by address, so it carries no token. An answer that is no choice is dropped."""

    use_required_attribute = False

    state = SelectField(label="State", choices=[], empty="Any state")
    process = SelectField(label="Kind", choices=[], empty="Any kind")
    due = SelectField(label="Due", choices=[("overdue", "Overdue"), ("soon", "Due within 7 days")], empty="At any time")
    reminders = SelectField(label="Reminders", choices=[("off", "Off"), ("on", "On")], empty="On or off")
    show = SelectField(
        label="Show", choices=[("closed", "Closed cases"), ("all", "Open and closed cases")], empty="Open cases"
    )

    def __init__(self, asked: Any) -> None:
        super().__init__({})
        self.label_suffix = ""
        _fill(self.fields["process"], [(process.code, process.title) for process in registry.processes()])
        of_kind = asked.get("process", "") if asked.get("process") in self._codes("process") else ""
        _fill(self.fields["state"], state_choices(of_kind))
        self.chosen = {name: asked[name] for name in self.fields if asked.get(name) in self._codes(name)}
        self.data = dict(self.chosen)
        for field in self.fields.values():
            field.required = False

    def words(self, name: str) -> str:
        """What was chosen, as its list says it."""
        return str(dict(self.fields[name].choices)[self.chosen[name]])  # type: ignore[attr-defined]

    def _codes(self, name: str) -> set[str]:
        return {code for code, _words in self.fields[name].choices if code}  # type: ignore[attr-defined]


def _fill(field: Any, choices: list[tuple[str, str]]) -> None:
    field.choices = [*(choice for choice in field.choices if choice[0] == ""), *choices]


class SearchForm(Form):
    """What is known of a child or case. It is posted: nothing of it stands in an address."""

    name = LineField(
        label="Name",
        hint="Any part of a child’s name, or of another name they are known by.",
        optional=True,
        autocomplete="off",
    )
    date_of_birth = DateField(label="Date of birth", optional=True)
    nhs_number = LineField(label="NHS number", optional=True, width="20", autocomplete="off")
    reference = LineField(
        label="Reference", hint="Ten characters, typed in any way.", optional=True, width="20", autocomplete="off"
    )
    organisation = LineField(label="Organisation involved", optional=True, autocomplete="off")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.label = str(field.label).removesuffix(" (optional)")

    def clean_nhs_number(self) -> str:
        """The ten figures without spaces. Raises ValidationError for anything else."""
        number = self.cleaned_data["nhs_number"].replace(" ", "").replace("-", "")
        if number and not (number.isdecimal() and len(number) == len("9434765919")):
            raise forms.ValidationError("NHS number must have 10 figures, like 943 476 5919")
        return str(number)

    def clean(self) -> dict[str, Any]:
        """Demand one answer at least."""
        cleaned = super().clean()
        if not self.errors and not any(cleaned.get(name) for name in self.fields):
            self.add_error("name", "Enter something to search for")
        return cleaned

    def words(self) -> dict[str, str]:
        """The answers as texts, a date as ISO text."""
        born: date | None = self.cleaned_data["date_of_birth"]
        texts = {name: self.cleaned_data[name] for name in ("name", "nhs_number", "reference", "organisation")}
        return {**texts, "date_of_birth": born.isoformat() if born else ""}
