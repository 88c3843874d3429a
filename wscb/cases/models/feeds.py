"""A person's calendar feed of what they owe."""

import uuid
from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from wscb.people.models import User


class CalendarFeed(models.Model):
    """An address from which a calendar reads one person's due dates without signing in. The address itself is not kept, only its hash."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="calendar_feeds")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    history = HistoricalRecords()
    privacy: ClassVar[dict[str, str]] = dict.fromkeys(["id", "user", "token_hash", "made_at", "revoked_at"], "plain")

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(revoked_at__isnull=True), name="one_calendar_feed_per_person"
            )
        ]

    def __str__(self) -> str:
        return f"Calendar of {self.user_id}"
