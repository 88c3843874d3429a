"""Tables of the tests' own models, and master keys to change."""

import pytest
from django.db import connection

from tests.keys.master_keys import master_key
from tests.keys.sealed_models import MODELS, Folder
from wscb.keys.owners import register_owner
from wscb.keys.wrapping import new_key


@pytest.fixture(scope="session")
def sealed_tables(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        for model in MODELS:
            editor.create_model(model)
    register_owner("folder", lambda folder_id: Folder.objects.select_related("data_key").get(pk=folder_id).data_key)
    yield
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        for model in reversed(MODELS):
            editor.delete_model(model)


@pytest.fixture
def folder(db, sealed_tables):
    return Folder.objects.create(data_key=new_key(), title="Ashdown")


@pytest.fixture
def old_master(settings):
    settings.MASTER_KEYS = master_key("2025", b"o")
    return settings.MASTER_KEYS


@pytest.fixture
def new_master():
    return master_key("2026", b"n")
