"""Changing the master key, and destroying a data key."""

import datetime as dt

from django.db import transaction

from wscb import clock
from wscb.keys import cache
from wscb.keys.errors import KeysError
from wscb.keys.keyring import keyring
from wscb.keys.models import DataKey, Purpose
from wscb.keys.wrapping import unwrap, wrap
from wscb.trail.record import Actor, record

_BATCH = 200


def rotate_master_key(*, by: Actor, at: dt.datetime | None = None) -> int:
    """Wrap with the current master key every data key that an older one wraps; return how many.

    What the data keys sealed stays as it is. Works in batches of its own transactions and may be run again after an
    interruption. Raises MasterKeyWrong, before anything of its batch is changed, where an older key is missing.
    """
    rotated = 0
    while batch := _rotate_batch(by=by, at=at):
        rotated += batch
    return rotated


@transaction.atomic
def _rotate_batch(*, by: Actor, at: dt.datetime | None) -> int:
    older = DataKey.objects.select_for_update().exclude(master_key_id=keyring().current_id)
    keys = list(older.filter(destroyed_at__isnull=True).order_by("created_at")[:_BATCH])
    for key in keys:
        wrap(key, unwrap(key))
        key.save(update_fields=["wrapped", "master_key_id"])
    if keys:
        record("keys.rotated", by=by, facts={"master_key": keyring().current_id, "keys": len(keys)}, at=at)
    return len(keys)


@transaction.atomic
def destroy_key(*, key: DataKey, by: Actor, at: dt.datetime | None = None) -> DataKey:
    """Destroy a data key for good: what it sealed can never be read again. Returns it as it stands afterwards.

    Other requests notice when they next begin. Backups taken before stay readable until the master key of that time
    is changed and thrown away. Raises KeysError for the hash key, which belongs to no record.
    """
    locked = DataKey.objects.select_for_update().get(pk=key.pk)
    if locked.purpose == Purpose.HASH:
        raise KeysError("The key of the keyed hash belongs to every case and is not destroyed.")
    if not locked.is_destroyed:
        locked.wrapped = b""
        locked.destroyed_at = at or clock.now()
        locked.save(update_fields=["wrapped", "destroyed_at"])
        record("keys.destroyed", by=by, subject=locked, at=at)
    cache.forget_key(locked.pk)
    return locked
