"""Data keys. A case has one; whatever is sealed with it is gone for good once the key is destroyed."""

import uuid

from django.db import models
from django.db.models import Q

from wscb import clock


class Purpose(models.TextChoices):
    """What a key is for: sealing content, or the one keyed hash for exact search."""

    SEAL = "seal", "Sealing content"
    HASH = "hash", "Keyed hash"


class DataKey(models.Model):
    """A random 256-bit key, kept only wrapped by a master key.

    It has no history on purpose: an old wrapping kept there would undo a destruction.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purpose = models.CharField(max_length=10, choices=Purpose, default=Purpose.SEAL)
    wrapped = models.BinaryField(blank=True)
    master_key_id = models.CharField(max_length=40)
    created_at = models.DateTimeField(default=clock.now)
    destroyed_at = models.DateTimeField(null=True, blank=True)

    privacy = {
        "id": "plain",
        "purpose": "plain",
        "wrapped": "plain",
        "master_key_id": "plain",
        "created_at": "plain",
        "destroyed_at": "plain",
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="keys_datakey_wrapped_or_destroyed",
                condition=Q(destroyed_at__isnull=True) & ~Q(wrapped=b"")
                | Q(destroyed_at__isnull=False) & Q(wrapped=b""),
            ),
            models.UniqueConstraint(name="keys_datakey_one_hash_key", fields=["purpose"], condition=Q(purpose="hash")),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def is_destroyed(self) -> bool:
        """Whether nothing that it sealed can be read again."""
        return self.destroyed_at is not None
