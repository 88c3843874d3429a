"""Terms of office: given and ended."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from wscb.people.actions.permission import By, demand_giver, user_or_none
from wscb.people.actions.recording import save
from wscb.people.errors import Refused
from wscb.people.models import PANEL_ROLES, Area, Panel, Role, RoleTerm, User
from wscb.people.models.roles import AREALESS_ROLES
from wscb.people.standing import forget_standing, in_force
from wscb.trail.record import record


@transaction.atomic
def give_role(
    *,
    user: User,
    role: Role,
    area: Area | None,
    panel: Panel | None = None,
    starts_on: date,
    ends_on: date | None = None,
    by: By,
    on: date,
) -> RoleTerm:
    """Give a person a role from `starts_on` to `ends_on` (included; open without it).

    A panel role names its panel, whose area is the role's. Raises `Refused` in plain words when `by`
    may not (see `permission.may_give`), when someone gives a role to themselves, or when the facts do not fit together.
    """
    demand_giver(by, role, area, on)
    if by == user:
        raise Refused("You cannot give a role to yourself.")
    _demand_fitting(role, area, panel, starts_on, ends_on)
    locked = User.objects.select_for_update().get(pk=user.pk)
    if not locked.is_active:
        raise Refused("This person’s access has ended. Restore it first.")
    if RoleTerm.objects.filter(in_force(starts_on), user=user, role=role, area=area, panel=panel).exists():
        raise Refused("This person already has this role.")
    term = RoleTerm(
        user=user,
        role=role,
        area=area,
        panel=panel,
        starts_on=starts_on,
        ends_on=ends_on,
        given_by=user_or_none(by),
    )
    save(term, by=by)
    forget_standing(user)
    record("person.role_given", by=by, subject=user, facts={"role": role.value, "term": str(term.pk)})
    return term


@transaction.atomic
def end_role(*, term: RoleTerm, by: By, on: date) -> RoleTerm:
    """Withdraw a role: from this day on it is not held. Raises `Refused` for the last administrator."""
    term = RoleTerm.objects.select_for_update(of=("self",)).select_related("user", "area").get(pk=term.pk)
    demand_giver(by, Role(term.role), term.area, on)
    if term.withdrawn_on is not None or (term.ends_on is not None and term.ends_on < on):
        raise Refused("This role has already ended.")
    if term.role == Role.SYSTEM_ADMINISTRATOR:
        demand_another_administrator(term.user, on)
    term.withdrawn_on = on
    save(term, by=by)
    forget_standing(term.user)
    record("person.role_ended", by=by, subject=term.user, facts={"role": term.role, "term": str(term.pk)})
    return term


def demand_another_administrator(user: User, on: date) -> None:
    """Raise `Refused` for the last system administrator: nobody could then repair the accounts."""
    administrators = RoleTerm.objects.filter(in_force(on), role=Role.SYSTEM_ADMINISTRATOR, user__is_active=True)
    # Locked in one order, so that two administrators ending each other at once cannot both succeed.
    holders = {term.user_id for term in administrators.order_by("pk").select_for_update(of=("self",))}
    if holders == {user.pk}:
        raise Refused("This is the last system administrator. Give someone else the role first.")


def _demand_fitting(role: Role, area: Area | None, panel: Panel | None, starts_on: date, ends_on: date | None) -> None:
    if role in PANEL_ROLES and panel is None:
        raise Refused("Select the panel for this role.")
    if role not in PANEL_ROLES and panel is not None:
        raise Refused("This role does not belong to a panel.")
    if role not in AREALESS_ROLES and area is None:
        raise Refused("Select the area for this role.")
    if panel is not None and panel.area != area:
        raise Refused("This panel belongs to another area.")
    if ends_on is not None and ends_on < starts_on:
        raise Refused("The role’s last day must be the same as or after its first day.")
