"""Does what was signed and stored still match what was recorded? Every content hash, every file, every seal is computed afresh.

Each part of the product names what it keeps with a hash (`verify_rows`), so that a new kind of signed row is looked at too.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models

from wscb.cases.enums import EditionState
from wscb.cases.models import (
    Decision,
    FormEdition,
    IndependenceDeclaration,
    Recommendation,
    TermsAgreement,
)
from wscb.cases.models.signed import Signed
from wscb.cases.seals import faults_of
from wscb.cases.signing import canonical, content_hash
from wscb.documents.models import StoredFile
from wscb.documents.seal_keys import SealUnreadable
from wscb.documents.store import FileDamaged, read
from wscb.keys.errors import KeyDestroyed, KeysError

#: What speaks against a row, as codes; nothing where it matches.
Check = Callable[[Any], list[str]]

_checks: dict[type[models.Model], Check] = {}
_AT_ONCE = 50
# What the content names by hash or version, and the row by its key.
_NAMED_OTHERWISE = {"recommendation", "report"}


@dataclass(frozen=True)
class Fault:
    """One row that does not match: its kind ("cases.decision"), its id, and what is wrong, as codes."""

    kind: str
    pk: UUID
    codes: tuple[str, ...]
    reference: str = ""


@dataclass(frozen=True)
class Verification:
    """What was looked at, by kind; what cannot be read any more because its key was destroyed; and what does not match."""

    looked_at: Counter[str]
    disposed: int
    faults: tuple[Fault, ...]

    @property
    def is_sound(self) -> bool:
        """Whether everything matches."""
        return not self.faults


def verify_rows(model: type[models.Model], check: Check) -> None:
    """Makes known how rows of a model are verified."""
    _checks[model] = check


def verified_models() -> frozenset[type[models.Model]]:
    """The models whose rows are verified."""
    return frozenset(_checks)


def verify() -> Verification:
    """Looks at every row. Takes as long as it takes to read every file; holds a few at a time."""
    looked_at: Counter[str] = Counter()
    disposed = 0
    faults = []
    for model, check in _checks.items():
        kind = model._meta.label_lower
        for row in _rows(model):
            looked_at[kind] += 1
            try:
                codes = check(row)
            except KeyDestroyed:
                disposed += 1
                continue
            except KeysError:
                codes = ["unreadable"]
            except SealUnreadable:
                codes = ["certificate_unreadable"]
            if codes:
                case = getattr(row, "case", None)
                faults.append(Fault(kind, row.pk, tuple(codes), case.reference if case else ""))
    return Verification(looked_at, disposed, tuple(faults))


def _rows(model: type[models.Model]) -> Iterator[models.Model]:
    links = [name for name in ("case", "data_key") if any(field.name == name for field in model._meta.fields)]
    rows = model._default_manager.select_related(*links).order_by("pk")
    yield from rows.iterator(chunk_size=_AT_ONCE)


def check_signed(row: Signed) -> list[str]:
    """Whether the content has the hash that was kept with it, and the row's own columns say what the content says."""
    codes = [] if content_hash(row.content) == row.content_hash else ["other_content"]
    columns = {field.name: field.attname for field in row._meta.concrete_fields} | {"signed_by": "signed_by_id"}
    said = {name: row.content[name] for name in row.content if name in columns and name not in _NAMED_OTHERWISE}
    if any(not _says_the_same(getattr(row, columns[name]), words) for name, words in said.items()):
        codes.append("other_columns")
    return codes


def _says_the_same(column: object, said: Any) -> bool:
    """Whether a column holds what the content says; a moment is the same in whatever time zone it was written down."""
    if isinstance(column, dt.datetime) and isinstance(said, str):
        try:
            said = dt.datetime.fromisoformat(said).astimezone(dt.UTC)
        except ValueError:
            return False
        column = column.astimezone(dt.UTC)
    return canonical({"": column}) == canonical({"": said})


def _check_decision(row: Decision) -> list[str]:
    advised = row.recommendation.content_hash if row.recommendation else None
    return check_signed(row) + ([] if row.content.get("recommendation") == advised else ["other_recommendation"])


def _check_declaration(row: IndependenceDeclaration) -> list[str]:
    return [] if content_hash(row.content) == row.content_hash else ["other_content"]


def _check_file(row: StoredFile) -> list[str]:
    try:
        read(row)
    except FileDamaged:
        return ["damaged"]
    return []


def _check_edition(row: FormEdition) -> list[str]:
    signed = row.recommendation or row.decision or row.agreement
    codes = [] if signed and signed.content_hash == row.decision_hash else ["other_decision"]
    if row.state != EditionState.READY or row.document is None:
        return codes
    try:
        return codes + faults_of(row, read(row.document.stored))
    except FileDamaged:
        return [*codes, "damaged"]


for _model in (Recommendation, TermsAgreement):
    verify_rows(_model, check_signed)
verify_rows(Decision, _check_decision)
verify_rows(IndependenceDeclaration, _check_declaration)
verify_rows(StoredFile, _check_file)
verify_rows(FormEdition, _check_edition)
