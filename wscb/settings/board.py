"""A real board. Everything secret comes from the environment and is demanded by name; nothing has a default."""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

from wscb.settings import files, log
from wscb.settings.base import *

env = environ.Env()


def demand(name: str, what: str) -> str:
    """The environment's value of `name`, or a start-up error that says what is missing."""
    value: str = env.str(name, default="").strip()
    if not value:
        raise ImproperlyConfigured(f"{name} is missing from the environment: {what}.")
    return value


SECRET_KEY = demand("SECRET_KEY", "a random text of 50 characters or more, the same on every web and worker process")
MASTER_KEYS = demand(
    "MASTER_KEYS", "the keys that open the case files, as id:base64 of 32 bytes, the current one first"
)
DATA_DIR = Path(demand("DATA_DIR", "the folder for encrypted files and trail heads"))
OFFICE_HOST = demand("OFFICE_HOST", "the host name under which staff sign in")
PUBLIC_HOST = demand("PUBLIC_HOST", "the host name of the public site")
OFFICE_URL = f"https://{OFFICE_HOST}"
PUBLIC_URL = f"https://{PUBLIC_HOST}"
ALLOWED_HOSTS = [OFFICE_HOST, PUBLIC_HOST]

# Web and worker sign in as a role that owns nothing. Migrations are run with the owner's URL
# (OWNER_DATABASE_URL) in DATABASE_URL's place: see docker-compose.yml, service `migrate`.
demand("DATABASE_URL", "postgres://role:password@host:5432/database, of the run-time role")
DATABASES = {"default": env.db_url("DATABASE_URL")}
if DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
    raise ImproperlyConfigured("DATABASE_URL must name a PostgreSQL database (postgres://…).")
DATABASES["default"] |= {
    "CONN_MAX_AGE": env.int("CONN_MAX_AGE", default=300),
    "CONN_HEALTH_CHECKS": True,
    "OPTIONS": {**DATABASES["default"].get("OPTIONS", {}), "connect_timeout": 5, "options": "-c jit=off"},
}

# Short socket time-outs: a frozen Redis must cost a page seconds, not hang it.
REDIS_URL = demand("REDIS_URL", "redis://host:6379/0")
_REDIS_TIMEOUTS = {"socket_connect_timeout": 2, "socket_timeout": 3}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "wscb",
        "OPTIONS": _REDIS_TIMEOUTS,
    },
}
CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_TRANSPORT_OPTIONS = {
    **_REDIS_TIMEOUTS,
    **RING_BRIEFLY,
    "visibility_timeout": 900,
    "global_keyprefix": "wscb:",
}
CELERY_BEAT_SCHEDULE_FILENAME = env.str("BEAT_SCHEDULE_FILE", default=str(DATA_DIR / "beat-schedule"))

demand("EMAIL_URL", "smtp+tls://user:password@host:587")
vars().update(env.email_url("EMAIL_URL"))
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = demand("DEFAULT_FROM_EMAIL", "the sender of the Board's mail")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

STORAGES = files.storages(data_dir=DATA_DIR, static=files.STATIC_MANIFEST)
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(BASE_DIR / "var" / "static")))

# HTTPS only. __Host- names tie a cookie to this host, this path and TLS.
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
if env.bool("BEHIND_PROXY", default=False):
    # Only where the proxy sets these headers itself and strips what a client sends.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    TRUSTED_PROXY_COUNT = ALLAUTH_TRUSTED_PROXY_COUNT = env.int("PROXY_COUNT", default=1)

BACKUP_RECIPIENTS = env.list("BACKUP_RECIPIENTS", default=[])

LOGGING = log.configure(json=True, level=env.str("LOG_LEVEL", default="INFO"))
