"""Interests that people declare in organisations."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from wscb.people.models.organisations import Organisation


class Interest(models.Model):
    """A person's tie to an organisation other than their own, for as long as it lasts (GEN-04, SCR-05)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="interests")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="interests")
    nature = models.TextField(max_length=1000)
    declared_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    history = HistoricalRecords()
    privacy = {
        "id": "plain",
        "user": "plain",
        "organisation": "plain",
        "nature": "narrative",
        "declared_on": "plain",
        "ends_on": "plain",
    }

    class Meta:
        ordering = ["-declared_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("declared_on")),
                name="interest_ends_after_declared",
            ),
        ]

    def __str__(self) -> str:
        return f"Interest declared on {self.declared_on:%Y-%m-%d}"
