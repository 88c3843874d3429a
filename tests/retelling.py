"""What tests/board.py tells is told once: a test that begins as an earlier one did has the same rows written again.

A case taken to its decision asks five hundred statements, of which two hundred write; writing those alone takes a tenth of
the time. A telling is kept under all that was told before it in the test, its arguments and the clock. It is told anew when
anything else wrote to the database before, and when the test commits, patches code or changes settings; and, where the clock
runs, after FRESH seconds, so that no moment in a row is older than a test could notice.
"""

from __future__ import annotations

import copy
import functools
import os
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, ParamSpec, TypeVar

import pytest
import time_machine
from django.conf import UserSettingsHolder, settings
from django.core.cache import caches
from django.db import connection, transaction
from django.db.models import Model

from wscb import clock

P = ParamSpec("P")
R = TypeVar("R")

FRESH = 60.0  # seconds
MOST = 400  # tellings that a process keeps
PREFIX = settings.CACHES["default"].get("KEY_PREFIX", "")
WRITES = ("INSERT", "UPDATE", "DELETE")
HARMLESS = ("SELECT", "BEGIN", "SAVEPOINT", "RELEASE", "SET CONST", "PRAGMA", "EXPLAIN")
# What no story reads: who is signed in, and what the trail holds.
APART = (
    'INSERT INTO "django_session"',
    'UPDATE "django_session"',
    'DELETE FROM "django_session"',
    'UPDATE "people_user" SET "last_login"',
    'INSERT INTO "people_opensession"',
    'UPDATE "people_opensession"',
    'DELETE FROM "people_opensession"',
    'INSERT INTO "trail_entry"',
)
COMMITTING = {"transactional_db", "live_server", "django_db_reset_sequences"}

Statement = tuple[str, Any, bool]


@dataclass
class Telling:
    """What one call wrote, in order, what it left to do on commit, and what it gave back."""

    told_at: float
    statements: list[Statement]
    on_commit: list[tuple[Callable[[], object], bool]]
    result: Any


@dataclass
class Tape:
    """How far the present test has come by telling alone; `told` is None once something else wrote."""

    told: tuple[Hashable, ...] | None = None
    recording: list[Statement] | None = None
    kept: dict[Hashable, Telling] = field(default_factory=dict)
    test: int = 0

    def begin(self, item: pytest.Item) -> None:
        """A test begins, and nothing has been told in it."""
        self.told, self.recording = None if commits(item) or patches(item) else (), None
        self.test += 1
        # Told again, people keep their keys: without names of its own a test would go on counting their sign-ins.
        caches["default"].key_prefix = f"test-{os.getpid()}-{self.test}" if self.told == () else PREFIX
        if self.watch not in connection.execute_wrappers:
            connection.execute_wrappers.append(self.watch)

    def watch(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        """Sees every statement: a write is part of what is being told, or ends what tests have in common."""
        verb = str(sql).lstrip("( \n")[:9].upper()
        if verb.startswith(WRITES) and self.recording is not None:
            self.recording.append((sql, params, many))
        elif not verb.startswith(HARMLESS) and not str(sql).startswith(APART):
            self.told = self.recording = None
        return execute(sql, params, many, context)

    def anew(self, key: tuple[Hashable, ...], tell: Callable[[], R]) -> R:
        """Calls `tell`, and keeps what it wrote unless it did more than write."""
        self.recording, waiting = [], len(connection.run_on_commit)
        try:
            result = tell()
            statements = self.recording
        except BaseException:
            self.told = None
            raise
        finally:
            self.recording = None
        if statements is not None:
            on_commit = [(act, robust) for _, act, robust in connection.run_on_commit[waiting:]]
            if len(self.kept) >= MOST:
                self.kept.pop(next(iter(self.kept)))
            self.kept[key] = Telling(time.monotonic(), statements, on_commit, copy.deepcopy(result))
            self.told = key
        return result

    def again(self, key: tuple[Hashable, ...], kept: Telling) -> Any:
        """Writes what was written before, and gives back the like of what was given back."""
        with connection.cursor() as cursor:
            self.recording = []
            for sql, params, many in kept.statements:
                (cursor.executemany if many else cursor.execute)(sql, params)
            self.recording = None
        for act, robust in kept.on_commit:
            transaction.on_commit(act, robust=robust)
        self.told = key
        return copy.deepcopy(kept.result)


TAPE = Tape()


def commits(item: pytest.Item) -> bool:
    """Whether what the test writes stays in the database until it is flushed."""
    marker = item.get_closest_marker("django_db")
    asked = marker is not None and marker.kwargs.get("transaction", False)
    return bool(asked or COMMITTING & set(getattr(item, "fixturenames", ())))


def patches(item: pytest.Item) -> bool:
    """Whether the test, or a fixture of this project's that it uses, changes code for its time."""
    asked: Any = getattr(item, "_fixtureinfo", None)
    if asked is None:
        return False
    used = [one for several in asked.name2fixturedefs.values() for one in several]
    ours = [one.argnames for one in used if not one.func.__module__.startswith("pytest_django")]
    return any("monkeypatch" in names for names in (asked.argnames, *ours))


def told_once(tell: Callable[P, R]) -> Callable[P, R]:
    """Writes what `tell` wrote before, where this test has come to the call as an earlier one did; calls it otherwise."""

    @functools.wraps(tell)
    def telling(*args: P.args, **kwargs: P.kwargs) -> R:
        changed = isinstance(settings._wrapped, UserSettingsHolder)
        if TAPE.told is None or TAPE.recording is not None or changed:
            return tell(*args, **kwargs)
        moment, runs = the_moment()
        try:
            key = (*TAPE.told, (tell.__name__, moment, named(args), named(kwargs)))
        except Unnamed:
            return tell(*args, **kwargs)
        kept = TAPE.kept.get(key)
        if kept is None or (runs and time.monotonic() - kept.told_at > FRESH):
            return TAPE.anew(key, functools.partial(tell, *args, **kwargs))
        result: R = TAPE.again(key, kept)
        return result

    return telling


def the_moment() -> tuple[date, bool]:
    """What rows will be dated by, and whether the clock runs: then it is the day."""
    runs = not time_machine.escape_hatch.is_travelling() and clock.now() != clock.now()
    return (clock.today(), True) if runs else (clock.now(), False)


class Unnamed(Exception):
    """An argument that cannot be told from another of its kind."""


def named(value: object) -> Hashable:
    """A value by what it holds, a row by its key. Raises Unnamed."""
    if isinstance(value, Model):
        return value._meta.label, value.pk
    if is_dataclass(value):
        return type(value).__name__, *(named(getattr(value, one.name)) for one in fields(value))
    if isinstance(value, dict):
        return tuple((str(key), named(held)) for key, held in value.items())
    if isinstance(value, (list, tuple)):
        return tuple(map(named, value))
    if isinstance(value, (set, frozenset)):
        return tuple(sorted(map(str, value)))
    if value is None or isinstance(value, (str, bytes, int, date, datetime, Enum)):
        return type(value).__name__, value
    raise Unnamed(type(value).__name__)
