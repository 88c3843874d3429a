"""The Celery application: the doorbell. Every job is a database row first; a lost message delays, never loses."""

import os

from celery import Celery
from celery.signals import worker_init

from wscb.start import assert_sound

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wscb.settings.board")

app = Celery("wscb")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
def assert_sound_at_start(**signal: object) -> None:
    """Keep a worker from starting on unprotected tables or with the wrong master key."""
    try:
        assert_sound()
    except Exception as error:
        raise SystemExit(str(error)) from error  # Celery logs and swallows any other exception of a signal
