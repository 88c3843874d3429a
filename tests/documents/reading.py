"""Reads a finished PDF as a person or a screen reader would."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Name
from pypdf import PdfReader


def text_of(pdf: bytes) -> str:
    """All text of all pages, its white space reduced to single blanks."""
    return " ".join(" ".join(pages_of(pdf)).split())


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, its white space reduced to single blanks."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def missing_glyphs(pdf: bytes) -> int:
    """How many places in the text show an empty box, because no font of this machine holds the letter.

    WeasyPrint draws these with a glyph number that the embedded font does not have.
    """
    missing = 0
    with pikepdf.open(BytesIO(pdf)) as document:
        for page in document.pages:
            sizes = {name: _glyph_count(font) for name, font in page.Resources.get("/Font", {}).items()}
            for font, glyphs in _shown(page):
                missing += sum(not 0 < glyph < sizes[font] for glyph in glyphs)
    return missing


def _shown(page: pikepdf.Page) -> Iterator[tuple[str, list[int]]]:
    """Each run of glyphs on the page, with the font it is shown in."""
    font = ""
    for instruction in pikepdf.parse_content_stream(page):
        if str(instruction.operator) == "Tf":
            font = str(instruction.operands[0])
        elif str(instruction.operator) in ("TJ", "Tj"):
            operand: Any = instruction.operands[0]
            parts = operand if isinstance(operand, pikepdf.Array) else [operand]
            codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
            yield font, [int.from_bytes(codes[at : at + 2], "big") for at in range(0, len(codes), 2)]


def _glyph_count(font: pikepdf.Object) -> int:
    descriptor = font.DescendantFonts[0].FontDescriptor
    key = next(key for key in ("/FontFile2", "/FontFile3", "/FontFile") if key in descriptor)
    with TTFont(BytesIO(descriptor[key].read_bytes())) as embedded:
        count: int = embedded["maxp"].numGlyphs
        return count


def headers_of(pdf: bytes) -> list[tuple[str, str]]:
    """Each table header's structure type and scope, in the order of the structure tree."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return [
            (str(element.S), str(element.A.Scope))
            for element in elements(document.Root.StructTreeRoot)
            if element.S == Name.TH
        ]


def elements(root: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Every structure element under ``root``, depth first."""
    kids: Any = root.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)
