"""What every test may use: which tests belong to which engine, and how the browser is started."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from tests.retelling import TAPE
from tests.trail_fixtures import append_only_lifted_to_empty_tables, keys_forgotten  # noqa: F401
from wscb.deploy import os_check

# Playwright keeps an event loop in the test's thread, and Django refuses the ORM beside one.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

CHROMIUM = os_check.browser()
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, rather than skip, what this engine does not run: a skipped test is refused in CI."""
    left_out = [item for item in items if not _belongs_here(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
    items[:] = _long_ones_first([item for item in items if _belongs_here(item)])


def pytest_collection_finish(session: pytest.Session) -> None:
    """Spare the collector what lives as long as the process, and let it come seldom: it took a fifth of the suite's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def _belongs_here(item: pytest.Item) -> bool:
    on_postgres = "postgresql" in settings.DATABASES["default"]["ENGINE"]
    on_redis = settings.CELERY_BROKER_URL.startswith("redis")
    if os.environ.get("TEST_DATABASE_ALONE") and not _asks_the_database(item):
        return False
    if item.get_closest_marker("postgres") and not on_postgres:
        return False
    if item.get_closest_marker("sqlite") and on_postgres:
        return False
    if item.get_closest_marker("redis") and not on_redis:
        return False
    if item.get_closest_marker("journey") and not on_postgres:
        return item.get_closest_marker("journey_smoke") is not None
    return True


def _long_ones_first(items: list[pytest.Item]) -> list[pytest.Item]:
    """Deal the files with long tests out: each process is given one stretch of the list, and begins with its share of them.

    The others stay beside their neighbours, who tell the same stories (tests/retelling.py).
    """
    processes = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    long: dict[Path, list[pytest.Item]] = {}
    short: list[pytest.Item] = []
    for item in items:
        is_long = item.get_closest_marker("journey") or item.get_closest_marker("long")
        (long.setdefault(item.path, []) if is_long else short).append(item)
    dealt: list[pytest.Item] = []
    for process in range(processes):
        mine = [item for file in list(long.values())[process::processes] for item in file]
        rest = len(short) if process == processes - 1 else max(0, len(items) // processes - len(mine))
        dealt += [*mine, *short[:rest]]
        del short[:rest]
    return dealt


def _asks_the_database(item: pytest.Item) -> bool:
    """Whether the engine can make a difference to the test; the rest need not be run on a second one."""
    fixtures = {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(fixtures) or item.get_closest_marker("django_db") is not None


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Begin every test with nothing told."""
    TAPE.begin(item)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The machine's own Chromium, headless and silent on the network."""
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "headless": True, "args": CHROMIUM_FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Every browser context reads English and the Board's own time zone."""
    return {**browser_context_args, "locale": "en-GB", "timezone_id": "Europe/London"}


@pytest.fixture
def client() -> Client:
    """A client of the office site."""
    return Client(SERVER_NAME=settings.OFFICE_HOST)


@pytest.fixture
def public_client() -> Client:
    """A client of the public site."""
    return Client(SERVER_NAME=settings.PUBLIC_HOST)


@pytest.fixture(scope="session", autouse=True)
def no_session_left_behind(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """End what a stopped process or thread of a test left connected, so that PostgreSQL lets the test database go."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
