"""The pages of a case, in the states in which they differ."""

from __future__ import annotations

from typing import Any

from tests.addresses.groups import MANAGER, STAFF
from tests.addresses.rows import of_case
from tests.addresses.states import MAKERS
from tests.addresses.world import World

TABS = ("case", "tasks", "people", "documents", "decisions", "messages", "timeline", "framework")


def first_step(case: str, *, done: bool) -> Any:
    """Finds a step of the case, done or open."""
    return lambda world: world.cases[case].steps.filter(done_on__isnull=not done).order_by("code", "pk")[0].pk


def step_called(case: str, code: str) -> Any:
    """Finds the step of this code."""
    return lambda world: world.cases[case].steps.get(code=code).pk


def paper(case: str, **which: Any) -> Any:
    """Finds a document of the case."""
    return lambda world: world.cases[case].documents.filter(**which)[0].pk


def recommendation(world: World) -> Any:
    """The panel's, of the case that was decided."""
    return world.cases["review"].recommendations.get().pk


def decision(world: World) -> Any:
    """The Chair's."""
    return world.cases["review"].decisions.get(outcome="hold").pk


def agreed_terms(world: World) -> Any:
    """The terms of reference that a review works to."""
    return world.cases["under_review"].terms_of_reference.get(agreement__isnull=False).pk


def draft_terms(world: World) -> Any:
    """The terms of reference that the Chair has not agreed."""
    return world.cases["review"].terms_of_reference.get().pk


IN_EVERY_STATE = [of_case("cases:case", case) for case in MAKERS]
TABBED = [of_case(f"cases:{tab}", case) for case in ("late", "review") for tab in TABS[1:]]
PARTS = [
    of_case("cases:step", "review", first_step("review", done=True), says="done"),
    of_case("cases:step", "late", step_called("late", "panel_recommendation"), says="late, explained"),
    of_case("cases:step", "running", first_step("running", done=False), says="without reminders"),
    of_case("cases:document", "review", paper("review", kind="panel_paper"), file=True),
    of_case("cases:document", "review", paper("review", kind="form"), says="completed form", file=True),
    of_case("cases:document", "late", paper("late", struck__isnull=False), says="struck", opens=MANAGER, file=True),
    of_case("cases:document", "referred", lambda world: world.damaged.pk, says="damaged", shown=500),
    of_case("cases:failed_mail", "late", lambda world: world.failed.pk, opens=MANAGER, empty=True),
    of_case("reviews:logged", "notified", opens=MANAGER),
    of_case("reviews:logged", "running", opens=MANAGER),
    of_case("reviews:signed", "review", recommendation, says="recommendation"),
    of_case("reviews:signed", "review", decision, says="decision"),
    *(of_case("cases:seen", case, opens=STAFF) for case in ("late", "review")),
    of_case("cases:seen", "review", opens=STAFF, says="by kind", query="?kind=saw&period=week"),
    of_case("cases:seen", "review", opens=STAFF, says="as a file", query="?export=csv", file=True),
    of_case("cases:seen", "review", opens=STAFF, says="to print", query="?export=print"),
    *(of_case("cases:changes", case) for case in ("notified", "late", "review", "under_review")),
    of_case("cases:changes", "review", says="by record", query="?record=step&page=2"),
    of_case("cases:organisations", "notified"),
    of_case("cases:organisations", "under_review"),
    of_case("cases:request", "under_review", lambda world: world.sent.pk, says="sent"),
    of_case("cases:request", "under_review", lambda world: world.asked.pk, says="being written"),
    of_case("reviews:review", "review"),
    of_case("reviews:review", "under_review"),
    of_case("reviews:review", "not_review", opens=()),
    *(
        of_case(f"reviews:{page}", case)
        for page in ("appointments", "terms", "family_publication")
        for case in ("review", "under_review")
    ),
    of_case("reviews:appointments", "not_review", opens=()),
    of_case("reviews:compare_terms", "review", says="one version alone", opens=()),
    of_case("reviews:terms_version", "under_review", agreed_terms, says="agreed"),
    of_case("reviews:terms_version", "review", draft_terms, says="draft"),
]
ANOTHER_CASES = [
    of_case("cases:request", "notified", lambda world: world.sent.pk, opens=(), says="of another case"),
    of_case("cases:step", "notified", first_step("review", done=True), opens=(), says="of another case"),
    of_case("cases:document", "notified", paper("review"), opens=(), says="of another case"),
    of_case("reviews:after_death", "case_review", opens=(), says="without a death"),
    of_case("cases:failed_mail", "notified", lambda world: world.failed.pk, opens=(), says="of another case"),
    of_case("reviews:signed", "notified", decision, opens=(), says="of another case"),
    of_case("reviews:terms_version", "under_review", draft_terms, opens=(), says="of another case"),
]

ROWS = (*IN_EVERY_STATE, *TABBED, *PARTS, *ANOTHER_CASES)
