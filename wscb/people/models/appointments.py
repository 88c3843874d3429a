"""Acting appointments: who has another's powers while that person is away or has a conflict."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from wscb.people.models.organisations import Area
from wscb.people.models.roles import Role

ACTING_ROLES = (Role.BOARD_CHAIR,)
"""Roles that the Board may have someone act in."""


class ActingAppointment(models.Model):
    """A person acting in a role, recorded by the Board beforehand, with dates (domain, section 2).

    `scope_case` narrows it to one case: for the Chair's conflict of interest. It is the case's identifier
    without a foreign key, because this part of the software does not know cases. `withdrawn_on` is the first
    day without it, if it was ended before its time.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="acting_appointments")
    for_role = models.CharField(max_length=40, choices=[(role.value, role.label) for role in ACTING_ROLES])
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="acting_appointments")
    starts_on = models.DateField()
    ends_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)
    scope_case = models.UUIDField(null=True, blank=True)
    reason = models.TextField(max_length=2000)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    history = HistoricalRecords()
    privacy = {
        "id": "plain",
        "user": "plain",
        "for_role": "plain",
        "area": "plain",
        "starts_on": "plain",
        "ends_on": "plain",
        "withdrawn_on": "plain",
        "scope_case": "plain",
        "reason": "narrative",
        "recorded_by": "plain",
    }

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(condition=Q(for_role__in=ACTING_ROLES), name="acting_for_a_role_that_allows_it"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="acting_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"Acting {self.get_for_role_display()} from {self.starts_on:%Y-%m-%d} to {self.ends_on:%Y-%m-%d}"
