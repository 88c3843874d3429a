"""Web and worker start on a sound database only."""

from datetime import timedelta

import pytest
from celery.signals import worker_init

from tests.keys.master_keys import master_key
from tests.trail_fixtures import lifted
from wscb import clock
from wscb.celery import assert_sound_at_start
from wscb.deploy import seal_certificate
from wscb.documents.seal_keys import SealUnreadable
from wscb.keys.errors import MasterKeyWrong
from wscb.keys.wrapping import new_key
from wscb.start import assert_sound
from wscb.trail.append_only import TriggersMissing

pytestmark = pytest.mark.django_db(transaction=True)  # the check closes the connections before processes fork


def test_start_on_a_sound_database():
    new_key()

    assert_sound()
    assert_sound_at_start()


def test_start_without_triggers_is_refused():
    with lifted(), pytest.raises(TriggersMissing, match=r"trail_entry.*manage\.py migrate as the owner"):
        assert_sound()


def test_start_with_a_wrong_master_key_is_refused(settings):
    settings.MASTER_KEYS = master_key("2025", b"o")
    new_key()
    settings.MASTER_KEYS = master_key("2026", b"n")

    with pytest.raises(MasterKeyWrong, match="“2025” is not in MASTER_KEYS"):
        assert_sound()
    with pytest.raises(SystemExit, match="“2025” is not in MASTER_KEYS"):  # the one exception that Celery lets through
        assert_sound_at_start()
    assert any(reference() is assert_sound_at_start for _, reference in worker_init.receivers)


def test_start_with_the_key_of_another_certificate_is_refused(settings):
    now = clock.now()
    settings.SEAL_KEY = seal_certificate.make("Another Board", begins=now, ends=now + timedelta(days=1))[1]

    with pytest.raises(SealUnreadable, match="SEAL_KEY is not the key of the certificate"):
        assert_sound()
    with pytest.raises(SystemExit, match="SEAL_KEY is not the key of the certificate"):
        assert_sound_at_start()
