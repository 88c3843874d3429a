"""The chronology of a review: its pages, what leaves it, its acts."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import Any

from reviews.actions import chronology, chronology_imports
from reviews.chronology.happening import Happening
from tests.addresses.groups import MANAGER, seers
from tests.addresses.rows import Row, act, of_case
from tests.addresses.world import World
from wscb import clock
from wscb.cases import drafts
from wscb.cases.models import Case

CASE = "under_review"


def chronicled(world: World) -> Case:
    """The case with two entries typed in, one of them struck out, one imported, and a spreadsheet in hand; made once."""
    case, board = world.cases[CASE], world.board
    if case.chronology_entries.exists():
        return case
    mine: dict[str, Any] = {"case": case, "by": board.manager, "on": world.today}
    told = Happening(organisation=board.police, event="A visit.", happened_on=world.ago(400))
    chronology.add_entry(**mine, told=told)
    wrong = chronology.add_entry(**mine, told=replace(told, event="Of another child."))
    chronology.strike_entry(**mine, entry=wrong, because="Another child’s.")
    call = Happening(organisation=board.health, event="A call.", happened_on=world.ago(300))
    chronology_imports.import_entries(
        **mine, organisation=board.health, file_name="contacts.csv", content="hash", entries=[(2, call)]
    )
    spreadsheet = {
        "organisation": str(board.police.pk), "name": "police.csv", "sheet": "", "other_sheets": 0, "formulas": 0,
        "heading_row": 1, "headings": ["Date", "What happened"], "rows": [[2, ["3/2/2014", "A visit."]], [3, ["soon", ""]]],
        "content": "another hash", "columns": {"0": "date", "1": "event"},
    }  # fmt: skip
    draft = drafts.start(kind="import_chronology", user=board.manager, case=case, at=clock.now())
    drafts.save(draft=draft, answers=spreadsheet, seen=None, at=clock.now())
    return case


def entry(world: World, *, struck: bool = False) -> Any:
    """An entry that was typed in: the one that stands, or the one that was struck out."""
    return chronicled(world).chronology_entries.get(imported_in=None, struck_on__isnull=not struck).pk


def struck(world: World) -> Any:
    """The entry that was struck out."""
    return entry(world, struck=True)


def imported(world: World) -> Any:
    """The import."""
    return chronicled(world).chronology_imports.get().pk


def about(code: str, what: Any, *, opens: tuple[str, ...] = MANAGER) -> Row:
    """An act about one entry or import."""
    return of_case(
        "cases:act_page", CASE, lambda world: code, what, opens=opens, says=f"{code} chosen", act=code, empty=True
    )


PAGES = (
    of_case("reviews:chronology_entry", CASE, entry),
    of_case("reviews:chronology", CASE),
    of_case(
        "reviews:chronology", CASE, says="filtered", query="?order=-date&since_day=1&since_month=2&since_year=2014"
    ),
    of_case("reviews:chronology", "review", says="without entries"),
    of_case("reviews:chronology", "not_review", opens=(), says="without a review"),
    of_case("reviews:chronology_search", CASE, opens=(), leads=seers(CASE)),
    of_case("reviews:chronology_print", CASE),
    of_case("reviews:chronology_picture", CASE),
    of_case("reviews:chronology_kept", CASE),
    of_case("reviews:chronology_export", CASE, lambda world: "xlsx", says="xlsx", file=True),
    of_case("reviews:chronology_export", CASE, lambda world: "csv", says="csv", file=True),
    of_case("reviews:chronology_export", CASE, lambda world: "pdf", says="of another kind", opens=()),
    of_case("reviews:chronology_entry", CASE, struck, says="struck out", opens=MANAGER),
    of_case("reviews:chronology_entry", "review", entry, says="of another case", opens=()),
)
CHOOSING = tuple(
    act(code, CASE, (), leads=MANAGER)
    for code in ("correct_chronology", "comment_chronology", "strike_chronology", "withdraw_chronology")
)
ACTS = (
    act("add_chronology", CASE, MANAGER, empty=True),
    act("import_chronology", CASE, MANAGER, empty=True),
    act("import_chronology", CASE, MANAGER, "columns", "check"),
    act("import_chronology", "review", (), "columns", leads=MANAGER),
    *CHOOSING,
    [about(code, entry) for code in ("correct_chronology", "comment_chronology", "strike_chronology")],
    [about("withdraw_chronology", imported), about("correct_chronology", struck, opens=())],
)

ROWS = (*PAGES, *chain.from_iterable(ACTS))
