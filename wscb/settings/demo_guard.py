"""What keeps the demo a demo: no board's environment, no address but this machine's, secrets of its own."""

import base64
import datetime as dt
import ipaddress
import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from wscb.deploy import seal_certificate

BOARD_VARIABLES = (
    "SECRET_KEY",
    "MASTER_KEYS",
    "SEAL_KEY",
    "SEAL_CERTIFICATE",
    "DATABASE_URL",
    "OWNER_DATABASE_URL",
    "REDIS_URL",
    "EMAIL_URL",
    "OIDC_CLIENT_SECRET",
)
#: The demo tells stories of years gone by, each sealed at its own time.
_SEALED_FROM, _SEALED_UNTIL = dt.datetime(2010, 1, 1, tzinfo=dt.UTC), dt.datetime(2060, 1, 1, tzinfo=dt.UTC)
HOST_VARIABLES = ("HOST", "OFFICE_HOST", "PUBLIC_HOST")


def is_loopback(host: str) -> bool:
    """Whether a host name or address means this machine only."""
    name = host.strip().strip("[]").lower().rstrip(".")
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def refuse_board_environment(environment: Mapping[str, str]) -> None:
    """Raise ImproperlyConfigured when the environment is a board's, or asks for another host than loopback."""
    present = [name for name in BOARD_VARIABLES if environment.get(name)]
    if present:
        raise ImproperlyConfigured(
            f"The demo does not run with a board's settings. Found in the environment: {', '.join(present)}. "
            "Remove them, or run a board with DJANGO_SETTINGS_MODULE=wscb.settings.board."
        )
    for name in HOST_VARIABLES:
        host = environment.get(name, "")
        if host and not is_loopback(host):
            raise ImproperlyConfigured(
                f"The demo answers on this machine only, and {name} asks for {host}. "
                "It has known passwords and no second factor."
            )


def secrets_of(data_dir: Path) -> dict[str, str]:
    """The demo's own secrets and the certificate it seals with, made once in `data_dir/secrets.json` (mode 0600)."""
    path = data_dir / "secrets.json"
    if not path.exists():
        data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write_once(path)
    kept: dict[str, str] = json.loads(path.read_text())
    if "SEAL_KEY" not in kept:  # of a demo that was begun before anything was sealed
        _write_once(path, kept)
        kept = json.loads(path.read_text())
    return kept


def _write_once(path: Path, kept: Mapping[str, str] | None = None) -> None:
    certificate, key = seal_certificate.make("Demonstration Board", begins=_SEALED_FROM, ends=_SEALED_UNTIL)
    made = {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "MASTER_KEYS": "demo:" + base64.b64encode(secrets.token_bytes(32)).decode(),
        "SEAL_CERTIFICATE": certificate,
        "SEAL_KEY": key,
        **(kept or {}),
    }
    draft = path.with_name(f"secrets.{os.getpid()}.tmp")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(made, file)
    if kept is not None:
        draft.replace(path)
        return
    try:
        os.link(draft, path)  # of several processes starting at once, the first wins
    except FileExistsError:
        pass
    finally:
        draft.unlink()
