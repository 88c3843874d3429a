"""The multi-agency chronology of a review: who did what, when, and why (GEN-12)."""

import uuid
from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from wscb.cases.models import Case, CaseDocument
from wscb.keys.fields import SealedTextField
from wscb.people.models import Organisation, User
from wscb.trail.append_only import append_only


class Precision(models.TextChoices):
    """How well it is known when something happened."""

    EXACT = "exact", "Exact"
    ESTIMATED = "estimated", "Estimated"
    UNKNOWN = "unknown", "Not known"


class ChildSeen(models.TextChoices):
    """Whether the child was seen or heard."""

    NOT_RECORDED = "not_recorded", "Not recorded"
    SEEN_AND_HEARD = "seen_and_heard", "Seen and heard"
    SEEN = "seen", "Seen"
    HEARD = "heard", "Heard"
    NEITHER = "neither", "Not seen or heard"
    NOT_APPLICABLE = "not_applicable", "Not applicable"


class ChronologyImport(models.Model):
    """One organisation's spreadsheet, taken in as a whole; withdrawn as a whole, and then kept out of the chronology.

    `content_hash` is a keyed hash of the organisation and of every cell, by which the same content is known again; `original` is the
    file as it was sent.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="chronology_imports")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    file_name = SealedTextField(owner="case")
    original = models.OneToOneField(CaseDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    content_hash = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    imported_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    imported_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_because = SealedTextField(owner="case", blank=True)

    history = HistoricalRecords()
    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "organisation", "original", "content_hash", "rows"], "plain"),
        **dict.fromkeys(["imported_by", "imported_at", "withdrawn_by", "withdrawn_on"], "plain"),
        "file_name": "identifying",
        "withdrawn_because": "narrative",
    }

    class Meta:
        default_permissions = ()
        ordering = ["-imported_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "content_hash"],
                condition=models.Q(withdrawn_on__isnull=True),
                name="chronology_content_once_per_case",
            ),
            models.CheckConstraint(
                name="chronology_withdrawn_by_and_on_together",
                condition=models.Q(withdrawn_by__isnull=True, withdrawn_on__isnull=True)
                | models.Q(withdrawn_by__isnull=False, withdrawn_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Chronology import in {self.case_id}"


class ChronologyEntry(models.Model):
    """Something that happened, as an organisation recorded it. A correction says why; what is struck out stays.

    Without a known date `happened_on` is empty and `when_words` says what is known of it; an estimated date stands at its
    best estimate. `row_number` is the row of the spreadsheet it was imported from.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="chronology_entries")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    precision = models.CharField(max_length=12, choices=Precision, default=Precision.EXACT)
    happened_on = models.DateField(null=True, blank=True)
    happened_at = models.TimeField(null=True, blank=True)
    when_words = SealedTextField(owner="case", blank=True)
    source = SealedTextField(owner="case", blank=True)
    event = SealedTextField(owner="case")
    child_seen = models.CharField(max_length=20, choices=ChildSeen, default=ChildSeen.NOT_RECORDED)
    child_words = SealedTextField(owner="case", blank=True)
    response = SealedTextField(owner="case", blank=True)
    reasons = SealedTextField(owner="case", blank=True)
    analysis = SealedTextField(owner="case", blank=True)
    imported_in = models.ForeignKey(
        ChronologyImport, null=True, blank=True, on_delete=models.PROTECT, related_name="entries"
    )
    row_number = models.PositiveIntegerField(default=0)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    corrected_because = SealedTextField(owner="case", blank=True)
    struck_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    struck_on = models.DateField(null=True, blank=True)
    struck_because = SealedTextField(owner="case", blank=True)

    history = HistoricalRecords()
    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "organisation", "precision", "child_seen", "imported_in"], "plain"),
        **dict.fromkeys(["row_number", "added_by", "added_at", "struck_by", "struck_on"], "plain"),
        **dict.fromkeys(["happened_on", "happened_at"], "identifying"),
        **dict.fromkeys(["when_words", "source", "event", "child_words", "response", "reasons"], "narrative"),
        **dict.fromkeys(["analysis", "corrected_because", "struck_because"], "narrative"),
    }

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["case", "happened_on", "happened_at"], name="chronology_in_order")]
        constraints = [
            models.CheckConstraint(
                name="chronology_date_unless_unknown",
                condition=models.Q(precision=Precision.UNKNOWN, happened_on__isnull=True, happened_at__isnull=True)
                | (~models.Q(precision=Precision.UNKNOWN) & models.Q(happened_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="chronology_struck_by_and_on_together",
                condition=models.Q(struck_by__isnull=True, struck_on__isnull=True)
                | models.Q(struck_by__isnull=False, struck_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Chronology entry of {self.case_id}"

    @property
    def stands(self) -> bool:
        """Whether it is part of the chronology: neither struck out nor imported in a file that was withdrawn."""
        return self.struck_on is None and (self.imported_in is None or self.imported_in.withdrawn_on is None)


@append_only
class ChronologyComment(models.Model):
    """What somebody remarked on an entry, for the analysis."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey(ChronologyEntry, on_delete=models.PROTECT, related_name="comments")
    text = SealedTextField(owner="case")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "entry", "by", "at"], "plain"),
        "text": "narrative",
    }

    class Meta:
        default_permissions = ()
        ordering = ["at"]

    def __str__(self) -> str:
        return f"Comment on {self.entry_id}"


class ColumnMatch(models.Model):
    """Which columns of an organisation's spreadsheet mean what, remembered for its next one.

    `columns` maps a keyed hash of each heading to the field: a heading may name a child, so that none is kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="+")
    columns = models.JSONField(default=dict)

    history = HistoricalRecords()
    privacy: ClassVar[dict[str, str]] = dict.fromkeys(["id", "organisation", "columns"], "plain")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Columns of {self.organisation_id}"
