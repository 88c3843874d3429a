"""Accounts: added, changed, ended, restored. Nobody is ever deleted: what they did keeps their name."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from wscb.people.actions.permission import By, demand_system_administrator
from wscb.people.actions.recording import save
from wscb.people.actions.roles import demand_another_administrator
from wscb.people.errors import Refused
from wscb.people.models import ActingAppointment, Organisation, RoleTerm, User
from wscb.people.standing import forget_standing
from wscb.trail.record import record


@transaction.atomic
def create_user(
    *, email: str, name: str, organisation: Organisation | None, by: By, on: date, password: str | None = None
) -> User:
    """Add a person, without any role yet; they set their own password by a link unless one is given.

    Raises `Refused` when `by` is not a system administrator or the e-mail address is taken.
    """
    demand_system_administrator(by, on)
    return _add(email=email, name=name, organisation=organisation, by=by, password=password)


@transaction.atomic
def open_account(*, email: str, name: str, organisation: Organisation | None, by: User, is_guest: bool = False) -> User:
    """Add a person for work that `by` gives them in one case: no role comes with the account, and they set their own password.

    A guest is offered in no list of people to choose (`User`). The caller has checked that `by` may give that work. Raises `Refused`
    when the e-mail address is taken.
    """
    return _add(email=email, name=name, organisation=organisation, by=by, password=None, is_guest=is_guest)


def _add(
    *, email: str, name: str, organisation: Organisation | None, by: By, password: str | None, is_guest: bool = False
) -> User:
    email = email.strip().lower()
    if User.objects.filter(email=email).exists():
        raise Refused("There is already an account with this email address.")
    user = User(email=email, name=name.strip(), organisation=organisation, is_guest=is_guest)
    user.set_password(password)
    save(user, by=by)
    record("person.added", by=by, subject=user)
    return user


@transaction.atomic
def change_details(*, user: User, name: str, organisation: Organisation | None, by: By, on: date) -> User:
    """Correct a person's name or organisation; with a name of their own, they are no guest any more.

    Raises `Refused` when `by` is not a system administrator.
    """
    demand_system_administrator(by, on)
    user = User.objects.select_for_update().get(pk=user.pk)
    user.is_guest = user.is_guest and user.name == name.strip()
    user.name = name.strip()
    user.organisation = organisation
    save(user, by=by)
    record("person.changed", by=by, subject=user)
    return user


@transaction.atomic
def end_access(*, user: User, by: By, on: date) -> User:
    """Take a person's access away at once: no signing in, no role, no acting appointment from this day on.

    Open sessions end with it, because an inactive account is never read back from a session. Raises
    `Refused` for oneself, and for the last system administrator.
    """
    demand_system_administrator(by, on)
    if by == user:
        raise Refused("You cannot end your own access.")
    forget_standing(user)
    user = User.objects.select_for_update().get(pk=user.pk)
    demand_another_administrator(user, on)
    for term in RoleTerm.objects.filter(user=user, withdrawn_on=None):
        term.withdrawn_on = on
        save(term, by=by)
    for appointment in ActingAppointment.objects.filter(user=user, withdrawn_on=None, ends_on__gte=on):
        appointment.withdrawn_on = on
        save(appointment, by=by)
    user.is_active = False
    save(user, by=by)
    record("person.access_ended", by=by, subject=user)
    return user


@transaction.atomic
def restore_access(*, user: User, by: By, on: date) -> User:
    """Let a person sign in again, without the roles they had. Raises `Refused` when access was not ended."""
    demand_system_administrator(by, on)
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.is_active:
        raise Refused("This person already has access.")
    user.is_active = True
    save(user, by=by)
    record("person.access_restored", by=by, subject=user)
    return user
