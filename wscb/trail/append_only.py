"""Tables whose rows never change: declared on the model, held by database triggers.

    @append_only
    class Decision(models.Model): ...

Triggers refuse UPDATE and DELETE (on PostgreSQL TRUNCATE too) with IntegrityError. They are installed after each
migration, since SQLite's table rebuilds drop them silently, and checked at start.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

_Model = TypeVar("_Model", bound=type[models.Model])

_registered: dict[str, type[models.Model]] = {}

_FUNCTION = "append_only_refuse"
_LONGEST_NAME = 63  # PostgreSQL cuts longer names silently

_POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


class TriggersMissing(RuntimeError):
    """An append-only table is not protected by its triggers."""


def append_only(model: _Model) -> _Model:
    """Declare that rows of a model are written once. A class decorator."""
    _registered[model._meta.label] = model
    return model


def append_only_models() -> tuple[type[models.Model], ...]:
    """Return the models declared append-only, in the order of their labels."""
    return tuple(_registered[label] for label in sorted(_registered))


def install_triggers(using: str = DEFAULT_DB_ALIAS) -> None:
    """Install what is missing of the triggers on every append-only table that exists. May be run again."""
    connection = connections[using]
    missing = _missing(connection)
    if not missing:
        return
    with transaction.atomic(using=using), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL_FUNCTION)
        for table, trigger in missing:
            for statement in _create(connection, table, trigger):
                cursor.execute(statement)


def install_after_migrate(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """Receive ``post_migrate``: install the triggers that a migration left missing."""
    install_triggers(using)


def assert_triggers_installed(using: str = DEFAULT_DB_ALIAS) -> None:
    """Raise TriggersMissing, naming the tables, where a trigger is absent or switched off."""
    connection = connections[using]
    tables = {model._meta.db_table for model in append_only_models()}
    unprotected = sorted({table for table, _ in _missing(connection)} | (tables - _tables(connection)))
    if unprotected:
        names = ", ".join(unprotected)
        raise TriggersMissing(
            f"These tables may be changed although they are append-only: {names}. Run manage.py migrate as the owner."
        )


@contextmanager
def lifted(using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Take the triggers away and put them back. For the tests' flush between two tests, and for nothing else."""
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for table, trigger in _wanted(connection):
            cursor.execute(_drop(connection, table, trigger))
    try:
        yield
    finally:
        install_triggers(using)


def _tables(connection: BaseDatabaseWrapper) -> set[str]:
    return set(connection.introspection.table_names())


def _wanted(connection: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    """Return (table, trigger) for each append-only table that exists."""
    verbs = ["update", "delete"] + (["truncate"] if connection.vendor == "postgresql" else [])
    existing = _tables(connection)
    tables = [model._meta.db_table for model in append_only_models()]
    return [(table, f"no_{verb}_{table}"[:_LONGEST_NAME]) for table in tables if table in existing for verb in verbs]


def _missing(connection: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    """Return (table, trigger) of those absent; on PostgreSQL those switched off count as absent."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
                "JOIN pg_namespace n ON n.oid = c.relnamespace "
                "WHERE n.nspname = ANY (current_schemas(false)) AND t.tgenabled IN ('O', 'A') AND NOT t.tgisinternal"
            )
        else:
            cursor.execute("SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'")
        present = set(cursor.fetchall())
    return [wanted for wanted in _wanted(connection) if wanted not in present]


def _create(connection: BaseDatabaseWrapper, table: str, trigger: str) -> list[str]:
    """Return the statements that put one trigger in place, replacing one that is switched off."""
    quote = connection.ops.quote_name
    verb = trigger.split("_")[1].upper()
    if connection.vendor == "postgresql":
        level = "STATEMENT" if verb == "TRUNCATE" else "ROW"
        body = f"FOR EACH {level} EXECUTE FUNCTION {_FUNCTION}()"
    else:
        body = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only: {verb} refused'); END"
    create = f"CREATE TRIGGER {quote(trigger)} BEFORE {verb} ON {quote(table)} {body}"
    return [_drop(connection, table, trigger), create]


def _drop(connection: BaseDatabaseWrapper, table: str, trigger: str) -> str:
    quote = connection.ops.quote_name
    on_table = f" ON {quote(table)}" if connection.vendor == "postgresql" else ""
    return f"DROP TRIGGER IF EXISTS {quote(trigger)}{on_table}"
