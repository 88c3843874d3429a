"""The one place where append-only rows are taken away: after a test whose writes stay in the database."""

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.test import TransactionTestCase

from wscb.keys import cache
from wscb.trail.append_only import lifted

MADE_BY_MIGRATING = {"django_migrations", "django_content_type", "auth_permission"}


@pytest.fixture(scope="session", autouse=True)
def append_only_lifted_to_empty_tables() -> Iterator[None]:
    """Empty what a transactional test filled: Django would empty three hundred tables, and make the permissions anew."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda self: empty_tables())
        yield


@pytest.fixture(autouse=True)
def keys_forgotten() -> Iterator[None]:
    """Begin every test, as every request begins, without opened keys."""
    cache.forget_keys()
    yield
    cache.forget_keys()


def empty_tables() -> None:
    """Take every row away but those that migrating makes."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")  # no trigger fires
            _delete_all()
    else:
        with lifted(), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("PRAGMA defer_foreign_keys = ON")
            _delete_all()


def _delete_all() -> None:
    quoted = connection.ops.quote_name
    tables = sorted(set(connection.introspection.django_table_names(only_existing=True)) - MADE_BY_MIGRATING)
    filled = " UNION ALL ".join(f"SELECT '{one}' WHERE EXISTS (SELECT 1 FROM {quoted(one)})" for one in tables)
    with connection.cursor() as cursor:
        cursor.execute(filled)
        for (table,) in cursor.fetchall():
            cursor.execute(f"DELETE FROM {quoted(table)}")
