"""docker-compose.yml: what is published, what is secret, who may do what; each command starts as a process."""

import atexit
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.architecture import compose
from wscb.deploy import seal_certificate

SERVICES = compose.raw()["services"]
OURS = ("migrate", "web", "worker", "beat")
_SEAL = Path(tempfile.mkdtemp(prefix="wscb-test-seal-"))
atexit.register(shutil.rmtree, _SEAL, ignore_errors=True)
NOW = datetime.now(UTC)
seal_certificate.keep(
    _SEAL, *seal_certificate.make("Invented Board", begins=NOW - timedelta(days=1), ends=NOW + timedelta(days=1))
)
SECRETS = {
    "SEAL_CERTIFICATE": str(_SEAL / seal_certificate.CERTIFICATE),
    "SEAL_KEY": str(_SEAL / seal_certificate.KEY),
    "SECRET_KEY": "s" * 30 + "abcdefghijklmnopqrstuvwxyz",
    "MASTER_KEYS": "first:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
    "OWNER_PASSWORD": "owner-password",
    "RUN_PASSWORD": "run-password",
    "POSTGRES_PASSWORD": "postgres-password",
    "EMAIL_URL": "smtp://user:secret@127.0.0.1:2525",
    "DEFAULT_FROM_EMAIL": "office@board.example",
    "OFFICE_HOST": "office.board.example",
    "PUBLIC_HOST": "www.board.example",
}


def test_only_the_web_port_is_published():
    assert {name for name, service in SERVICES.items() if "ports" in service} == {"web"}
    assert compose.filled(SERVICES["web"]["ports"], {}) == ["127.0.0.1:8000:8000"]


def test_every_service_that_stays_up_has_a_health_check():
    assert {name for name, service in SERVICES.items() if "healthcheck" not in service} == {"migrate"}


def test_no_secret_has_a_value_or_a_default_in_the_file():
    for name in SECRETS:
        short = {key: value for key, value in SECRETS.items() if key != name}
        with pytest.raises(compose.VariableMissing, match=name):
            compose.filled(SERVICES, short)


def test_owner_migrates_and_everything_else_runs_as_a_role_that_owns_nothing():
    urls = {name: urlsplit(SERVICES[name]["environment"]["DATABASE_URL"].split("{")[0]) for name in OURS}

    assert {name: url.netloc.split(":")[0] for name, url in urls.items()} == {
        "migrate": "wscb_owner",
        "web": "wscb_run",
        "worker": "wscb_run",
        "beat": "wscb_run",
    }
    assert all("OWNER_PASSWORD" not in str(SERVICES[name]) for name in ("web", "worker", "beat"))


