"""Choices read from the database when a page is shown."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from wscb.people.models import CASE_ROLES, Area, Organisation, Panel, Role, User

ROLE_CHOICES = [(role.value, role.label) for role in Role if role not in CASE_ROLES]


def organisation_choices(*, and_also: UUID | None = None) -> list[tuple[str, str]]:
    """Active organisations by name; `and_also` is offered though it is inactive, where it stands already."""
    offered = Organisation.objects.filter(Q(active=True) | Q(pk=and_also))
    return [(str(one.pk), one.name) for one in offered]


def every_organisation() -> list[tuple[str, str]]:
    """All organisations by name, for filters."""
    return [(str(one.pk), one.name) for one in Organisation.objects.all()]


def area_choices() -> list[tuple[str, str]]:
    """Areas by name."""
    return [(str(one.pk), one.name) for one in Area.objects.all()]


def panel_choices() -> list[tuple[str, str]]:
    """Panels by name, with their area."""
    return [(str(one.pk), f"{one.name} ({one.area.name})") for one in Panel.objects.select_related("area")]


def person_choices(*, without: UUID) -> list[tuple[str, str]]:
    """People to choose from by name, but for one."""
    return [(str(one.pk), one.name) for one in User.objects.to_choose().exclude(pk=without)]
