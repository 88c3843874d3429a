"""The criteria, answered: a new version for every change, each kept (SCR-02)."""

import uuid
from typing import ClassVar

from django.db import models

from wscb.cases.models import Case
from wscb.keys.fields import SealedJSONField, SealedTextField
from wscb.people.models import User
from wscb.trail.append_only import append_only


@append_only
class Worksheet(models.Model):
    """A version of the answers. `answers` maps each limb to its answer and reasons, and holds the special circumstances."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="worksheets")
    version = models.PositiveSmallIntegerField()
    answers = SealedJSONField(owner="case")
    result = models.CharField(max_length=20)
    because = SealedTextField(owner="case", blank=True)
    confirmed_by = models.CharField(max_length=20, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    at = models.DateTimeField()

    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "version", "result", "confirmed_by", "by", "on", "at"], "plain"),
        **dict.fromkeys(["answers", "because"], "narrative"),
    }

    class Meta:
        default_permissions = ()
        ordering = ["version"]
        constraints = [models.UniqueConstraint(fields=["case", "version"], name="worksheet_version_once_per_case")]

    def __str__(self) -> str:
        return f"Worksheet {self.version} of {self.case_id}"
