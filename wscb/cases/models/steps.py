"""Steps with their clocks, and the log of what was done to a case."""

import uuid
from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from wscb.cases.enums import ClockKind, StepOutcome
from wscb.cases.models.case import Case
from wscb.cases.process.table import StepRule
from wscb.keys.fields import SealedTextField
from wscb.people.models import User
from wscb.trail.append_only import append_only


class Step(models.Model):
    """Something owed on a case. `due_on` follows from `starts_on`, the rule set and the ledger, and can be computed again.

    `about` names the one thing it concerns where a case owes several of the kind (an information request). `next_chase_at` is
    the next moment at which anything about the step is to be sent (UTC); null when nothing is.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps")
    code = models.CharField(max_length=40)
    about = models.UUIDField(null=True, blank=True)
    opened_on = models.DateField()
    starts_on = models.DateField()
    due_on = models.DateField(db_index=True)
    due_version = models.PositiveSmallIntegerField(default=1)
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12, choices=StepOutcome, blank=True)
    next_chase_at = models.DateTimeField(null=True, blank=True, db_index=True)

    history = HistoricalRecords()
    privacy: ClassVar[dict[str, str]] = dict.fromkeys(
        [
            "id",
            "case",
            "code",
            "about",
            "opened_on",
            "starts_on",
            "due_on",
            "due_version",
            "done_on",
            "done_by",
            "outcome",
            "next_chase_at",
        ],
        "plain",
    )

    class Meta:
        default_permissions = ()
        ordering = ["due_on", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "code"],
                condition=models.Q(done_on__isnull=True, about__isnull=True),
                name="step_open_once_per_case",
            ),
            models.UniqueConstraint(
                fields=["case", "code", "about"],
                condition=models.Q(done_on__isnull=True),
                name="step_open_once_per_thing",
            ),
            models.CheckConstraint(
                name="step_done_whole",
                condition=models.Q(done_on__isnull=True, done_by__isnull=True, outcome="")
                | (models.Q(done_on__isnull=False, done_by__isnull=False) & ~models.Q(outcome="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} of {self.case_id}"

    @property
    def rule(self) -> StepRule:
        """The row of the process table; costs a query unless the case is loaded."""
        return self.case.table.step(self.code)

    @property
    def is_open(self) -> bool:
        """Whether it is still owed."""
        return self.done_on is None


@append_only
class ClockEntry(models.Model):
    """A row of a step's ledger: extended to a new date, paused, resumed; with the reason, by whom and when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="ledger")
    kind = models.CharField(max_length=10, choices=ClockKind)
    on = models.DateField()
    new_due_on = models.DateField(null=True, blank=True)
    reason = SealedTextField(owner="case")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "step", "kind", "on", "new_due_on", "by", "at"], "plain"),
        "reason": "narrative",
    }

    class Meta:
        default_permissions = ()
        ordering = ["at"]
        constraints = [
            models.CheckConstraint(
                name="clock_extension_has_its_date",
                condition=(models.Q(kind="extended") & models.Q(new_due_on__isnull=False))
                | (~models.Q(kind="extended") & models.Q(new_due_on__isnull=True)),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} on {self.on}"


@append_only
class LatenessReason(models.Model):
    """Why a step is, or was done, late (SCR-07, SCR-12)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="lateness_reasons")
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="lateness_reasons")
    reasons = SealedTextField(owner="case")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    at = models.DateTimeField()

    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "step", "by", "on", "at"], "plain"),
        "reasons": "narrative",
    }

    class Meta:
        default_permissions = ()
        ordering = ["at"]

    def __str__(self) -> str:
        return f"Reasons for lateness of {self.step_id}"


@append_only
class CaseEvent(models.Model):
    """An act of the table that was done: the case's timeline. `on` is the local date it counts for, `at` when it was recorded."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    act = models.CharField(max_length=40)
    from_state = models.CharField(max_length=40, blank=True)
    to_state = models.CharField(max_length=40)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    acting_for = models.CharField(max_length=40, blank=True)
    revision = models.PositiveIntegerField()
    on = models.DateField()
    at = models.DateTimeField()
    detail = SealedTextField(owner="case", blank=True)

    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(
            ["id", "case", "act", "from_state", "to_state", "by", "acting_for", "revision", "on", "at"], "plain"
        ),
        "detail": "narrative",
    }

    class Meta:
        default_permissions = ()
        ordering = ["revision"]
        constraints = [models.UniqueConstraint(fields=["case", "revision"], name="event_revision_once_per_case")]

    def __str__(self) -> str:
        return f"{self.act} on {self.on}"
