"""The trail of a case or a person as separated text."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from wscb.cases.traces import Trace
from wscb.documents.separated import write_rows

HEADINGS = ("When", "Who", "Kind", "What", "Which", "About", "In which office", "From what address")


def as_csv(traces: Iterable[Trace]) -> bytes:
    """The rows with headings, moments in Europe/London; no cell begins as a formula does."""
    return write_rows(
        [
            HEADINGS,
            *(
                (
                    timezone.localtime(one.at).isoformat(sep=" ", timespec="seconds"),
                    one.who,
                    one.group,
                    one.words,
                    one.detail,
                    one.about,
                    one.office,
                    one.address,
                )
                for one in traces
            ),
        ]
    )
