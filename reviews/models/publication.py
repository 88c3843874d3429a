"""What is to be published of a Case Review: what was recommended with the final report, and what the Chair decided (CR-05, CR-15)."""

import uuid
from typing import ClassVar

from django.db import models

from reviews.models.report import ReportVersion
from wscb.cases.models import Case, Decision
from wscb.cases.models.signed import SIGNATURE, Signed
from wscb.keys.fields import SealedTextField
from wscb.trail.append_only import append_only


@append_only
class PublicationRecommendation(Signed):
    """The Subgroup's signed recommendation on a version of the report, with its assessment of what publishing would mean for a child.

    `identified` says that a child or vulnerable adult could be identified from the whole report, `harmed` that publishing it could
    harm one. A later one supersedes; one on an earlier version no longer counts.
    """

    report = models.ForeignKey(ReportVersion, on_delete=models.PROTECT, related_name="publication_recommendations")
    choice = models.CharField(max_length=20)
    reasons = SealedTextField(owner="case")
    identified = models.BooleanField()
    identified_because = SealedTextField(owner="case")
    harmed = models.BooleanField()
    harmed_because = SealedTextField(owner="case")

    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys([*SIGNATURE, "report", "choice", "identified", "harmed"], "plain"),
        **dict.fromkeys(["content", "reasons", "identified_because", "harmed_because"], "narrative"),
    }

    class Meta(Signed.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(
                name="whole_report_harms_nobody",
                condition=~models.Q(choice="whole_report") | models.Q(identified=False, harmed=False),
            )
        ]

    def __str__(self) -> str:
        return f"Recommendation on publication {self.pk}"


@append_only
class PublicationDecision(models.Model):
    """What the Chair decided to publish, with the signed acceptance of the report: signature and hash are those of `decision`.

    `reasons` are filled for anything less than the whole report, and where the Chair departs from what was recommended.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="publication_decision")
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="publication")
    report = models.ForeignKey(ReportVersion, on_delete=models.PROTECT, related_name="+")
    recommendation = models.ForeignKey(PublicationRecommendation, on_delete=models.PROTECT, related_name="decisions")
    choice = models.CharField(max_length=20)
    reasons = SealedTextField(owner="case", blank=True)

    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "decision", "report", "recommendation", "choice"], "plain"),
        "reasons": "narrative",
    }

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Decision on publication {self.pk}"
