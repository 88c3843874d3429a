"""A board starts only with every secret; the demo starts only as a demo."""

import base64
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from wscb.settings import demo_guard

BOARD = {
    "SECRET_KEY": "k" * 20 + "abcdefghijklmnopqrstuvwxyz0123456789",
    "MASTER_KEYS": "first:" + base64.b64encode(bytes(range(32))).decode(),
    "SEAL_KEY": "/nowhere/key.pem",
    "SEAL_CERTIFICATE": "/nowhere/certificate.pem",
    "DATA_DIR": "/nowhere",
    "OFFICE_HOST": "office.board.example",
    "PUBLIC_HOST": "www.board.example",
    "DATABASE_URL": "postgres://run:secret@127.0.0.1:5432/board",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
    "EMAIL_URL": "smtp+tls://user:secret@mail.board.example:587",
    "DEFAULT_FROM_EMAIL": "office@board.example",
}
PRINT = "import json; from django.conf import settings as s; print(json.dumps({%s}, default=str))"


def read_settings(module: str, environment: dict[str, str], *names: str) -> subprocess.CompletedProcess[str]:
    """Import settings in a process of their own, with nothing but `environment`, and print the named ones."""
    code = PRINT % ", ".join(f"{name!r}: s.{name}" for name in names or ("DEBUG",))
    return subprocess.run(
        [sys.executable, "-c", code],
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": f"wscb.settings.{module}", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def values(module: str, environment: dict[str, str], *names: str) -> dict:
    done = read_settings(module, environment, *names)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", BOARD)
def test_board_without_one_value_refuses_to_start_and_names_it(name):
    environment = {key: value for key, value in BOARD.items() if key != name}

    done = read_settings("board", environment)

    assert done.returncode == 1
    assert f"ImproperlyConfigured: {name} is missing from the environment" in done.stderr


def test_board_on_sqlite_refuses_to_start():
    done = read_settings("board", {**BOARD, "DATABASE_URL": "sqlite:////tmp/x.sqlite3"})

    assert "DATABASE_URL must name a PostgreSQL database" in done.stderr


def test_board_is_https_only_with_host_bound_cookies():
    assert values(
        "board",
        BOARD,
        "DEBUG",
        "SESSION_COOKIE_NAME",
        "CSRF_COOKIE_NAME",
        "SESSION_COOKIE_SECURE",
        "SECURE_SSL_REDIRECT",
        "OFFICE_URL",
        "ALLOWED_HOSTS",
        "MFA_REQUIRED",
    ) == {
        "DEBUG": False,
        "SESSION_COOKIE_NAME": "__Host-sessionid",
        "CSRF_COOKIE_NAME": "__Host-csrftoken",
        "SESSION_COOKIE_SECURE": True,
        "SECURE_SSL_REDIRECT": True,
        "OFFICE_URL": "https://office.board.example",
        "ALLOWED_HOSTS": ["office.board.example", "www.board.example"],
        "MFA_REQUIRED": True,
    }


def test_board_trusts_forwarded_headers_only_when_told():
    code = ("SECURE_PROXY_SSL_HEADER",)

    assert values("board", BOARD, *code) == {"SECURE_PROXY_SSL_HEADER": None}
    assert values("board", {**BOARD, "BEHIND_PROXY": "1"}, *code) == {
        "SECURE_PROXY_SSL_HEADER": ["HTTP_X_FORWARDED_PROTO", "https"]
    }


def test_board_names_its_provider_whole_or_not_at_all():
    issuer = {"OIDC_ISSUER": "https://id.example"}
    whole = {**BOARD, **issuer, "OIDC_CLIENT_ID": "board", "OIDC_CLIENT_SECRET": "s"}

    assert values("board", BOARD, "OIDC_ISSUER") == {"OIDC_ISSUER": ""}
    assert values("board", whole, "OIDC_CLIENT_ID") == {"OIDC_CLIENT_ID": "board"}
    assert "OIDC_CLIENT_ID is missing" in read_settings("board", {**BOARD, **issuer}).stderr
    plain = read_settings("board", {**whole, "OIDC_ISSUER": "http://id.example"})
    assert "OIDC_ISSUER must begin with https://" in plain.stderr


def test_board_says_how_long_sessions_last():
    told = {"SESSION_IDLE_MINUTES": "15", "SESSION_HOURS": "4"}
    read = values("board", {**BOARD, **told}, "SESSION_IDLE", "SESSION_COOKIE_AGE", "DEVICE_COOKIE_NAME")

    assert read == {"SESSION_IDLE": "0:15:00", "SESSION_COOKIE_AGE": 14400, "DEVICE_COOKIE_NAME": "__Host-known_device"}
    wrong = read_settings("board", {**BOARD, "SESSION_IDLE_MINUTES": "600"})
    assert "SESSION_IDLE_MINUTES must be more than 2" in wrong.stderr


def test_board_keeps_no_page_waiting_for_a_frozen_redis():
    read = values("board", BOARD, "CACHES", "CELERY_BROKER_TRANSPORT_OPTIONS", "CELERY_TASK_PUBLISH_RETRY")

    for options in (read["CACHES"]["default"]["OPTIONS"], read["CELERY_BROKER_TRANSPORT_OPTIONS"]):
        assert options["socket_connect_timeout"] <= 3
        assert options["socket_timeout"] <= 3
    assert read["CELERY_TASK_PUBLISH_RETRY"] is False


@pytest.mark.parametrize("name", demo_guard.BOARD_VARIABLES)
def test_demo_with_a_boards_variable_refuses_to_start(name, tmp_path):
    done = read_settings("demo", {"DATA_DIR": str(tmp_path), name: "x"})

    assert f"The demo does not run with a board's settings. Found in the environment: {name}." in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "board.example", "localhost.board.example", "::"])
