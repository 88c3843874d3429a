"""Who may act on accounts, terms and appointments."""

from __future__ import annotations

from datetime import date

from wscb.people.errors import Refused
from wscb.people.models import Area, Role, RoleTerm, User
from wscb.people.standing import not_over, standing
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


def demand_account_keeper(by: By, on: date) -> None:
    """Raise `Refused` unless `by` may add people on that day: a system administrator, or a business manager."""
    if isinstance(by, User) and not (standing(by, on).is_system_administrator or standing(by, on).is_business_manager):
        raise Refused("Only a business manager or a system administrator can do this.")


def may_give(by: By, role: Role, area: Area | None, on: date) -> bool:
    """Whether `by` gives and ends this role in the area: a system administrator every one, a manager those of their own area."""
    if not isinstance(by, User) or standing(by, on).is_system_administrator:
        return True
    return area is not None and area.pk in standing(by, on).areas_for(Role.BUSINESS_MANAGER)


def demand_giver(by: By, role: Role, area: Area | None, on: date) -> None:
    """Raise `Refused` unless `by` gives and ends this role in the area on that day."""
    if not may_give(by, role, area, on):
        raise Refused("Only the business manager of the area or a system administrator can do this.")


def may_keep(by: By, person: User, on: date) -> bool:
    """Whether `by` may move the person and end their access: a system administrator, or a manager who could end all their roles."""
    if not isinstance(by, User) or standing(by, on).is_system_administrator:
        return True
    if not standing(by, on).is_business_manager:
        return False
    held = RoleTerm.objects.filter(not_over(on), user=person).select_related("area")
    return all(may_give(by, Role(term.role), term.area, on) for term in held)


def demand_keeper(by: By, person: User, on: date) -> None:
    """Raise `Refused` unless `by` may move the person and end their access on that day."""
    if not may_keep(by, person, on):
        raise Refused("This person has roles outside your area. Ask the system administrator.")


def user_or_none(by: By) -> User | None:
    """The person who acts, or nothing when the system does."""
    return by if isinstance(by, User) else None


__all__ = [
    "By",
    "demand_account_keeper",
    "demand_any_business_manager",
    "demand_business_manager",
    "demand_giver",
    "demand_keeper",
    "demand_system_administrator",
    "may_give",
    "may_keep",
    "user_or_none",
]
