"""The chronology of a review: its pages, what leaves it, its acts."""

from __future__ import annotations

from itertools import chain
from typing import Any

from tests.addresses.groups import MANAGER, seers
from tests.addresses.rows import Row, act, of_case
from tests.addresses.world import World

CASE = "under_review"


def entry(world: World, *, struck: bool = False) -> Any:
    """An entry that was typed in: the one that stands, or the one that was struck out."""
    return world.cases[CASE].chronology_entries.get(imported_in=None, struck_on__isnull=not struck).pk


def struck(world: World) -> Any:
    """The entry that was struck out."""
    return entry(world, struck=True)


def imported(world: World) -> Any:
    """The import."""
    return world.cases[CASE].chronology_imports.get().pk


def about(code: str, what: Any, *, opens: tuple[str, ...] = MANAGER) -> Row:
    """An act about one entry or import."""
    return of_case(
        "cases:act_page", CASE, lambda world: code, what, opens=opens, says=f"{code} chosen", act=code, empty=True
    )


PAGES = (
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
    of_case("reviews:chronology_entry", CASE, entry),
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
