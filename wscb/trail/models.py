"""Entries of the trail and the seals that chain them.

An entry names actor and subject by kind and UUID, without foreign keys, so that every part may write here.
"""

import uuid

from django.db import models
from django.db.models import Q

from wscb import clock
from wscb.trail import kinds
from wscb.trail.append_only import append_only

GENESIS = "0" * 64


class ActorKind(models.TextChoices):
    """Who acted: a person signed in, the system by itself, or nobody known."""

    USER = "user", "User"
    SYSTEM = "system", "System"
    ANONYMOUS = "anonymous", "Not signed in"


@append_only
class Entry(models.Model):
    """One thing that was done, seen, sent, exported or refused. Facts are codes and ids, never personal data."""

    id = models.BigAutoField(primary_key=True)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(default=clock.now)
    kind = models.CharField(max_length=kinds.MAX_LENGTH)
    actor_kind = models.CharField(max_length=10, choices=ActorKind)
    actor_id = models.UUIDField(null=True, blank=True)
    acting_for = models.CharField(max_length=60, blank=True)
    subject_kind = models.CharField(max_length=80, blank=True)
    subject_id = models.UUIDField(null=True, blank=True)
    facts = models.JSONField(default=dict, blank=True)
    request_id = models.UUIDField(null=True, blank=True)
    address = models.GenericIPAddressField(null=True, blank=True)

    privacy = {
        "id": "plain",
        "uuid": "plain",
        "at": "plain",
        "recorded_at": "plain",
        "kind": "plain",
        "actor_kind": "plain",
        "actor_id": "plain",
        "acting_for": "plain",
        "subject_kind": "plain",
        "subject_id": "plain",
        "facts": "plain",
        "request_id": "plain",
        "address": "plain",
    }

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "entries"
        indexes = [
            models.Index(fields=["subject_id", "-id"], name="trail_entry_subject"),
            models.Index(fields=["actor_id", "-id"], name="trail_entry_actor"),
            models.Index(fields=["kind", "-id"], name="trail_entry_kind"),
        ]
        constraints = [
            models.CheckConstraint(
                name="trail_entry_user_is_named",
                condition=Q(actor_kind=ActorKind.USER, actor_id__isnull=False)
                | (~Q(actor_kind=ActorKind.USER) & Q(actor_id__isnull=True)),
            ),
            models.CheckConstraint(
                name="trail_entry_subject_all_or_none",
                condition=Q(subject_kind="", subject_id__isnull=True)
                | (~Q(subject_kind="") & Q(subject_id__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uuid}"

    @property
    def words(self) -> str:
        """What happened, in plain words."""
        return kinds.words_for(self.kind)


@append_only
class Seal(models.Model):
    """One link of the chain: ``hash`` covers ``seq``, ``prev`` and the whole entry. ``seq`` counts from 1, gapless."""

    seq = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="seal")
    prev = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    privacy = {"seq": "plain", "entry": "plain", "prev": "plain", "hash": "plain"}

    class Meta:
        ordering = ["seq"]
        constraints = [
            models.CheckConstraint(name="trail_seal_counts_from_one", condition=Q(seq__gte=1)),
            models.UniqueConstraint(name="trail_seal_one_successor", fields=["prev"]),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.hash}"
