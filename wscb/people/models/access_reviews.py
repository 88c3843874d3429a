"""The periodic review of who has which role."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from wscb.people.models.organisations import Area
from wscb.trail.append_only import append_only


@append_only
class AccessReview(models.Model):
    """One signed review of an area: everybody with a role on the day, and whoever lost all since the last one.

    `lines` hold ids and codes alone: person, roles, and whether they were confirmed, changed since the last review, or ended.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="access_reviews")
    due_on = models.DateField()
    signed_on = models.DateField()
    lines = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.CharField(max_length=20)
    at = models.DateTimeField()

    privacy = dict.fromkeys(["id", "area", "due_on", "signed_on", "lines", "by", "confirmed_by", "at"], "plain")

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"Review of roles signed on {self.signed_on:%Y-%m-%d}"
