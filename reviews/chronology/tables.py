"""Reads an organisation's spreadsheet into rows of plain text: XLSX or CSV, told by content, within limits.

Nothing in the file is ever evaluated or followed: a formula is its own text, a link to another file is left alone.
"""

from __future__ import annotations

import datetime as dt
import warnings
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from openpyxl import load_workbook

from reviews.chronology import guard, separated
from wscb.documents.refusals import UploadRefused, damaged
from wscb.documents.separated import printable
from wscb.documents.uploads import check_upload, safe_name

MOST_ROWS = 10_000
MOST_COLUMNS = 60
MOST_CHARACTERS = 20_000_000
SEPARATED = "text/csv"
EXTENSIONS = (".xlsx", ".csv", ".txt", ".tsv")


@dataclass(frozen=True)
class Table:
    """The filled rows of a file: the number of each in the file, and its cells as text, all rows equally long.

    `sheet` is the sheet that was read and `other_sheets` how many filled ones were not; `formulas` counts the cells that
    held a formula, which stand as its text. `content` is the file as it was sent, and `media_type` what it is.
    """

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    sheet: str = ""
    other_sheets: int = 0
    formulas: int = 0
    content: bytes = b""
    media_type: str = SEPARATED


def read_table(file: UploadedFile[bytes]) -> Table:
    """The rows of an uploaded spreadsheet. Raises UploadRefused, whose text says what is wrong and what to do."""
    name = safe_name(file.name or "")
    extension = PurePosixPath(name).suffix
    if extension == ".xlsx":
        checked = check_upload(file)
        return replace(_workbook(checked.content, name), content=checked.content, media_type=checked.media_type)
    if extension in {".xls", ".xlsm", ".xlsb", ".ods", ".numbers"}:
        raise UploadRefused("The selected file must be XLSX or CSV. Save it as one of these and choose that file")
    if extension not in EXTENSIONS:
        raise UploadRefused("The selected file must be an Excel workbook (XLSX) or a CSV file")
    rows = separated.read_rows(file, most_rows=MOST_ROWS, most_columns=MOST_COLUMNS)
    file.seek(0)
    return _table(name, list(enumerate(rows, start=1)), content=file.read())


def _table(name: str, numbered: list[tuple[int, list[str]]], **more: Any) -> Table:
    filled = [(number, [cell.strip() for cell in cells]) for number, cells in numbered]
    filled = [(number, cells) for number, cells in filled if any(cells)]
    if not filled:
        raise UploadRefused("The selected file is empty")
    width = max(len(cells) for _, cells in filled)
    if len(filled) > MOST_ROWS:
        raise UploadRefused(f"The selected file must have no more than {MOST_ROWS:,} rows")
    if width > MOST_COLUMNS:
        raise UploadRefused(f"The selected file must have no more than {MOST_COLUMNS} columns")
    if sum(len(cell) for _, cells in filled for cell in cells) > MOST_CHARACTERS:
        raise UploadRefused("The selected file holds too much text. Split it and import the parts one by one")
    rows = tuple((number, tuple(cells + [""] * (width - len(cells)))) for number, cells in filled)
    return Table(name, rows, **more)


def _workbook(content: bytes, name: str) -> Table:
    extents = guard.extents(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of decoration that it leaves out
            book = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
            try:
                return _first_filled(book, extents, name)
            finally:
                book.close()
    except UploadRefused:
        raise
    except Exception:  # noqa: BLE001 - whatever a broken or hostile file makes the library raise, it is a damaged file
        raise damaged(guard.WORDS) from None


def _first_filled(book: Any, extents: dict[str, guard.Extent], name: str) -> Table:
    """The first sheet in sight that holds anything."""
    reach = {sheet.title: extents.get(sheet._worksheet_path, guard.Extent()) for sheet in book.worksheets}
    filled = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible" and reach[sheet.title].filled_rows]
    if not filled:
        raise UploadRefused("The selected file is empty")
    sheet, extent = filled[0], reach[filled[0].title]
    if extent.last_column > MOST_COLUMNS:
        raise UploadRefused(f"The selected file must have no more than {MOST_COLUMNS} columns")
    if extent.filled_rows > MOST_ROWS:
        raise UploadRefused(f"The selected file must have no more than {MOST_ROWS:,} rows")
    formulas = 0
    numbered: list[tuple[int, list[str]]] = []
    cells = sheet.iter_rows(max_row=extent.last_row, max_col=extent.last_column)
    for number, row in enumerate(cells, start=1):
        texts = [_text(cell.value) for cell in row]
        if any(texts):
            formulas += sum(cell.data_type == "f" for cell in row)
            numbered.append((number, texts))
    return _table(name, numbered, sheet=sheet.title, other_sheets=len(filled) - 1, formulas=formulas)


def _text(value: Any) -> str:
    """A cell as text: a date as 2014-03-27, with its time where it has one; a formula as it is written."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, dt.datetime | dt.time | dt.timedelta):
        return _moment(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return printable(str(getattr(value, "text", value)))


def _moment(value: dt.datetime | dt.time | dt.timedelta) -> str:
    if isinstance(value, dt.timedelta):
        minutes = round(value.total_seconds()) // 60
        return f"{minutes // 60:02}:{minutes % 60:02}"
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    return f"{value:%Y-%m-%d}" if value.time() == dt.time() else f"{value:%Y-%m-%d %H:%M}"
