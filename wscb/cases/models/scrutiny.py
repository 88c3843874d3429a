"""What the National Panel asked about a decision not to hold a review, and what it was told (SCR-16)."""

import uuid
from typing import ClassVar

from django.db import models

from wscb.cases.models.case import Case
from wscb.cases.models.papers import CaseDocument
from wscb.cases.models.signed import Decision
from wscb.keys.fields import SealedTextField
from wscb.people.models import User
from wscb.trail.append_only import append_only


@append_only
class ScrutinyRequest(models.Model):
    """A request: when it came, from whom, what is asked, and by when they want the answer if they said so."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="scrutiny_requests")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    received_on = models.DateField()
    from_whom = SealedTextField(owner="case")
    question = SealedTextField(owner="case")
    wanted_by = models.DateField(null=True, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "decision", "received_on", "wanted_by", "by", "at"], "plain"),
        **dict.fromkeys(["from_whom", "question"], "narrative"),
    }

    class Meta:
        default_permissions = ()
        ordering = ["received_on", "at"]
        constraints = [
            models.CheckConstraint(
                name="scrutiny_wanted_after_it_came",
                condition=models.Q(wanted_by__isnull=True) | models.Q(wanted_by__gte=models.F("received_on")),
            )
        ]

    def __str__(self) -> str:
        return f"Scrutiny of {self.case_id}"


@append_only
class ScrutinyAnswer(models.Model):
    """What was answered to a request, and the paper that went with it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    request = models.OneToOneField(ScrutinyRequest, on_delete=models.PROTECT, related_name="answer")
    sent_on = models.DateField()
    answer = SealedTextField(owner="case")
    papers = models.ForeignKey(CaseDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "request", "sent_on", "papers", "by", "at"], "plain"),
        "answer": "narrative",
    }

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Answer to {self.request_id}"


@append_only
class ScrutinyAttendance(models.Model):
    """That the Board Chair, or who acted, attended before the National Panel in person, and what came of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="scrutiny_attendances")
    attended_on = models.DateField()
    who = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    outcome = SealedTextField(owner="case")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "attended_on", "who", "by", "at"], "plain"),
        "outcome": "narrative",
    }

    class Meta:
        default_permissions = ()
        ordering = ["attended_on", "at"]

    def __str__(self) -> str:
        return f"Attendance about {self.case_id}"
