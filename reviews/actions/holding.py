"""What a decision to hold a review begins, and one against it ends: the tail of the Chair's decision (SCR-11, SCR-21)."""

from __future__ import annotations

from reviews.actions import contributing, milestones, proceedings
from reviews.process.appointing import FOR_A_REVIEW
from reviews.process.working import INTERIM, OF_A_REVIEW
from wscb.cases import engine, preparing
from wscb.cases.actions import appointments
from wscb.cases.engine import Turn
from wscb.cases.recording import save

NONE_HELD = "No review is to be held."


def carry_out(turn: Turn, *, hold: bool) -> None:
    """Moves the case on by the decision. A review that goes on keeps its clocks and all that is owed on it; the six months of one
    that was not held until now begin today. One that is not to be held leaves nothing owed."""
    kept = FOR_A_REVIEW | OF_A_REVIEW if hold else frozenset()
    goes_on = turn.case.steps.filter(code="completion", done_on__isnull=True).exists()
    if not hold:
        _end(turn)
    to = "review" if hold else "not_review"
    owed = preparing.change(turn, to=to, keeping=kept)
    clocks = ("completion", INTERIM) if hold and not goes_on else ()
    engine.move(turn, to=to, closes=owed.closes, also_open=(*owed.also_open, *clocks))
    if hold:
        proceedings.follow_again(turn)
        contributing.ask_outcomes_again(turn)


def _end(turn: Turn) -> None:
    appointments.end_of(turn, because=NONE_HELD)
    milestones.drop_all(turn, because=NONE_HELD)
    overtake_extension(turn, because=NONE_HELD)


def overtake_extension(turn: Turn, *, because: str) -> None:
    """Records, in the turn of an act after which no date for completion runs, that a request for more time was overtaken, and by what."""
    for waiting in turn.case.extensions.filter(decision__isnull=True, dropped_on__isnull=True):
        waiting.dropped_on, waiting.dropped_because = turn.on, because
        waiting.case = turn.case
        save(waiting, by=turn.by)