def test_nothing_starts_before_the_migration_has_ended():
    for name in ("web", "worker", "beat"):
        assert SERVICES[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


def test_what_is_mounted_and_joined_is_declared():
    whole = compose.raw()
    for service in SERVICES.values():
        assert set(service["networks"]) <= set(whole["networks"])
        assert set(service.get("depends_on", {})) <= set(SERVICES)
        named = {mount.split(":")[0] for mount in service.get("volumes", []) if not mount.startswith("./")}
        assert named <= set(whole["volumes"])
        for mount in service.get("volumes", []):
            if mount.startswith("./"):
                assert (compose.ROOT / mount.split(":")[0]).is_file()
    assert whole["networks"]["inside"] == {"internal": True}


def test_databases_are_out_of_reach_from_outside():
    assert SERVICES["postgres"]["networks"] == ["inside"]
    assert SERVICES["redis"]["networks"] == ["inside"]


class Board:
    """One board on the test's PostgreSQL and Redis: roles and database of its own, dropped at the end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = f"compose_{secrets.token_hex(4)}"
        self.server = urlsplit(os.environ["TEST_DATABASE_URL"])
        self.port = free_port()

    def environment(self, service: str) -> dict[str, str]:
        """What Compose would give the service, with this machine's addresses in place of the containers'."""
        host = f"@{self.server.hostname}:{self.server.port or 5432}/{self.name}"
        given = compose.filled(SERVICES[service]["environment"], SECRETS)
        given["DATABASE_URL"] = (
            given["DATABASE_URL"].replace("@postgres:5432/wscb", host).replace("//wscb_", f"//{self.name}_")
        )
        given["REDIS_URL"] = os.environ["TEST_REDIS_URL"]
        given["DATA_DIR"] = str(self.folder)
        if "BEAT_SCHEDULE_FILE" in given:
            given["BEAT_SCHEDULE_FILE"] = str(self.folder / "beat-schedule")
        path = f"{compose.ROOT / '.venv' / 'bin'}:{os.environ['PATH']}"
        return given | {
            "PATH": path,
            "HOME": str(self.folder),
            "STATIC_ROOT": str(self.folder / "static"),
            "WEB_BIND": f"127.0.0.1:{self.port}",
        }

    def make_roles(self) -> None:
        """Run the database container's own script against the test's server."""
        subprocess.run(
            ["bash", compose.ROOT / "wscb/deploy/roles.sh"],
            check=True,
            env={
                "PATH": os.environ["PATH"],
                "PGHOST": self.server.hostname or "",
                "PGPORT": str(self.server.port or 5432),
                "PGPASSWORD": self.server.password or "",
                "POSTGRES_USER": self.server.username or "postgres",
                "BOARD_DATABASE": self.name,
                "OWNER_ROLE": f"{self.name}_owner",
                "RUN_ROLE": f"{self.name}_run",
                "OWNER_PASSWORD": SECRETS["OWNER_PASSWORD"],
                "RUN_PASSWORD": SECRETS["RUN_PASSWORD"],
            },
            capture_output=True,
        )

    def run(self, service: str, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end in the service's environment."""
        return subprocess.run(
            command, env=self.environment(service), cwd=compose.ROOT, capture_output=True, text=True, check=False
        )

    def start(self, service: str) -> "subprocess.Popen[bytes]":
        """Start the service's own command."""
        with (self.folder / f"{service}.log").open("wb") as log:
            return subprocess.Popen(
                compose.filled(SERVICES[service]["command"], SECRETS),
                env=self.environment(service),
                cwd=compose.ROOT,
                stdout=log,
                stderr=log,
            )

    def is_healthy(self, service: str) -> bool:
        """What the service's own health check says."""
        return self.run(service, *SERVICES[service]["healthcheck"]["test"][1:]).returncode == 0

    def log(self, service: str) -> str:
        """What the service has printed."""
        return (self.folder / f"{service}.log").read_text()

    def connect(self, role: str, database: str | None = None) -> psycopg.Connection:
        """A connection as a role; the server's own user where none of the board's is named."""
        return psycopg.connect(
            host=self.server.hostname,
            port=self.server.port or 5432,
            user=role or self.server.username,
            password=SECRETS.get(f"{role.rsplit('_', 1)[-1].upper()}_PASSWORD") or self.server.password,
            dbname=database or self.name,
            autocommit=True,
        )

    def drop(self) -> None:
        with self.connect("", "postgres") as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")
            connection.execute(f"DROP ROLE IF EXISTS {self.name}_owner")
            connection.execute(f"DROP ROLE IF EXISTS {self.name}_run")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def board(tmp_path_factory):
    """A board migrated by the `migrate` service's command, with static files as the image has them."""
    made = Board(tmp_path_factory.mktemp("board"))
    try:
        made.make_roles()
        migrated = made.run("migrate", *SERVICES["migrate"]["command"])
        assert migrated.returncode == 0, migrated.stderr
        collected = made.run("web", "python", "manage.py", "collectstatic", "--noinput")
        assert collected.returncode == 0, collected.stderr
        yield made
    finally:
        made.drop()


@pytest.mark.long
@pytest.mark.postgres
@pytest.mark.redis
def test_services_start_as_processes_become_healthy_and_end_when_asked(board):
    processes = {service: board.start(service) for service in ("web", "worker", "beat")}
    try:
        waiting, limit = set(processes), time.monotonic() + 60
        while waiting and time.monotonic() < limit:
            for service in sorted(waiting):
                assert processes[service].poll() is None, board.log(service)
                if board.is_healthy(service):
                    waiting.remove(service)
            time.sleep(0.5)
        assert {service: board.log(service) for service in waiting} == {}
    finally:
        for process in processes.values():
            process.terminate()
        ended = {service: process.wait(30) for service, process in processes.items()}

    assert ended == {"web": 0, "worker": 0, "beat": 0}
    assert {service for service in processes if board.is_healthy(service)} == {"beat"}  # its schedule is fresh yet


@pytest.mark.long
@pytest.mark.postgres
@pytest.mark.redis
def test_run_time_role_reads_and_writes_but_cannot_alter_truncate_or_create(board):
    with board.connect(f"{board.name}_run") as connection:
        connection.execute("INSERT INTO django_session VALUES ('compose', '', now())")
        connection.execute("DELETE FROM django_session WHERE session_key = 'compose'")
        for forbidden in (
            "TRUNCATE django_session",
            "ALTER TABLE trail_entry DISABLE TRIGGER ALL",
            "CREATE TABLE public.mine (id int)",
            "DROP TABLE django_session",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(forbidden)


@pytest.mark.redis
def test_redis_command_starts_and_answers(tmp_path):
    command = [*SERVICES["redis"]["command"], "--port", str(port := free_port()), "--bind", "127.0.0.1"]
    assert shutil.which(command[0]), "redis-server is not installed"
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL)
    try:
        limit = time.monotonic() + 10
        answer = ""
        while answer != "PONG" and time.monotonic() < limit:
            answer = subprocess.run(
                ["redis-cli", "-p", str(port), "ping"], capture_output=True, text=True, check=False
            ).stdout.strip()
        assert answer == "PONG"
    finally:
        process.terminate()
        process.wait(10)
