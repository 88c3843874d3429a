"""Reads one PDF from standard input and prints what speaks against it, one code of OBJECTIONS, or nothing.

Run as a program of its own by ``pdf_checks``, with limits on memory and time, since a small file can be made to swell.
It imports nothing of the project, so that it starts at once.
"""

import resource
import sys
from collections.abc import Iterable
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

#: What reading one PDF may take: bytes of memory, seconds of computing.
MOST_MEMORY = 1024 * 1024 * 1024
MOST_SECONDS = 20

RUNS, HIDES, LOCKED, DAMAGED, SWELLS = OBJECTIONS = ("runs", "hides", "locked", "damaged", "swells")

_RUNNING_ACTIONS = (
    Name.JavaScript,
    Name.Launch,
    Name.ImportData,
    Name.SubmitForm,
    Name.Rendition,
    Name.RichMediaExecute,
    Name.GoToE,
    Name.Movie,
    Name.Sound,
)
_RUNNING_KEYS = ("/JS", "/JavaScript", "/RichMediaContent", "/RichMediaSettings", "/XFA")
_HIDING_KEYS = ("/EmbeddedFiles", "/EF")


def objection(content: bytes) -> str | None:
    """What speaks against this PDF, one of OBJECTIONS, None when nothing does."""
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            if not len(pdf.pages):
                return DAMAGED
            return next((code for code in map(_objection_to, pdf.objects) if code), None)
    except pikepdf.PasswordError:
        return LOCKED
    except MemoryError:
        return SWELLS
    except (pikepdf.PdfError, ValueError, RecursionError):
        return DAMAGED


def _objection_to(whole: Object) -> str | None:
    """What speaks against one object of the file or anything written directly inside it."""
    waiting = [whole]
    while waiting:
        element = waiting.pop()
        if isinstance(element, Array):
            waiting.extend(_written_inside(element))
        elif isinstance(element, Dictionary | Stream):
            if any(key in element for key in _HIDING_KEYS) or element.get("/Type") == Name.EmbeddedFile:
                return HIDES
            if any(key in element for key in _RUNNING_KEYS) or element.get("/S") in _RUNNING_ACTIONS:
                return RUNS
            waiting.extend(_written_inside(element[str(key)] for key in element))
    return None


def _written_inside(elements: Iterable[Object]) -> list[Object]:
    """Those of ``elements`` that hold others and are not looked at by themselves anyway."""
    containers = (Array, Dictionary, Stream)
    return [inner for inner in elements if isinstance(inner, containers) and not inner.is_indirect]


def main() -> None:
    """Read, judge, answer."""
    content = sys.stdin.buffer.read()
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    sys.stdout.write(objection(content) or "")


if __name__ == "__main__":
    main()
