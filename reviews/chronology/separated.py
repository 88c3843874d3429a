"""Reads separated text (CSV): UTF-8, UTF-16 or Windows-1252; commas, semicolons, tabs or bars."""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from io import StringIO

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from wscb.documents.refusals import UploadRefused
from wscb.documents.scanning import scan
from wscb.documents.separated import RISKY, printable

_SEPARATORS = ",;\t|"
_NOT_TEXT = (
    b"PK\x03\x04",
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"\xd0\xcf\x11\xe0",
    b"{\\rtf",
    b"<html",
    b"<!doctype",
)
_LONGEST_CELL = 1_000_000
_SAMPLE = 20_000


def read_rows(file: UploadedFile[bytes], *, most_rows: int, most_columns: int) -> list[list[str]]:
    """The rows of a separated file, empty ones included so that they can be counted. Raises UploadRefused."""
    limit = settings.UPLOAD_LIMIT_MB * 1024 * 1024
    file.seek(0)
    content = file.read(limit + 1)
    if not content.strip():
        raise UploadRefused("The selected file is empty")
    if len(content) > limit:
        raise UploadRefused(f"The selected file must be smaller than {settings.UPLOAD_LIMIT_MB}MB")
    if content.lstrip()[:16].lower().startswith(tuple(mark.lower() for mark in _NOT_TEXT)):
        raise UploadRefused("The selected file is called a CSV file but is not one")
    scan(content)
    text, separator = _separated(_decoded(content))
    rows: list[list[str]] = []
    csv.field_size_limit(_LONGEST_CELL)
    try:
        for cells in csv.reader(StringIO(text, newline=""), delimiter=separator):
            if len(cells) > most_columns and any(cells[most_columns:]):
                raise UploadRefused(f"The selected file must have no more than {most_columns} columns")
            rows.append([_plain(cell) for cell in cells[:most_columns]])
            if len(rows) > 2 * most_rows:
                raise UploadRefused(f"The selected file must have no more than {most_rows:,} rows")
    except csv.Error:
        raise UploadRefused("The selected file is not a CSV file, or is damaged") from None
    return rows


def _plain(cell: str) -> str:
    """A cell as it was before `wscb.documents.separated.harmless`."""
    shown = printable(cell.replace("\r\n", "\n").replace("\r", "\n"))
    return shown[1:] if shown.startswith("'") and shown[1:].startswith(RISKY) else shown


def _decoded(content: bytes) -> str:
    """The text in whichever of the three encodings it is. Raises UploadRefused for what is no text."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return _as(content, encoding)
    sample = content[:_SAMPLE]
    if sample[1::2].count(0) > len(sample) // 4:
        return _as(content, "utf-16-le")
    if sample[::2].count(0) > len(sample) // 4:
        return _as(content, "utf-16-be")
    try:
        return _as(content, "utf-8")
    except UploadRefused:
        return _as(content, "cp1252")


def _as(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise UploadRefused("The selected file must be text saved as CSV") from None
    if "\x00" in text:
        raise UploadRefused("The selected file is called a CSV file but is not one")
    return text


def _separated(text: str) -> tuple[str, str]:
    """The text and what separates its cells: as its first line says (`sep=;`), else what makes its rows equally long."""
    first, _, rest = text.partition("\n")
    named = first.strip().strip('"').lower()
    if named.startswith("sep=") and len(named) == len("sep=;"):
        return "\n" + rest, named[-1]
    return text, max(_SEPARATORS, key=lambda mark: _evenness(text[:_SAMPLE], mark))


def _evenness(text: str, mark: str) -> tuple[int, int]:
    """How many rows this separator makes equally long, and how long; narratives full of commas make uneven rows."""
    try:
        widths = Counter(len(row) for row in csv.reader(StringIO(text, newline=""), delimiter=mark) if len(row) > 1)
    except csv.Error:
        return 0, 0
    return max(((rows, width) for width, rows in widths.items()), default=(0, 0))
