"""The tables of an empty demo straight from the models, as the suite has them: migrating takes longer than all the rest.

That migrations give the same tables is held by `makemigrations --check`; they are recorded as done, so that a demo which is kept
is migrated from there on.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection


def prepare() -> None:
    """Brings the tables of the demo up to date, of an empty one by the short way."""
    if not connection.introspection.table_names():
        with _no_migrations():
            call_command("migrate", verbosity=0, interactive=False, run_syncdb=True)
        call_command("migrate", verbosity=0, interactive=False, fake=True)
    call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def _no_migrations() -> Iterator[None]:
    """Every app as one that has no migrations."""
    before = settings.MIGRATION_MODULES
    settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
    try:
        yield
    finally:
        settings.MIGRATION_MODULES = before
