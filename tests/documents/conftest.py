"""A place for files of one test alone, somebody who uploads, and a key."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages

from wscb.keys.models import DataKey
from wscb.keys.wrapping import new_key
from wscb.people.models import User


@pytest.fixture
def file_folder(settings: Any, tmp_path: Path) -> Path:
    """The folder in which the store keeps its files."""
    folder = tmp_path / "cases"
    backend = {**settings.STORAGES["cases"], "OPTIONS": {"location": str(folder)}}
    settings.STORAGES = {**settings.STORAGES, "cases": backend}
    assert storages["cases"].path("x") == str(folder / "x")
    return folder


@pytest.fixture
def uploader(db: None) -> User:
    return User.objects.create_user("manager@wscb.example", "Joan Whitfield")


@pytest.fixture
def key(db: None) -> DataKey:
    return new_key()
