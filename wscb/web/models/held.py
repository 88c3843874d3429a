"""What someone sent after their session had ended."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from wscb import clock
from wscb.keys.fields import SealedJSONField
from wscb.keys.models import DataKey


class HeldSubmission(models.Model):
    """A form's answers, sealed under a key of their own until the same person has signed in again.

    It has no history: the row and its key go after a week, and an old copy would undo that.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=500)
    data_key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="+")
    data = SealedJSONField(owner="self:data_key_id")
    created_at = models.DateTimeField(default=clock.now)
    taken_at = models.DateTimeField(null=True, blank=True)

    privacy = {
        "id": "plain",
        "user": "plain",
        "path": "plain",
        "data_key": "plain",
        "data": "narrative",
        "created_at": "plain",
        "taken_at": "plain",
    }

    class Meta:
        indexes = [models.Index(fields=["created_at"], name="held_by_age")]

    def __str__(self) -> str:
        return f"held submission {self.pk}"
