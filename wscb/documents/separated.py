"""Separated text (CSV) that leaves: read by a spreadsheet as what it says, never as a formula."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Sequence
from io import StringIO

MEDIA_TYPE = "text/csv; charset=utf-8"
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a cell begins with that a spreadsheet takes for a formula."""


def write_rows(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as UTF-8 with a mark that Excel knows it by; no cell begins as a formula does."""
    written = StringIO(newline="")
    writer = csv.writer(written)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return codecs.BOM_UTF8 + written.getvalue().encode()


def harmless(cell: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe stands before one that looks like it."""
    return f"'{cell}" if cell.startswith(RISKY) else cell


def printable(text: str) -> str:
    """A text without the control characters that neither a page nor a workbook can show."""
    return "".join(letter for letter in text if letter >= " " or letter in "\n\t").replace("\x7f", "")
