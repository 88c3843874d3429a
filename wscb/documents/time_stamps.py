"""Time stamps of an authority (RFC 3161), asked for over HTTP."""

from __future__ import annotations

import urllib.error
import urllib.request

from asn1crypto import cms, tsp
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError

ANSWERS_WITHIN = 15  # seconds
_ANSWER = "application/timestamp-reply"
_MOST_ANSWER = 1024 * 1024


class AuthorityTimeStamper(TimeStamper):
    """Asks the authority at `url`. The caller holds its word against the roots it believes."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        """A time stamp for the digest. Raises OSError, whatever is wrong: the library trips over a nonce that is not ours."""
        try:
            return await super().async_timestamp(message_digest, md_algorithm)
        except OSError:
            raise
        except Exception as problem:
            raise TimestampRequestError("The authority’s answer is none to what it was asked.") from problem

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """The authority's answer. Raises OSError where there is none that can be read."""
        return self._ask(req.dump())

    def _ask(self, question: bytes) -> tsp.TimeStampResp:
        if not self.url.startswith(("http://", "https://")):
            raise TimestampRequestError("The authority’s address begins with neither http nor https.")
        headers = {"Content-Type": "application/timestamp-query", "Accept": _ANSWER}
        asked = urllib.request.Request(self.url, data=question, headers=headers, method="POST")  # noqa: S310
        try:
            with urllib.request.urlopen(asked, timeout=ANSWERS_WITHIN) as answer:  # noqa: S310
                kind, body = answer.headers.get_content_type(), answer.read(_MOST_ANSWER)
        except urllib.error.HTTPError as refusal:
            refusal.close()
            raise TimestampRequestError(f"The authority answered {refusal.code}.") from None
        if kind != _ANSWER:
            raise TimestampRequestError("The authority answered with something other than a time stamp.")
        try:
            response = tsp.TimeStampResp.load(body, strict=True)
            response.native  # noqa: B018 - parses it whole
        except (ValueError, TypeError) as problem:
            raise TimestampRequestError("The authority’s answer cannot be read.") from problem
        return response