def test_demo_on_another_host_than_this_machine_refuses_to_start(host):
    with pytest.raises(ImproperlyConfigured, match="answers on this machine only"):
        demo_guard.refuse_board_environment({"HOST": host})


@pytest.mark.parametrize(
    "host", ["localhost", "public.localhost", "127.0.0.1", "127.8.0.1", "::1", "[::1]", "LOCALHOST."]
)
def test_demo_on_loopback_starts(host):
    demo_guard.refuse_board_environment({"HOST": host, "OFFICE_HOST": host})


def test_demo_secrets_are_made_once_and_readable_by_the_owner_alone(tmp_path: Path):
    first = demo_guard.secrets_of(tmp_path / "demo")
    second = demo_guard.secrets_of(tmp_path / "demo")

    assert first == second
    assert stat.S_IMODE((tmp_path / "demo" / "secrets.json").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "demo").iterdir()] == ["secrets.json"]


def test_demo_from_before_there_were_seals_keeps_its_keys_and_gets_a_certificate(tmp_path: Path):
    before = demo_guard.secrets_of(tmp_path)
    seal = {name: before.pop(name) for name in ("SEAL_CERTIFICATE", "SEAL_KEY")}
    (tmp_path / "secrets.json").write_text(json.dumps(before))

    after = demo_guard.secrets_of(tmp_path)

    assert {name: after[name] for name in before} == before
    assert set(after) - set(before) == set(seal)
    assert demo_guard.secrets_of(tmp_path) == after
    assert stat.S_IMODE((tmp_path / "secrets.json").stat().st_mode) == 0o600


def test_demo_secrets_of_two_demos_differ(tmp_path: Path):
    assert demo_guard.secrets_of(tmp_path / "a") != demo_guard.secrets_of(tmp_path / "b")


def test_demo_listens_for_loopback_names_only(tmp_path: Path):
    read = values("demo", {"DATA_DIR": str(tmp_path), "PORT": "8123"}, "ALLOWED_HOSTS", "OFFICE_URL", "DEBUG")

    assert read == {
        "ALLOWED_HOSTS": ["localhost", "public.localhost"],
        "OFFICE_URL": "http://localhost:8123",
        "DEBUG": False,
    }


def test_content_security_policy_lets_nothing_in_but_the_own_origin():
    directives = values("board", BOARD, "CONTENT_SECURITY_POLICY")["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]

    assert directives.pop("default-src") == ["'none'"]
    assert directives.pop("frame-ancestors") == ["'none'"]
    assert directives.pop("base-uri") == ["'none'"]
    assert directives.pop("require-trusted-types-for") == ["'script'"]
    assert set(map(tuple, directives.values())) == {("'self'",)}
