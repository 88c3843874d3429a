"""MASTER_KEYS is read strictly, and told of in words that never repeat a key."""

import base64

import pytest

from wscb.keys.checks import master_keys_are_readable
from wscb.keys.errors import MasterKeysUnreadable, MasterKeyWrong
from wscb.keys.keyring import keyring, parse

GOOD = base64.b64encode(b"k" * 32).decode()
OTHER = base64.b64encode(b"j" * 32).decode()


def test_parse_first_key_is_current():
    ring = parse(f"2026:{GOOD}, 2025:{OTHER}")

    assert (ring.current_id, ring.current) == ("2026", b"k" * 32)
    assert ring.named("2025") == b"j" * 32


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "MASTER_KEYS is empty. Set it to id:key, where the key is 32 random bytes in base64."),
        (" , ", "MASTER_KEYS is empty. Set it to id:key, where the key is 32 random bytes in base64."),
        (GOOD, "MASTER_KEYS: key 1 is not written as id:key."),
        (f"a:{GOOD},:{GOOD}", "MASTER_KEYS: key 2 is not written as id:key."),
        (f"{'x' * 41}:{GOOD}", "MASTER_KEYS: key 1 is not written as id:key."),
        (f"a:{GOOD},a:{OTHER}", "MASTER_KEYS: the id “a” stands there twice."),
        ("a:not base64!", "MASTER_KEYS: the key “a” is not base64."),
        ("a:c2hvcnQ=", "MASTER_KEYS: the key “a” has 5 bytes instead of 32."),
    ],
)
def test_parse_unreadable_keys_are_told_plainly(text, told, settings):
    settings.MASTER_KEYS = text

    with pytest.raises(MasterKeysUnreadable) as error:
        keyring()

    assert str(error.value) == told
    assert [(message.id, message.msg) for message in master_keys_are_readable()] == [("keys.E001", told)]


def test_check_of_readable_keys_is_silent(settings):
    settings.MASTER_KEYS = f"a:{GOOD}"

    assert master_keys_are_readable() == []


def test_named_missing_key_says_what_to_do():
    with pytest.raises(MasterKeyWrong, match=r"“2024” is not in MASTER_KEYS.*rotate_master_key"):
        parse(f"2026:{GOOD}").named("2024")


def test_keyring_never_shows_its_keys():
    ring = parse(f"2026:{GOOD}")

    assert repr(ring) == "Keyring(current_id='2026')"
