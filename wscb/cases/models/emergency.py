"""Sight of one case that a system administrator took in an emergency."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from wscb.cases.models.case import Case
from wscb.keys.fields import SealedTextField
from wscb.people.models import User


class EmergencyAccess(models.Model):
    """Who read which case, why, and until when. It counts from `opened_at` until `ends_at`, or until somebody ended it (moments, UTC)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="emergency_accesses")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = SealedTextField(owner="case")
    confirmed_by = models.CharField(max_length=20)
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    history = HistoricalRecords()
    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "user", "confirmed_by"], "plain"),
        **dict.fromkeys(["opened_at", "ends_at", "ended_at", "ended_by"], "plain"),
        "reason": "narrative",
    }

    class Meta:
        default_permissions = ()
        ordering = ["-opened_at"]
        constraints = [
            models.CheckConstraint(name="emergency_ends_after_it_opens", condition=Q(ends_at__gt=F("opened_at"))),
            models.CheckConstraint(
                name="emergency_ended_at_and_by_together",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Emergency access to {self.case_id}"

    @property
    def stopped_at(self) -> object:
        """The moment from which it counts no more."""
        return self.ended_at or self.ends_at
