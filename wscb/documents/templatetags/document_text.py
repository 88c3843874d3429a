"""How free text stands in a document."""

import re
import unicodedata

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_RIGHT_TO_LEFT = ("R", "AL")
_LETTERS_A_LINE = 60
_LINES_KEPT_WHOLE = 15


@register.filter
def paragraphs(text: str) -> SafeString:
    """``text`` escaped, with its paragraphs, lines and indents kept; each paragraph runs in its own direction."""
    blocks = re.split(r"\n\s*\n", _printable(text).strip())
    return mark_safe("".join(_paragraph(block) for block in blocks if block.strip()))


@register.filter
def row_kind(text: str) -> str:
    """The class of a table's row that holds this text: one that may be cut by a page's end, or one that is kept whole.

    A short row that is cut leaves its label on one page and its words on the next.
    """
    lines = sum(1 + len(line) // _LETTERS_A_LINE for line in text.splitlines())
    return "flowing" if lines > _LINES_KEPT_WHOLE else "whole"


def _paragraph(block: str) -> str:
    lines = "<br>".join(escape(line.rstrip()) for line in block.split("\n"))
    direction = "rtl" if runs_right_to_left(block) else "ltr"
    return f'<p dir="{direction}">{lines}</p>'


def runs_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left (Arabic, Hebrew)."""
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction == "L" or direction in _RIGHT_TO_LEFT:
            return direction in _RIGHT_TO_LEFT
    return False


def _printable(text: str) -> str:
    """One kind of line end, and no control characters, which no font can show and HTML does not allow."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        letter for letter in text if letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cs", "Cn")
    )
