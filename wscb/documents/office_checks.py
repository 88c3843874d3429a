"""Word, Excel and OpenDocument files: archives that must hold a document, no macros, and no more than they say."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from xml.parsers import expat

from wscb.documents import office_parts
from wscb.documents.refusals import LOCKED, SWELLS, UploadRefused, damaged

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"

#: What an archive may unpack to, in bytes, and how many parts it may have.
MOST_UNPACKED = 200 * 1024 * 1024
MOST_PARTS = 5000


@dataclass
class _Budget:
    """What may still be unpacked, in bytes, and whether that is within a document that stands in another."""

    left: int
    is_inside: bool = False

    def spend(self, size: int) -> None:
        """Count what was unpacked. Raises UploadRefused where it is too much."""
        self.left -= size
        if self.left < 0:
            raise UploadRefused(SWELLS)


_START = 4096
_CONTENT_TYPES = "[Content_Types].xml"
_MOST_CONTENT_TYPES = 1024 * 1024
_CHUNK = 256 * 1024
_MAIN_PARTS = {
    DOCX: b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    XLSX: b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
}
# Where the three formats keep code: VBA projects, ActiveX controls, old Excel macro sheets, Basic and script folders.
_CODE = re.compile(r"(vbaproject\.bin|vbadata\.xml)$|(^|/)(activex|macrosheets|basic|scripts)/", re.IGNORECASE)
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    expat.ExpatError,
)


def office_type(content: bytes) -> str | None:
    """The media type that the archive tells of itself, None when it is no document of the three kinds."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and _start(archive, "mimetype", 200) == ODT.encode():
                return ODT
            if _CONTENT_TYPES not in names:
                return None
            types = _start(archive, _CONTENT_TYPES, _MOST_CONTENT_TYPES)
            return next((kind for kind, main in _MAIN_PARTS.items() if main in types), None)
    except _BROKEN:
        return None


def check_docx(content: bytes) -> None:
    """Raises UploadRefused unless ``content`` is a sound Word document without macros."""
    _check(content, DOCX, "a Word document (DOCX)")


def check_xlsx(content: bytes) -> None:
    """Raises UploadRefused unless ``content`` is a sound Excel workbook without macros."""
    _check(content, XLSX, "an Excel workbook (XLSX)")


def check_odt(content: bytes) -> None:
    """Raises UploadRefused unless ``content`` is a sound OpenDocument text without macros."""
    _check(content, ODT, "an OpenDocument text (ODT)")


def _check(content: bytes, media_type: str, words: str, *, budget: _Budget | None = None) -> None:
    budget = budget or _Budget(MOST_UNPACKED)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & 0x1 for part in parts):
                raise UploadRefused(LOCKED)
            if _holds_code(archive):
                raise UploadRefused("The selected file holds macros. Save a copy without macros and choose that")
            if len(parts) > MOST_PARTS:
                raise UploadRefused(SWELLS)
            for part in parts:
                _check_part(archive, part, words, budget)
    except UploadRefused:
        raise
    except _BROKEN:
        raise damaged(words) from None
    if office_type(content) != media_type:
        raise damaged(words)


def _holds_code(archive: zipfile.ZipFile) -> bool:
    """Whether any part is code, by its name or by the type that the archive declares for it."""
    names = archive.namelist()
    if any(_CODE.search(name) for name in names):
        return True
    if _CONTENT_TYPES not in names:
        return False
    types = _start(archive, _CONTENT_TYPES, _MOST_CONTENT_TYPES).lower()
    return any(mark in types for mark in (b"macroenabled", b"vbaproject", b"activex"))


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, words: str, budget: _Budget) -> None:
    """One part, unpacked piece by piece, since a header may lie of its size; kept only where it has to be looked into."""
    if stat.S_ISLNK(part.external_attr >> 16):
        raise UploadRefused(office_parts.HIDES)
    name, kept, first = part.filename.lower(), [], b""
    with archive.open(part) as stream:
        while piece := stream.read(_CHUNK):
            budget.spend(len(piece))
            first = first or piece
            if name.endswith(".rels") or first.startswith(office_parts.ARCHIVE):
                kept.append(piece)
    office_parts.check_start(first)
    if name.endswith((".xml", ".rels")) and office_parts.declares_a_type(first[:_START]):
        raise damaged(words)
    if first.startswith(office_parts.ARCHIVE):
        _check_inside(b"".join(kept), budget)
    elif kept:
        office_parts.check_links(b"".join(kept))


def _check_inside(content: bytes, budget: _Budget) -> None:
    """A document within the document, such as the figures behind a chart: of the same kinds, and with none in it again."""
    told = office_type(content)
    if told is None or budget.is_inside:
        raise UploadRefused(office_parts.HIDES)
    budget.is_inside = True
    _check(content, told, "a document of its kind", budget=budget)
    budget.is_inside = False


def _start(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    with archive.open(name) as stream:
        return stream.read(most)
