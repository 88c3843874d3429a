"""The report of a review: its versions, what was said of them, and who was told its lessons."""

import uuid
from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from wscb.cases.models import Case, CaseDocument
from wscb.keys.fields import SealedJSONField, SealedTextField
from wscb.people.models import Organisation, User
from wscb.trail.append_only import append_only


@append_only
class ReportVersion(models.Model):
    """A version of the report, written section by section or uploaded, kept with its hash (SCR-25).

    `sections` maps the sections' codes to what was written; of an uploaded one it holds the `summary` for the public alone.
    `content_hash` is the SHA-256 of the canonical sections together with that of the file.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="report_versions")
    version = models.PositiveSmallIntegerField()
    sections = SealedJSONField(owner="case")
    document = models.OneToOneField(CaseDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    changed = SealedTextField(owner="case", blank=True)
    content_hash = models.CharField(max_length=64)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    at = models.DateTimeField()

    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "version", "document", "content_hash", "by", "on", "at"], "plain"),
        **dict.fromkeys(["sections", "changed"], "narrative"),
    }

    class Meta:
        default_permissions = ()
        ordering = ["version"]
        constraints = [models.UniqueConstraint(fields=["case", "version"], name="report_version_once_per_case")]

    def __str__(self) -> str:
        return f"Report {self.version} of {self.case_id}"


class ReportComment(models.Model):
    """What an involved organisation says of the report on a matter of fact, and the reviewer's answer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="report_comments")
    report = models.ForeignKey(ReportVersion, on_delete=models.PROTECT, related_name="comments")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    passage = SealedTextField(owner="case", blank=True)
    text = SealedTextField(owner="case")
    received_on = models.DateField()
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    answer = SealedTextField(owner="case", blank=True)
    answered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_on = models.DateField(null=True, blank=True)

    history = HistoricalRecords()
    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(
            [
                "id",
                "case",
                "report",
                "organisation",
                "received_on",
                "entered_by",
                "entered_at",
                "answered_by",
                "answered_on",
            ],
            "plain",
        ),
        **dict.fromkeys(["passage", "text", "answer"], "narrative"),
    }

    class Meta:
        default_permissions = ()
        ordering = ["entered_at"]
        constraints = [
            models.CheckConstraint(
                name="comment_answered_by_somebody",
                condition=models.Q(answered_on__isnull=True, answered_by__isnull=True)
                | models.Q(answered_on__isnull=False, answered_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"Comment {self.pk}"


class Redaction(models.Model):
    """A passage that is not to be published, with the reason that allows it (SCR-25, CR-17); lifted, never removed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="redactions")
    report = models.ForeignKey(ReportVersion, on_delete=models.PROTECT, related_name="+")
    passage = SealedTextField(owner="case")
    ground = models.CharField(max_length=20)
    reason = SealedTextField(owner="case")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    lifted_on = models.DateField(null=True, blank=True)
    lifted_because = SealedTextField(owner="case", blank=True)

    history = HistoricalRecords()
    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "report", "ground", "by", "on", "lifted_on"], "plain"),
        **dict.fromkeys(["passage", "reason", "lifted_because"], "narrative"),
    }

    class Meta:
        default_permissions = ()
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"Redaction {self.pk}"


@append_only
class Checklist(models.Model):
    """The quality checklist as the lead reviewer answered it for a version; answered again, it is another row (GEN-11, SCR-25).

    `answers` maps each question's code to `answer` and `where`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="report_checklists")
    report = models.ForeignKey(ReportVersion, on_delete=models.PROTECT, related_name="checklists")
    answers = SealedJSONField(owner="case")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    at = models.DateTimeField()

    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "report", "by", "on", "at"], "plain"),
        "answers": "narrative",
    }

    class Meta:
        default_permissions = ()
        ordering = ["at"]

    def __str__(self) -> str:
        return f"Checklist {self.pk}"


@append_only
class ChecklistConfirmation(models.Model):
    """That the Board Chair confirmed the answers, before the report can be accepted (GEN-11)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    checklist = models.OneToOneField(Checklist, on_delete=models.PROTECT, related_name="confirmation")
    remark = SealedTextField(owner="case", blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    acting_for = models.CharField(max_length=40, blank=True)
    on = models.DateField()
    at = models.DateTimeField()

    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "checklist", "by", "acting_for", "on", "at"], "plain"),
        "remark": "narrative",
    }

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Confirmation of {self.checklist_id}"


class LessonsAdvice(models.Model):
    """That the Council or a partner was advised of the lessons: when, by whom, with a copy, and acknowledged when (SCR-31)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="lessons_advice")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    sent_on = models.DateField()
    sent_by_name = models.CharField(max_length=200)
    told = SealedTextField(owner="case", blank=True)
    copy = models.ForeignKey(CaseDocument, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    acknowledged_on = models.DateField(null=True, blank=True)
    acknowledged_how = SealedTextField(owner="case", blank=True)

    history = HistoricalRecords()
    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(
            ["id", "case", "organisation", "sent_on", "sent_by_name", "copy", "by", "at", "acknowledged_on"], "plain"
        ),
        **dict.fromkeys(["told", "acknowledged_how"], "narrative"),
    }

    class Meta:
        default_permissions = ()
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["case", "organisation"], name="advised_once_per_case")]

    def __str__(self) -> str:
        return f"Advice of lessons {self.pk}"
