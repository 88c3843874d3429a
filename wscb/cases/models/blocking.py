"""That an act was done although something beside the case blocked it."""

import uuid
from typing import ClassVar

from django.db import models

from wscb.cases.models.case import Case
from wscb.cases.models.steps import CaseEvent
from wscb.keys.fields import SealedTextField
from wscb.trail.append_only import append_only


@append_only
class DespiteBlock(models.Model):
    """Why the act of an event was done despite a block: `what` was blocked (a code), and `by_what`, as it stood then (SCR-22)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="despite_blocks")
    event = models.OneToOneField(CaseEvent, on_delete=models.PROTECT, related_name="despite_block")
    what = models.CharField(max_length=20)
    by_what = SealedTextField(owner="case")
    because = SealedTextField(owner="case")

    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys(["id", "case", "event", "what"], "plain"),
        **dict.fromkeys(["by_what", "because"], "narrative"),
    }

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Despite a block on {self.what}: {self.event_id}"
