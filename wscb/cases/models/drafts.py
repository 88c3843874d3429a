"""What a person has typed and not yet done: drafts and searches, encrypted, theirs alone."""

import uuid
from typing import ClassVar

from django.db import models

from wscb.cases.models.case import Case
from wscb.keys.fields import SealedJSONField, SealedTextField
from wscb.keys.models import DataKey
from wscb.people.models import User


class Draft(models.Model):
    """Answers saved at every Continue. `version` counts the saves, so that a second window cannot overwrite the first unseen.

    `attached` is a file that goes with the answers until the act keeps it, in base 64.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="drafts")
    case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.PROTECT, related_name="drafts")
    data_key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="+")
    answers = SealedJSONField(owner="self:data_key_id")
    attached = SealedTextField(owner="self:data_key_id", blank=True)
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()

    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "kind", "user", "case", "data_key", "version", "saved_at"], "plain"),
        **dict.fromkeys(["answers", "attached"], "narrative"),
    }

    class Meta:
        default_permissions = ()
        ordering = ["-saved_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "case", "kind"],
                condition=models.Q(case__isnull=False),
                name="one_draft_per_case_and_kind",
            )
        ]

    def __str__(self) -> str:
        return f"Draft {self.kind}"


class Search(models.Model):
    """A search for a name: its words never stand in a URL, which carries this row's random id instead. Swept with its key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    data_key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="+")
    words = SealedJSONField(owner="self:data_key_id")
    made_at = models.DateTimeField()

    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "user", "data_key", "made_at"], "plain"),
        "words": "identifying",
    }

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["made_at"], name="searches_by_age")]

    def __str__(self) -> str:
        return "Search"
