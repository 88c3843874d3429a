"""The agreement of terms of reference: signed, once for each version that was agreed."""

from typing import ClassVar

from django.db import models

from wscb.cases.models.signed import SIGNATURE, Signed, TermsOfReference
from wscb.trail.append_only import append_only


@append_only
class TermsAgreement(Signed):
    """The Chair's agreement to one version of the terms of reference; the last one agreed is what the review works to (GEN-03)."""

    terms = models.OneToOneField(TermsOfReference, on_delete=models.PROTECT, related_name="agreement")

    privacy: ClassVar[dict[str, str]] = {
        **dict.fromkeys([*SIGNATURE, "terms"], "plain"),
        "content": "narrative",
    }

    def __str__(self) -> str:
        return f"Agreement on {self.case_id}"
