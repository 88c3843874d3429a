"""The page on which anybody checks a document against the record, without signing in: genuine or not, and nothing else."""

from __future__ import annotations

from typing import Any

from allauth.core import ratelimit
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from wscb.cases.seals import is_genuine
from wscb.documents.store import MOST_BYTES
from wscb.web.rules import PUBLIC, rule

#: A whole request: the largest file that the record can hold, and what a form puts around it.
MOST_SENT = MOST_BYTES + 64 * 1024


class KeptInMemory(MemoryFileUploadHandler):
    """Keeps a file of any size in memory: what somebody has checked never comes to lie on a disk."""

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        """Take every file. The size of the request was looked at before."""
        self.activated = True


@rule(PUBLIC)
@csrf_exempt  # it changes nothing and knows nobody, and the public site sets no cookie
def check_document(request: HttpRequest) -> HttpResponse:
    """Asks for a document; sent one, says whether it is one the Board issued, unchanged. Keeps nothing of it.

    The same words answer whatever is not genuine: unknown, changed, too large, no PDF. A request that is too large is not read.
    """
    if request.method != "POST":
        return _page(request, {})
    if not ratelimit.consume(request, action="check_document"):
        return render(request, "publication/too_many.html", status=429)
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_SENT:
        return _page(request, {"answer": "not_genuine"})
    request.upload_handlers = [KeptInMemory(request)]
    sent = request.FILES.get("document")
    if sent is None:
        return _page(request, {"errors": [{"href": "#id_document", "text": "Select the document to check"}]})
    return _page(request, {"answer": "genuine" if is_genuine(sent.read()) else "not_genuine"})


def _page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    response = render(request, "publication/check_document.html", context)
    response["Cache-Control"] = "no-store"
    return response
