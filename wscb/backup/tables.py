"""The rows of a database as a back-up counts them: how many in each table, and one hash over them all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection

_AT_ONCE = 2000


@dataclass(frozen=True)
class Rows:
    """What a table holds: the number of its rows and the SHA-256 over all of their columns, in the order of its key."""

    number: int
    sha256: str


def rows_of_all() -> dict[str, dict[str, Any]]:
    """Every table of the database with its rows counted and hashed, as the transaction around the call sees them."""
    return {table: asdict(_rows(table)) for table in sorted(connection.introspection.table_names())}


def _rows(table: str) -> Rows:
    number, digest = 0, hashlib.sha256()
    for row in _select(table):
        number += 1
        digest.update(repr([_plain(value) for value in row]).encode())
    return Rows(number, digest.hexdigest())


def _select(table: str) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        columns = [column.name for column in connection.introspection.get_table_description(cursor, table)]
        keys = connection.introspection.get_primary_key_columns(cursor, table) or columns
    quote = connection.ops.quote_name
    asked = f"SELECT {', '.join(map(quote, columns))} FROM {quote(table)} ORDER BY {', '.join(map(quote, keys))}"  # noqa: S608
    with connection.chunked_cursor() as cursor:
        cursor.execute(asked)
        while batch := cursor.fetchmany(_AT_ONCE):
            yield from batch


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview | bytearray) else value
