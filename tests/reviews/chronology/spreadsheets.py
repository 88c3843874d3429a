"""Spreadsheets to import: sound ones of any length, and such as somebody might send to do harm."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import date, time, timedelta
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

HEADINGS = ["Date", "Time", "Source", "What happened", "Child seen?", "Action taken", "Reasons", "Comments", "Our ref"]
FIRST = date(2010, 1, 4)


def row(number: int) -> list[Any]:
    """The contact of this number, a day after the one before."""
    seen = ("Yes", "No", "Seen and heard", "")[number % 4]
    return [
        FIRST + timedelta(days=number // 2), time(9 + number % 8, 30), "Police record", f"Contact number {number} at home.",
        seen, "Officers spoke to the mother.", "Short of staff.", "No referral was made.", f"PR/{number}",
    ]  # fmt: skip


def workbook(rows: Sequence[Sequence[Any]], *, title: str = "", sheets: Sequence[str] = ()) -> bytes:
    """An Excel workbook with these rows, under a line of title where there is one; further filled sheets by name."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Contacts"
    if title:
        sheet.append([title])
    for cells in rows:
        sheet.append(list(cells))
    for name in sheets:
        book.create_sheet(name).append(["Something", "else"])
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def contacts(count: int) -> bytes:
    """A workbook of so many contacts under its headings."""
    return workbook([HEADINGS, *(row(number) for number in range(count))])


def changed_part(content: bytes, path: str, part: bytes) -> bytes:
    """The workbook with one part of the archive replaced or added."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename != path:
                new.writestr(info.filename, old.read(info))
        new.writestr(path, part)
    return written.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
_SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def sheet_of(data: str) -> bytes:
    """A workbook whose only sheet has this XML between its rows' brackets."""
    return changed_part(contacts(1), SHEET, f"<worksheet {_SPACE}><sheetData>{data}</sheetData></worksheet>".encode())


def upload(content: bytes, name: str = "contacts.xlsx") -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content)
