"""Interests in organisations: declared and ended."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from wscb.people.actions.recording import save
from wscb.people.consequences import Change, carry_out
from wscb.people.errors import Refused
from wscb.people.models import Interest, Organisation, User
from wscb.people.standing import standing
from wscb.trail.record import record


@transaction.atomic
def declare_interest(*, user: User, organisation: Organisation, nature: str, by: User, on: date) -> Interest:
    """Record a person's tie to an organisation; a business manager may for anyone (SCR-05). What follows in cases is carried out.

    Raises `Refused` when `by` is someone else.
    """
    _demand_own_or_manager(user, by, on)
    interest = Interest(user=user, organisation=organisation, nature=nature, declared_on=on)
    save(interest, by=by)
    facts = {"organisation": str(organisation.pk), "interest": str(interest.pk)}
    record("person.interest_declared", by=by, subject=user, facts=facts)
    carry_out(user, Change.TIED, by=by, on=on)
    return interest


@transaction.atomic
def end_interest(*, interest: Interest, by: User, on: date) -> Interest:
    """Record that a tie is over, with this as its last day. Raises `Refused` if it already was."""
    interest = Interest.objects.select_for_update(of=("self",)).select_related("user").get(pk=interest.pk)
    _demand_own_or_manager(interest.user, by, on)
    if interest.ends_on is not None:
        raise Refused("This interest has already ended.")
    interest.ends_on = on
    save(interest, by=by)
    record("person.interest_ended", by=by, subject=interest.user, facts={"interest": str(interest.pk)})
    return interest


def _demand_own_or_manager(user: User, by: User, on: date) -> None:
    if by != user and not standing(by, on).is_business_manager:
        raise Refused("Only this person or a business manager can do this.")
