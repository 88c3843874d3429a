"""Append-only tables are so in the database, whoever writes to it."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction

from tests.trail_fixtures import lifted
from wscb.trail import append_only
from wscb.trail.models import Entry, Seal
from wscb.trail.record import SYSTEM, record

pytestmark = pytest.mark.django_db

ON_POSTGRESQL = connection.vendor == "postgresql"


@pytest.fixture
def entry():
    return record("refused", by=SYSTEM)


def execute(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "statement",
    ["UPDATE trail_entry SET kind = 'other'", "DELETE FROM trail_entry", "UPDATE trail_entry SET facts = facts"],
)
def test_append_only_rows_refuse_change_by_raw_sql(entry, statement):
    with pytest.raises(IntegrityError, match="trail_entry is append-only"):
        execute(statement)

    assert Entry.objects.get().kind == "refused"


@pytest.mark.postgres
def test_append_only_table_refuses_truncate(entry):
    with pytest.raises(IntegrityError, match="append-only: TRUNCATE refused"):
        execute("TRUNCATE trail_entry CASCADE")


def test_append_only_rows_refuse_change_through_the_models(entry):
    entry.kind = "other"
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.delete()


def test_assert_triggers_installed_finds_a_missing_one():
    on_table = " ON trail_seal" if ON_POSTGRESQL else ""
    execute(f"DROP TRIGGER no_delete_trail_seal{on_table}")

    with pytest.raises(append_only.TriggersMissing, match=r"append-only: trail_seal\."):
        append_only.assert_triggers_installed()

    append_only.install_triggers()
    append_only.assert_triggers_installed()


@pytest.mark.postgres
def test_assert_triggers_installed_finds_one_switched_off():
    execute("ALTER TABLE trail_entry DISABLE TRIGGER no_update_trail_entry")

    with pytest.raises(append_only.TriggersMissing, match="trail_entry"):
        append_only.assert_triggers_installed()

    append_only.install_triggers()
    append_only.assert_triggers_installed()


def test_assert_triggers_installed_finds_a_missing_table():
    with transaction.atomic():
        append_only._registered["trail.Ghost"] = _ghost()
        try:
            with pytest.raises(append_only.TriggersMissing, match="trail_ghost"):
                append_only.assert_triggers_installed()
        finally:
            del append_only._registered["trail.Ghost"]


def _ghost():
    class Ghost(models.Model):
        class Meta:
            app_label = "trail_tests"
            db_table = "trail_ghost"

    return Ghost


def test_install_triggers_again_changes_nothing(django_assert_num_queries):
    append_only.install_triggers()

    with django_assert_num_queries(2):  # which triggers, which tables
        append_only.install_triggers()


def test_lifted_puts_back_after_an_error(entry):
    with pytest.raises(RuntimeError, match="on the way"), lifted():
        execute("UPDATE trail_entry SET kind = 'changed'")
        raise RuntimeError("on the way")

    append_only.assert_triggers_installed()
    assert Entry.objects.get().kind == "changed"


@pytest.mark.django_db(transaction=True)
def test_migration_puts_triggers_back():
    with lifted():
        call_command("migrate", verbosity=0)

        append_only.assert_triggers_installed()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_flush_between_tests_empties_and_protects(turn):
    append_only.assert_triggers_installed()
    assert not Entry.objects.exists()

    record("refused", by=SYSTEM)  # what the next turn must not find


def test_append_only_models_are_of_the_product():
    assert {Entry, Seal} <= set(append_only.append_only_models())
    assert all(model in apps.get_models() for model in append_only.append_only_models())
