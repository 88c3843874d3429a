"""What keeps a review from being completed beside its report: each part of the work says what is still open of its own.

    register_completion_obstacle(open_invitations)      # in reviews/apps.py

where `open_invitations(case)` lists what is missing: a few words that follow "record:", and the act that records it. The refusal to
accept a report lists them all, after the facts of the table.
"""

from __future__ import annotations

from collections.abc import Callable

from wscb.cases.models import Case
from wscb.cases.process import Missing

Obstacles = Callable[[Case], list[Missing]]

_parts: list[Obstacles] = []


def register_completion_obstacle(part: Obstacles) -> None:
    """Has one more part of a review asked before the review is completed."""
    if part not in _parts:
        _parts.append(part)


def completion_obstacles(case: Case) -> list[Missing]:
    """What the parts of the review still have open, in the order of registration; empty when it can be completed."""
    return [missing for part in _parts for missing in part(case)]


def dates_confirmed(case: Case) -> list[Missing]:
    """A case entered while running is not completed before its dates are confirmed: nothing of it would be chased."""
    says = "That the dates of the case are right, which starts its reminders"
    return [Missing(says, "look_over")] if case.chasing_muted else []
