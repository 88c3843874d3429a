"""Looks for viruses in what comes in, by the Board's ClamAV where the settings name one (CLAMAV_ADDRESS)."""

from __future__ import annotations

import logging
from io import BytesIO

from clamav_client.clamd import ClamdError, ClamdNetworkSocket, ClamdUnixSocket
from django.conf import settings
from django.core.checks import CheckMessage, Error

from wscb.documents.refusals import UploadRefused

logger = logging.getLogger(__name__)

INFECTED = "The selected file holds a virus or other harmful software. It was not taken"
AWAY = (
    "Files cannot be taken for the moment, because the virus scanner does not answer. "
    "Everything else you entered is kept on this page. Select the file again in a few minutes"
)
ANSWERS_WITHIN = 60.0  # seconds


class ScannerAway(UploadRefused):
    """The scanner gave no answer, so the upload is not taken: what cannot be looked at is not let in."""

    def __init__(self) -> None:
        super().__init__(AWAY)


def scan(content: bytes) -> None:
    """Raises UploadRefused for what the scanner knows as harmful, ScannerAway where it does not answer. Silent without one."""
    if not settings.CLAMAV_ADDRESS:
        return
    try:
        answers = _scanner(settings.CLAMAV_ADDRESS).instream(BytesIO(content))
    except (ClamdError, OSError, ValueError) as problem:
        logger.error("The virus scanner does not answer.", extra={"problem": type(problem).__name__})
        raise ScannerAway from problem
    status, found = answers.get("stream", ("", None))
    if status == "FOUND":
        logger.warning("An upload was refused by the virus scanner.", extra={"signature": found})
        raise UploadRefused(INFECTED)
    if status != "OK":
        logger.error("The virus scanner gave no judgement.", extra={"status": status})
        raise ScannerAway


def scanner_is_named(**kwargs: object) -> list[CheckMessage]:
    """Check of a deployment: CLAMAV_ADDRESS can be an address. Whether the scanner answers is found out with each upload."""
    try:
        if settings.CLAMAV_ADDRESS:
            _scanner(settings.CLAMAV_ADDRESS)
    except ValueError:
        return [Error("CLAMAV_ADDRESS is neither host:port nor the path of a socket.", id="documents.E002")]
    return []


def _scanner(address: str) -> ClamdNetworkSocket:
    """The scanner at ``host:port``, or behind the socket whose path begins with a slash. Raises ValueError."""
    if address.startswith("/"):
        socket = ClamdUnixSocket(address)
        socket.timeout = ANSWERS_WITHIN
        return socket
    host, colon, port = address.rpartition(":")
    if not (host and colon):
        raise ValueError(address)
    return ClamdNetworkSocket(host.strip("[]"), int(port), timeout=ANSWERS_WITHIN)
