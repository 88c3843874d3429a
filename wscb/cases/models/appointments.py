"""Who was proposed and appointed to chair or to lead a review, and what they declared of their independence."""

import uuid
from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from wscb.cases.models.case import Case
from wscb.cases.models.grants import Grant
from wscb.cases.models.papers import CaseDocument
from wscb.keys.fields import SealedJSONField, SealedTextField
from wscb.people.models import APPOINTED_ROLES, User
from wscb.trail.append_only import append_only


class Appointment(models.Model):
    """One person in one role of one case: proposed, then appointed from a day to a day, both included (SCR-17, SCR-33).

    Without an end it lasts until it is ended; `withdrawn_on` is the first day without it, whatever the planned end. `grant` is the
    sight that comes with it. `people.standing.in_force` says whether it counts on a day.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=20, choices=[(role.value, role.label) for role in APPOINTED_ROLES])
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="case_appointments")
    qualifications = SealedTextField(owner="case")
    evidence = models.ForeignKey(CaseDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_on = models.DateField()
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    appointed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    appointed_on = models.DateField(null=True, blank=True)
    grant = models.OneToOneField(Grant, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_because = SealedTextField(owner="case", blank=True)

    history = HistoricalRecords()
    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(
            [
                "id",
                "case",
                "role",
                "user",
                "evidence",
                "proposed_by",
                "proposed_on",
                "starts_on",
                "ends_on",
                "appointed_by",
                "appointed_on",
                "grant",
                "withdrawn_on",
            ],
            "plain",
        ),
        **dict.fromkeys(["qualifications", "withdrawn_because"], "narrative"),
    }

    class Meta:
        default_permissions = ()
        ordering = ["proposed_on"]
        constraints = [
            models.CheckConstraint(
                name="appointment_ends_after_it_starts",
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
            ),
            models.CheckConstraint(
                name="appointment_made_whole",
                condition=models.Q(
                    starts_on__isnull=True,
                    ends_on__isnull=True,
                    appointed_by__isnull=True,
                    appointed_on__isnull=True,
                    grant__isnull=True,
                )
                | models.Q(
                    starts_on__isnull=False,
                    appointed_by__isnull=False,
                    appointed_on__isnull=False,
                    grant__isnull=False,
                ),
            ),
            models.UniqueConstraint(
                fields=["case", "role", "user"],
                condition=models.Q(withdrawn_on__isnull=True, ends_on__isnull=True),
                name="appointment_once_per_role_and_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} of {self.case_id}"

    @property
    def is_made(self) -> bool:
        """Whether the Chair has appointed them; before that they are proposed."""
        return self.appointed_on is not None


@append_only
class IndependenceDeclaration(models.Model):
    """That somebody is independent: signed by themselves, or recorded by the manager from a signed paper (SCR-17).

    `content` is the statement as it was declared with what it was judged by; `content_hash` the SHA-256 of its canonical JSON.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="declarations")
    declared_on = models.DateField()
    paper = models.ForeignKey(CaseDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    content = SealedJSONField(owner="case")
    content_hash = models.CharField(max_length=64)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.CharField(max_length=20)
    at = models.DateTimeField()

    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(
            ["id", "case", "appointment", "declared_on", "paper", "content_hash", "by", "confirmed_by", "at"], "plain"
        ),
        "content": "narrative",
    }

    class Meta:
        default_permissions = ()
        ordering = ["at"]

    def __str__(self) -> str:
        return f"Declaration for {self.appointment_id}"
