"""The six months of a review: its milestones, its extensions, and what was learned before it was complete (SCR-21, SCR-22)."""

import uuid
from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from wscb.cases.models import Case, Decision
from wscb.keys.fields import SealedTextField
from wscb.people.models import User
from wscb.trail.append_only import append_only

OTHER = "other"
"""The code of a milestone that is not of the suggested set; it has a title of its own."""


class Milestone(models.Model):
    """A stage of a review with the date planned for it; the first date stays in sight when it is moved (SCR-21)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="milestones")
    code = models.CharField(max_length=30)
    title = SealedTextField(owner="case", blank=True)
    first_planned_on = models.DateField()
    planned_on = models.DateField()
    planned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reached_on = models.DateField(null=True, blank=True)
    reached_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    dropped_on = models.DateField(null=True, blank=True)
    dropped_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    dropped_because = SealedTextField(owner="case", blank=True)

    history = HistoricalRecords()
    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "code", "first_planned_on", "planned_on", "planned_by"], "plain"),
        **dict.fromkeys(["reached_on", "reached_by", "dropped_on", "dropped_by"], "plain"),
        **dict.fromkeys(["title", "dropped_because"], "narrative"),
    }

    class Meta:
        default_permissions = ()
        ordering = ["planned_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "code"],
                condition=models.Q(dropped_on__isnull=True) & ~models.Q(code=OTHER),
                name="milestone_once_per_review",
            ),
            models.CheckConstraint(
                name="milestone_reached_whole",
                condition=models.Q(reached_on__isnull=True, reached_by__isnull=True)
                | models.Q(reached_on__isnull=False, reached_by__isnull=False, dropped_on__isnull=True),
            ),
            models.CheckConstraint(
                name="milestone_dropped_whole",
                condition=models.Q(dropped_on__isnull=True, dropped_by__isnull=True)
                | models.Q(dropped_on__isnull=False, dropped_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} of {self.case_id}"

    @property
    def is_open(self) -> bool:
        """Whether it is still to be reached."""
        return self.reached_on is None and self.dropped_on is None


@append_only
class MilestoneMove(models.Model):
    """That a milestone was moved to another date, and why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="moves")
    from_on = models.DateField()
    to_on = models.DateField()
    because = SealedTextField(owner="case")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    at = models.DateTimeField()

    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "milestone", "from_on", "to_on", "by", "on", "at"], "plain"),
        "because": "narrative",
    }

    class Meta:
        default_permissions = ()
        ordering = ["at"]

    def __str__(self) -> str:
        return f"Move of {self.milestone_id} on {self.on}"


class Extension(models.Model):
    """That a review cannot be completed in time: why, until when, what is learned meanwhile, and the Chair's answer (SCR-22).

    `grounds` are codes of the vocabulary `extension_reason`. `agreed_until` is the date the Chair agreed to, which may be another
    than was asked for; none where the Chair refused. `dropped_on` says that it was no longer wanted before there was an answer, and
    `dropped_because` what overtook it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="extensions")
    grounds = models.JSONField(default=list)
    because = SealedTextField(owner="case")
    meanwhile = SealedTextField(owner="case")
    due_before = models.DateField()
    proposed_until = models.DateField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    asked_at = models.DateTimeField()
    agreed_until = models.DateField(null=True, blank=True)
    decision = models.OneToOneField(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="extension_answered"
    )
    dropped_on = models.DateField(null=True, blank=True)
    dropped_because = SealedTextField(owner="case", blank=True)

    history = HistoricalRecords()
    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "grounds", "due_before", "proposed_until", "asked_by", "asked_on"], "plain"),
        **dict.fromkeys(["asked_at", "agreed_until", "decision", "dropped_on"], "plain"),
        **dict.fromkeys(["because", "meanwhile", "dropped_because"], "narrative"),
    }

    class Meta:
        default_permissions = ()
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(decision__isnull=True, dropped_on__isnull=True),
                name="one_extension_waits_for_its_answer",
            ),
            models.CheckConstraint(
                name="extension_agreed_by_decision",
                condition=models.Q(agreed_until__isnull=True) | models.Q(decision__isnull=False),
            ),
            models.CheckConstraint(
                name="extension_later_than_before",
                condition=models.Q(proposed_until__gt=models.F("due_before"))
                & (models.Q(agreed_until__isnull=True) | models.Q(agreed_until__gt=models.F("due_before"))),
            ),
        ]

    def __str__(self) -> str:
        return f"Extension of {self.case_id} to {self.proposed_until}"

    @property
    def is_waiting(self) -> bool:
        """Whether the Chair has still to answer it."""
        return self.decision_id is None and self.dropped_on is None


@append_only
class InterimLearning(models.Model):
    """What was learned, and what was done about it, before the review was complete; or why there is nothing yet (SCR-22)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="interim_learning")
    points = SealedTextField(owner="case", blank=True)
    action = SealedTextField(owner="case", blank=True)
    none_because = SealedTextField(owner="case", blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    at = models.DateTimeField()

    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "by", "on", "at"], "plain"),
        **dict.fromkeys(["points", "action", "none_because"], "narrative"),
    }

    class Meta:
        default_permissions = ()
        ordering = ["at"]
        verbose_name_plural = "interim learning"

    def __str__(self) -> str:
        return f"Interim learning of {self.case_id} on {self.on}"
