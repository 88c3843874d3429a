"""Who was appointed to chair or to lead a review."""

import uuid
from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from wscb.cases.models.case import Case
from wscb.people.models import APPOINTED_ROLES, User


class Appointment(models.Model):
    """One person in one role of one case, from a day to a day, both included; without an end, until it is ended (SCR-17, SCR-33)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=20, choices=[(role.value, role.label) for role in APPOINTED_ROLES])
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    appointed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    history = HistoricalRecords()
    privacy: ClassVar[dict[str, str]] = dict.fromkeys(
        ["id", "case", "role", "user", "starts_on", "ends_on", "appointed_by"], "plain"
    )

    class Meta:
        default_permissions = ()
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                name="appointment_ends_after_it_starts",
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} of {self.case_id}"
