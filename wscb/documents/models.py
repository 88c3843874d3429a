"""A stored file: what is known of it without opening it."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from wscb.keys.fields import SealedTextField
from wscb.keys.models import DataKey
from wscb.trail.append_only import append_only


@append_only
class StoredFile(models.Model):
    """A file held encrypted outside the web root; neither the row nor the file ever changes.

    ``sha256`` and ``size`` are of the plain content. The name its owner gave it may name a child, so it is sealed;
    the name on disk is random. Destroying the data key makes name and content unreadable for good.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    data_key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    media_type = models.CharField(max_length=120)
    original_name = SealedTextField(owner="self:data_key_id")
    stored_name = models.CharField(max_length=80, unique=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()

    privacy = {
        "id": "plain",
        "data_key": "plain",
        "sha256": "plain",
        "size": "plain",
        "media_type": "plain",
        "original_name": "identifying",
        "stored_name": "plain",
        "uploaded_by": "plain",
        "created_at": "plain",
    }

    class Meta:
        ordering = ("created_at", "id")
        constraints = (models.CheckConstraint(name="documents_file_not_empty", condition=Q(size__gt=0)),)

    def __str__(self) -> str:
        return f"{self.media_type}, {self.size} bytes"
