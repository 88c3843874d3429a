"""What was changed in words: which record, what stood before and what since, by whom, when, and why where it was said."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import models
from django.utils import formats, timezone

from wscb import dates
from wscb.cases.models import Case, CaseEvent, Subject
from wscb.cases.telling import Told
from wscb.keys.errors import KeysError
from wscb.keys.fields import SealedField
from wscb.people.models import Area, Organisation, Panel, User

ALL = frozenset({"plain", "identifying", "narrative"})
PLAIN = frozenset({"plain"})
KEPT_BACK = "not shown to you"
UNREADABLE = "can no longer be read"
NOTHING = "nothing"
_TOGETHER = dt.timedelta(seconds=3)
"""How far the moments of an act and of a row that it wrote may lie apart."""
_DONE = {"+": "Added", "~": "Changed", "-": "Taken away"}
_NAMED: dict[type[models.Model], str] = {
    User: "name",
    Organisation: "name",
    Area: "name",
    Panel: "name",
    Subject: "ordinal",
}


@dataclass(frozen=True)
class FieldChange:
    """One field in words; `before` is None for a row that was added."""

    label: str
    before: str | None
    after: str


@dataclass(frozen=True)
class Change:
    """One row of a history in words."""

    at: dt.datetime | dt.date
    by: str
    record: str
    done: str
    fields: tuple[FieldChange, ...]
    during: str = ""
    because: str = ""
    code: str = ""


@dataclass(frozen=True)
class _Version:
    """A row of a history beside the one before it."""

    told: Told
    now: Any
    before: Any | None
    kind: str
    at: dt.datetime | dt.date
    by: UUID | None


@dataclass(frozen=True)
class _Reader:
    """What the wording of one page needs: whose case, what the reader may read, and what ids are called."""

    case: Case | None
    reads: Collection[str]
    names: dict[tuple[type[models.Model], Any], str]


def changes_of_case(case: Case, told: Sequence[Told], *, reads: Collection[str]) -> list[Change]:
    """Every change of the case's records, the last first. `reads` are the kinds of field (`privacy`) whose values are told.

    One query for each model, one for each kind of thing that is named, and one for the acts.
    """
    versions = [version for one in told if one.case for version in _versions(one, {one.case: case.pk})]
    events = list(case.events.all())
    return [_with_act(change, by, events, case) for change, by in _worded(versions, case, reads)]


def changes_of_records(told: Sequence[tuple[Told, dict[str, Any]]], *, reads: Collection[str]) -> list[Change]:
    """Every change of the records that the filters find, the last first: those of a person, or of an organisation."""
    versions = [version for one, which in told for version in _versions(one, which)]
    return [change for change, _by in _worded(versions, None, reads)]


def word(version: _Version, reader: _Reader) -> Change | None:
    """One row of a history in words; None where nothing that is told has changed."""
    told = version.told
    fields = tuple(_fields(version, reader))
    if not fields and version.kind == "~":
        if not told.unkept:
            return None
        fields = (FieldChange(told.unkept, None, ""),)
    which = " ".join(_value(told, version.now, name, reader) for name in told.called)
    return Change(
        at=version.at,
        by=reader.names.get((User, version.by), "The system"),
        record=f"{told.noun} {which}".strip()
        if told.called == ("ordinal",)
        else ": ".join(filter(None, [told.noun, which])),
        done=_DONE[version.kind],
        fields=fields,
        code=told.code,
    )


def _worded(
    versions: list[_Version], case: Case | None, reads: Collection[str]
) -> Iterator[tuple[Change, UUID | None]]:
    reader = _Reader(case, reads, _names(versions))
    placed = sorted(enumerate(versions), key=lambda pair: (_moment(pair[1].at), pair[0]), reverse=True)
    for _place, version in placed:
        if (change := word(version, reader)) is not None:
            yield change, version.by


def _versions(told: Told, which: dict[str, Any]) -> list[_Version]:
    """The rows of a model, each with the one before it, in the order in which they were written. One query."""
    if told.once:
        rows = told.model._default_manager.filter(**which)
        return [_Version(told, row, None, "+", getattr(row, told.at), getattr(row, f"{told.by}_id")) for row in rows]
    found: list[_Version] = []
    last: dict[Any, Any] = {}
    key = told.model._meta.pk.attname
    for row in told.model.history.filter(**which).order_by("history_id"):  # type: ignore[attr-defined]
        mine = getattr(row, key)
        found.append(_Version(told, row, last.get(mine), row.history_type, row.history_date, row.history_user_id))
        last[mine] = row
    return found


def _fields(version: _Version, reader: _Reader) -> Iterator[FieldChange]:
    told = version.told
    if version.kind == "-":
        return
    for name, label in told.fields.items():
        if version.kind == "+":
            if not _is_empty(version.now, told, name):
                yield FieldChange(label, None, _shown(told, version.now, name, reader))
        elif _differs(version, name):
            before = _shown(told, version.before, name, reader) if version.before is not None else ""
            yield FieldChange(label, before, _shown(told, version.now, name, reader))


def _shown(told: Told, row: Any, name: str, reader: _Reader) -> str:
    return _value(told, row, name, reader) if told.privacy(name) in reader.reads else KEPT_BACK


def _value(told: Told, row: Any, name: str, reader: _Reader) -> str:
    field = told.model._meta.get_field(name)
    try:
        value = getattr(row, getattr(field, "attname", name))
    except KeysError:
        return UNREADABLE
    if value in (None, "", []):
        return NOTHING
    if name in told.values:
        return told.values[name](reader.case, value)
    if field.is_relation and field.related_model in _NAMED:
        called = reader.names.get((field.related_model, value), "")
        return f"Child {called}" if field.related_model is Subject else called
    return _plain(value, dict(getattr(field, "flatchoices", None) or ()))


def _plain(value: Any, choices: dict[Any, Any]) -> str:
    if value in choices:
        return str(choices[value])
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, dt.datetime):
        local = timezone.localtime(value)
        return f"{formats.date_format(local, 'j F Y')} at {local:%H:%M}"
    if isinstance(value, dt.date):
        return dates.long_date(value)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _is_empty(row: Any, told: Told, name: str) -> bool:
    value = _raw(row, told, name)
    return value in (None, "", b"", [], False)


def _differs(version: _Version, name: str) -> bool:
    """Whether a field's value changed: sealed afresh with the same words, it did not."""
    told = version.told
    if version.before is None or _raw(version.before, told, name) == _raw(version.now, told, name):
        return version.before is None
    if not isinstance(told.model._meta.get_field(name), SealedField):
        return True
    try:
        return bool(getattr(version.before, name) != getattr(version.now, name))
    except KeysError:
        return True


