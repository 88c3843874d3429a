"""The demo on one's own machine: SQLite, file broker, mail to files. Refuses anything that looks like a board."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from wscb.settings import demo_guard, files, log
from wscb.settings.base import *

demo_guard.refuse_board_environment(os.environ)

DATA_DIR = Path(os.environ.get("DATA_DIR", "var/demo"))
if not DATA_DIR.is_absolute():
    DATA_DIR = BASE_DIR / DATA_DIR
PORT = os.environ.get("PORT", "8000")
if not PORT.isdigit():
    raise ImproperlyConfigured(f"PORT must be a number, and is {PORT!r}.")

_secrets = demo_guard.secrets_of(DATA_DIR)
SECRET_KEY = _secrets["SECRET_KEY"]
MASTER_KEYS = _secrets["MASTER_KEYS"]
SEAL_CERTIFICATE = _secrets["SEAL_CERTIFICATE"]
SEAL_KEY = _secrets["SEAL_KEY"]

OFFICE_HOST = "localhost"
PUBLIC_HOST = "public.localhost"
OFFICE_URL = f"http://{OFFICE_HOST}:{PORT}"
PUBLIC_URL = f"http://{PUBLIC_HOST}:{PORT}"
ALLOWED_HOSTS = [OFFICE_HOST, PUBLIC_HOST]
MFA_REQUIRED = False

INSTALLED_APPS = [*INSTALLED_APPS, "wscb.demo"]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA_DIR / "wscb.sqlite3",
        "OPTIONS": SQLITE_OPTIONS,
    },
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = files.storages(data_dir=DATA_DIR, static=files.STATIC_MANIFEST)
STATIC_ROOT = DATA_DIR / "static"

EMAIL_BACKEND = "wscb.demo.mailbox.FileBackend"
DEFAULT_FROM_EMAIL = f"{BOARD_NAME} <noreply@wscb.example>"

_broker = DATA_DIR / "broker"
for _folder in (_broker / "queue", _broker / "control"):
    _folder.mkdir(parents=True, exist_ok=True)
CELERY_BROKER_URL = "filesystem://"
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "data_folder_in": str(_broker / "queue"),
    "data_folder_out": str(_broker / "queue"),
    "control_folder": str(_broker / "control"),
}
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")

LOGGING = log.configure(json=False, level=os.environ.get("LOG_LEVEL", "WARNING"))
