"""Who of the family and of the professionals is heard in a review, what they said, and to whom else it was disclosed."""

import uuid
from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from wscb.cases.models import Case
from wscb.keys.fields import SealedTextField
from wscb.messages.models import Message
from wscb.people.models import Organisation, User
from wscb.trail.append_only import append_only


class ContributorKind(models.TextChoices):
    """Whether somebody is of the family or worked with it."""

    FAMILY = "family", "Family member"
    PROFESSIONAL = "professional", "Professional"


class InvitationOutcome(models.TextChoices):
    """What came of an invitation, or that there was none."""

    CONTRIBUTED = "contributed", "Contributed"
    DECLINED = "declined", "Declined"
    NO_REPLY = "no_reply", "No reply"
    NOT_INVITED = "not_invited", "Not invited"


class DisclosedTo(models.TextChoices):
    """Who beside the review team may read a contribution, once that was decided."""

    BOARD_CHAIR = "board_chair", "The Board Chair"
    PANEL = "panel", "The panel: its chair and the members who see this case"
    ELSEWHERE = "elsewhere", "Somebody else, outside this service"


class Contributor(models.Model):
    """A family member or professional who is to be heard: who, invited when and how, supported how, with what outcome (GEN-05, GEN-06).

    `number` is how everybody but the review team knows them: "Family member 1". `account` lets them write on a page of their own;
    `invitation` is the last e-mail that told them so. Who was identified in error is withdrawn, never removed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="contributors")
    kind = models.CharField(max_length=12, choices=ContributorKind)
    number = models.PositiveSmallIntegerField()
    name = SealedTextField(owner="case")
    relationship = SealedTextField(owner="case")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    identified_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    identified_on = models.DateField()
    changed_because = SealedTextField(owner="case", blank=True)
    invited_on = models.DateField(null=True, blank=True)
    invited_how = models.CharField(max_length=20, blank=True)
    invited_by_name = SealedTextField(owner="case", blank=True)
    supported_how = SealedTextField(owner="case", blank=True)
    asked = SealedTextField(owner="case", blank=True)
    account = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="contributes_as")
    invitation = models.ForeignKey(Message, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12, choices=InvitationOutcome, blank=True)
    outcome_on = models.DateField(null=True, blank=True)
    outcome_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outcome_because = SealedTextField(owner="case", blank=True)
    expectations = SealedTextField(owner="case", blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_because = SealedTextField(owner="case", blank=True)

    history = HistoricalRecords()
    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "kind", "number", "organisation", "identified_by", "identified_on"], "plain"),
        **dict.fromkeys(["invited_on", "invited_how", "account", "invitation"], "plain"),
        **dict.fromkeys(["outcome", "outcome_on", "outcome_by", "withdrawn_on", "withdrawn_by"], "plain"),
        **dict.fromkeys(["name", "relationship"], "identifying"),
        **dict.fromkeys(["changed_because", "invited_by_name", "supported_how", "asked"], "narrative"),
        **dict.fromkeys(["outcome_because", "expectations", "withdrawn_because"], "narrative"),
    }

    class Meta:
        default_permissions = ()
        ordering = ["kind", "number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "kind", "number"], name="contributor_number_once_per_case"),
            models.UniqueConstraint(
                fields=["case", "account"],
                condition=models.Q(account__isnull=False, withdrawn_on__isnull=True),
                name="contributor_account_once_per_case",
            ),
            models.CheckConstraint(
                name="contributor_of_an_organisation_is_a_professional",
                condition=models.Q(kind="professional", organisation__isnull=False)
                | models.Q(kind="family", organisation__isnull=True),
            ),
            models.CheckConstraint(
                name="contributor_invited_whole",
                condition=models.Q(invited_on__isnull=True, invited_how="", account__isnull=True)
                | (models.Q(invited_on__isnull=False) & ~models.Q(invited_how="")),
            ),
            models.CheckConstraint(
                name="contributor_outcome_whole",
                condition=models.Q(outcome="", outcome_on__isnull=True, outcome_by__isnull=True)
                | (~models.Q(outcome="") & models.Q(outcome_on__isnull=False, outcome_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="contributor_outcome_of_an_invitation",
                condition=models.Q(outcome__in=["", "not_invited"]) | models.Q(invited_on__isnull=False),
            ),
            models.CheckConstraint(
                name="contributor_withdrawn_whole",
                condition=models.Q(withdrawn_on__isnull=True, withdrawn_by__isnull=True)
                | models.Q(withdrawn_on__isnull=False, withdrawn_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.known_as} in {self.case_id}"

    @property
    def known_as(self) -> str:
        """How everybody but the review team knows them: "Family member 1"."""
        return f"{self.get_kind_display()} {self.number}"

    @property
    def is_family(self) -> bool:
        """Whether they are of the family."""
        return self.kind == ContributorKind.FAMILY

    @property
    def is_invited(self) -> bool:
        """Whether an invitation stands."""
        return self.invited_on is not None and self.withdrawn_on is None


@append_only
class Contribution(models.Model):
    """What somebody said: of the help and what it did, and anything else; written by themselves, or recorded by the review team.

    Readable by the review team, by whoever said it on their own page, and where a disclosure was decided. `by` is who recorded it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="contributions")
    contributor = models.ForeignKey(Contributor, on_delete=models.PROTECT, related_name="contributions")
    how = models.CharField(max_length=20)
    given_on = models.DateField()
    of_help = SealedTextField(owner="case")
    views = SealedTextField(owner="case", blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "contributor", "how", "given_on", "by", "at"], "plain"),
        **dict.fromkeys(["of_help", "views"], "narrative"),
    }

    class Meta:
        default_permissions = ()
        ordering = ["at"]

    def __str__(self) -> str:
        return f"Contribution {self.pk}"


@append_only
class NoFamily(models.Model):
    """The documented reason for which a review has no family to invite (GEN-06)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="no_family")
    because = SealedTextField(owner="case")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    at = models.DateTimeField()

    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "by", "on", "at"], "plain"),
        "because": "narrative",
    }

    class Meta:
        default_permissions = ()
        ordering = ["at"]

    def __str__(self) -> str:
        return f"No family to invite in {self.case_id}"


@append_only
class Disclosure(models.Model):
    """The decision to let somebody outside the review team have what a person said: to whom, why, by whom (GEN-05)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="disclosures")
    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="disclosures")
    to = models.CharField(max_length=12, choices=DisclosedTo)
    to_whom = SealedTextField(owner="case", blank=True)
    because = SealedTextField(owner="case")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    acting_for = models.CharField(max_length=40, blank=True)
    on = models.DateField()
    at = models.DateTimeField()

    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "contribution", "to", "by", "acting_for", "on", "at"], "plain"),
        **dict.fromkeys(["to_whom", "because"], "narrative"),
    }

    class Meta:
        default_permissions = ()
        ordering = ["at"]

    def __str__(self) -> str:
        return f"Disclosure of {self.contribution_id}"
