"""Time stamps of an authority (RFC 3161), asked for over HTTP."""

from __future__ import annotations

import urllib.request
from http import HTTPStatus

from asn1crypto import tsp
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError

ANSWERS_WITHIN = 15  # seconds
_MOST_ANSWER = 1024 * 1024


class AuthorityTimeStamper(TimeStamper):
    """Asks the authority at `url`. The caller holds its word against the roots it believes."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """The authority's answer. Raises OSError where there is none that can be read."""
        if not self.url.startswith(("http://", "https://")):
            raise TimestampRequestError("The authority’s address begins with neither http nor https.")
        headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
        asked = urllib.request.Request(self.url, data=req.dump(), headers=headers, method="POST")  # noqa: S310
        with urllib.request.urlopen(asked, timeout=ANSWERS_WITHIN) as answer:  # noqa: S310
            kind = answer.headers.get_content_type()
            if answer.status != HTTPStatus.OK or kind != "application/timestamp-reply":
                raise TimestampRequestError("The authority answered with something other than a time stamp.")
            try:
                response = tsp.TimeStampResp.load(answer.read(_MOST_ANSWER), strict=True)
                response.native  # noqa: B018 - parses it whole
            except (ValueError, TypeError) as problem:
                raise TimestampRequestError("The authority’s answer cannot be read.") from problem
            return response
