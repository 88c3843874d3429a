"""Form tokens that have done their one thing."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from wscb import clock


class UsedToken(models.Model):
    """A form token that was spent, and where the person was sent then: a repeat is sent there again.

    It belongs to no record: it never changes, and goes once no page is young enough to send its token again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token = models.UUIDField(unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    location = models.CharField(max_length=500)
    created_at = models.DateTimeField(default=clock.now)

    privacy = {"id": "plain", "token": "plain", "user": "plain", "location": "plain", "created_at": "plain"}

    class Meta:
        indexes = [models.Index(fields=["created_at"], name="spent_by_age")]

    def __str__(self) -> str:
        return f"used token {self.token}"
