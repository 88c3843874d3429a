"""Turns the rows of a spreadsheet into entries, and names every problem by its row and column. Nothing is left out unseen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from reviews.chronology.columns import letter
from reviews.chronology.happening import TEXTS, Happening, Key, fault_of, key_of
from reviews.chronology.when import NoDate, When, read_when
from reviews.models import ChildSeen, Precision
from wscb.cases.times import NoTime
from wscb.people.models import Organisation

_ERRORS = {"#REF!", "#VALUE!", "#N/A", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#####"}
_SHOWN = 40
_FIELDS = {"happened_on": "date", "happened_at": "time"}
_SEEN = {
    "yes": ChildSeen.SEEN, "y": ChildSeen.SEEN, "seen": ChildSeen.SEEN, "child seen": ChildSeen.SEEN,
    "seen and heard": ChildSeen.SEEN_AND_HEARD, "seen and spoken to": ChildSeen.SEEN_AND_HEARD,
    "heard": ChildSeen.HEARD, "spoken to": ChildSeen.HEARD,
    "no": ChildSeen.NEITHER, "n": ChildSeen.NEITHER, "not seen": ChildSeen.NEITHER, "not seen or heard": ChildSeen.NEITHER,
    "n/a": ChildSeen.NOT_APPLICABLE, "na": ChildSeen.NOT_APPLICABLE, "not applicable": ChildSeen.NOT_APPLICABLE,
    "": ChildSeen.NOT_RECORDED, "not recorded": ChildSeen.NOT_RECORDED, "not known": ChildSeen.NOT_RECORDED,
    "unknown": ChildSeen.NOT_RECORDED,
}  # fmt: skip


@dataclass(frozen=True)
class Fault:
    """A problem: the row as the spreadsheet counts, the column's letter and heading, and what is wrong."""

    row: int
    column: str
    heading: str
    says: str


@dataclass
class Checked:
    """What a spreadsheet comes to: entries by their row, problems, and rows that say what stands in the chronology already."""

    entries: list[tuple[int, Happening]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    repeats: list[int] = field(default_factory=list)

    @property
    def faulty_rows(self) -> int:
        """How many rows have a problem."""
        return len({fault.row for fault in self.faults})


@dataclass(frozen=True)
class Sheet:
    """The rows under the headings, with what each column means (from 0)."""

    headings: Sequence[str]
    columns: Mapping[int, str]
    rows: Iterable[tuple[int, Sequence[str]]]


def check(
    sheet: Sheet, *, organisation: Organisation, known: Iterable[Organisation], on: date, standing: set[Key]
) -> Checked:
    """Reads every row. `organisation` sent the file; a column of organisations names others among those `known`.

    `on` is the local day by which a date is in the future; `standing` says what the chronology holds.
    """
    checked, by_name = Checked(), {one.name.casefold(): one for one in known}
    seen = set(standing)
    places = {code: column for column, code in sheet.columns.items()}
    for number, cells in sheet.rows:
        said = {code: cells[column].strip() for code, column in places.items()}
        if not any(said.values()):
            continue
        wrong: list[tuple[str, str]] = []
        told = _told(said, organisation, by_name, wrong)
        if not wrong and (fault := fault_of(told, on=on)):
            wrong.append((_FIELDS.get(fault[0], fault[0]), fault[1]))
        checked.faults += [_fault(number, places, sheet.headings, code, says) for code, says in wrong]
        if not wrong:
            key = key_of(told.organisation.pk, told.happened_on, told.happened_at, told.event)
            if key in seen:
                checked.repeats.append(number)
            seen.add(key)
            checked.entries.append((number, told))
    return checked


def _told(
    said: Mapping[str, str], sender: Organisation, by_name: Mapping[str, Organisation], wrong: list[tuple[str, str]]
) -> Happening:
    wrong += [(code, f"“{text}” is an error of the spreadsheet") for code, text in said.items() if text in _ERRORS]
    when = _when(said, wrong) if not wrong else When(Precision.UNKNOWN)
    named = said.get("organisation", "")
    organisation = by_name.get(named.casefold(), sender) if named else sender
    if named and named.casefold() not in by_name:
        wrong.append(("organisation", f"“{_short(named)}” is not an organisation that the Board knows"))
    if not said.get("event"):
        wrong.append(("event", "says nothing. Enter what happened"))
    texts = {code: said.get(code, "") for code in TEXTS if code not in {"when_words", "child_words"}}
    child_seen, child_words = _child(said.get("child_seen", ""), said.get("child_words", ""))
    return Happening(
        organisation=organisation,
        precision=when.precision,
        happened_on=when.on,
        happened_at=when.at,
        when_words=said.get("when_words") or when.words,
        child_seen=child_seen,
        child_words=child_words,
        **texts,
    )


def _when(said: Mapping[str, str], wrong: list[tuple[str, str]]) -> When:
    try:
        return read_when(said["date"], said.get("time", ""))
    except NoDate as no:
        wrong.append(("date", f"“{_short(said['date'])}” {no}"))
    except NoTime as no:
        code = "time" if said.get("time") else "date"
        wrong.append((code, f"“{_short(said[code])}” {no}"))
    return When(Precision.UNKNOWN)


def _child(seen: str, words: str) -> tuple[str, str]:
    """Whether the child was seen or heard; words that are none of the choices are kept as what the child said or showed."""
    choice = _SEEN.get(" ".join(seen.lower().rstrip(".").split()))
    if choice is not None:
        return choice, words
    first = seen.lower().split(maxsplit=1)[0].strip(".,:;-–")
    return _SEEN.get(first, ChildSeen.NOT_RECORDED), "\n".join(text for text in (seen, words) if text)


def _fault(row: int, places: Mapping[str, int], headings: Sequence[str], code: str, says: str) -> Fault:
    column = places.get(code, places["event"])
    return Fault(row, letter(column), headings[column], says)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
