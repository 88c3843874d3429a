"""Half-written recommendations, decisions and answers on the criteria, each its author's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.reviews.notifying import answers_for
from wscb import clock
from wscb.cases import drafts
from wscb.people.models import User

if TYPE_CHECKING:
    from tests.addresses.world import World


def drafts_of_acts(world: World) -> None:
    """Half-written recommendation, decisions and answers on the criteria."""
    board = world.board
    decided = {
        "outcome": "hold",
        "reasons": "I agree.",
        "new_facts": "A witness came forward.",
        "delay_reasons": "Illness.",
    }
    recommended = {
        "outcome": "hold",
        "reasons": "The criteria are met.",
        "terms_now": "none_yet",
        "no_terms_because": "Later.",
    }
    _keep(
        world,
        "met",
        board.panel_chair,
        "recommend",
        recommended | {"chair_now": "none_yet", "no_chair_because": "Later."},
    )
    _keep(world, "late", board.panel_chair, "recommend", {"outcome": "hold"})
    _keep(world, "referred_back", board.chair, "decide", decided)
    _keep(world, "review", board.chair, "reconsider", decided)
    criteria = {"because": "New facts."} | {
        key: value for key, value in answers_for(board)["criteria"].items() if key != "working_together"
    }
    _keep(
        world,
        "notified",
        board.manager,
        "revise_worksheet",
        criteria | {"working_together": "yes", "working_together_reasons": "So it seems."},
    )


def _keep(world: World, state: str, user: User, kind: str, answers: dict[str, Any]) -> None:
    draft = drafts.start(kind=kind, user=user, case=world.cases[state], at=clock.now())
    drafts.save(draft=draft, answers=answers, seen=None, at=clock.now())
