"""Which column of a spreadsheet means what: remembered from the organisation's last one, else guessed from its headings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reviews.chronology.tables import Table
from reviews.models import ColumnMatch
from wscb.keys.hashing import keyed_hash
from wscb.people.models import Organisation

_SEARCHED = 15  # rows from the top among which the headings may stand


@dataclass(frozen=True)
class Field:
    """What a column can hold: its code, what it is called here, and what organisations call it."""

    code: str
    label: str
    headings: tuple[str, ...] = ()


FIELDS = (
    Field("date", "Date", ("date", "date of event", "date of contact", "event date", "contact date", "when")),
    Field("time", "Time", ("time", "time of event", "time of contact")),
    Field("organisation", "Organisation", ("organisation", "organization", "agency", "service", "agency name")),
    Field("source", "Source", ("source", "source of information", "record", "source document", "evidence")),
    Field(
        "event",
        "What happened",
        (
            "what happened",
            "event",
            "significant event",
            "contact",
            "description",
            "details",
            "event contact",
            "summary",
        ),
    ),
    Field(
        "child_seen",
        "Child seen or heard",
        ("child seen or heard", "child seen", "child seen heard", "was the child seen", "child seen y n"),
    ),
    Field(
        "child_words",
        "What the child said or showed",
        ("what the child said or showed", "voice of the child", "child s voice", "childs voice", "wishes and feelings"),
    ),
    Field("response", "Response", ("response", "action", "action taken", "outcome", "agency response", "actions")),
    Field("reasons", "Underlying reasons", ("underlying reasons", "reasons", "reason", "why", "rationale", "context")),
    Field(
        "analysis",
        "Analysis",
        ("analysis", "comment", "comments", "comment analysis", "analysis comments", "author comment"),
    ),
    Field("when_words", "What is known of the date", ("what is known of the date",)),
)
NEEDED = ("date", "event")
LABELS = {field.code: field.label for field in FIELDS}


def heading_row(table: Table) -> int:
    """The place, in the table's rows, of the one that looks most like headings; the first where none does."""
    scores = [len(_guessed(cells)) for _, cells in table.rows[:_SEARCHED]]
    return max(range(len(scores)), key=lambda place: (scores[place], -place))


def matched(headings: Sequence[str], organisation: Organisation) -> dict[int, str]:
    """Column numbers from 0 to field codes: as the organisation's last file was matched, and guessed where that says nothing."""
    kept = ColumnMatch.objects.filter(organisation=organisation).values_list("columns", flat=True).first() or {}
    remembered: dict[int, str] = {}
    left: dict[int, str] = {}
    for column, heading in enumerate(headings):
        code = kept.get(_mark(heading)) if heading else None
        if code is None:
            left[column] = heading
        elif code in LABELS and code not in remembered.values():
            remembered[column] = code
    guesses = {column: code for column, code in _guessed(left).items() if code not in remembered.values()}
    return remembered | guesses


def to_remember(headings: Sequence[str], columns: Mapping[int, str]) -> dict[str, str]:
    """What is kept of a match: a keyed hash of each heading and its field, empty for a column that is left out."""
    return {_mark(heading): columns.get(column, "") for column, heading in enumerate(headings) if heading}


def letter(column: int) -> str:
    """The letter that a spreadsheet gives a column counted from 0: A, B, …, Z, AA."""
    text, number = "", column + 1
    while number:
        number, place = divmod(number - 1, 26)
        text = chr(ord("A") + place) + text
    return text


def _guessed(headings: Sequence[str] | Mapping[int, str]) -> dict[int, str]:
    """Columns whose heading is one that organisations use, each field once: exact wordings first, then those that begin so."""
    listed = dict(headings if isinstance(headings, Mapping) else enumerate(headings))
    plain = {column: _plain(heading) for column, heading in listed.items() if heading}
    found: dict[int, str] = {}
    for fits in (_is_called, _begins_as_called):
        for field in FIELDS:
            column = next((one for one, text in plain.items() if one not in found and fits(text, field)), None)
            if field.code not in found.values() and column is not None:
                found[column] = field.code
    return found


def _is_called(text: str, field: Field) -> bool:
    return text in field.headings


def _begins_as_called(text: str, field: Field) -> bool:
    return any(text.startswith(f"{heading} ") for heading in field.headings)


def _plain(heading: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", heading.lower()).split())


def _mark(heading: str) -> str:
    return keyed_hash(_plain(heading), context="chronology heading")
