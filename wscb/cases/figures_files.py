"""The Board's figures as files: separated text, a workbook of one sheet a table, a chart by itself. No cell is ever a formula."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from wscb.cases.figures import LimitKept, StateCount

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SVG = "image/svg+xml"
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
EXTENDED = ("Extended", "Of those within the new date")
_WORDS, _NUMBER = 40, 14

Cell = str | int | float


@dataclass(frozen=True)
class FigureTable:
    """A table of figures: its name, what its columns are called, and its rows; a cell without a number is an empty text."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables_of(load: Sequence[StateCount], kept: Sequence[LimitKept]) -> tuple[FigureTable, ...]:
    """The tables of the page, in the order in which the files have them."""
    return (
        FigureTable(
            "Open cases",
            ("Kind", "State", "Open cases", "With something overdue"),
            tuple((row.kind, row.state, row.cases, row.late) for row in load),
        ),
        FigureTable(
            "Limits",
            (
                "Kind",
                "Limit",
                "Period",
                "Clause",
                "Done in time",
                "Done late",
                "Open",
                "Overdue",
                *EXTENDED,
                "Days, median",
            ),
            tuple(_limit(row) for row in kept),
        ),
    )


def _limit(row: LimitKept) -> tuple[Cell, ...]:
    usual: Cell = "" if row.usual is None else row.usual
    counted = (row.in_time, row.late, row.running, row.overdue, row.extended, row.within)
    return (row.kind, row.title, row.limit, row.clause, *counted, usual)


def as_csv(tables: Sequence[FigureTable]) -> bytes:
    """The tables one under the other, an empty line between them, as UTF-8 with a mark that Excel knows it by."""
    written = StringIO(newline="")
    rows = csv.writer(written)
    for place, table in enumerate(tables):
        if place:
            rows.writerow([])
        rows.writerow(table.headings)
        rows.writerows([_harmless(cell) for cell in row] for row in table.rows)
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def as_workbook(tables: Sequence[FigureTable]) -> bytes:
    """A workbook with one sheet a table. Text is text whatever it begins with; a number stays one."""
    book = Workbook(write_only=True)
    for table in tables:
        sheet = book.create_sheet(table.name)
        sheet.freeze_panes = "A2"
        for place, _heading in enumerate(table.headings, start=1):
            words = any(isinstance(row[place - 1], str) and row[place - 1] for row in table.rows)
            sheet.column_dimensions[get_column_letter(place)].width = _WORDS if words else _NUMBER
        sheet.append([_cell(sheet, heading, font=Font(bold=True)) for heading in table.headings])
        for row in table.rows:
            sheet.append([_cell(sheet, cell) for cell in row])
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _harmless(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_RISKY) else cell


def _cell(sheet: Any, value: Cell, **style: object) -> Any:
    if value == "":
        return None
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value != _harmless(value)
    for name, wanted in style.items():
        setattr(cell, name, wanted)
    return cell
