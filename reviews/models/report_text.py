"""The text of a report's file, for searching."""

import uuid
from typing import ClassVar

from django.db import models

from reviews.models.report import ReportVersion
from wscb.cases.models import Case
from wscb.keys.fields import SealedTextField
from wscb.trail.append_only import append_only


@append_only
class ReportText(models.Model):
    """What was read from the file of a version (GEN-05); a version with a file and without this row waits to be read.

    The text is empty where none could be read: of a scanned file, or of one that is damaged.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    report = models.OneToOneField(ReportVersion, on_delete=models.PROTECT, related_name="file_text")
    text = SealedTextField(owner="case", blank=True)
    read_at = models.DateTimeField()

    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "report", "read_at"], "plain"),
        "text": "narrative",
    }

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Text of {self.report_id}"
