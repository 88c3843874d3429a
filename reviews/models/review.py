"""What was notified."""

from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from wscb.cases.models import Case
from wscb.keys.fields import SealedTextField
from wscb.people.models import Organisation


class Review(models.Model):
    """The notification behind a case. When the Board's office received it stands on the case (`triggered_on`).

    `follows` is the case from which this one was put to the Case Review Subgroup (CR-01): the first notification was its own.
    """

    case = models.OneToOneField(Case, primary_key=True, on_delete=models.PROTECT, related_name="review")
    received_how = models.CharField(max_length=20)
    referring_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    referrer = SealedTextField(owner="case", blank=True)
    referrer_contact = SealedTextField(owner="case", blank=True)
    authority_aware_on = models.DateField(null=True, blank=True)
    incident_kind = models.CharField(max_length=20)
    incident_on = models.DateField(null=True, blank=True)
    incident_on_estimated = models.BooleanField(default=False)
    incident_place = SealedTextField(owner="case", blank=True)
    incident = SealedTextField(owner="case")
    family = SealedTextField(owner="case", blank=True)
    proceedings = SealedTextField(owner="case", blank=True)
    residence = models.CharField(max_length=20)
    other_board = models.CharField(max_length=120, blank=True)
    residence_note = SealedTextField(owner="case", blank=True)
    chair_informed_on = models.DateField(null=True, blank=True)
    follows = models.ForeignKey(Case, null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by")

    history = HistoricalRecords()
    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(
            [
                "case",
                "received_how",
                "referring_organisation",
                "authority_aware_on",
                "incident_kind",
                "incident_on_estimated",
                "residence",
                "other_board",
                "chair_informed_on",
                "follows",
            ],
            "plain",
        ),
        "incident_on": "identifying",
        **dict.fromkeys(
            ["referrer", "referrer_contact", "incident_place", "incident", "family", "proceedings", "residence_note"],
            "narrative",
        ),
    }

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="other_board_when_elsewhere",
                condition=~models.Q(residence="elsewhere") | ~models.Q(other_board=""),
            )
        ]

    def __str__(self) -> str:
        return f"Review {self.case_id}"
