"""A process table as a picture: where each state's box and each way between states lies. Drawn by a template, as SVG."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from wscb.cases.process.table import Process

BOX_WIDTH = 200
BOX_HEIGHT = 48
GAP_X = 24
GAP_Y = 40
LANE = 14
LETTERS = 24
"""How many letters of a title fit on one line of a box."""


@dataclass(frozen=True)
class Box:
    """A state: its corner, its title in lines with their heights, and whether the case stands or has stood in it."""

    code: str
    x: int
    y: int
    lines: tuple[tuple[int, str], ...]
    here: bool
    passed: bool

    @property
    def middle(self) -> int:
        """The middle of its width."""
        return self.x + BOX_WIDTH // 2


@dataclass(frozen=True)
class Way:
    """A way from one state to another, as the `d` of an SVG path, and the acts that go it."""

    path: str
    title: str


@dataclass(frozen=True)
class Picture:
    """The whole drawing, in user units."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    ways: tuple[Way, ...]
    box_width: int = BOX_WIDTH
    box_height: int = BOX_HEIGHT


def picture(process: Process, *, here: str, passed: frozenset[str] = frozenset()) -> Picture:
    """Draws the table from top to bottom, with the state `here` and those passed marked.

    States stand below the last of those that lead to them. A way to the next row is straight; a longer one runs in a lane on the
    right, and one that leads back in a lane on the left, each lane belonging to the state it leads to. No way runs behind a box:
    one to a state that others stand beside comes from above.
    """
    rows = _rows(process)
    across = max(len(row) for row in rows)
    ways = _ways(process)
    row_of = {code: number for number, row in enumerate(rows) for code in row}
    far = sorted({to for source, to in ways if row_of[to] > row_of[source] + 1}, key=lambda code: row_of[code])
    back = sorted({to for source, to in ways if row_of[to] <= row_of[source]}, key=lambda code: row_of[code])
    left = (len(back) + 1) * LANE
    inner = across * BOX_WIDTH + (across - 1) * GAP_X
    boxes = {}
    for number, row in enumerate(rows):
        used = len(row) * BOX_WIDTH + (len(row) - 1) * GAP_X
        for place, code in enumerate(row):
            x = left + (inner - used) // 2 + place * (BOX_WIDTH + GAP_X)
            boxes[code] = _box(process, code, (x, 4 + number * (BOX_HEIGHT + GAP_Y)), here, passed)
    drawn = []
    for (source, to), titles in ways.items():
        beside = rows[row_of[to]]
        if row_of[to] == row_of[source] and abs(beside.index(to) - beside.index(source)) == 1:
            path = _across(boxes[source], boxes[to])
        elif to in far and row_of[to] > row_of[source] + 1:
            lane = left + inner + (len(far) - far.index(to)) * LANE
            around = _around if to == beside[-1] else _from_above
            path = around(boxes[source], boxes[to], lane, right=True)
        elif row_of[to] <= row_of[source]:
            path = _around(boxes[source], boxes[to], left - (back.index(to) + 1) * LANE, right=False)
        else:
            path = _straight(boxes[source], boxes[to])
        drawn.append(Way(path, f"{process.state(source).title} to {process.state(to).title}: {', '.join(titles)}"))
    width = left + inner + (len(far) + 1) * LANE
    height = len(rows) * (BOX_HEIGHT + GAP_Y) - GAP_Y + 8
    return Picture(width=width, height=height, boxes=tuple(boxes.values()), ways=tuple(drawn))


def _ways(process: Process) -> dict[tuple[str, str], list[str]]:
    """The pairs of states that an act leads between, with the titles of the acts. Planned acts are left out."""
    found: dict[tuple[str, str], list[str]] = {}
    for act in process.acts:
        for source in act.from_:
            for to in act.targets:
                if to != source and not act.planned:
                    found.setdefault((source, to), []).append(act.title)
    return found


def _rows(process: Process) -> list[list[str]]:
    """The states in rows: each below every state before it in the table that leads to it, outcomes of one act side by side."""
    order = {state.code: place for place, state in enumerate(process.states)}
    beside = {(one, other) for act in process.acts for one in act.targets for other in act.targets}
    down = [(source, to) for source, to in _ways(process) if order[source] < order[to] and (source, to) not in beside]
    row: dict[str, int] = {process.initial: 0}
    for state in process.states:
        before = [row[source] for source, to in down if to == state.code]
        if before:
            row[state.code] = max(before) + 1
    shown = [state.code for state in process.states if state.code in row and not state.planned]
    return [[code for code in shown if row[code] == number] for number in sorted({row[code] for code in shown})]


def _box(process: Process, code: str, corner: tuple[int, int], here: str, passed: frozenset[str]) -> Box:
    x, y = corner
    lines = textwrap.wrap(process.state(code).title, LETTERS)
    first = y + BOX_HEIGHT // 2 + 5 - (len(lines) - 1) * 9
    return Box(
        code=code,
        x=x,
        y=y,
        lines=tuple((first + number * 18, line) for number, line in enumerate(lines)),
        here=code == here,
        passed=code in passed and code != here,
    )


def _straight(source: Box, to: Box) -> str:
    return f"M{source.middle} {source.y + BOX_HEIGHT}L{to.middle} {to.y - 4}"


def _around(source: Box, to: Box, lane: int, *, right: bool) -> str:
    start = source.x + (BOX_WIDTH if right else 0)
    end = to.x + (BOX_WIDTH + 4 if right else -4)
    out, into = source.y + BOX_HEIGHT * 2 // 3, to.y + BOX_HEIGHT // 3
    return f"M{start} {out}H{lane}V{into}H{end}"


def _from_above(source: Box, to: Box, lane: int, *, right: bool) -> str:
    start = source.x + (BOX_WIDTH if right else 0)
    over = to.y - GAP_Y // 2
    return f"M{start} {source.y + BOX_HEIGHT * 2 // 3}H{lane}V{over}H{to.middle + BOX_WIDTH // 4}V{to.y - 4}"


def _across(source: Box, to: Box) -> str:
    onward = to.x > source.x
    start, end = (source.x + BOX_WIDTH, to.x - 4) if onward else (source.x, to.x + BOX_WIDTH + 4)
    return f"M{start} {source.y + BOX_HEIGHT * (1 if onward else 2) // 3}H{end}"
