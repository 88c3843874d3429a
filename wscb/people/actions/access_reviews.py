"""Signing that everybody's roles were looked at."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Protocol
from uuid import UUID

from django.db import transaction

from wscb import clock
from wscb.people.access_reviews import due_on, to_review
from wscb.people.actions.permission import demand_business_manager
from wscb.people.errors import Refused
from wscb.people.models import AccessReview, Area, User
from wscb.trail.record import record


class Confirmation(Protocol):
    """How a person confirmed who they are, just before signing."""

    @property
    def method(self) -> str: ...


@transaction.atomic
def sign_access_review(
    *, area: Area, confirmed_people: Collection[UUID], by: User, on: date, confirmed: Confirmation
) -> AccessReview:
    """Sign that each of these people still needs the roles that they have; those who have none any more are written down as ended.

    Raises `Refused` when `by` is not the area's manager, and while somebody with a role is not confirmed.
    """
    demand_business_manager(by, area, on)
    Area.objects.select_for_update().get(pk=area.pk)
    rows = to_review(area, on=on)
    if missing := [row.user.name for row in rows if row.roles and row.user.pk not in confirmed_people]:
        raise Refused(f"Confirm the roles of everybody, or end them first. Missing: {', '.join(missing)}.")
    lines = [{"person": str(row.user.pk), "roles": list(row.roles), "outcome": row.outcome} for row in rows]
    review = AccessReview.objects.create(
        area=area, due_on=due_on(area), signed_on=on, lines=lines, by=by, confirmed_by=confirmed.method, at=clock.now()
    )
    record("access.reviewed", by=by, subject=review, facts={"people": len(lines)})
    return review
