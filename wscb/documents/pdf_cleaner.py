"""Reads one PDF from standard input and writes it without what it tells of its making: properties, metadata, thumbnails.

Run as a program of its own by ``cleaning``, with limits on memory and time, as ``pdf_reader`` is and for its reasons.
"""

import resource
import sys
from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Stream

MOST_MEMORY = 1024 * 1024 * 1024
MOST_SECONDS = 20

_TELLING = ("/Metadata", "/PieceInfo", "/Thumb", "/LastModified")


def cleaned(content: bytes) -> bytes:
    """The PDF without metadata; pages, structure and language stay. Raises PdfError."""
    with pikepdf.open(BytesIO(content)) as pdf:
        if "/Info" in pdf.trailer:
            del pdf.trailer["/Info"]
        for whole in pdf.objects:
            if isinstance(whole, Dictionary | Stream):
                for key in _TELLING:
                    if key in whole:
                        del whole[key]
        written = BytesIO()
        pdf.save(written, deterministic_id=True)
    return written.getvalue()


def main() -> None:
    """Read, clean, write."""
    content = sys.stdin.buffer.read()
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    sys.stdout.buffer.write(cleaned(content))


if __name__ == "__main__":
    main()
