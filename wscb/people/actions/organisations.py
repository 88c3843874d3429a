"""Organisations: added and changed. None is ever deleted, since cases name it; one that is gone is made inactive."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from wscb.people.actions.permission import demand_any_business_manager
from wscb.people.actions.recording import save
from wscb.people.errors import Refused
from wscb.people.models import Area, Organisation, OrganisationKind, User
from wscb.trail.record import record

NAME_TAKEN = "There is already an organisation with this name."


@dataclass(frozen=True)
class OrganisationFacts:
    """What is said of an organisation. `on_board`: it is a member of the Board. Only an `active` one is offered in lists."""

    name: str
    kind: OrganisationKind
    areas: Collection[Area] = field(default_factory=tuple)
    on_board: bool = False
    active: bool = True


@transaction.atomic
def add_organisation(*, facts: OrganisationFacts, by: User, on: date) -> Organisation:
    """Add an organisation. Raises `Refused` when `by` is no business manager on the day or the name is taken."""
    demand_any_business_manager(by, on)
    organisation = Organisation()
    _demand_free_name(organisation, facts)
    _write(organisation, facts, by=by)
    record("organisation.added", by=by, subject=organisation, facts={"kind": organisation.kind})
    return organisation


@transaction.atomic
def change_organisation(*, organisation: Organisation, facts: OrganisationFacts, by: User, on: date) -> Organisation:
    """Change what is said of an organisation; the trail says which facts changed. Nothing is written where none did.

    An inactive one keeps its people and its cases, and is offered no more. Raises `Refused` as `add_organisation`.
    """
    demand_any_business_manager(by, on)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    _demand_free_name(organisation, facts)
    changed = _changed(organisation, facts)
    if changed:
        _write(organisation, facts, by=by)
        record("organisation.changed", by=by, subject=organisation, facts={"changed": changed})
    return organisation


def _demand_free_name(organisation: Organisation, facts: OrganisationFacts) -> None:
    if Organisation.objects.filter(name__iexact=facts.name.strip()).exclude(pk=organisation.pk).exists():
        raise Refused(NAME_TAKEN)


def _changed(organisation: Organisation, facts: OrganisationFacts) -> list[str]:
    """The codes of the facts that differ from what stands."""
    plain = {"name": facts.name.strip(), "kind": facts.kind, "on_board": facts.on_board, "active": facts.active}
    changed = [code for code, value in plain.items() if getattr(organisation, code) != value]
    return changed + (["areas"] if set(organisation.areas.all()) != set(facts.areas) else [])


def _write(organisation: Organisation, facts: OrganisationFacts, *, by: User) -> None:
    organisation.name = facts.name.strip()
    organisation.kind = facts.kind.value
    organisation.on_board = facts.on_board
    organisation.active = facts.active
    save(organisation, by=by)
    # On the same instance, whose history names `by` for the areas too.
    organisation.areas.set(facts.areas)
