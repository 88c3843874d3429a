"""The one way a stored file leaves by the web: as an attachment that the browser will not run."""

import re

from django.http import HttpResponse

from wscb.documents.cleaning import without_metadata
from wscb.documents.models import StoredFile
from wscb.documents.store import read


def attachment_response(stored: StoredFile, download_name: str, *, outside: bool = False) -> HttpResponse:
    """The file as a download called ``download_name``, which must be neutral: no name of a child.

    `outside` says that it leaves the house: a picture or PDF goes without its metadata. Anything but letters, digits, dot, dash
    and underscore in the name becomes a dash. Raises what ``read`` raises, and NotCleaned. Whether the person may have the file
    is for the caller to know.
    """
    neutral = re.sub(r"[^A-Za-z0-9._-]+", "-", download_name).strip(".-") or "file"
    return HttpResponse(
        without_metadata(read(stored), stored.media_type) if outside else read(stored),
        content_type=stored.media_type,
        headers={
            "Content-Disposition": f'attachment; filename="{neutral}"',
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "private, no-store",
        },
    )
