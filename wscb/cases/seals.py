"""Whether a file is one of the Board's documents as it was issued: by its hash in the record and by the Board's seal."""

from __future__ import annotations

import hashlib

from wscb.cases.enums import EditionState
from wscb.cases.models import FormEdition
from wscb.documents.seal_checks import seal_faults


def is_genuine(content: bytes) -> bool:
    """Whether the content is, byte for byte, an edition of a form, of terms of reference or of a bundle that the Board issued.

    It is looked up by its hash first, so that of what a stranger sends only the Board's own bytes are ever parsed.
    """
    found = FormEdition.objects.filter(sha256=hashlib.sha256(content).hexdigest(), state=EditionState.READY)
    return any(not faults_of(edition, content) for edition in found)


def faults_of(edition: FormEdition, content: bytes) -> list[str]:
    """What speaks against this content of a ready edition, as codes: its hash, or the seal that the record says was put on it.

    An edition from before there were seals has none, and is known by its hash alone. Raises SealUnreadable.
    """
    if hashlib.sha256(content).hexdigest() != edition.sha256:
        return ["other_content"]
    if not edition.sealed_with or edition.ready_at is None:
        return []
    return seal_faults(content, certificate=edition.sealed_with, at=edition.ready_at, stamped=edition.time_stamped)
