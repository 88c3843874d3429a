"""The parts of an Office archive, looked at one by one: none that runs, hides another file, or fetches something from elsewhere."""

from __future__ import annotations

from xml.parsers import expat

from wscb.documents.refusals import UploadRefused

HIDES = "The selected file has other files inside it. Choose each file by itself"
FETCHES = "The selected file fetches something from another computer when it is opened. Save a copy without links and choose that"
RUNS = "The selected file holds a program. Save a copy without it and choose that"

ARCHIVE = b"PK\x03\x04"

_PROGRAMS = (b"MZ", b"\x7fELF", b"#!")
_OLD_CONTAINER = b"\xd0\xcf\x11\xe0"  # an OLE object, in which anything may lie
_ELSEWHERE = ("http:", "https:", "ftp:", "\\\\", "//", "mhtml:", "ms-", "script:")
#: Links that an office program follows when it opens the file, without asking first.
_FOLLOWED = ("attachedtemplate", "oleobject", "frame", "subdocument", "package", "control")


def check_start(start: bytes) -> None:
    """Raises UploadRefused for a part whose first bytes are a program's, or those of what may hide anything."""
    if start.startswith(_PROGRAMS):
        raise UploadRefused(RUNS)
    if start.startswith(_OLD_CONTAINER):
        raise UploadRefused(HIDES)


def declares_a_type(start: bytes) -> bool:
    """Whether an XML part declares a document type, with which a few bytes can be made to swell without end."""
    return b"<!doctype" in start.replace(b"\0", b"").lower()


def check_links(relationships: bytes) -> None:
    """Raises UploadRefused for links that are followed at once and lead elsewhere; ExpatError for what is no XML."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = _check_link
    parser.Parse(relationships, True)


def _check_link(name: str, attributes: dict[str, str]) -> None:
    kind = attributes.get("Type", "").rpartition("/")[2].lower()
    target = attributes.get("Target", "").strip().lower()
    if attributes.get("TargetMode", "").lower() == "external" and kind in _FOLLOWED and target.startswith(_ELSEWHERE):
        raise UploadRefused(FETCHES)
