"""Data keys: wrapped, rotated, destroyed, and told of at start when they do not open."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from tests.keys.master_keys import master_key
from wscb.keys import actions, cache
from wscb.keys.checks import assert_keys_open
from wscb.keys.errors import KeyDestroyed, KeysError, MasterKeyWrong, SealBroken
from wscb.keys.hashing import keyed_hash
from wscb.keys.models import DataKey, Purpose
from wscb.keys.sealing import open_sealed, seal
from wscb.keys.wrapping import new_key, unwrap
from wscb.trail.models import Entry
from wscb.trail.record import SYSTEM

pytestmark = pytest.mark.django_db

CONTEXT = "reviews.recommendation.reasons"


# Sealing


def test_sealed_bytes_open_in_their_own_place_only():
    key, other = new_key(), new_key()
    sealed = seal(key, b"what was said", context=CONTEXT)

    assert b"what was said" not in sealed
    assert open_sealed(key, sealed, context=CONTEXT) == b"what was said"
    for wrong in (
        lambda: open_sealed(key, sealed, context="reviews.decision.reasons"),
        lambda: open_sealed(other, sealed, context=CONTEXT),
        lambda: open_sealed(key, sealed[:-1] + bytes([sealed[-1] ^ 1]), context=CONTEXT),
        lambda: open_sealed(key, b"\x02" + sealed[1:], context=CONTEXT),
        lambda: open_sealed(key, b"", context=CONTEXT),
        lambda: open_sealed(key, sealed[:8], context=CONTEXT),
    ):
        with pytest.raises(SealBroken):
            wrong()


def test_seal_twice_gives_different_bytes():
    key = new_key()

    assert seal(key, b"same", context=CONTEXT) != seal(key, b"same", context=CONTEXT)


def test_wrapping_is_bound_to_its_key(old_master):
    key, other = new_key(), new_key()
    other.wrapped = key.wrapped

    with pytest.raises(MasterKeyWrong, match="does not open the data key"):
        unwrap(other)


def test_data_key_is_stored_wrapped_only():
    key = new_key()
    plain = cache.known_key(key.pk)

    assert plain is not None
    assert plain not in bytes(DataKey.objects.get(pk=key.pk).wrapped)
    assert unwrap(DataKey.objects.get(pk=key.pk)) == plain


# Rotation


def test_rotation_keeps_what_was_sealed_and_needs_the_old_key_no_longer(settings, old_master, new_master):
    key = new_key()
    sealed = seal(key, b"what was said", context=CONTEXT)
    hashed = keyed_hash("9434765919")
    settings.MASTER_KEYS = f"{new_master},{old_master}"

    assert actions.rotate_master_key(by=SYSTEM) == 2

    settings.MASTER_KEYS = new_master
    cache.forget_keys()
    key.refresh_from_db()
    assert key.master_key_id == "2026"
    assert open_sealed(key, sealed, context=CONTEXT) == b"what was said"
    assert keyed_hash("9434765919") == hashed
    assert [entry.facts for entry in Entry.objects.filter(kind="keys.rotated")] == [{"master_key": "2026", "keys": 2}]


def test_rotation_in_batches_reaches_all_and_again_does_nothing(settings, old_master, new_master, monkeypatch):
    monkeypatch.setattr(actions, "_BATCH", 2)
    for _ in range(5):
        new_key()
    actions.destroy_key(key=new_key(), by=SYSTEM)
    settings.MASTER_KEYS = f"{new_master},{old_master}"

    assert [actions.rotate_master_key(by=SYSTEM), actions.rotate_master_key(by=SYSTEM)] == [5, 0]
    assert DataKey.objects.filter(master_key_id="2026").count() == 5


def test_rotation_without_the_old_key_changes_nothing(settings, old_master, new_master):
    key = new_key()
    settings.MASTER_KEYS = new_master

    with pytest.raises(MasterKeyWrong, match="“2025” is not in MASTER_KEYS"):
        actions.rotate_master_key(by=SYSTEM)

    assert DataKey.objects.get(pk=key.pk).wrapped == key.wrapped


def test_rotate_master_key_command_says_what_may_go(settings, old_master, new_master, capsys):
    new_key()
    settings.MASTER_KEYS = f"{new_master},{old_master}"

    call_command("rotate_master_key")

    assert capsys.readouterr().out == (
        "1 data keys were wrapped with the master key “2026”.\n"
        "Nothing needs these any longer; take them out of MASTER_KEYS: 2025.\n"
    )


def test_rotate_master_key_command_without_the_old_key_fails_plainly(settings, old_master, new_master):
    new_key()
    settings.MASTER_KEYS = new_master

    with pytest.raises(CommandError, match="“2025” is not in MASTER_KEYS"):
        call_command("rotate_master_key")


# Destruction


def test_destroyed_key_opens_nothing_ever_again():
    key = new_key()
    sealed = seal(key, b"what was said", context=CONTEXT)
    at = dt.datetime(2061, 6, 12, tzinfo=dt.UTC)

    destroyed = actions.destroy_key(key=key, by=SYSTEM, at=at)

    assert (bytes(destroyed.wrapped), destroyed.destroyed_at) == (b"", at)
    with pytest.raises(KeyDestroyed):
        open_sealed(destroyed, sealed, context=CONTEXT)
    with pytest.raises(KeyDestroyed):
        seal(DataKey.objects.get(pk=key.pk), b"more", context=CONTEXT)
    assert [entry.subject_id for entry in Entry.objects.filter(kind="keys.destroyed")] == [key.pk]


def test_destroy_key_again_changes_nothing():
    key = actions.destroy_key(key=new_key(), by=SYSTEM)

    assert actions.destroy_key(key=key, by=SYSTEM).destroyed_at == key.destroyed_at
    assert Entry.objects.filter(kind="keys.destroyed").count() == 1


def test_destroy_key_of_the_keyed_hash_is_refused():
    keyed_hash("9434765919")

    with pytest.raises(KeysError, match="belongs to every case"):
        actions.destroy_key(key=DataKey.objects.get(purpose=Purpose.HASH), by=SYSTEM)


@pytest.mark.parametrize("change", [{"wrapped": b""}, {"destroyed_at": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)}])
def test_data_key_half_destroyed_is_refused_by_the_database(change):
    key = new_key()
    for name, value in change.items():
        setattr(key, name, value)

    with pytest.raises(IntegrityError), transaction.atomic():
        key.save()


# At start


def test_assert_keys_open_with_the_right_keys(settings, old_master, new_master):
    new_key()
    settings.MASTER_KEYS = f"{new_master},{old_master}"
    new_key()
    actions.destroy_key(key=new_key(), by=SYSTEM)

    assert_keys_open()


def test_assert_keys_open_lost_key(settings, old_master, new_master):
    new_key()
    settings.MASTER_KEYS = new_master

    with pytest.raises(MasterKeyWrong, match="“2025” is not in MASTER_KEYS"):
        assert_keys_open()


def test_assert_keys_open_wrong_key_under_the_same_name(settings, old_master):
    new_key()
    settings.MASTER_KEYS = master_key("2025", b"x")

    with pytest.raises(MasterKeyWrong, match="not the key under which this database was written"):
        assert_keys_open()


def test_assert_keys_open_looks_at_every_master_key_in_use(settings, old_master, new_master):
    new_key()
    settings.MASTER_KEYS = f"{new_master},{old_master}"
    new_key()
    settings.MASTER_KEYS = f"{new_master},{master_key('2025', b'x')}"

    with pytest.raises(MasterKeyWrong, match="“2025”"):
        assert_keys_open()


# Keyed hash


def test_keyed_hash_is_stable_and_tells_texts_and_contexts_apart():
    first = keyed_hash("9434765919")
    cache.forget_keys()

    assert keyed_hash("9434765919") == first
    assert len({first, keyed_hash("9434765918"), keyed_hash("9434765919", context="other")}) == 3
    assert DataKey.objects.filter(purpose=Purpose.HASH).count() == 1


def test_keyed_hash_asks_for_its_key_once(django_assert_num_queries):
    keyed_hash("9434765919")
    cache.forget_keys()

    with django_assert_num_queries(1):
        keyed_hash("9434765919")
        keyed_hash("9434765918")


def test_keyed_hash_has_one_key_only():
    keyed_hash("9434765919")

    with pytest.raises(IntegrityError), transaction.atomic():
        new_key(Purpose.HASH)
