"""Checks what people upload: the kinds of document the Board works with, told by content, and nothing that runs."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from wscb.documents import office_checks, picture_checks, text_checks
from wscb.documents.pdf_checks import check_pdf
from wscb.documents.refusals import UploadRefused
from wscb.documents.scanning import scan

__all__ = ["ALLOWED_EXTENSIONS", "CheckedUpload", "UploadRefused", "check_upload"]

_LONGEST_NAME = 120
_LONGEST_EXTENSION = 20


@dataclass(frozen=True)
class CheckedUpload:
    """An upload that passed: its content, what it is, and its owner's name for it made safe to show."""

    content: bytes
    media_type: str
    safe_name: str


@dataclass(frozen=True)
class Kind:
    """A kind of document: how it is told and what must hold of it. ``check`` raises UploadRefused."""

    words: str
    media_type: str
    check: Callable[[bytes], None]


_PDF = Kind("a PDF", "application/pdf", check_pdf)
_DOCX = Kind("a Word document (DOCX)", office_checks.DOCX, office_checks.check_docx)
_XLSX = Kind("an Excel workbook (XLSX)", office_checks.XLSX, office_checks.check_xlsx)
_ODT = Kind("an OpenDocument text (ODT)", office_checks.ODT, office_checks.check_odt)
_PNG = Kind("a PNG picture", "image/png", picture_checks.check_png)
_JPEG = Kind("a JPEG picture", "image/jpeg", picture_checks.check_jpeg)
_TXT = Kind("plain text", "text/plain; charset=utf-8", text_checks.check_text)
_CSV = Kind("a CSV file", "text/csv; charset=utf-8", text_checks.check_text)

_KINDS = {
    ".pdf": _PDF,
    ".docx": _DOCX,
    ".xlsx": _XLSX,
    ".odt": _ODT,
    ".png": _PNG,
    ".jpg": _JPEG,
    ".jpeg": _JPEG,
    ".txt": _TXT,
    ".csv": _CSV,
}

#: For the ``accept`` attribute of the field.
ALLOWED_EXTENSIONS = tuple(_KINDS)

_ALLOWED_WORDS = "PDF, DOCX, XLSX, ODT, PNG, JPEG, TXT or CSV"
_MACRO_EXTENSIONS = (".docm", ".xlsm", ".dotm", ".xltm", ".xlsb", ".xlam", ".pptm")


def check_upload(file: "UploadedFile[bytes]") -> CheckedUpload:
    """The upload's content, once it is known to be what its name says, of an allowed kind, and harmless.

    It is scanned before anything of it is parsed. Raises UploadRefused, whose text tells the person what is wrong and what to do.
    """
    name = safe_name(file.name or "")
    extension = PurePosixPath(name).suffix.lower()
    if extension in _MACRO_EXTENSIONS:
        raise UploadRefused("The selected file can hold macros. Save it as DOCX or XLSX and choose that file")
    kind = _KINDS.get(extension)
    if kind is None:
        raise UploadRefused(f"The selected file must be a {_ALLOWED_WORDS}")
    content = _within_limit(file)
    if _looks_like(content) not in (kind, None):
        raise UploadRefused(f"The selected file is called {extension} but is not {kind.words}")
    scan(content)
    kind.check(content)
    return CheckedUpload(content=content, media_type=kind.media_type, safe_name=name)


def safe_name(name: str) -> str:
    """A file's name without folders, control and direction marks, and no longer than 120 characters."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(letter for letter in unicodedata.normalize("NFC", last) if unicodedata.category(letter)[0] != "C")
    stem, dot, extension = shown.strip().rpartition(".")
    if not dot:
        return shown.strip()[:_LONGEST_NAME]
    extension = extension[:_LONGEST_EXTENSION].lower()
    return f"{stem[: _LONGEST_NAME - len(extension) - 1].strip()}.{extension}"


def _within_limit(file: "UploadedFile[bytes]") -> bytes:
    """The content, read no further than the limit."""
    limit = settings.UPLOAD_LIMIT_MB * 1024 * 1024
    file.seek(0)
    content: bytes = file.read(limit + 1)
    if not content:
        raise UploadRefused("The selected file is empty")
    if len(content) > limit:
        raise UploadRefused(f"The selected file must be smaller than {settings.UPLOAD_LIMIT_MB}MB")
    return content


def _looks_like(content: bytes) -> Kind | None:
    """The kind that the first bytes tell, None when they tell none (plain text)."""
    if content.startswith(b"%PDF-"):
        return _PDF
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return _PNG
    if content.startswith(b"\xff\xd8\xff"):
        return _JPEG
    if content.startswith(b"PK\x03\x04"):
        told = office_checks.office_type(content)
        return next((kind for kind in (_DOCX, _XLSX, _ODT) if kind.media_type == told), None)
    return None
