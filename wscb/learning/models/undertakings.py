"""What an organisation is to do about a finding."""

import uuid
from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from wscb.cases.models import Case
from wscb.keys.fields import SealedTextField
from wscb.learning.enums import NOT_CLOSED, TO_AGREE, WITH_ORGANISATION, ActionState
from wscb.learning.models.findings import Finding
from wscb.people.models import Organisation, User


class LearningAction(models.Model):
    """An action on a finding, owned by one organisation (GEN-13, SCR-22, SCR-23). Its due date is that of its step (`Step.about`).

    `account` says what was done, or why the action is no longer needed; `ended_on` is the day it was done, or dropped, and
    `ended_at` the moment at which that was recorded. `agreed_on` is the day its organisation agreed to it as it reads now, `agreed_by`
    whoever put that on record; both are empty for what was done without. What was said on the way stands in its `record`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="learning_actions")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="actions")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="learning_actions")
    what = SealedTextField(owner="case")
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_on = models.DateField()
    added_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=ActionState, default=ActionState.PROPOSED, db_index=True)
    agreed_on = models.DateField(null=True, blank=True)
    agreed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    account = SealedTextField(owner="case", blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    history = HistoricalRecords()
    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "finding", "organisation", "added_by", "added_on", "added_at"], "plain"),
        **dict.fromkeys(["state", "ended_on", "ended_at", "ended_by"], "plain"),
        **dict.fromkeys(["agreed_on", "agreed_by", "closed_on", "closed_by"], "plain"),
        **dict.fromkeys(["what", "account"], "narrative"),
    }

    class Meta:
        default_permissions = ()
        ordering = ["added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="learning_action_ended_whole",
                condition=models.Q(
                    state__in=WITH_ORGANISATION, ended_on__isnull=True, ended_at__isnull=True, ended_by__isnull=True
                )
                | (
                    ~models.Q(state__in=WITH_ORGANISATION)
                    & models.Q(ended_on__isnull=False, ended_at__isnull=False, ended_by__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="learning_action_agreed_whole",
                condition=models.Q(agreed_on__isnull=True, agreed_by__isnull=True) & ~models.Q(state=ActionState.AGREED)
                | models.Q(agreed_on__isnull=False, agreed_by__isnull=False) & ~models.Q(state__in=TO_AGREE),
            ),
            models.CheckConstraint(
                name="learning_action_closed_whole",
                condition=models.Q(state=ActionState.CLOSED, closed_on__isnull=False, closed_by__isnull=False)
                | ~models.Q(state=ActionState.CLOSED) & models.Q(closed_on__isnull=True, closed_by__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"Action {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done by its organisation."""
        return self.state in WITH_ORGANISATION

    @property
    def has_ended(self) -> bool:
        """Whether nothing of it is open any more: the Board has closed it, or it is no longer needed."""
        return self.state not in NOT_CLOSED

    @property
    def may_be_agreed(self) -> bool:
        """Whether its organisation may still agree to it."""
        return self.state in TO_AGREE

    @property
    def is_reported(self) -> bool:
        """Whether it was reported done and the Board has not looked at that yet."""
        return self.state == ActionState.REPORTED
