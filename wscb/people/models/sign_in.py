"""What signing in keeps: open sessions, links sent by e-mail, and the account that a person has with the provider."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from wscb import clock
from wscb.people.models.users import User


class OpenSession(models.Model):
    """One browser in which a person is signed in, so that they can see it and end it from another.

    It belongs to no record, and goes when the session ends: the trail keeps that there was a sign-in and from where.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="open_sessions")
    key = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=100)
    address = models.GenericIPAddressField(null=True)
    started_at = models.DateTimeField(default=clock.now)
    seen_at = models.DateTimeField(default=clock.now)

    privacy = {
        "id": "plain",
        "user": "plain",
        "key": "identifying",
        "device": "plain",
        "address": "identifying",
        "started_at": "plain",
        "seen_at": "plain",
    }

    class Meta:
        ordering = ["-seen_at"]

    def __str__(self) -> str:
        return f"session {self.pk}"


class EmailedLink(models.Model):
    """A link by which a person sets a password: works once, for one person, until it expires or a newer one is sent.

    Kept is the hash of its secret. A row without a person is an address that nobody here has: it is made so that asking
    costs the same, and sends nothing.
    """

    class Purpose(models.TextChoices):
        """Why it was sent."""

        INVITATION = "invitation", "Invitation"
        RESET = "reset", "New password"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True)
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    secret_hash = models.CharField(max_length=64, blank=True)
    asked_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    privacy = {
        "id": "plain",
        "user": "plain",
        "purpose": "plain",
        "secret_hash": "plain",
        "asked_at": "plain",
        "expires_at": "plain",
        "ended_at": "plain",
    }

    class Meta:
        indexes = [
            models.Index(fields=["user", "secret_hash"], name="link_by_secret"),
            models.Index(fields=["asked_at"], name="link_by_age"),
        ]

    def __str__(self) -> str:
        return f"link {self.pk}"


class ProviderAccount(models.Model):
    """The account with the OpenID Connect provider that a person signs in with; bound once, by the verified address."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="provider_accounts")
    issuer = models.CharField(max_length=500)
    subject = models.CharField(max_length=255)
    bound_at = models.DateTimeField(default=clock.now)
    released_at = models.DateTimeField(null=True)
    history = HistoricalRecords()

    privacy = {
        "id": "plain",
        "user": "plain",
        "issuer": "plain",
        "subject": "plain",
        "bound_at": "plain",
        "released_at": "plain",
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "subject"], condition=Q(released_at=None), name="provider_account_of_one_person"
            ),
            models.UniqueConstraint(
                fields=["issuer", "user"], condition=Q(released_at=None), name="one_provider_account_a_person"
            ),
        ]

    def __str__(self) -> str:
        return f"provider account {self.pk}"
