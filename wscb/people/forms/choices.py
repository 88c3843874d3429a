"""Choices read from the database when a page is shown."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from wscb.people.models import CASE_ROLES, Area, Organisation, Panel, Role, User
from wscb.people.models.roles import AREALESS_ROLES

ROLE_CHOICES = [(role.value, role.label) for role in Role if role not in CASE_ROLES]

AREA_ROLE_CHOICES = [(role, words) for role, words in ROLE_CHOICES if role not in AREALESS_ROLES]


def organisation_choices(*, and_also: UUID | None = None) -> list[tuple[str, str]]:
    """Active organisations by name; `and_also` is offered though it is inactive, where it stands already."""
    offered = Organisation.objects.filter(Q(active=True) | Q(pk=and_also))
    return [(str(one.pk), one.name) for one in offered]


def every_organisation() -> list[tuple[str, str]]:
    """All organisations by name, for filters."""
    return [(str(one.pk), one.name) for one in Organisation.objects.all()]


def area_choices(*, only: Collection[UUID] | None = None) -> list[tuple[str, str]]:
    """Areas by name; those of `only` where it is given."""
    return [(str(one.pk), one.name) for one in Area.objects.all() if only is None or one.pk in only]


def panel_choices(*, only: Collection[UUID] | None = None) -> list[tuple[str, str]]:
    """Panels by name, with their area; those of the areas of `only` where it is given."""
    panels = Panel.objects.select_related("area")
    return [(str(one.pk), f"{one.name} ({one.area.name})") for one in panels if only is None or one.area_id in only]


def person_choices(*, without: UUID) -> list[tuple[str, str]]:
    """People to choose from by name, but for one."""
    return [(str(one.pk), one.name) for one in User.objects.to_choose().exclude(pk=without)]
