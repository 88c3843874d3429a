"""What was found: good practice, or an improvement that is needed."""

import uuid
from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from wscb.cases.models import Case
from wscb.keys.fields import SealedJSONField, SealedTextField
from wscb.learning.enums import FindingKind, FindingStage
from wscb.people.models import Organisation, User
from wscb.trail.append_only import append_only


class Finding(models.Model):
    """Something to be learned from, with what it rests on and whom it concerns (GEN-02, GEN-13). Withdrawn, never deleted.

    `source` is the code of the process that it comes from, and `theme` a code of the shared vocabulary. It reads as it stands;
    what it said before is in its corrections.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="findings")
    source = models.CharField(max_length=40)
    kind = models.CharField(max_length=20, choices=FindingKind)
    stage = models.CharField(max_length=10, choices=FindingStage)
    theme = models.CharField(max_length=40, db_index=True)
    statement = SealedTextField(owner="case")
    evidence = SealedTextField(owner="case")
    organisations = models.ManyToManyField(Organisation, related_name="findings")
    raised_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    raised_on = models.DateField()
    raised_at = models.DateTimeField()
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_because = SealedTextField(owner="case", blank=True)

    history = HistoricalRecords()
    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "source", "kind", "stage", "theme", "organisations"], "plain"),
        **dict.fromkeys(
            ["raised_by", "raised_on", "raised_at", "withdrawn_on", "withdrawn_at", "withdrawn_by"], "plain"
        ),
        **dict.fromkeys(["statement", "evidence", "withdrawn_because"], "narrative"),
    }

    class Meta:
        default_permissions = ()
        ordering = ["raised_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="finding_withdrawn_by_somebody",
                condition=models.Q(withdrawn_on__isnull=True, withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | models.Q(withdrawn_on__isnull=False, withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"Finding {self.pk}"

    @property
    def stands(self) -> bool:
        """Whether it has not been withdrawn."""
        return self.withdrawn_on is None


@append_only
class FindingCorrection(models.Model):
    """That a finding was corrected: what it said before, why, by whom and when.

    `before` holds the finding's kind, stage, theme, statement, evidence, and the ids and names of its organisations.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="corrections")
    number = models.PositiveSmallIntegerField()
    before = SealedJSONField(owner="case")
    because = SealedTextField(owner="case")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    at = models.DateTimeField()

    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "finding", "number", "by", "on", "at"], "plain"),
        **dict.fromkeys(["before", "because"], "narrative"),
    }

    class Meta:
        default_permissions = ()
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["finding", "number"], name="correction_once_per_number")]

    def __str__(self) -> str:
        return f"Correction of {self.finding_id}"

    @property
    def kind_before(self) -> str:
        """How it was classed before, in words."""
        return str(FindingKind(self.before["kind"]).label)

    @property
    def stage_before(self) -> str:
        """As what it was raised before, in words."""
        return str(FindingStage(self.before["stage"]).label)
