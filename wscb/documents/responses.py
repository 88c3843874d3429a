"""The one way a stored file leaves by the web: as an attachment that the browser will not run."""

import re

from django.http import HttpResponse

from wscb.documents.models import StoredFile
from wscb.documents.store import read


def attachment_response(stored: StoredFile, download_name: str) -> HttpResponse:
    """The file as a download called ``download_name``, which must be neutral: no name of a child.

    Anything but letters, digits, dot, dash and underscore in it becomes a dash. Raises what ``read`` raises. Whether
    the person may have the file is for the caller to know.
    """
    neutral = re.sub(r"[^A-Za-z0-9._-]+", "-", download_name).strip(".-") or "file"
    return HttpResponse(
        read(stored),
        content_type=stored.media_type,
        headers={
            "Content-Disposition": f'attachment; filename="{neutral}"',
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "private, no-store",
        },
    )
