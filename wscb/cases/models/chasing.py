"""What was sent about a case: the ledger that makes a chaser go out once, and the link from messages to cases."""

import uuid
from typing import ClassVar

from django.db import models

from wscb.cases.models.case import Case
from wscb.cases.models.steps import Step
from wscb.messages.models import Message
from wscb.people.models import User
from wscb.trail.append_only import append_only


@append_only
class ChaseEntry(models.Model):
    """A stage of a step, told to one person for one version of its due date. A second one cannot be written."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="chases")
    stage = models.CharField(max_length=40)
    recipient = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    due_version = models.PositiveSmallIntegerField()
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="chases")
    at = models.DateTimeField()

    privacy: ClassVar[dict[str, str]] = dict.fromkeys(
        ["id", "step", "stage", "recipient", "due_version", "message", "at"], "plain"
    )

    class Meta:
        default_permissions = ()
        verbose_name_plural = "chase entries"
        constraints = [
            models.UniqueConstraint(
                fields=["step", "stage", "recipient", "due_version"], name="chased_once_per_stage_and_date"
            )
        ]

    def __str__(self) -> str:
        return f"{self.stage} of {self.step_id}"


@append_only
class CaseMessage(models.Model):
    """A message about a case; a digest is about several.

    `about` is never cut. Which steps of the case a reminder or chaser is about stands in the ledger (`ChaseEntry`).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="messages")
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="cases")
    about = models.CharField(max_length=200)

    privacy: ClassVar[dict[str, str]] = dict.fromkeys(["id", "case", "message", "about"], "plain")

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["case", "message"], name="message_once_per_case")]

    def __str__(self) -> str:
        return f"Message about {self.case_id}"
