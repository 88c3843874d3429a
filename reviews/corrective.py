"""Corrective actions taken while a review is extended or overdue, listed beside its interim learning (SCR-22)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from wscb.cases.models import Case


@dataclass(frozen=True)
class CorrectiveAction:
    """An action as the page of the six months lists it: what is done, by whom, by when, how it stands, and its address."""

    title: str
    owner: str
    due_on: date | None
    stands: str
    url: str = ""


Actions = Callable[[Case], list[CorrectiveAction]]

_parts: list[Actions] = []


def register_corrective_actions(part: Actions) -> None:
    """Has the actions that another part of the work keeps listed beside what was recorded by hand."""
    if part not in _parts:
        _parts.append(part)


def corrective_actions(case: Case) -> list[CorrectiveAction]:
    """The corrective actions of the case, of every part that keeps any."""
    return [action for part in _parts for action in part(case)]
