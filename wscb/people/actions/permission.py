"""Who may act on accounts, terms and appointments."""

from __future__ import annotations

from datetime import date

from wscb.people.errors import Refused
from wscb.people.models import Area, Role, User
from wscb.people.standing import standing
from wscb.trail.record import Nobody

By = User | Nobody


def demand_system_administrator(by: By, on: date) -> None:
    """Raise `Refused` unless `by` keeps the accounts on that day, or is the system itself."""
    if isinstance(by, User) and not standing(by, on).is_system_administrator:
        raise Refused("Only a system administrator can do this.")


def demand_business_manager(by: User, area: Area, on: date) -> None:
    """Raise `Refused` unless `by` is business manager of the area on that day."""
    if area.pk not in standing(by, on).areas_for(Role.BUSINESS_MANAGER):
        raise Refused("Only the business manager of the area can do this.")


def demand_any_business_manager(by: User, on: date) -> None:
    """Raise `Refused` unless `by` is business manager of some area on that day."""
    if not standing(by, on).is_business_manager:
        raise Refused("Only a business manager can do this.")


def user_or_none(by: By) -> User | None:
    """The person who acts, or nothing when the system does."""
    return by if isinstance(by, User) else None


__all__ = [
    "By",
    "demand_any_business_manager",
    "demand_business_manager",
    "demand_system_administrator",
    "user_or_none",
]
