"""The suite: SQLite and memory by itself; PostgreSQL and Redis where TEST_DATABASE_URL and TEST_REDIS_URL are given."""

import atexit
import base64
import datetime as dt
import os
import shutil
import tempfile
from pathlib import Path

import environ

from wscb.deploy import seal_certificate
from wscb.settings import files, log
from wscb.settings.base import *

env = environ.Env()

SECRET_KEY = "only-for-tests-" + "x" * 50
MASTER_KEYS = "test:" + base64.b64encode(b"only for tests, 32 bytes long...").decode()

if env.str("TEST_DATA_DIR", default=""):  # a worker process started by a test shares the test's folder
    DATA_DIR = Path(env.str("TEST_DATA_DIR"))
else:
    DATA_DIR = Path(tempfile.mkdtemp(prefix="wscb-test-"))
    atexit.register(shutil.rmtree, DATA_DIR, ignore_errors=True)

# Made anew by every process: what one seals no other looks at, but for a worker that shares the test's folder.
if not (DATA_DIR / "seal").exists():
    _ALWAYS = {"begins": dt.datetime(2000, 1, 1, tzinfo=dt.UTC), "ends": dt.datetime(2090, 1, 1, tzinfo=dt.UTC)}
    seal_certificate.keep(DATA_DIR / "seal", *seal_certificate.make(f"Invented {BOARD_NAME}", **_ALWAYS))
SEAL_CERTIFICATE = str(DATA_DIR / "seal" / seal_certificate.CERTIFICATE)
SEAL_KEY = str(DATA_DIR / "seal" / seal_certificate.KEY)

OFFICE_HOST = "localhost"
PUBLIC_HOST = "public.localhost"
OFFICE_URL = env.str("TEST_OFFICE_URL", default="http://localhost")
PUBLIC_URL = "http://public.localhost"
ALLOWED_HOSTS = [OFFICE_HOST, PUBLIC_HOST, "testserver"]
MFA_REQUIRED = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

if env.str("TEST_DATABASE_URL", default=""):
    DATABASES = {"default": env.db_url("TEST_DATABASE_URL")}
    DATABASES["default"]["OPTIONS"] = {"connect_timeout": 5, "options": "-c jit=off -c synchronous_commit=off"}
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA_DIR / "wscb.sqlite3",
            "OPTIONS": SQLITE_OPTIONS,
            # A file, as the product has one: threads that share a database in memory do not wait for each other.
            "TEST": {"NAME": DATA_DIR / "test.sqlite3"},
        },
    }

CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = False
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")
# Parallel test processes share one Redis, each under names of its own.
_PREFIX = f"wscb-test-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
if env.str("TEST_REDIS_URL", default=""):
    _REDIS_TIMEOUTS = {"socket_connect_timeout": 2, "socket_timeout": 3}
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": env.str("TEST_REDIS_URL"),
            "KEY_PREFIX": _PREFIX,
            "OPTIONS": _REDIS_TIMEOUTS,
        },
    }
    CELERY_BROKER_URL = env.str("TEST_REDIS_URL")
    CELERY_BROKER_TRANSPORT_OPTIONS = {**_REDIS_TIMEOUTS, **RING_BRIEFLY, "global_keyprefix": f"{_PREFIX}:"}
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    CELERY_BROKER_URL = "memory://"

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if env.str("TEST_EMAIL_URL", default=""):  # a worker process started by a test sends to the test's own mail server
    vars().update(env.email_url("TEST_EMAIL_URL"))
    EMAIL_TIMEOUT = 5
DEFAULT_FROM_EMAIL = f"{BOARD_NAME} <noreply@wscb.example>"

STORAGES = files.storages(data_dir=DATA_DIR, static=files.STATIC_PLAIN)
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

LOGGING = log.configure(json=False, level="WARNING")
