"""Written information of organisations: who represents them, what they were asked, what they sent, how it was checked."""

import uuid
from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from wscb.cases.enums import InformationKind, RequestState
from wscb.cases.models.case import Case
from wscb.cases.models.papers import CaseDocument
from wscb.documents.models import StoredFile
from wscb.keys.fields import SealedTextField
from wscb.people.models import Organisation, User
from wscb.trail.append_only import append_only


class Representative(models.Model):
    """Somebody who answers for an organisation in one case, until it is ended (SCR-19).

    One is named; `delegated_by` is filled for a colleague whom the named one lets work on the organisation's requests.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="representatives")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="representatives")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="represents")
    delegated_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    named_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    history = HistoricalRecords()
    privacy: ClassVar[dict[str, str]] = dict.fromkeys(
        ["id", "case", "organisation", "user", "delegated_by", "named_by", "starts_on", "ended_on"], "plain"
    )

    class Meta:
        default_permissions = ()
        ordering = ["starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "organisation"],
                condition=models.Q(ended_on__isnull=True, delegated_by__isnull=True),
                name="one_named_representative",
            ),
            models.UniqueConstraint(
                fields=["case", "organisation", "user"],
                condition=models.Q(ended_on__isnull=True),
                name="represents_once",
            ),
        ]

    def __str__(self) -> str:
        return f"Representative of {self.organisation_id} in {self.case_id}"


class InformationRequest(models.Model):
    """Written information asked of an organisation: brief for the panel, or for a review (SCR-05, SCR-20).

    `about` is all that the organisation is told of who it concerns. `answer` is what the Board's office recorded when it came
    by another way; what the organisation sends itself is an `InformationReturn`. One that is `closed_on` a day was no longer wanted.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="information_requests")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="information_requests")
    kind = models.CharField(max_length=20, choices=InformationKind, default=InformationKind.BRIEF)
    question = SealedTextField(owner="case")
    about = SealedTextField(owner="case", blank=True)
    state = models.CharField(max_length=12, choices=RequestState, default=RequestState.ASKED)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    received_on = models.DateField(null=True, blank=True)
    answer = SealedTextField(owner="case", blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closed_because = SealedTextField(owner="case", blank=True)

    history = HistoricalRecords()
    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(
            ["id", "case", "organisation", "kind", "state", "asked_by", "asked_on", "received_on", "closed_on"], "plain"
        ),
        **dict.fromkeys(["question", "about", "answer", "closed_because"], "narrative"),
    }

    class Meta:
        default_permissions = ()
        ordering = ["asked_on"]
        constraints = [
            models.CheckConstraint(
                name="request_closed_on_a_day",
                condition=models.Q(state=RequestState.CLOSED, closed_on__isnull=False)
                | (~models.Q(state=RequestState.CLOSED) & models.Q(closed_on__isnull=True)),
            )
        ]

    def __str__(self) -> str:
        return f"Request to {self.organisation_id}"

    @property
    def is_with_organisation(self) -> bool:
        """Whether the organisation has still to answer."""
        return self.state in (RequestState.ASKED, RequestState.SENT_BACK)


