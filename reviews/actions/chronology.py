"""The multi-agency chronology: entries by hand, corrections, comments (GEN-12)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from reviews.chronology.happening import Happening, fault_of
from reviews.models import ChronologyComment, ChronologyEntry
from wscb.cases import engine
from wscb.cases.engine import Turn
from wscb.cases.errors import ActRefused
from wscb.cases.models import Case
from wscb.cases.process.registry import act
from wscb.cases.recording import save
from wscb.people.models import User


@act("scr.add_chronology", "cr.add_chronology")
@transaction.atomic
def add_entry(*, case: Case, by: User, on: date, told: Happening) -> ChronologyEntry:
    """Adds one entry (GEN-12). Raises what `engine.begin` raises; ActRefused, naming the answer, for a rule that it breaks."""
    turn = engine.begin(case=case, act="add_chronology", by=by, on=on)
    _check(told, on)
    entry = ChronologyEntry(case=turn.case, added_by=by, added_at=turn.at, **told.facts())
    save(entry, by=by)
    engine.move(turn, detail=told.organisation.name)
    return entry


@act("scr.correct_chronology", "cr.correct_chronology")
@transaction.atomic
def correct_entry(
    *, case: Case, by: User, on: date, entry: ChronologyEntry, told: Happening, because: str, seen: int | None = None
) -> ChronologyEntry:
    """Corrects an entry; what it said before stays in its history, with the reason for the change (GEN-12).

    Raises ActRefused for an entry that no longer stands, without a reason, and for a rule that the correction breaks.
    """
    turn = engine.begin(case=case, act="correct_chronology", by=by, on=on, seen=seen)
    current = _standing(turn, entry)
    if not because.strip():
        raise ActRefused("Enter why the entry is corrected.", field="because")
    _check(told, on)
    for name, value in told.facts().items():
        setattr(current, name, value)
    current.corrected_because = because
    save(current, by=by)
    engine.move(turn, detail=told.organisation.name)
    return current


@act("scr.strike_chronology", "cr.strike_chronology")
@transaction.atomic
def strike_entry(*, case: Case, by: User, on: date, entry: ChronologyEntry, because: str) -> ChronologyEntry:
    """Strikes an entry out: it leaves the chronology and stays on record with the reason. Raises ActRefused without one."""
    turn = engine.begin(case=case, act="strike_chronology", by=by, on=on)
    current = _standing(turn, entry)
    if not because.strip():
        raise ActRefused("Enter why it is struck out.", field="because")
    current.struck_by, current.struck_on, current.struck_because = by, on, because
    save(current, by=by)
    engine.move(turn, detail=current.organisation.name)
    return current


@act("scr.comment_chronology", "cr.comment_chronology")
@transaction.atomic
def comment_on_entry(*, case: Case, by: User, on: date, entry: ChronologyEntry, text: str) -> ChronologyComment:
    """Adds a comment for the analysis to an entry. Raises ActRefused without a text, and for an entry that no longer stands."""
    turn = engine.begin(case=case, act="comment_chronology", by=by, on=on)
    current = _standing(turn, entry)
    if not text.strip():
        raise ActRefused("Enter your comment.", field="text")
    comment = ChronologyComment.objects.create(case=turn.case, entry=current, text=text, by=by, at=turn.at)
    engine.move(turn, detail=current.organisation.name)
    return comment


def _check(told: Happening, on: date) -> None:
    if fault := fault_of(told, on=on):
        field, says = fault
        raise ActRefused(f"{says}.", field=field)


def _standing(turn: Turn, entry: ChronologyEntry) -> ChronologyEntry:
    """The entry as it is now. Raises ActRefused for one of another case, struck out, or withdrawn with its import."""
    current = turn.case.chronology_entries.select_related("imported_in", "organisation").filter(pk=entry.pk).first()
    if current is None or not current.stands:
        raise ActRefused("This entry is no longer part of the chronology.")
    return current
