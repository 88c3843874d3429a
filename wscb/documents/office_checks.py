"""Word, Excel and OpenDocument files: archives that must hold a document, no macros, and no more than they say."""

import re
import zipfile
import zlib
from io import BytesIO

from wscb.documents.refusals import LOCKED, SWELLS, UploadRefused, damaged

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"

#: What an archive may unpack to, in bytes, and how many parts it may have.
MOST_UNPACKED = 200 * 1024 * 1024
MOST_PARTS = 5000

_CONTENT_TYPES = "[Content_Types].xml"
_MOST_CONTENT_TYPES = 1024 * 1024
_CHUNK = 256 * 1024
_MAIN_PARTS = {
    DOCX: b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    XLSX: b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
}
# Where the three formats keep code: VBA projects, ActiveX controls, old Excel macro sheets, Basic and script folders.
_CODE = re.compile(r"(vbaproject\.bin|vbadata\.xml)$|(^|/)(activex|macrosheets|basic|scripts)/", re.IGNORECASE)
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError)


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


def _check(content: bytes, media_type: str, words: str) -> None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & 0x1 for part in parts):
                raise UploadRefused(LOCKED)
            if _holds_code(archive):
                raise UploadRefused("The selected file holds macros. Save a copy without macros and choose that")
            if len(parts) > MOST_PARTS or not _unpacks_within_limit(archive):
                raise UploadRefused(SWELLS)
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


def _unpacks_within_limit(archive: zipfile.ZipFile) -> bool:
    """Whether the parts really unpack to at most MOST_UNPACKED: unpacked piece by piece, since a header may lie."""
    left = MOST_UNPACKED
    for part in archive.infolist():
        with archive.open(part) as stream:
            while piece := stream.read(_CHUNK):
                left -= len(piece)
                if left < 0:
                    return False
    return True


def _start(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    with archive.open(name) as stream:
        return stream.read(most)
