"""An organisation's chronology taken in as a whole, and withdrawn as a whole (GEN-12)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from simple_history.utils import bulk_create_with_history

from reviews.chronology.happening import Happening, fault_of
from reviews.models import ChronologyEntry, ChronologyImport, ColumnMatch
from wscb.cases import engine
from wscb.cases.actions.papers import keep, strike
from wscb.cases.enums import PaperKind
from wscb.cases.errors import ActRefused
from wscb.cases.models import Case
from wscb.cases.process.registry import act
from wscb.cases.recording import save
from wscb.documents.uploads import CheckedUpload
from wscb.keys.hashing import keyed_hash
from wscb.people.models import Organisation, User

_BATCH = 500


def content_hash(organisation: Organisation, rows: Sequence[tuple[int, Sequence[str]]]) -> str:
    """A keyed hash of every cell of an organisation's file: the same content gives the same, however it was saved."""
    cells = [list(cells) for _, cells in rows]
    text = json.dumps([str(organisation.pk), cells], ensure_ascii=False, separators=(",", ":"))
    return keyed_hash(text, context="chronology import")


def imported_already(case: Case, content: str) -> ChronologyImport | None:
    """The import of the same content into this case that has not been withdrawn."""
    return (
        case.chronology_imports.select_related("imported_by", "organisation")
        .filter(content_hash=content, withdrawn_on__isnull=True)
        .first()
    )


@act("scr.import_chronology", "cr.import_chronology")
@transaction.atomic
def import_entries(
    *,
    case: Case,
    by: User,
    on: date,
    organisation: Organisation,
    file_name: str,
    content: str,
    entries: Sequence[tuple[int, Happening]],
    columns: Mapping[str, str] | None = None,
    original: CheckedUpload | None = None,
) -> ChronologyImport:
    """Takes in every row of a file or none (GEN-12). `entries` are numbered by their rows in the file.

    `content` is its `content_hash`, `columns` what is remembered of its headings; `original` is the file, kept as a document.
    Raises ActRefused for content that stands in the chronology already, for no entry at all, and, naming the row, for an entry
    that breaks a rule.
    """
    turn = engine.begin(case=case, act="import_chronology", by=by, on=on)
    if imported_already(turn.case, content):
        raise ActRefused("This file has been imported already. Withdraw that import first.")
    if not entries:
        raise ActRefused("The file has no row to import.")
    for number, told in entries:
        if fault := fault_of(told, on=on):
            raise ActRefused(f"Row {number}: {fault[1]}.")
    title = f"Chronology of {organisation.name}, as it was sent"
    imported = ChronologyImport(
        case=turn.case, organisation=organisation, file_name=file_name, content_hash=content, rows=len(entries),
        imported_by=by, imported_at=turn.at,
        original=keep(turn, kind=PaperKind.CHRONOLOGY, title=title, upload=original) if original else None,
    )  # fmt: skip
    save(imported, by=by)
    person = User.objects.get(pk=by.pk)  # a request's user stands in for it, and is looked through for every row
    rows = [
        ChronologyEntry(
            case=turn.case, imported_in=imported, row_number=number, added_by=person, added_at=turn.at, **told.facts()
        )
        for number, told in entries
    ]
    bulk_create_with_history(rows, ChronologyEntry, batch_size=_BATCH, default_user=person, default_date=turn.at)
    if columns is not None:
        _remember(organisation, columns, by)
    engine.move(turn, detail=f"{organisation.name}: {len(rows):,} entries")
    return imported


def _remember(organisation: Organisation, columns: Mapping[str, str], by: User) -> None:
    match = ColumnMatch.objects.filter(organisation=organisation).first() or ColumnMatch(organisation=organisation)
    merged = {**match.columns, **columns}
    if merged != match.columns:
        match.columns = merged
        save(match, by=by)


@act("scr.withdraw_chronology", "cr.withdraw_chronology")
@transaction.atomic
def withdraw_import(*, case: Case, by: User, on: date, imported: ChronologyImport, because: str) -> ChronologyImport:
    """Takes a whole import out of the chronology: its entries stay on record with the reason, and its file is struck out (GEN-12).

    Raises ActRefused for one that was withdrawn before, and without a reason.
    """
    turn = engine.begin(case=case, act="withdraw_chronology", by=by, on=on)
    current = turn.case.chronology_imports.select_for_update().filter(pk=imported.pk).first()
    if current is None or current.withdrawn_on is not None:
        raise ActRefused("This import has been withdrawn already.")
    if not because.strip():
        raise ActRefused("Enter why the import is withdrawn.", field="because")
    current.withdrawn_by, current.withdrawn_on, current.withdrawn_because = by, on, because
    save(current, by=by)
    if current.original is not None:
        strike(turn, current.original, because=because)
    engine.move(turn, detail=f"{current.organisation.name}: {current.rows:,} entries")
    return current
