"""What something beside a case blocks, said on the pages of what is blocked. Apps above say what there is.

register_blocks("scr", blocks_of_proceedings)      # when apps start
{% blocked case "publication" %}                   in the template of the page
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from wscb.cases.models import Case


@dataclass(frozen=True)
class Block:
    """One thing that blocks something of a case: the code of what is blocked, in words, by what, and where that stands."""

    what: str
    title: str
    because: str
    url: str


Blocks = Callable[[Case], list[Block]]

_blocks: dict[str, Blocks] = {}


def register_blocks(process: str, blocks: Blocks) -> None:
    """Says what blocks something of the cases of a process."""
    _blocks[process] = blocks


def blocks_on(case: Case, *whats: str) -> list[Block]:
    """What blocks these things of the case (all of them, where none is named)."""
    found = _blocks.get(case.process)
    return [block for block in (found(case) if found else []) if not whats or block.what in whats]
