"""Who is involved in a case, and who therefore may not see it."""

import uuid
from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from wscb.cases.enums import Engagement
from wscb.cases.models.case import Case
from wscb.keys.fields import SealedTextField
from wscb.people.models import Organisation, User
from wscb.trail.append_only import append_only


class InvolvedOrganisation(models.Model):
    """An organisation involved with the child and family.

    `has_interest` keeps its people off the case's panel; it is on unless the manager has recorded why not.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="involved_organisations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    has_interest = models.BooleanField(default=True)
    no_interest_because = SealedTextField(owner="case", blank=True)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_on = models.DateField()
    engagement = models.CharField(max_length=12, choices=Engagement, default=Engagement.IDENTIFIED)
    engagement_on = models.DateField(null=True, blank=True)
    declined_because = SealedTextField(owner="case", blank=True)

    history = HistoricalRecords()
    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "organisation", "has_interest", "added_by", "added_on"], "plain"),
        **dict.fromkeys(["engagement", "engagement_on"], "plain"),
        **dict.fromkeys(["no_interest_because", "declined_because"], "narrative"),
    }

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["case", "organisation"], name="organisation_once_per_case")]

    def __str__(self) -> str:
        return f"{self.organisation} in {self.case}"


@append_only
class Recusal(models.Model):
    """A person's interest in a case: from here on they cannot open it, whatever else they are."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="recusals")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    interest = SealedTextField(owner="case")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "user", "recorded_by", "recorded_at"], "plain"),
        "interest": "narrative",
    }

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["case", "user"], name="recused_once_per_case")]

    def __str__(self) -> str:
        return f"Interest of {self.user_id} in {self.case}"


class ReviewChairProposal(models.Model):
    """Somebody proposed to chair the review, with what their independence was judged by (GEN-04, SCR-09).

    `user` is who they are where they have an account; by it, and not by the name, their interests are known.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="chair_proposals")
    name = SealedTextField(owner="case")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    background = SealedTextField(owner="case")
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_because = SealedTextField(owner="case", blank=True)

    history = HistoricalRecords()
    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "organisation", "user", "proposed_by", "proposed_on", "withdrawn_on"], "plain"),
        **dict.fromkeys(["name", "background", "withdrawn_because"], "narrative"),
    }

    class Meta:
        default_permissions = ()
        ordering = ["proposed_on"]

    def __str__(self) -> str:
        return f"Proposal for {self.case}"
