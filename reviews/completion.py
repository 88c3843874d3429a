"""What keeps a review from being completed beside its report: each part of the work says what is still open of its own.

    register_completion_obstacle(open_invitations)      # in reviews/apps.py

where `open_invitations(case)` lists what is missing, each as a few words that follow "record:". The refusal to accept a report
lists them all, after the facts of the table.
"""

from __future__ import annotations

from collections.abc import Callable

from wscb.cases.models import Case

Obstacles = Callable[[Case], list[str]]

_parts: list[Obstacles] = []


def register_completion_obstacle(part: Obstacles) -> None:
    """Has one more part of a review asked before the review is completed."""
    if part not in _parts:
        _parts.append(part)


def completion_obstacles(case: Case) -> list[str]:
    """What the parts of the review still have open, in the order of registration; empty when it can be completed."""
    return [missing for part in _parts for missing in part(case)]


def dates_confirmed(case: Case) -> list[str]:
    """A case entered while running is not completed before its dates are confirmed: nothing of it would be chased."""
    return ["That the dates of the case are right, which starts its reminders"] if case.chasing_muted else []
