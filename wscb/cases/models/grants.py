"""Sight of a case that is granted to one person: the grounds by django-guardian, the dates here."""

import uuid
from typing import ClassVar

from django.db import models
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase
from simple_history.models import HistoricalRecords

from wscb.cases.models.case import SIGHT, Case
from wscb.keys.fields import SealedTextField
from wscb.people.models import User


class CaseUserObjectPermission(UserObjectPermissionBase):
    """django-guardian's rows for cases, in a table with a real foreign key."""

    content_object = models.ForeignKey(Case, on_delete=models.CASCADE)

    class Meta(UserObjectPermissionBase.Meta):
        abstract = False
        default_permissions = ()


class CaseGroupObjectPermission(GroupObjectPermissionBase):
    """django-guardian demands the group's table too; the product grants to persons only."""

    content_object = models.ForeignKey(Case, on_delete=models.CASCADE)

    class Meta(GroupObjectPermissionBase.Meta):
        abstract = False
        default_permissions = ()


class Grant(models.Model):
    """Why and for how long somebody sees a case. Sight needs both this row, within its dates, and guardian's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="grants")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=40, choices=tuple(SIGHT.items()))
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    reason = SealedTextField(owner="case", blank=True)
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    history = HistoricalRecords()
    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "user", "ground", "starts_on", "ends_on", "given_by"], "plain"),
        "reason": "narrative",
    }

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="grant_ends_after_it_starts",
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.ground} of {self.user_id}"
