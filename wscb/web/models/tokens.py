"""Form tokens that have done their one thing."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from wscb import clock
from wscb.trail.append_only import append_only


@append_only
class UsedToken(models.Model):
    """A form token that was spent, and where the person was sent then: a repeat is sent there again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token = models.UUIDField(unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    location = models.CharField(max_length=500)
    created_at = models.DateTimeField(default=clock.now)

    privacy = {"id": "plain", "token": "plain", "user": "plain", "location": "plain", "created_at": "plain"}

    def __str__(self) -> str:
        return f"used token {self.token}"
