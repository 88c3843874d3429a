"""Which records' histories are told in words: one register of models and fields, filled when apps start.

Every field of a model that keeps a history is called something here, or is left out; a model that is not told says why. A test
looks, so that a new field cannot be forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

Words = Callable[[Any, Any], str]
"""Takes the case (None where the record is of no case) and a value, and gives its words."""


@dataclass(frozen=True)
class Told:
    """How the history of a model is told.

    `noun` is what a row is, and `called` the fields whose words say which; `case` leads from the row to its case, empty where it has
    none. `fields` are the labels in the order of telling, `left_out` what needs no telling. `values` words what a field's own
    choices do not. `unkept` says what may have changed where the history, which holds no names of children, shows no change.
    A model whose rows never change (`by`, `at`) is told once, when the row was written.
    """

    model: type[models.Model]
    noun: str
    fields: Mapping[str, str]
    called: tuple[str, ...] = ()
    case: str = "case"
    left_out: frozenset[str] = frozenset()
    values: Mapping[str, Words] = field(default_factory=dict)
    unkept: str = ""
    by: str = ""
    at: str = ""

    @property
    def code(self) -> str:
        """How the address names it."""
        return self.model._meta.model_name or ""

    @property
    def once(self) -> bool:
        """Whether its rows never change."""
        return bool(self.at)

    def is_plain(self, name: str) -> bool:
        """Whether a field could hurt nobody."""
        return self.privacy(name) == "plain"

    def privacy(self, name: str) -> str:
        """What the model says of the field: "plain", "identifying" or "narrative". Raises KeyError where it says nothing."""
        privacy: Mapping[str, str] = self.model.privacy  # type: ignore[attr-defined]
        return privacy[name]


_told: dict[str, Told] = {}
_not_told: dict[str, str] = {}


def register_told(*told: Told) -> None:
    """Tell the histories of these models."""
    for one in told:
        _told[one.model._meta.label] = one


def register_not_told(reasons: Mapping[str, str]) -> None:
    """Say of models, by label, why their histories are not told here."""
    _not_told.update(reasons)


def every_told() -> list[Told]:
    """Everything that is told, in the order in which it was registered."""
    return list(_told.values())


def told_of(*found: type[models.Model]) -> list[Told]:
    """How these models are told. Raises KeyError for one that is not."""
    return [_told[model._meta.label] for model in found]


def not_told() -> dict[str, str]:
    """Models that are not told, by label, each with its reason."""
    return dict(_not_told)
