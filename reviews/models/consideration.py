"""Whether Ofsted is to be told of an incident that may become a Case Review."""

import uuid
from typing import ClassVar

from django.db import models

from wscb.cases.models import Case
from wscb.keys.fields import SealedTextField
from wscb.people.models import User
from wscb.trail.append_only import append_only


@append_only
class OfstedConsideration(models.Model):
    """The Subgroup's decision to tell Ofsted of the incident or not; "not" has reasons. The last one stands (CR-03)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="ofsted_considerations")
    notify = models.BooleanField()
    reasons = SealedTextField(owner="case", blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    at = models.DateTimeField()

    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "notify", "by", "on", "at"], "plain"),
        "reasons": "narrative",
    }

    class Meta:
        default_permissions = ()
        ordering = ["at"]

    def __str__(self) -> str:
        return f"Consideration on {self.case_id}"
