"""What something beside a case blocks: said on the pages of what is blocked, and asked about by the acts that it concerns.

register_blocks("scr", blocks_of_proceedings, {"invite_contributor": "interviews"})      # when apps start
{% blocked case "publication" %}                                  in the template of the page

Nothing is barred, and no clock stops: an act that is blocked wants the reason for which it is done all the same, and keeps it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
_acts: dict[str, Mapping[str, str]] = {}


def register_blocks(process: str, blocks: Blocks, acts: Mapping[str, str]) -> None:
    """Says what blocks something of the cases of a process, and which of its acts, by code, each thing that can be blocked concerns."""
    _blocks[process] = blocks
    _acts[process] = acts


def blocks_on(case: Case, *whats: str) -> list[Block]:
    """What blocks these things of the case (all of them, where none is named)."""
    found = _blocks.get(case.process)
    return [block for block in (found(case) if found else []) if not whats or block.what in whats]


def blocks_on_act(case: Case, act: str) -> list[Block]:
    """What blocks an act of the case now. No query for an act that nothing can block."""
    what = _acts.get(case.process, {}).get(act)
    return blocks_on(case, what) if what else []


def blocked_by(blocks: Sequence[Block]) -> str:
    """What is blocked and by what, as the end of a sentence: "interviews, by inquest, next on Friday 12 June 2026"."""
    return f"{blocks[0].title.lower()}, by {'; '.join(block.because for block in blocks)}"