class InformationReturn(models.Model):
    """What an organisation sends, the first time or after it was sent back: written by its people, sent whole, then never changed.

    `version` counts the saves, so that a colleague's window cannot overwrite another unseen.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(InformationRequest, on_delete=models.PROTECT, related_name="returns")
    number = models.PositiveSmallIntegerField(default=1)
    version = models.PositiveIntegerField(default=0)
    author_name = models.CharField(max_length=200, blank=True)
    author_role = models.CharField(max_length=200, blank=True)
    author_independent = models.BooleanField(default=False)
    nil_return = models.BooleanField(null=True, blank=True)
    answer = SealedTextField(owner="case", blank=True)
    finished = models.BooleanField(default=False)
    officer_name = models.CharField(max_length=200, blank=True)
    officer_role = models.CharField(max_length=200, blank=True)
    officer_signed_on = models.DateField(null=True, blank=True)
    submitted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)

    history = HistoricalRecords()
    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "request", "number", "version", "author_name", "author_role"], "plain"),
        **dict.fromkeys(["author_independent", "nil_return", "finished", "officer_name", "officer_role"], "plain"),
        **dict.fromkeys(["officer_signed_on", "submitted_by", "submitted_at"], "plain"),
        "answer": "narrative",
    }

    class Meta:
        default_permissions = ()
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["request", "number"], name="return_once_per_number"),
            models.UniqueConstraint(
                fields=["request"], condition=models.Q(submitted_at__isnull=True), name="one_return_being_written"
            ),
            models.CheckConstraint(
                name="return_sent_whole",
                condition=models.Q(submitted_at__isnull=True, submitted_by__isnull=True)
                | (
                    models.Q(
                        submitted_at__isnull=False,
                        submitted_by__isnull=False,
                        author_independent=True,
                        nil_return__isnull=False,
                        finished=True,
                        officer_signed_on__isnull=False,
                    )
                    & ~models.Q(author_name="")
                    & ~models.Q(officer_name="")
                    & ~models.Q(officer_role="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Return {self.number} of {self.request_id}"


class ReturnedFile(models.Model):
    """A file of a return. It becomes a document of the case when the return is sent; until then it is the organisation's alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    returned = models.ForeignKey(InformationReturn, on_delete=models.PROTECT, related_name="files")
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(CaseDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    history = HistoricalRecords()
    privacy: ClassVar[dict[str, str]] = dict.fromkeys(
        ["id", "case", "returned", "stored", "document", "added_by", "added_at", "removed_at"], "plain"
    )

    class Meta:
        default_permissions = ()
        ordering = ["added_at"]

    def __str__(self) -> str:
        return f"File of {self.returned_id}"


@append_only
class QualityCheck(models.Model):
    """How what was received was checked: each point of the list, and whether it was accepted or sent back for what is missing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(InformationRequest, on_delete=models.PROTECT, related_name="checks")
    returned = models.OneToOneField(
        InformationReturn, null=True, blank=True, on_delete=models.PROTECT, related_name="check_made"
    )
    points = models.JSONField(default=dict)
    accepted = models.BooleanField()
    missing = SealedTextField(owner="case", blank=True)
    new_due_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "request", "returned", "points", "accepted", "new_due_on", "by", "at"], "plain"),
        "missing": "narrative",
    }

    class Meta:
        default_permissions = ()
        ordering = ["at"]
        constraints = [
            models.CheckConstraint(
                name="sent_back_with_its_date",
                condition=models.Q(accepted=True, new_due_on__isnull=True)
                | models.Q(accepted=False, new_due_on__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"Check of {self.request_id}"


class MoreTime(models.Model):
    """More time that an organisation asked for, and what it was answered; the earlier dates stay in the step's ledger."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(InformationRequest, on_delete=models.PROTECT, related_name="more_time")
    until = models.DateField()
    because = SealedTextField(owner="case")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    granted_until = models.DateField(null=True, blank=True)
    answer = SealedTextField(owner="case", blank=True)
    answered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_on = models.DateField(null=True, blank=True)

    history = HistoricalRecords()
    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "request", "until", "asked_by", "asked_on"], "plain"),
        **dict.fromkeys(["granted_until", "answered_by", "answered_on"], "plain"),
        **dict.fromkeys(["because", "answer"], "narrative"),
    }

    class Meta:
        default_permissions = ()
        ordering = ["asked_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["request"], condition=models.Q(answered_on__isnull=True), name="more_time_asked_once"
            ),
            models.CheckConstraint(
                name="more_time_answered_whole",
                condition=models.Q(answered_on__isnull=True, answered_by__isnull=True, granted_until__isnull=True)
                | models.Q(answered_on__isnull=False, answered_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"More time for {self.request_id}"
