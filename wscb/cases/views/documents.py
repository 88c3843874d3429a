"""Documents of a case leave as attachments, to those who may see it, each entered in the trail."""

from __future__ import annotations

import mimetypes
from uuid import UUID

import structlog
from django.http import Http404, HttpRequest, HttpResponse

from wscb.cases.enums import PaperKind
from wscb.cases.models import Case, CaseDocument
from wscb.cases.views.base import saw, show
from wscb.cases.views.rules import CASE, the_case, the_offices
from wscb.documents.responses import attachment_response
from wscb.documents.store import FileDamaged
from wscb.people.models import Role
from wscb.web.rules import rule

HOUSE = frozenset({Role.BUSINESS_MANAGER, Role.BOARD_CHAIR})
"""Who gets a document as it was added; everybody else gets a picture or PDF without its metadata."""

log = structlog.get_logger(__name__)


@rule(CASE)
def download(request: HttpRequest, reference: str, document_id: UUID) -> HttpResponse:
    """One document as a download, entered in the trail before it leaves; a page that says so when the file is damaged.

    What was struck out may concern another child: it opens for the business manager alone.
    """
    case = the_case(request, reference)
    document = case.documents.select_related("stored__data_key", "struck").filter(pk=document_id).first()
    if document is None or (hasattr(document, "struck") and Role.BUSINESS_MANAGER not in the_offices(request, case)):
        raise Http404
    try:
        response = attachment_response(
            document.stored, neutral_name(case, document), outside=_leaves(request, case, document)
        )
    except FileDamaged:
        log.error("document_damaged", document=str(document.pk))
        damaged = show(request, case, "cases/damaged.html", {"document": document, "page": "document"})
        damaged.status_code = 500
        return damaged
    saw(request, case, "case.document_read", document=document.pk, sha256=document.stored.sha256)
    return response


def _leaves(request: HttpRequest, case: Case, document: CaseDocument) -> bool:
    """Whether the document leaves the Board's own house. What the Board itself issued has no metadata, and a seal to be kept."""
    return document.kind != PaperKind.FORM and HOUSE.isdisjoint(the_offices(request, case))


def neutral_name(case: Case, document: CaseDocument) -> str:
    """A file name that says the case and the kind of document, and nothing of its content."""
    ending = mimetypes.guess_extension(document.stored.media_type.partition(";")[0]) or ""
    return f"case-{case.reference}-{document.kind}-{document.pk.hex[:8]}{ending}"
