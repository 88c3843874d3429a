"""Notices, notes, documents and form editions of a case."""

import uuid
from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from wscb.cases.enums import EditionState, NoteKind, NoticeBody, NoticeOf, PaperKind, SealDelay
from wscb.cases.models.case import Case
from wscb.cases.models.signed import Decision, Recommendation
from wscb.cases.models.terms import TermsAgreement
from wscb.documents.models import StoredFile
from wscb.keys.fields import SealedTextField
from wscb.people.models import User
from wscb.trail.append_only import append_only


@append_only
class CaseDocument(models.Model):
    """A file on a case. A file put there by mistake is struck out by a row of its own, never removed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=20, choices=PaperKind)
    title = SealedTextField(owner="case")
    stored = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "kind", "stored", "added_by", "added_at"], "plain"),
        "title": "narrative",
    }

    class Meta:
        default_permissions = ()
        ordering = ["added_at"]

    def __str__(self) -> str:
        return f"Document of {self.case_id}"


@append_only
class StruckDocument(models.Model):
    """A document that should not have been added: hidden from lists, kept with the reason."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    document = models.OneToOneField(CaseDocument, on_delete=models.PROTECT, related_name="struck")
    because = SealedTextField(owner="case")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "document", "by", "at"], "plain"),
        "because": "narrative",
    }

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Document {self.document_id} struck out"


@append_only
class Notice(models.Model):
    """That a body was told: on which date, by whom, under which reference, with a copy of what was sent (SCR-08, SCR-14)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notices")
    body = models.CharField(max_length=20, choices=NoticeBody)
    of = models.CharField(max_length=10, choices=NoticeOf)
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="notices")
    sent_on = models.DateField()
    sent_by_name = models.CharField(max_length=200)
    told = SealedTextField(owner="case", blank=True)
    their_reference = SealedTextField(owner="case", blank=True)
    copy = models.ForeignKey(CaseDocument, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(
            ["id", "case", "body", "of", "decision", "sent_on", "sent_by_name", "copy", "by", "at"], "plain"
        ),
        **dict.fromkeys(["told", "their_reference"], "narrative"),
    }

    class Meta:
        default_permissions = ()
        ordering = ["at"]

    def __str__(self) -> str:
        return f"Notice to {self.body} on {self.case_id}"


@append_only
class CaseNote(models.Model):
    """A call, a letter, a conversation, added by hand."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=10, choices=NoteKind)
    happened_on = models.DateField()
    with_whom = SealedTextField(owner="case", blank=True)
    text = SealedTextField(owner="case")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "kind", "happened_on", "by", "at"], "plain"),
        **dict.fromkeys(["with_whom", "text"], "narrative"),
    }

    class Meta:
        default_permissions = ()
        ordering = ["at"]

    def __str__(self) -> str:
        return f"Note on {self.case_id}"


class FormEdition(models.Model):
    """An edition of an appendix form or of agreed terms of reference: asked for as a row, rendered by the worker, kept with its hash.

    It shows one thing that was signed, whose content hash is `decision_hash` (FORM-01 to FORM-05, GEN-03); `document` is set once,
    when the PDF is ready. `sealed_with` is the fingerprint of the Board's certificate on it, empty for editions from before there was
    one; the seal was put on at `ready_at`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="form_editions")
    form = models.CharField(max_length=20)
    edition = models.PositiveSmallIntegerField()
    recommendation = models.ForeignKey(
        Recommendation, null=True, blank=True, on_delete=models.PROTECT, related_name="editions"
    )
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="editions")
    agreement = models.ForeignKey(
        TermsAgreement, null=True, blank=True, on_delete=models.PROTECT, related_name="editions"
    )
    decision_hash = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=EditionState, default=EditionState.WAITING, db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ready_at = models.DateTimeField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    document = models.OneToOneField(
        CaseDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="edition"
    )
    failure = models.CharField(max_length=200, blank=True)
    sealed_with = models.CharField(max_length=64, blank=True, default="")
    time_stamped = models.BooleanField(default=False)

    history = HistoricalRecords()
    privacy: ClassVar[dict[str, str]] = dict.fromkeys(
        [
            "id",
            "case",
            "form",
            "edition",
            "recommendation",
            "decision",
            "agreement",
            "decision_hash",
            "state",
            "attempts",
            "leased_until",
            "asked_at",
            "asked_by",
            "ready_at",
            "sha256",
            "document",
            "failure",
            "sealed_with",
            "time_stamped",
        ],
        "plain",
    )

    class Meta:
        default_permissions = ()
        ordering = ["form", "asked_at"]
        indexes = [models.Index(fields=["sha256"], name="edition_sha256")]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "form", "edition"], name="edition_once_per_recommendation"
            ),
            models.UniqueConstraint(fields=["decision", "form", "edition"], name="edition_once_per_decision"),
            models.UniqueConstraint(fields=["agreement", "form", "edition"], name="edition_once_per_agreement"),
            models.CheckConstraint(
                name="edition_of_one_signed_thing",
                condition=models.Q(recommendation__isnull=False, decision__isnull=True, agreement__isnull=True)
                | models.Q(recommendation__isnull=True, decision__isnull=False, agreement__isnull=True)
                | models.Q(recommendation__isnull=True, decision__isnull=True, agreement__isnull=False),
            ),
            models.CheckConstraint(
                name="edition_ready_whole",
                condition=(
                    models.Q(state="ready", ready_at__isnull=False, document__isnull=False) & ~models.Q(sha256="")
                )
                | (~models.Q(state="ready") & models.Q(ready_at__isnull=True, document__isnull=True, sha256="")),
            ),
            models.CheckConstraint(
                name="edition_sealed_once_ready",
                condition=models.Q(state="ready") & (models.Q(time_stamped=False) | ~models.Q(sealed_with=""))
                | models.Q(sealed_with="", time_stamped=False),
            ),
            models.CheckConstraint(
                name="edition_ready_once_asked_for",
                condition=models.Q(ready_at__isnull=True) | models.Q(ready_at__gte=models.F("asked_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form}, edition {self.edition}, of {self.case_id}"

    @property
    def waits_for(self) -> str:
        """What its seal waits for, in words; empty where it waits for nothing of the kind."""
        return SealDelay(self.failure).label if self.failure in SealDelay.values else ""
