"""Why an act was not done. Each can be told to the person in plain English, and none loses what they typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wscb.cases.models import CaseEvent


class NotAllowed(Exception):
    """The person may not do this, or not see it: the page answers as one that does not exist."""


class ActRefused(Exception):
    """The act cannot be done as it stands. `field` names the answer concerned, where there is one."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class NotReady(ActRefused):
    """Facts that the process table demands are missing; `missing` lists their titles."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__("Before this can be done, record: " + "; ".join(missing) + ".")
        self.missing = missing


class OutOfTable(ActRefused):
    """The process table has no such act in the state that the case is in."""


class ReasonsNeeded(ActRefused):
    """The act is late, or departs from the criteria or the recommendation, and says nothing of why."""


class CaseChanged(ActRefused):
    """Somebody else changed the case since the person read it; `events` says what they did."""

    def __init__(self, events: list[CaseEvent]) -> None:
        super().__init__(
            "This case has changed since you opened it. Nothing you typed is lost: read what changed, then send again."
        )
        self.events = events
