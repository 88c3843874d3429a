"""Meetings of a panel about a case."""

import uuid
from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from wscb.cases.enums import Presence, Seat
from wscb.cases.models.case import Case
from wscb.keys.fields import SealedTextField
from wscb.people.models import User


class Meeting(models.Model):
    """A panel convened for a case. An adjourned meeting stays, and the one that continues it is a new row.

    `calendar_uid` is that of its calendar entry: the meeting that replaces this one keeps it, with the next `invitation_sequence`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="meetings")
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    convened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    convened_on = models.DateField()
    held_on = models.DateField(null=True, blank=True)
    quorate = models.BooleanField(null=True)
    inquorate_because = SealedTextField(owner="case", blank=True)
    dissent = SealedTextField(owner="case", blank=True)
    adjourned_on = models.DateField(null=True, blank=True)
    adjourned_because = SealedTextField(owner="case", blank=True)
    replaced_on = models.DateField(null=True, blank=True)
    calendar_uid = models.CharField(max_length=120)
    invitation_sequence = models.PositiveSmallIntegerField(default=0)

    history = HistoricalRecords()
    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(
            [
                "id",
                "case",
                "starts_at",
                "place",
                "convened_by",
                "convened_on",
                "held_on",
                "quorate",
                "adjourned_on",
                "replaced_on",
                "calendar_uid",
                "invitation_sequence",
            ],
            "plain",
        ),
        **dict.fromkeys(["inquorate_because", "dissent", "adjourned_because"], "narrative"),
    }

    class Meta:
        default_permissions = ()
        ordering = ["starts_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(adjourned_on__isnull=True, replaced_on__isnull=True),
                name="one_current_meeting_per_case",
            ),
            models.CheckConstraint(
                name="meeting_held_with_quorum_answer",
                condition=models.Q(held_on__isnull=True, quorate__isnull=True)
                | models.Q(held_on__isnull=False, quorate__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Meeting about {self.case_id}"


class Attendance(models.Model):
    """Somebody invited to a meeting, in which seat, and whether they came. `withdrawn_on` ends an invitation (an interest)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendances")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="attendances")
    seat = models.CharField(max_length=10, choices=Seat)
    presence = models.CharField(max_length=10, choices=Presence, default=Presence.INVITED)
    withdrawn_on = models.DateField(null=True, blank=True)

    history = HistoricalRecords()
    privacy: ClassVar[dict[str, str]] = dict.fromkeys(
        ["id", "meeting", "user", "seat", "presence", "withdrawn_on"], "plain"
    )

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["meeting", "user"], name="invited_once_per_meeting"),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=models.Q(seat="chair", withdrawn_on__isnull=True),
                name="one_chair_per_meeting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} at {self.meeting_id}"
