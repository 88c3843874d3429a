"""PDF: sound, without password, and nothing in it that runs or hides."""

import subprocess
import sys
from pathlib import Path

from wscb.documents import pdf_reader
from wscb.documents.refusals import LOCKED, SWELLS, UploadRefused, damaged

_WORDS = {
    pdf_reader.RUNS: "The selected PDF holds a script or starts another program. Print it to a new PDF and choose that",
    pdf_reader.HIDES: "The selected PDF has other files inside it. Choose each file by itself",
    pdf_reader.LOCKED: LOCKED,
    pdf_reader.DAMAGED: str(damaged("a PDF")),
    pdf_reader.SWELLS: SWELLS,
}


def check_pdf(content: bytes) -> None:
    """Raises UploadRefused when ``content`` is not a sound PDF, is locked, runs something or holds other files."""
    code = _read_apart(content)
    if code:
        raise UploadRefused(_WORDS[code])


def _read_apart(content: bytes) -> str:
    """The reader's answer; a reader that met its limit of memory or time gives none, and the file swells."""
    reader = [sys.executable, "-P", str(Path(pdf_reader.__file__))]
    try:
        answer = subprocess.run(  # noqa: S603 - our own program, no shell, the upload comes by standard input
            reader, input=content, capture_output=True, timeout=pdf_reader.MOST_SECONDS * 2, check=True
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return pdf_reader.SWELLS
    return answer.stdout.decode()
