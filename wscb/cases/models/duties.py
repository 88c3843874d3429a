"""What was sent about duties that are no step of a case: the ledger that makes a reminder go out once."""

import uuid
from typing import ClassVar

from django.db import models

from wscb.messages.models import Message
from wscb.people.models import User
from wscb.trail.append_only import append_only


@append_only
class DutyReminder(models.Model):
    """A stage of a duty, told to one person for one due date. `about` is the thing it concerns, of the kind."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20)
    about = models.UUIDField()
    due_on = models.DateField()
    stage = models.CharField(max_length=40)
    recipient = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="duty_reminders")
    at = models.DateTimeField()

    privacy: ClassVar[dict[str, str]] = dict.fromkeys(
        ["id", "kind", "about", "due_on", "stage", "recipient", "message", "at"], "plain"
    )

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "about", "due_on", "stage", "recipient"], name="duty_told_once_per_stage_and_date"
            )
        ]

    def __str__(self) -> str:
        return f"{self.stage} of {self.kind}"