def _raw(row: Any, told: Told, name: str) -> Any:
    """The value as it came from the database: what is sealed stays so."""
    return row.__dict__.get(getattr(told.model._meta.get_field(name), "attname", name))


def _names(versions: Iterable[_Version]) -> dict[tuple[type[models.Model], Any], str]:
    """What the people and organisations in these rows are called: one query for each kind that there is."""
    wanted: dict[type[models.Model], set[Any]] = defaultdict(set)
    for version in versions:
        wanted[User].add(version.by)
        for name in version.told.fields:
            field = version.told.model._meta.get_field(name)
            if field.is_relation and field.related_model in _NAMED:
                wanted[field.related_model].add(_raw(version.now, version.told, name))
                if version.before is not None:
                    wanted[field.related_model].add(_raw(version.before, version.told, name))
    return {
        (model, pk): str(name)
        for model, ids in wanted.items()
        for pk, name in model._default_manager.filter(pk__in=ids - {None}).values_list("pk", _NAMED[model])
    }


def _with_act(change: Change, by: UUID | None, events: list[CaseEvent], case: Case) -> Change:
    """The change with the act that made it, and the reasons given with that."""
    near = [event for event in events if event.by_id == by and abs(event.at - _moment(change.at)) <= _TOGETHER]
    if not near:
        return change
    event = min(near, key=lambda one: abs(one.at - _moment(change.at)))
    return replace(change, during=case.table.act(event.act).title, because=event.detail)


def _moment(at: dt.datetime | dt.date) -> dt.datetime:
    return at if isinstance(at, dt.datetime) else dt.datetime.combine(at, dt.time(), tzinfo=dates.LONDON)
