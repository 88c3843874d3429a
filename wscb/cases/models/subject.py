"""The children a case is about. Names and dates of birth stand here alone, outside history, and go at disposal."""

import uuid
from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from wscb.cases.models.case import Case
from wscb.keys.fields import SealedTextField


class Subject(models.Model):
    """A child of the case: perhaps unborn, perhaps not yet named, with a date of birth known, estimated or unknown."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="subjects")
    ordinal = models.PositiveSmallIntegerField()
    given_name = models.CharField(max_length=120, blank=True)
    family_name = models.CharField(max_length=120, blank=True)
    name_unknown = models.BooleanField(default=False)
    unborn = models.BooleanField(default=False)
    date_of_birth = models.DateField(null=True, blank=True)
    date_of_birth_estimated = models.BooleanField(default=False)
    died_on = models.DateField(null=True, blank=True)
    address = SealedTextField(owner="case", blank=True)
    ethnicity = SealedTextField(owner="case", blank=True)
    disability = SealedTextField(owner="case", blank=True)
    gender = SealedTextField(owner="case", blank=True)
    nhs_number = SealedTextField(owner="case", blank=True)
    nhs_number_hash = models.CharField(max_length=64, blank=True, db_index=True)

    history = HistoricalRecords(excluded_fields=["given_name", "family_name", "date_of_birth", "nhs_number_hash"])
    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "ordinal", "name_unknown", "unborn", "date_of_birth_estimated"], "plain"),
        **dict.fromkeys(
            [
                "given_name",
                "family_name",
                "date_of_birth",
                "died_on",
                "address",
                "ethnicity",
                "disability",
                "gender",
                "nhs_number",
                "nhs_number_hash",
            ],
            "identifying",
        ),
    }

    class Meta:
        default_permissions = ()
        ordering = ["ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["case", "ordinal"], name="subject_ordinal_once_per_case"),
            models.CheckConstraint(
                name="subject_named_or_unknown",
                condition=models.Q(name_unknown=True) | ~models.Q(given_name="", family_name=""),
            ),
        ]
        indexes = [models.Index(fields=["family_name", "given_name"]), models.Index(fields=["date_of_birth"])]

    def __str__(self) -> str:
        return f"Child {self.ordinal}"

    @property
    def full_name(self) -> str:
        """The name as far as it is known; says so when it is not."""
        name = f"{self.given_name} {self.family_name}".strip()
        return name or ("Not yet born" if self.unborn else "Name not known")


class SubjectAlias(models.Model):
    """Another name that a child is or was known by."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="aliases")
    name = models.CharField(max_length=240)

    history = HistoricalRecords(excluded_fields=["name"])
    privacy: ClassVar[dict[str, str]] = {"id": "plain", "subject": "plain", "name": "identifying"}

    class Meta:
        default_permissions = ()
        verbose_name_plural = "subject aliases"

    def __str__(self) -> str:
        return "Also known as"
