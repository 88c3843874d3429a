"""Reading the files of reports, so that they can be searched for names: small ones at once, others by the worker (GEN-05)."""

from __future__ import annotations

import logging

from django.db import transaction
from django.db.models import QuerySet

from reviews.models import ReportText, ReportVersion
from wscb import clock
from wscb.documents.store import FileDamaged, read
from wscb.documents.texts import TakesLonger, Unreadable, text_of

logger = logging.getLogger(__name__)

SMALL = 1024 * 1024
"""A file of up to so many bytes is read as the version is kept, if that takes no longer than AT_ONCE."""
AT_ONCE = 5
"""Seconds."""
MOST_AT_ONCE = 2
"""How many files one run of the worker reads."""


def waiting() -> QuerySet[ReportVersion]:
    """The versions whose file was not read yet, the last kept first: it is the one that may be accepted."""
    return ReportVersion.objects.filter(
        document__isnull=False, file_text__isnull=True, case__data_key__destroyed_at__isnull=True
    ).order_by("-at")


def read_small(report: ReportVersion, content: bytes, media_type: str) -> None:
    """Reads the file of a new version in the caller's transaction, where that is soon done; leaves it to the worker otherwise."""
    if len(content) <= SMALL:
        try:
            _keep(report, _text(content, media_type, seconds=AT_ONCE))
        except TakesLonger:
            transaction.on_commit(ring)
    else:
        transaction.on_commit(ring)


def read_waiting(*, limit: int = MOST_AT_ONCE) -> int:
    """Reads the files that wait, and says how many; a run that was cut short, or another beside it, loses and doubles nothing."""
    rows = list(waiting().select_related("case__data_key", "document__stored__data_key")[:limit])
    for report in rows:
        stored = report.document.stored  # type: ignore[union-attr]  # `waiting` has none without a file
        try:
            text = _text(read(stored), stored.media_type)
        except FileDamaged:
            logger.exception("The file of a report could not be read", extra={"report": str(report.pk)})
            text = ""
        _keep(report, text)
    return len(rows)


def _text(content: bytes, media_type: str, *, seconds: int | None = None) -> str:
    """The text of a file; empty of one that nothing can read. Raises TakesLonger where `seconds` are given."""
    try:
        return text_of(content, media_type, seconds=seconds) if seconds else text_of(content, media_type)
    except TakesLonger:
        if seconds:
            raise
        return ""
    except Unreadable:
        return ""


def _keep(report: ReportVersion, text: str) -> None:
    ReportText.objects.get_or_create(
        report=report, defaults={"case": report.case, "text": text, "read_at": clock.now()}
    )


def ring() -> None:
    """Wakes the worker. Without a broker the beat reads within a minute."""
    from kombu.exceptions import OperationalError

    from reviews.tasks import read_reports as task

    try:
        task.apply_async(retry=False, ignore_result=True)
    except (OperationalError, OSError) as problem:
        logger.warning(
            "The broker could not be reached; the beat will read.", extra={"problem": type(problem).__name__}
        )
