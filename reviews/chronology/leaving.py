"""A chronology that leaves: as a workbook or as separated text, which `tables.read_table` reads back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from reviews.chronology.columns import LABELS
from reviews.chronology.when import When, as_written
from reviews.models import ChildSeen, ChronologyEntry
from wscb import dates
from wscb.documents import separated

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = separated.MEDIA_TYPE
COMMENTS = "Review team’s comments"
HEADINGS = (*LABELS.values(), COMMENTS)
_WIDTHS = {"What happened": 60, "Date": 14, "Time": 8}
_WIDTH = 30


def rows_of(entries: Iterable[ChronologyEntry]) -> Iterator[list[str]]:
    """Each entry as the texts of `HEADINGS`. The entries come with their organisation and their comments by whom."""
    for entry in entries:
        when = When(entry.precision, entry.happened_on, entry.happened_at, entry.when_words)
        day, clock = as_written(when)
        yield [
            day,
            clock,
            entry.organisation.name,
            entry.source,
            entry.event,
            ChildSeen(entry.child_seen).label,
            entry.child_words,
            entry.response,
            entry.reasons,
            entry.analysis,
            entry.when_words,
            "\n".join(
                f"{one.by.name}, {dates.long_date(timezone.localtime(one.at).date())}: {one.text}"
                for one in entry.comments.all()
            ),
        ]


def as_csv(entries: Iterable[ChronologyEntry]) -> bytes:
    """The chronology as separated text with its headings; no cell begins as a formula does."""
    return separated.write_rows([list(HEADINGS), *rows_of(entries)])


def as_workbook(entries: Iterable[ChronologyEntry]) -> bytes:
    """The chronology as a workbook of one sheet. Every cell is text, so that none is a formula whatever it begins with."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Chronology")
    sheet.freeze_panes = "A2"
    for number, heading in enumerate(HEADINGS):
        sheet.column_dimensions[chr(ord("A") + number)].width = _WIDTHS.get(heading, _WIDTH)
    bold, wrapped = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    sheet.append([_cell(sheet, heading, font=bold) for heading in HEADINGS])
    for row in rows_of(entries):
        sheet.append([_cell(sheet, text, alignment=wrapped) for text in row])
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _cell(sheet: Any, text: str, **style: object) -> Any:
    """A cell that holds text and nothing else, marked so that it stays text when somebody edits it."""
    cell = WriteOnlyCell(sheet, value=separated.printable(text))
    cell.data_type = "s"
    if text != separated.harmless(text):
        cell.quotePrefix = True
    for name, value in style.items():
        setattr(cell, name, value)
    return cell
