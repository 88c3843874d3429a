"""Reads one file from standard input and prints its text; the only argument says what it is: pdf, docx or text.

Run as a program of its own by ``texts``, with limits on memory and time, since a small file can be made to swell.
It imports nothing of the project, so that it starts at once.
"""

import resource
import sys
import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree as ET

#: What reading one file may take: bytes of memory, seconds of computing.
MOST_MEMORY = 1024 * 1024 * 1024
MOST_SECONDS = 60

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARTS = ("document", "header", "footer", "footnotes", "endnotes", "comments")
_BREAKS = {f"{_WORD}tab": "\t", f"{_WORD}br": "\n", f"{_WORD}cr": "\n", f"{_WORD}noBreakHyphen": "-"}
_WORDS = (f"{_WORD}t", f"{_WORD}delText")


def pdf(content: bytes) -> Iterator[str]:
    """The text of each page."""
    from pypdf import PdfReader

    for page in PdfReader(BytesIO(content)).pages:
        yield page.extract_text()


def docx(content: bytes) -> Iterator[str]:
    """The text of each paragraph: of the body, headers, footers, notes and comments, with what was struck out in tracked changes."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.startswith(tuple(f"word/{part}" for part in _PARTS)) and name.endswith(".xml"):
                yield from _paragraphs(archive.read(name))


def _paragraphs(part: bytes) -> Iterator[str]:
    for paragraph in ET.fromstring(part).iter(f"{_WORD}p"):  # noqa: S314 - this program's limits end what swells
        pieces = (_BREAKS.get(one.tag) or (one.text if one.tag in _WORDS else "") or "" for one in paragraph.iter())
        yield "".join(pieces)


def text(content: bytes) -> Iterator[str]:
    """The text itself."""
    yield content.decode("utf-8-sig")


def main() -> None:
    """Read, print."""
    content = sys.stdin.buffer.read()
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    read = {"pdf": pdf, "docx": docx, "text": text}[sys.argv[1]]
    sys.stdout.buffer.write("\n".join(read(content)).encode("utf-8", "replace"))


if __name__ == "__main__":
    main()
