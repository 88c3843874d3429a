"""A query that is composed once and then asked with other values.

Django composes a query anew each time it is asked. For one of a dozen subqueries that every page asks, composing takes twenty
times as long as answering. Here the rule stays written as a queryset; its SQL is kept for each shape of its values: how many
there are of each, and which are missing.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from datetime import date, timedelta
from typing import Any, TypeAlias
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

Single: TypeAlias = UUID | date
Value: TypeAlias = Single | frozenset[UUID] | None
Rule: TypeAlias = Callable[..., QuerySet[Any]]

_COMPOSED: dict[Hashable, tuple[str, tuple[Any, ...]]] = {}


def subquery(rule: Rule, *values: Value) -> RawSQL:
    """What `rule(*values)` selects, to be compared with: `pk__in=subquery(...)`.

    The rule may do nothing with its values but compare fields with them: it is called once for each shape, with stand-ins.
    Raises `EmptyResultSet`, each time, for a shape with which it can select nothing, and ValueError for a rule that leaves a value
    out or makes another one of it: it would ask with what it made of a stand-in, whoever asks.
    """
    return RawSQL(*_asked(rule, values))  # noqa: S611 # Django composed it, and the values stay parameters


def rows(rule: Rule, *values: Value) -> list[tuple[Any, ...]]:
    """What `rule(*values)` selects, as the driver gives it: a UUID on SQLite as its digits. Otherwise as `subquery`."""
    with connection.cursor() as cursor:
        cursor.execute(*_asked(rule, values))
        return list(cursor.fetchall())


def as_uuid(given: UUID | str) -> UUID:
    """A UUID that `rows` gave."""
    return given if isinstance(given, UUID) else UUID(given)


def _asked(rule: Rule, values: tuple[Value, ...]) -> tuple[str, list[Any]]:
    key = (connection.vendor, rule, *map(_shape, values))
    if key not in _COMPOSED:
        _COMPOSED[key] = _compose(rule, values)
    sql, places = _COMPOSED[key]
    given = [_adapted(one) for one in _singles(values)]
    return sql, [given[place] if isinstance(place, _Place) else place for place in places]


class _Place(int):
    """Where among the given values the one stands that belongs here; anything else is a constant of the rule's own."""


def _compose(rule: Rule, values: tuple[Value, ...]) -> tuple[str, tuple[Any, ...]]:
    stand_ins = iter(_stand_ins(list(_singles(values))))
    filled = tuple(_filled(value, stand_ins) for value in values)
    places = {_adapted(one): _Place(place) for place, one in enumerate(_singles(filled))}
    sql, params = rule(*filled).query.get_compiler(connection=connection).as_sql()
    if lost := places.keys() - set(params):
        raise ValueError(f"{rule.__name__} does not compare {len(lost)} of its values with a field as they are")
    return sql, tuple(places.get(param, param) for param in params)


def _filled(value: Value, stand_ins: Iterator[Any]) -> Value:
    if isinstance(value, frozenset):
        return frozenset(next(stand_ins) for _ in value)
    return None if value is None else next(stand_ins)


def _stand_ins(singles: list[Single]) -> Iterator[Any]:
    """Values of the same kinds, in the same order, that no rule has as constants of its own."""
    for number, one in enumerate(singles, start=1):
        yield UUID(int=number) if isinstance(one, UUID) else date.min + timedelta(days=number)


def _singles(values: tuple[Value, ...]) -> Iterator[Single]:
    for value in values:
        if isinstance(value, frozenset):
            yield from sorted(value)
        elif value is not None:
            yield value


def _shape(value: Value) -> int | bool:
    return len(value) if isinstance(value, frozenset) else value is None


def _adapted(single: Single) -> Any:
    """A value as the database's driver takes it."""
    if isinstance(single, UUID):
        return single if connection.features.has_native_uuid_field else single.hex
    return connection.ops.adapt_datefield_value(single)
