"""Forms of an import: the file, what its columns mean, the confirmation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from reviews.chronology.columns import FIELDS, LABELS, NEEDED, letter
from reviews.chronology.tables import EXTENSIONS, MOST_ROWS, Table, read_table
from reviews.forms.chronology import OrganisationChoice
from wscb.cases.forms.base import ActForm
from wscb.documents.refusals import UploadRefused
from wscb.web.forms import ConfirmField, FileField, SelectField

_EXAMPLE = 60


class SpreadsheetForm(OrganisationChoice):
    """An organisation's spreadsheet."""

    file = FileField(
        label="Spreadsheet",
        hint=f"An Excel workbook (XLSX) or a CSV file with a row of headings, up to {MOST_ROWS:,} rows.",
        enter="Select the spreadsheet",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = ",".join(EXTENSIONS)

    def clean_file(self) -> Table:
        """The rows of the file. Raises ValidationError in the words of the refusal."""
        try:
            return read_table(self.cleaned_data["file"])
        except UploadRefused as refused:
            raise forms.ValidationError(str(refused), code="refused") from None


class ColumnsForm(ActForm):
    """What each column of the spreadsheet means."""

    def __init__(
        self, *args: Any, headings: Sequence[str], examples: Sequence[str], matched: Mapping[int, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.width = len(headings)
        choices = [(field.code, field.label) for field in FIELDS]
        for column, (heading, example) in enumerate(zip(headings, examples, strict=True)):
            shown = f"For example: {example[:_EXAMPLE]}" if example else "Empty"
            field = SelectField(
                label=f"Column {letter(column)}" + (f": {heading}" if heading else ""),
                choices=choices,
                empty="Do not import",
                hint=shown,
                initial=matched.get(column, ""),
            )
            field.required = False  # not "(optional)": "Do not import" is an answer
            self.fields[f"column_{column}"] = field

    def clean(self) -> dict[str, Any]:
        """Demand the date and what happened, and each meaning once."""
        cleaned = super().clean()
        taken: set[str] = set()
        for column, code in self.columns().items():
            if code in taken:
                self.add_error(f"column_{column}", f"“{LABELS[code]}” is chosen for another column already")
            taken.add(code)
        missing = [LABELS[code] for code in NEEDED if code not in taken]
        if missing:
            self.add_error(None, f"Choose the column that holds: {', '.join(missing).lower()}")
        return cleaned

    def columns(self) -> dict[int, str]:
        """Column numbers from 0 to the codes of their fields."""
        chosen = {column: self.cleaned_data.get(f"column_{column}", "") for column in range(self.width)}
        return {column: code for column, code in chosen.items() if code}


class ImportForm(ActForm):
    """The confirmation of an import; rows that say what stands in the chronology already have to be confirmed."""

    repeats = ConfirmField(
        label="Import them all the same", enter="Confirm that these rows are to be imported all the same"
    )

    def __init__(self, *args: Any, repeats: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not repeats:
            del self.fields["repeats"]
