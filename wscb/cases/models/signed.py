"""What is signed: written once, with a hash over the facts as they stood; corrected only by a row that supersedes."""

import uuid
from typing import ClassVar

from django.db import models

from wscb.cases.enums import ConsultationKind, DecisionKind
from wscb.cases.models.case import Case
from wscb.keys.fields import SealedJSONField, SealedTextField
from wscb.people.models import User
from wscb.trail.append_only import append_only

SIGNATURE = [
    "id",
    "case",
    "made_on",
    "signed_by",
    "signed_at",
    "acting_for",
    "confirmed_by",
    "content_hash",
    "read_revision",
    "supersedes",
]


class Signed(models.Model):
    """The signature: who, when, for whom, by what means they confirmed who they are, and over what.

    `content` is the canonical statement that was signed, with the facts as they stood and as they were read at
    `read_revision`; `content_hash` is the SHA-256 of its canonical JSON.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="%(class)ss")
    made_on = models.DateField()
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    acting_for = models.CharField(max_length=40, blank=True)
    confirmed_by = models.CharField(max_length=20)
    content = SealedJSONField(owner="case")
    content_hash = models.CharField(max_length=64)
    read_revision = models.PositiveIntegerField()
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )

    class Meta:
        abstract = True
        default_permissions = ()
        ordering = ["signed_at"]


@append_only
class Recommendation(Signed):
    """The panel's recommendation to the Chair (SCR-10)."""

    outcome = models.CharField(max_length=20)
    reasons = SealedTextField(owner="case")
    departure_reasons = SealedTextField(owner="case", blank=True)
    other_actions = SealedTextField(owner="case", blank=True)
    meeting = models.ForeignKey("cases.Meeting", on_delete=models.PROTECT, related_name="recommendations")

    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys([*SIGNATURE, "outcome", "meeting"], "plain"),
        **dict.fromkeys(["content", "reasons", "departure_reasons", "other_actions"], "narrative"),
    }

    def __str__(self) -> str:
        return f"Recommendation on {self.case_id}"


@append_only
class Decision(Signed):
    """An entry of the decision log (SCR-15): the Chair's decision, a reference back with questions, or a closure."""

    kind = models.CharField(max_length=14, choices=DecisionKind)
    outcome = models.CharField(max_length=20, blank=True)
    reasons = SealedTextField(owner="case")
    departure_reasons = SealedTextField(owner="case", blank=True)
    advice_taken = SealedTextField(owner="case", blank=True)
    new_facts = SealedTextField(owner="case", blank=True)
    recommendation = models.ForeignKey(
        Recommendation, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )

    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys([*SIGNATURE, "kind", "outcome", "recommendation"], "plain"),
        **dict.fromkeys(["content", "reasons", "departure_reasons", "advice_taken", "new_facts"], "narrative"),
    }

    class Meta(Signed.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(
                name="decision_outcome_as_kind",
                condition=models.Q(kind="referred_back", outcome="")
                | ~models.Q(kind="referred_back") & ~models.Q(outcome=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} on {self.case_id}"


@append_only
class TermsOfReference(models.Model):
    """A version of the terms of reference. `fields` holds the answers under the codes of the question set.

    `changed_because` says why it differs from the version that was agreed before; empty for what was never agreed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="terms_of_reference")
    version = models.PositiveSmallIntegerField()
    fields = SealedJSONField(owner="case")
    changed_because = SealedTextField(owner="case", blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "version", "by", "on"], "plain"),
        **dict.fromkeys(["fields", "changed_because"], "narrative"),
    }

    class Meta:
        default_permissions = ()
        ordering = ["version"]
        verbose_name_plural = "terms of reference"
        constraints = [models.UniqueConstraint(fields=["case", "version"], name="terms_version_once_per_case")]

    def __str__(self) -> str:
        return f"Terms of reference {self.version} of {self.case_id}"


@append_only
class Consultation(models.Model):
    """Peer challenge or consultation of the National Panel, or the record that none was sought and why (SCR-13, SCR-32)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consultations")
    kind = models.CharField(max_length=20, choices=ConsultationKind)
    sought = models.BooleanField()
    name = SealedTextField(owner="case", blank=True)
    board = SealedTextField(owner="case", blank=True)
    consulted_on = models.DateField(null=True, blank=True)
    stage = models.CharField(max_length=40)
    summary = SealedTextField(owner="case", blank=True)
    effect = SealedTextField(owner="case", blank=True)
    none_because = SealedTextField(owner="case", blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "kind", "sought", "consulted_on", "stage", "by", "at"], "plain"),
        **dict.fromkeys(["name", "board", "summary", "effect", "none_because"], "narrative"),
    }

    class Meta:
        default_permissions = ()
        ordering = ["at"]
        constraints = [
            models.CheckConstraint(
                name="consultation_dated_when_sought",
                condition=models.Q(sought=True, consulted_on__isnull=False)
                | models.Q(sought=False, consulted_on__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} on {self.case_id}"
