"""People who went from one organisation to another."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from wscb.people.models.organisations import Organisation
from wscb.trail.append_only import append_only


@append_only
class Move(models.Model):
    """A person's move on a day: where they belonged until then (nothing for none), and where from that day on."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="moves")
    from_organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    to_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    privacy = dict.fromkeys(["id", "user", "from_organisation", "to_organisation", "on", "by", "at"], "plain")

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"Move on {self.on:%Y-%m-%d}"
