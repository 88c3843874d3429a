"""A message is owed as soon as its transaction commits; the broker is a doorbell that may be broken."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from time import monotonic
from typing import Any
from uuid import uuid4

import pytest
from celery import Celery
from django.conf import settings
from django.db import transaction

from tests.messages.support import free_port
from wscb.celery import app
from wscb.messages.actions import queue
from wscb.messages.checks import queued_kinds_have_renderers
from wscb.messages.doorbell import Ring
from wscb.messages.kinds import UnknownMailKind, forget_kind, mail_kind
from wscb.messages.models import Message, Status
from wscb.people.models import User

AT = datetime(2026, 6, 12, 7, 0, tzinfo=UTC)
RING = Ring("wscb.messages.tasks.send_due")


class Undo(Exception):
    """Rolls a transaction back."""


def test_queued_message_waits_from_its_moment(manager: User, letter: str) -> None:
    message = queue(kind=letter, to=manager, payload={"reference": "K7M2QX9A4T"}, at=AT)

    message.refresh_from_db()
    assert (message.status, message.next_attempt_at, message.address) == (Status.QUEUED, AT, manager.email)


def test_message_id_is_random_and_the_boards_own(manager: User, letter: str, settings: Any) -> None:
    settings.OFFICE_HOST = "cases.wscb.example"

    first = queue(kind=letter, to=manager, payload={}, at=AT)
    second = queue(kind=letter, to=manager, payload={}, at=AT)

    assert first.message_id != second.message_id
    assert first.message_id.endswith("@cases.wscb.example>")


def test_message_of_an_undone_transaction_is_not_owed(manager: User, letter: str) -> None:
    with pytest.raises(Undo), transaction.atomic():
        queue(kind=letter, to=manager, payload={}, at=AT)
        raise Undo

    assert not Message.objects.exists()


def test_who_caused_a_message_stands_in_its_history(manager: User, letter: str) -> None:
    message = queue(kind=letter, to=manager, payload={}, by=manager, at=AT)

    assert message.history.get().history_user == manager


def test_ids_of_all_sorts_may_be_carried(manager: User, letter: str) -> None:
    step = uuid4()

    message = queue(kind=letter, to=manager, payload={"steps": [step], "stage": "on_day", "version": 2}, at=AT)

    message.refresh_from_db()
    assert message.payload == {"steps": [str(step)], "stage": "on_day", "version": 2}


@pytest.mark.parametrize("words", ["Kai Whittle", "the panel met", {"name": "Kai"}, b"x", ""])
def test_words_are_not_carried(manager: User, letter: str, words: Any) -> None:
    with pytest.raises(ValueError, match="ids and codes only"):
        queue(kind=letter, to=manager, payload={"about": words}, at=AT)


def test_unknown_kind_cannot_be_queued(manager: User) -> None:
    with pytest.raises(UnknownMailKind):
        queue(kind="nobody.renders.this", to=manager, payload={}, at=AT)


def test_kind_has_one_renderer(letter: str) -> None:
    with pytest.raises(ValueError, match="Two renderers"):
        mail_kind(letter)(lambda message: None)


def test_start_up_finds_a_waiting_kind_that_nothing_renders(manager: User, letter: str) -> None:
    queue(kind=letter, to=manager, payload={}, at=AT)
    assert queued_kinds_have_renderers(databases=["default"]) == []

    forget_kind(letter)

    assert [problem.id for problem in queued_kinds_have_renderers(databases=["default"])] == ["outbox.E001"]


def test_bell_rings_once_for_a_transaction(manager: User, letter: str, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks() as callbacks, transaction.atomic():
        for _ in range(3):
            queue(kind=letter, to=manager, payload={}, at=AT)

    assert callbacks == [RING]


@pytest.fixture
def memory_bell() -> Iterator[Celery]:
    """The application with a broker of its own in memory."""
    with_memory = Celery("bell", broker="memory://", set_as_current=True)
    yield with_memory
    app.set_current()


def test_bell_wakes_a_sender(memory_bell: Celery) -> None:
    RING()

    with memory_bell.connection_for_read() as connection:
        rung = connection.SimpleQueue("celery").get(timeout=1)
    assert rung.headers["task"] == "wscb.messages.tasks.send_due"


@contextmanager
def broker_at(port: int) -> Iterator[None]:
    """The application with a broker at a port of this machine, and the board's patience."""
    other = Celery("down", broker=f"redis://127.0.0.1:{port}/0", set_as_current=True)
    other.conf.broker_connection_timeout = settings.CELERY_BROKER_CONNECTION_TIMEOUT
    other.conf.broker_transport_options = {
        "socket_connect_timeout": 2,
        "socket_timeout": 3,
        **settings.RING_BRIEFLY,
    }
    yield
    app.set_current()


def test_broker_that_is_down_keeps_nobody_waiting() -> None:
    with broker_at(free_port()):
        began = monotonic()
        RING()

    assert monotonic() - began < 1


def test_broker_that_is_frozen_keeps_nobody_waiting_long() -> None:
    with socket.socket() as frozen:
        frozen.bind(("127.0.0.1", 0))
        frozen.listen()
        with broker_at(frozen.getsockname()[1]):
            began = monotonic()
            RING()

    assert monotonic() - began < 5


def test_message_survives_a_broker_that_is_down(
    manager: User, letter: str, django_capture_on_commit_callbacks: Any
) -> None:
    with broker_at(free_port()), django_capture_on_commit_callbacks(execute=True):
        message = queue(kind=letter, to=manager, payload={}, at=AT)

    assert Message.objects.get() == message


def test_message_id_stays_when_the_host_changes(manager: User, letter: str, settings: Any) -> None:
    message = queue(kind=letter, to=manager, payload={}, at=AT)
    settings.OFFICE_HOST = "elsewhere.example"

    assert Message.objects.get().message_id == message.message_id
