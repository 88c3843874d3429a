"""The product's other processes, started for real beside a test: a Celery worker, and a mail server to send to."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message as Letter
from typing import Any

from aiosmtpd.controller import Controller
from django.conf import settings
from django.db import connection


class Mailbox:
    """An SMTP server on a free port of this machine that keeps every letter it accepts."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Keeps one letter, with the address it was for."""
        letter = message_from_bytes(envelope.content)
        letter["X-For"] = ", ".join(envelope.rcpt_tos)
        self.letters.append(letter)
        return "250 OK"

    def subjects_for(self, address: str) -> list[str]:
        """The subjects of the letters for an address, in the order of arrival."""
        return [str(letter["Subject"]) for letter in self.letters if letter["X-For"] == address]


@contextmanager
def mail_server(mailbox: Mailbox | None = None) -> Iterator[tuple[Mailbox, int]]:
    """A mail server and its port; with a mailbox of the test's own where it is given."""
    mailbox = mailbox or Mailbox()
    controller = Controller(
        mailbox, hostname="127.0.0.1", port=_free_port()
    )  # it knocks at the port it was given: not 0
    controller.start()
    try:
        yield mailbox, controller.port
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def worker_environment(*, smtp_port: int, office_url: str) -> dict[str, str]:
    """The environment of a worker that shares this test's database, broker, files and mail server."""
    database = connection.settings_dict
    login = f"{database['USER']}:{database['PASSWORD']}" if database["PASSWORD"] else database["USER"]
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "wscb.settings.test",
        "TEST_DATABASE_URL": f"postgres://{login}@{database['HOST']}:{database['PORT']}/{database['NAME']}",
        "TEST_DATA_DIR": str(settings.DATA_DIR),
        "TEST_EMAIL_URL": f"smtp://127.0.0.1:{smtp_port}",
        "TEST_OFFICE_URL": office_url,
    }


@contextmanager
def celery_worker(*, smtp_port: int, office_url: str) -> Iterator[subprocess.Popen[bytes]]:
    """A real worker process on PostgreSQL and Redis, stopped at the end if it is still there."""
    command = [
        sys.executable,
        "-m",
        "celery",
        "-A",
        "wscb",
        "worker",
        "--concurrency=1",
        "--pool=solo",
        "--loglevel=WARNING",
    ]
    process = subprocess.Popen(
        [*command, "--without-gossip", "--without-mingle"],
        env=worker_environment(smtp_port=smtp_port, office_url=office_url),
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_until(true: Callable[[], object], *, seconds: float = 30, what: str = "") -> None:
    """Waits for something that another process does. Fails, naming it, when it does not come."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise AssertionError(f"waited {seconds} seconds for {what or 'it'}")
        time.sleep(0.1)
