"""A message: one e-mail to one person, from queued to sent."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords


class Status(models.TextChoices):
    """Where a message stands."""

    QUEUED = "queued", "Waiting to be sent"
    LEASED = "leased", "Being sent"
    SENT = "sent", "Sent"
    SUPERSEDED = "superseded", "No longer needed"
    FAILED = "failed", "Could not be sent"


#: A message in one of these waits for a sender.
UNSENT = (Status.QUEUED, Status.LEASED)


def new_message_id() -> str:
    """A Message-ID that belongs to this Board and says nothing about the message."""
    return f"<{uuid4().hex}@{settings.OFFICE_HOST}>"


class Message(models.Model):
    """An e-mail that is owed to a person.

    The row holds no text: subject and body are rendered at sending from ``kind`` and the ids in ``payload``,
    so that a mail never tells what has meanwhile changed. `times_cut_off` counts the sendings during which the process
    ended; `settled_at` is when somebody said of a failed one that its recipient was told in another way.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(max_length=60)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="messages_owed")
    address = models.EmailField(max_length=254)
    payload = models.JSONField(default=dict)
    status = models.CharField(max_length=12, choices=Status, default=Status.QUEUED)
    message_id = models.CharField(max_length=120, unique=True, default=new_message_id, editable=False)
    leased_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    times_cut_off = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=120, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    history = HistoricalRecords()

    privacy = {
        "id": "plain",
        "kind": "plain",
        "recipient": "plain",
        "address": "identifying",
        "payload": "plain",
        "status": "plain",
        "message_id": "plain",
        "leased_until": "plain",
        "attempts": "plain",
        "times_cut_off": "plain",
        "next_attempt_at": "plain",
        "sent_at": "plain",
        "last_error": "plain",
        "settled_at": "plain",
        "created_at": "plain",
    }

    class Meta:
        ordering = ("created_at", "id")
        indexes = (
            models.Index(
                fields=("next_attempt_at",),
                name="outbox_unsent_due",
                condition=Q(status__in=("queued", "leased")),
            ),
            models.Index(
                fields=("created_at",), name="outbox_failed", condition=Q(status="failed", settled_at__isnull=True)
            ),
        )
        constraints = (
            models.CheckConstraint(
                name="outbox_sent_has_time",
                condition=Q(status="sent", sent_at__isnull=False) | (~Q(status="sent") & Q(sent_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="outbox_leased_has_end",
                condition=Q(status="leased", leased_until__isnull=False)
                | (~Q(status="leased") & Q(leased_until__isnull=True)),
            ),
            models.CheckConstraint(
                name="outbox_settled_once_failed", condition=Q(settled_at__isnull=True) | Q(status="failed")
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} ({self.get_status_display()})"
