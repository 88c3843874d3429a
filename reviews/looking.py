"""What somebody has to look at in a report before it is accepted: parts of names, and a file that nothing could be read from (GEN-05)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from reviews.contributors import Sight, partly_named, sight_of, standing
from reviews.reporting import file_text, latest_report
from wscb.cases.models import Case


@dataclass(frozen=True)
class PartlyNamed:
    """Somebody a part of whose name stands in the report; the passages are for the review team alone, who know the name."""

    title: str
    count: int
    passages: list[str]


@dataclass(frozen=True)
class ToLookAt:
    """Who may be named in part, and what is said of a file that could not be, or was not yet, searched."""

    people: list[PartlyNamed]
    unread: str


def to_look_at(case: Case, offices: Collection[str]) -> ToLookAt | None:
    """What somebody with these offices has to look at in the version that stands; None for nothing, and for whoever sees no contributor."""
    sight = sight_of(offices, case)
    if sight not in (Sight.EVERYTHING, Sight.OUTCOMES) or not standing(case).exists():
        return None
    whole = sight is Sight.EVERYTHING
    people = [
        PartlyNamed(f"{one.known_as}: {one.name}" if whole else one.known_as, len(passages), passages if whole else [])
        for one, passages in partly_named(case)
    ]
    unread = _unread(case)
    return ToLookAt(people, unread) if people or unread else None


def _unread(case: Case) -> str:
    report = latest_report(case)
    if report is None or report.document_id is None:
        return ""
    text = file_text(report)
    if text is None:
        return "The file of this version is still being searched for names. That takes a few minutes."
    if not text.strip():
        return "No text could be read from the file of this version. Look for names in it yourself."
    return ""
