"""Proceedings elsewhere that run beside a review: criminal, inquest, family court and others (SCR-22)."""

import uuid
from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from wscb.cases.models import Case
from wscb.keys.fields import SealedTextField
from wscb.people.models import User
from wscb.trail.append_only import append_only

BLOCKED = ("interviews", "disclosure", "publication")
"""What proceedings can block, each apart from the others; the codes of the vocabulary `blocks`."""


class Standing(models.Model):
    """How proceedings stand: their status, when they come up next, and what they block."""

    status = models.CharField(max_length=20)
    next_on = models.DateField(null=True, blank=True)
    blocks_interviews = models.BooleanField(default=False)
    blocks_disclosure = models.BooleanField(default=False)
    blocks_publication = models.BooleanField(default=False)

    class Meta:
        abstract = True

    @property
    def blocks(self) -> tuple[str, ...]:
        """The codes of what they block."""
        return tuple(code for code in BLOCKED if getattr(self, f"blocks_{code}"))


_STANDING = ["status", "next_on", *(f"blocks_{code}" for code in BLOCKED)]


class Proceedings(Standing):
    """Proceedings beside a review, as they stand. They explain an extension, and stop no clock.

    `kind` and `status` are codes of the vocabularies; `described` says which proceedings they are. Each change is an entry.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="proceedings")
    kind = models.CharField(max_length=20)
    described = SealedTextField(owner="case", blank=True)
    recorded_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    history = HistoricalRecords()
    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "kind", "recorded_on", "ended_on", *_STANDING], "plain"),
        "described": "narrative",
    }

    class Meta:
        default_permissions = ()
        ordering = ["recorded_on"]
        verbose_name_plural = "proceedings"
        constraints = [
            models.CheckConstraint(
                name="ended_proceedings_come_up_no_more",
                condition=models.Q(ended_on__isnull=True) | models.Q(next_on__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} beside {self.case_id}"


@append_only
class ProceedingsEntry(Standing):
    """What was recorded of proceedings at one time: what was said, and how they stood from then on."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    proceedings = models.ForeignKey(Proceedings, on_delete=models.PROTECT, related_name="entries")
    said = SealedTextField(owner="case", blank=True)
    ended_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    at = models.DateTimeField()

    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "proceedings", "ended_on", "by", "on", "at", *_STANDING], "plain"),
        "said": "narrative",
    }

    class Meta:
        default_permissions = ()
        ordering = ["at"]
        verbose_name_plural = "proceedings entries"

    def __str__(self) -> str:
        return f"Entry of {self.on} on {self.proceedings_id}"
