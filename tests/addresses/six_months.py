"""The six months of a review: its page, proceedings beside it, and their acts, possible and with nothing to do."""

from __future__ import annotations

from itertools import chain
from typing import Any

from tests.addresses.groups import CHAIRS, MANAGER
from tests.addresses.rows import act, of_case

REVIEWERS = MANAGER
"""In this world the manager leads the reviews."""


def one_of(code: str, case: str, rows: str) -> Any:
    """An act on the first of several things of the case."""

    def chosen(world: Any) -> Any:
        return getattr(world.cases[case], rows).all()[2 if rows == "milestones" else 0].pk

    return of_case(
        "cases:act_page", case, lambda world: code, chosen, opens=REVIEWERS, says=f"{code} {case}", act=code, empty=True
    )


PAGES = [
    *(
        of_case(f"reviews:{page}", case)
        for page in ("six_months", "proceedings")
        for case in ("review", "written", "report_submitted", "completed")
    ),
    of_case("reviews:six_months", "not_review", opens=()),
    of_case("reviews:proceedings", "not_review", opens=()),
    one_of("reach_milestone", "written", "milestones"),
    one_of("move_milestone", "written", "milestones"),
    one_of("drop_milestone", "written", "milestones"),
    one_of("update_proceedings", "written", "proceedings"),
    one_of("end_proceedings", "written", "proceedings"),
]
ACTS = (
    act("plan_milestones", "review", REVIEWERS),
    act("plan_milestones", "written", REVIEWERS),
    act("reach_milestone", "review", REVIEWERS, shown=409),
    act("reach_milestone", "written", REVIEWERS),
    act("move_milestone", "written", REVIEWERS),
    act("drop_milestone", "written", REVIEWERS),
    act("ask_extension", "review", REVIEWERS, empty=True),
    act("ask_extension", "written", REVIEWERS, shown=409),
    act("answer_extension", "written", CHAIRS, empty=True),
    act("answer_extension", "review", CHAIRS, shown=409),
    act("record_interim_learning", "written", REVIEWERS, empty=True),
    act("record_proceedings", "review", REVIEWERS, empty=True),
    act("update_proceedings", "review", REVIEWERS, shown=409),
    act("end_proceedings", "completed", REVIEWERS),
)

ROWS = (*PAGES, *chain.from_iterable(ACTS))
