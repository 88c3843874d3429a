"""Checks at start: a wrong or lost master key is told before anybody meets it on a page."""

from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import DEFAULT_DB_ALIAS

from wscb.keys.errors import KeysError
from wscb.keys.keyring import keyring
from wscb.keys.models import DataKey
from wscb.keys.wrapping import unwrap


def assert_keys_open(using: str = DEFAULT_DB_ALIAS) -> None:
    """Open one data key, the newest, of each master key in use. For the start of web and worker.

    Raises MasterKeysUnreadable, MasterKeyWrong.
    """
    keyring()
    live = DataKey.objects.using(using).filter(destroyed_at__isnull=True).order_by()
    for master_key_id in live.values_list("master_key_id", flat=True).distinct():
        newest = live.filter(master_key_id=master_key_id).order_by("-created_at").first()
        if newest is not None:
            unwrap(newest)


def master_keys_are_readable(**kwargs: Any) -> list[CheckMessage]:
    """Check that MASTER_KEYS can be read, without a database."""
    try:
        keyring()
    except KeysError as error:
        return [Error(str(error), id="keys.E001")]
    return []
