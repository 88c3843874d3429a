"""Looks over a workbook before anything else reads it: how large each part really is, and nothing that swells or points out.

A workbook is a ZIP archive of XML. It is read here piece by piece, with counts instead of contents, so that a file made to
fill the memory is refused before the reader that keeps its rows sees it.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO
from xml.parsers import expat

from wscb.documents.refusals import SWELLS, UploadRefused, damaged

MOST_UNPACKED = 80 * 1024 * 1024
"""Bytes of XML that all parts together may unpack to."""
MOST_ELEMENTS = 3_000_000
WIDEST = 16_384  # columns that Excel itself has
LONGEST = 1_048_576  # rows that Excel itself has
_CHUNK = 256 * 1024
_LETTERS = re.compile(r"([A-Za-z]{1,8})\d*\Z")
WORDS = "an Excel workbook (XLSX)"


@dataclass
class Extent:
    """How far the filled cells of one part reach: rows that hold something, and the last row and column."""

    filled_rows: int = 0
    last_row: int = 0
    last_column: int = 0


class _Counter:
    """Counts the rows and cells of one XML part as its elements begin."""

    def __init__(self) -> None:
        self.extent = Extent()
        self.elements = self.row = self.column = self.cells = 0

    def begins(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if self.elements > MOST_ELEMENTS:
            raise UploadRefused(SWELLS)
        local = name.rpartition(":")[2]
        if local == "row":
            self.row = int(attributes["r"]) if attributes.get("r", "").isdecimal() else self.row + 1
            self.column = self.cells = 0
        elif local == "c":
            self._cell(attributes.get("r", ""))
        elif local in {"v", "is", "f"} and self.cells:
            self._filled()

    def _cell(self, place: str) -> None:
        self.cells += 1
        self.column = _column(place) if place else self.column + 1
        if max(self.cells, self.column) > WIDEST:
            raise UploadRefused("The selected file has too many columns")

    def _filled(self) -> None:
        if self.row > LONGEST:
            raise UploadRefused("The selected file has too many rows")
        if self.row != self.extent.last_row:
            self.extent.filled_rows += 1
        self.extent.last_row = self.row
        self.extent.last_column = max(self.extent.last_column, self.column)


def extents(content: bytes) -> dict[str, Extent]:
    """How far each XML part of the workbook reaches, by its path in the archive.

    Raises UploadRefused for what unpacks to too much, is too wide or long, declares a document type, or is no sound XML.
    """
    found: dict[str, Extent] = {}
    left = MOST_UNPACKED
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            for part in archive.infolist():
                if part.filename.lower().endswith((".xml", ".rels")):
                    found[part.filename], left = _look_over(archive, part, left)
    except (zipfile.BadZipFile, expat.ExpatError, EOFError, OSError, ValueError, NotImplementedError) as wrong:
        if isinstance(wrong, UploadRefused):
            raise
        raise damaged(WORDS) from None
    return found


def _look_over(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> tuple[Extent, int]:
    counter = _Counter()
    parser = expat.ParserCreate()
    parser.StartElementHandler = counter.begins
    parser.StartDoctypeDeclHandler = _refuse_declaration
    with archive.open(part) as stream:
        while piece := stream.read(_CHUNK):
            left -= len(piece)
            if left < 0:
                raise UploadRefused(SWELLS)
            parser.Parse(piece, False)
    parser.Parse(b"", True)
    return counter.extent, left


def _refuse_declaration(*declared: object) -> None:
    """No workbook declares a document type; one that does means to define entities."""
    raise damaged(WORDS)


def _column(place: str) -> int:
    """The number of the column of a place such as "AB12"; one beyond the widest for what is no place."""
    letters = _LETTERS.match(place)
    if letters is None:
        return WIDEST + 1
    number = 0
    for letter in letters[1].upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
