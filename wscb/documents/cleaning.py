"""Files as they leave the house: without what they tell of where, when and by whom they were made. The original stays as it is."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from wscb.documents import pdf_cleaner
from wscb.documents.picture_cleaning import without_jpeg_metadata, without_png_metadata
from wscb.documents.store import FileDamaged


class NotCleaned(FileDamaged):
    """The file could not be cleaned, and so does not leave."""


def without_metadata(content: bytes, media_type: str) -> bytes:
    """A picture or PDF without its metadata; anything else as it is. Never for what the Board sealed: it would break the seal.

    Raises NotCleaned.
    """
    clean = _CLEANERS.get(media_type)
    if clean is None:
        return content
    try:
        return clean(content)
    except (ValueError, OSError, SyntaxError, subprocess.SubprocessError) as problem:
        raise NotCleaned(f"A file of the type {media_type} could not be cleaned.") from problem


def _clean_pdf(content: bytes) -> bytes:
    cleaner = [sys.executable, "-P", str(Path(pdf_cleaner.__file__))]
    answer = subprocess.run(  # noqa: S603 - our own program, no shell, the file comes by standard input
        cleaner, input=content, capture_output=True, timeout=pdf_cleaner.MOST_SECONDS * 2, check=True
    )
    return answer.stdout


_CLEANERS: dict[str, Callable[[bytes], bytes]] = {
    "application/pdf": _clean_pdf,
    "image/png": without_png_metadata,
    "image/jpeg": without_jpeg_metadata,
}
