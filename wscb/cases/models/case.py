"""The case: what every kind of the Board's work has in common."""

import uuid
from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from wscb.cases.enums import ClosedAs
from wscb.cases.process import registry
from wscb.cases.process.table import Process, State
from wscb.cases.references import LENGTH, new_reference
from wscb.keys.models import DataKey
from wscb.people.models import Area, Panel, User

SIGHT = {
    "see_as_co_opted": "Sees the case as a co-opted panel member",
    "see_as_appointed": "Sees the case by appointment",
    "see_as_inspectorate": "Sees the case as an inspectorate",
}


class Case(models.Model):
    """One case. `triggered_on` is the local date on which the Board's office received the event: its clocks run from there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=LENGTH, unique=True, default=new_reference, editable=False)
    process = models.CharField(max_length=20)
    rule_set = models.CharField(max_length=20)
    area = models.ForeignKey(Area, on_delete=models.PROTECT)
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT)
    state = models.CharField(max_length=40, db_index=True)
    triggered_on = models.DateField()
    referred_on = models.DateField(null=True, blank=True)
    data_key = models.OneToOneField(DataKey, on_delete=models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField(default=0)
    entered_running = models.BooleanField(default=False)
    chasing_muted = models.BooleanField(default=False)
    closed_on = models.DateField(null=True, blank=True)
    closed_as = models.CharField(max_length=20, choices=ClosedAs, blank=True)
    logged_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    logged_at = models.DateTimeField()

    history = HistoricalRecords()
    privacy: ClassVar[dict[str, str]] = dict.fromkeys(
        [
            "id",
            "reference",
            "process",
            "rule_set",
            "area",
            "panel",
            "state",
            "triggered_on",
            "referred_on",
            "data_key",
            "revision",
            "entered_running",
            "chasing_muted",
            "closed_on",
            "closed_as",
            "logged_by",
            "logged_at",
        ],
        "plain",
    )

    class Meta:
        default_permissions = ()
        permissions = tuple(SIGHT.items())
        constraints = [
            models.CheckConstraint(
                name="case_closed_on_and_as_together",
                condition=models.Q(closed_on__isnull=True, closed_as="")
                | (models.Q(closed_on__isnull=False) & ~models.Q(closed_as="")),
            )
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def table(self) -> Process:
        """The process table that the case follows."""
        return registry.process(self.process)

    @property
    def current_state(self) -> State:
        """The row of the table that the case stands in."""
        return self.table.state(self.state)
