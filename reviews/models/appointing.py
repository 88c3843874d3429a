"""What the National Panel was told of the names and advised, and what was said to the family about publication."""

import uuid
from typing import ClassVar

from django.db import models

from reviews.models.contributing import Contributor
from wscb.cases.models import Appointment, Case, CaseDocument
from wscb.keys.fields import SealedTextField
from wscb.people.models import User
from wscb.trail.append_only import append_only


@append_only
class NamesNotice(models.Model):
    """That the National Panel was given the name of a lead reviewer: when, by whom, with a copy of what was sent (SCR-18)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="names_notices")
    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="names_notices")
    sent_on = models.DateField()
    sent_by_name = models.CharField(max_length=200)
    their_reference = SealedTextField(owner="case", blank=True)
    copy = models.ForeignKey(CaseDocument, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "appointment", "sent_on", "sent_by_name", "copy", "by", "at"], "plain"),
        "their_reference": "narrative",
    }

    class Meta:
        default_permissions = ()
        ordering = ["at"]

    def __str__(self) -> str:
        return f"Names told on {self.case_id}"


@append_only
class NamesAdvice(models.Model):
    """What the National Panel advised on a name, or that it gave no advice, and what the Board made of it (SCR-18)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="names_advice")
    notice = models.OneToOneField(NamesNotice, on_delete=models.PROTECT, related_name="advice")
    received_on = models.DateField(null=True, blank=True)
    advice = SealedTextField(owner="case", blank=True)
    response = SealedTextField(owner="case")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    at = models.DateTimeField()

    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "notice", "received_on", "by", "on", "at"], "plain"),
        **dict.fromkeys(["advice", "response"], "narrative"),
    }

    class Meta:
        default_permissions = ()
        ordering = ["at"]

    def __str__(self) -> str:
        return f"Advice on names of {self.case_id}"


@append_only
class PublicationDiscussion(models.Model):
    """That publication was discussed with somebody of the family, or why it was not (GEN-08).

    `family_member` is filled where it was with somebody identified, whose name then stands there alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="publication_discussions")
    held_on = models.DateField(null=True, blank=True)
    family_member = models.ForeignKey(
        Contributor, null=True, blank=True, on_delete=models.PROTECT, related_name="publication_discussions"
    )
    with_whom = SealedTextField(owner="case", blank=True)
    spoken_by = SealedTextField(owner="case", blank=True)
    said = SealedTextField(owner="case", blank=True)
    not_because = SealedTextField(owner="case", blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "held_on", "family_member", "by", "at"], "plain"),
        "with_whom": "identifying",
        **dict.fromkeys(["spoken_by", "said", "not_because"], "narrative"),
    }

    class Meta:
        default_permissions = ()
        ordering = ["at"]

    def __str__(self) -> str:
        return f"Publication discussed on {self.case_id}"
