"""What was said of an action on its way: agreed, not agreed, proposed anew, reported done, sent back, closed (SCR-23)."""

import uuid
from typing import ClassVar

from django.db import models

from wscb.cases.models import Case, CaseDocument
from wscb.keys.fields import SealedTextField
from wscb.learning.enums import RecordKind
from wscb.learning.models.undertakings import LearningAction
from wscb.people.models import User
from wscb.trail.append_only import append_only


@append_only
class ActionRecord(models.Model):
    """One thing that was said of an action, by whom and when; its organisation reads all of it.

    `on` is the day it counts for, `at` the moment it was put on record. `text` says why, or what was done or is missing, or how the
    organisation agreed elsewhere, where `said_by` names who did. `what` is the wording that the organisation would rather have, or the
    one that was in force until the action was proposed anew, and `due_on` the date that goes with it, or with what was sent back.
    `document` is the evidence of what was reported; there may be none.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    action = models.ForeignKey(LearningAction, on_delete=models.PROTECT, related_name="record")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=RecordKind)
    text = SealedTextField(owner="case", blank=True)
    said_by = SealedTextField(owner="case", blank=True)
    what = SealedTextField(owner="case", blank=True)
    due_on = models.DateField(null=True, blank=True)
    document = models.OneToOneField(
        CaseDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence_of"
    )
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    at = models.DateTimeField()

    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "action", "number", "kind", "due_on", "document", "by", "on", "at"], "plain"),
        **dict.fromkeys(["text", "what"], "narrative"),
        "said_by": "identifying",
    }

    class Meta:
        default_permissions = ()
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["action", "number"], name="action_record_once_per_number")]

    def __str__(self) -> str:
        return f"Record {self.number} of {self.action_id}"
