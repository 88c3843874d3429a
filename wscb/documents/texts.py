"""The text of a stored PDF, Word document or plain text, for searching; read by a program of its own, with limits."""

import subprocess
import sys
from pathlib import Path

from wscb.documents import text_reader
from wscb.documents.office_checks import DOCX

KINDS = {"application/pdf": "pdf", DOCX: "docx", "text/plain; charset=utf-8": "text"}
"""What can be read, by media type."""


class Unreadable(ValueError):
    """The file is of another kind, damaged, or takes too much to read."""


class TakesLonger(Unreadable):
    """The file cannot be read in the time that was given."""


def text_of(content: bytes, media_type: str, *, seconds: int = text_reader.MOST_SECONDS * 2) -> str:
    """All text of the file; empty where it has none, as a scanned page has none. Raises Unreadable, TakesLonger after these seconds."""
    if media_type not in KINDS:
        raise Unreadable(f"Nothing reads {media_type}.")
    reader = [sys.executable, "-P", str(Path(text_reader.__file__)), KINDS[media_type]]
    try:
        answer = subprocess.run(  # noqa: S603 - our own program, no shell, the file comes by standard input
            reader, input=content, capture_output=True, timeout=seconds, check=True
        )
    except subprocess.TimeoutExpired as problem:
        raise TakesLonger("The file takes longer to read.") from problem
    except subprocess.CalledProcessError as problem:
        raise Unreadable("The file cannot be read.") from problem
    return answer.stdout.decode()
