"""What is learned from cases: its pages, its acts, an organisation's own actions, and the open actions of all."""

from __future__ import annotations

from itertools import chain

from tests.addresses.acts import chosen
from tests.addresses.groups import CHAIRS, MANAGER, MANAGERS, PANEL_CHAIR, REPRESENTATIVE, SIGNED_IN
from tests.addresses.rows import act, of_case, page
from tests.addresses.world import World

LEARN = (*MANAGER, *PANEL_CHAIR, *CHAIRS)
CASE = "under_review"


def finding(world: World) -> object:
    """The improvement that is needed."""
    return world.finding.pk


def action(world: World) -> object:
    """What the police have still to do."""
    return world.action.pk


def reported(world: World) -> object:
    """What the police have reported done, and nobody has looked at."""
    return world.reported.pk


def declined(world: World) -> object:
    """What the police did not agree to."""
    return world.declined.pk


PAGES = [
    *(of_case("learning:learning", case) for case in ("notified", "not_review", CASE, "completed", "closed")),
    of_case("learning:learning", CASE, query="?theme=information_sharing&actions=overdue", says="filtered"),
    of_case("learning:print", CASE),
    of_case("learning:finding", CASE, finding),
    of_case("learning:finding", CASE, lambda world: world.withdrawn.pk, says="withdrawn"),
    of_case("learning:finding", "completed", finding, opens=(), says="of another case"),
    page("learning:actions", (*MANAGERS, *CHAIRS)),
    page("learning:actions", (*MANAGERS, *CHAIRS), query="?sort=-organisation&due=overdue", says="filtered"),
    page("learning:own_ended", SIGNED_IN),
    page("learning:own_action", REPRESENTATIVE, lambda world: (world.action.pk,)),
    page("learning:own_action", REPRESENTATIVE, lambda world: (world.reported.pk,), says="reported"),
    page("learning:own_action", REPRESENTATIVE, lambda world: (world.declined.pk,), says="not agreed"),
    page("learning:agree", REPRESENTATIVE, lambda world: (world.action.pk,)),
    page("learning:decline", REPRESENTATIVE, lambda world: (world.action.pk,), empty=True),
    page(
        "learning:evidence",
        REPRESENTATIVE,
        lambda world: (world.reported.pk, world.reported.record.get().pk),
        file=True,
        reads=True,
    ),
    page("learning:report_done", REPRESENTATIVE, lambda world: (world.action.pk,), empty=True),
]
ACTS = (
    act("raise_finding", "notified", (*MANAGER, *CHAIRS), empty=True),
    act("raise_finding", CASE, LEARN, empty=True),
    act("correct_finding", CASE, LEARN),
    [chosen("correct_finding", CASE, LEARN, finding, empty=True)],
    act("withdraw_finding", CASE, LEARN),
    [chosen("withdraw_finding", CASE, LEARN, finding, empty=True)],
    [chosen("withdraw_finding", CASE, (), lambda world: world.withdrawn.pk)],
    act("add_learning_action", CASE, LEARN),
    [chosen("add_learning_action", CASE, LEARN, finding, empty=True)],
    act("complete_learning_action", CASE, MANAGER),
    [chosen("complete_learning_action", CASE, MANAGER, action, empty=True)],
    act("complete_learning_action", "completed", MANAGER, shown=409),
    act("agree_learning_action", CASE, MANAGER),
    [chosen("agree_learning_action", CASE, MANAGER, action, empty=True)],
    act("change_learning_action", CASE, (*MANAGER, *CHAIRS)),
    [chosen("change_learning_action", CASE, (*MANAGER, *CHAIRS), declined, empty=True)],
    act("close_learning_action", CASE, (*MANAGER, *CHAIRS)),
    [chosen("close_learning_action", CASE, (*MANAGER, *CHAIRS), reported)],
    act("return_learning_action", CASE, (*MANAGER, *CHAIRS)),
    [chosen("return_learning_action", CASE, (*MANAGER, *CHAIRS), reported, empty=True)],
    act("move_learning_action", CASE, (*MANAGER, *CHAIRS)),
    [chosen("move_learning_action", CASE, (*MANAGER, *CHAIRS), action, empty=True)],
    act("drop_learning_action", CASE, (*MANAGER, *CHAIRS)),
    [chosen("drop_learning_action", CASE, (*MANAGER, *CHAIRS), action, empty=True)],
)

ROWS = (*PAGES, *chain.from_iterable(ACTS))
