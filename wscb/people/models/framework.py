"""The Learning and Improvement Framework: its versions, and each partner's acceptance of them (GEN-16)."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from wscb.people.models.organisations import Area, Organisation
from wscb.trail.append_only import append_only


class FrameworkVersion(models.Model):
    """A version of the framework as the Board shared it with its partners on a day, to be accepted by another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="framework_versions")
    title = models.CharField(max_length=100)
    dated = models.DateField()
    shared_on = models.DateField()
    due_on = models.DateField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    history = HistoricalRecords()
    privacy = dict.fromkeys(["id", "area", "title", "dated", "shared_on", "due_on", "added_by"], "plain")

    class Meta:
        ordering = ["-dated", "-shared_on"]
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gte=F("shared_on")), name="framework_due_after_it_is_shared"),
            models.UniqueConstraint(fields=["area", "title"], name="framework_title_once_per_area"),
        ]

    def __str__(self) -> str:
        return self.title


class FrameworkPartner(models.Model):
    """A partner that a version was shared with; `contact` is who may accept it there on a page of their own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="partners")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    history = HistoricalRecords()
    privacy = dict.fromkeys(["id", "version", "organisation", "contact"], "plain")

    class Meta:
        ordering = ["organisation__name"]
        constraints = [
            models.UniqueConstraint(fields=["version", "organisation"], name="framework_shared_once_with_each")
        ]

    def __str__(self) -> str:
        return f"{self.version} at {self.organisation}"


@append_only
class FrameworkAcceptance(models.Model):
    """A partner's acceptance: given by its contact, or recorded by the manager (`given` says which), once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partner = models.OneToOneField(FrameworkPartner, on_delete=models.PROTECT, related_name="acceptance")
    accepted_on = models.DateField()
    given = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    privacy = dict.fromkeys(["id", "partner", "accepted_on", "given", "by", "at"], "plain")

    def __str__(self) -> str:
        return f"Acceptance on {self.accepted_on:%Y-%m-%d}"
