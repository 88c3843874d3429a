"""A real worker killed twice, in the middle of a sweep and in the middle of sending: nothing is lost, nothing comes twice."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from subprocess import Popen
from typing import Any

import psycopg
import pytest
from celery import current_app
from django.db import connection

from tests import board as b
from tests.running import Mailbox, celery_worker, mail_server, wait_until
from wscb import clock
from wscb.cases.models import ChaseEntry
from wscb.messages.models import Message, Status
from wscb.trail.models import Entry

pytestmark = [pytest.mark.long, pytest.mark.postgres, pytest.mark.redis, pytest.mark.clause("CARD-03")]
SWEEP, SEND = "wscb.cases.tasks.sweep", "wscb.messages.tasks.send_due"
CASES = 3


class HoldingMailbox(Mailbox):
    """Takes letters in, and keeps the sender waiting for ever at a letter about the person's work once it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.hold_after: int | None = None
        self.holding = False

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.hold_after is not None and len(self.chasers) >= self.hold_after:
            self.holding = True
            await asyncio.sleep(3600)
        return await super().handle_DATA(server, session, envelope)

    @property
    def chasers(self) -> list[str]:
        """The Message-IDs of the chasers taken in."""
        return [str(letter["Message-ID"]) for letter in self.letters if "your work on" in str(letter["Subject"])]


@contextmanager
def ledger_locked() -> Iterator[None]:
    """Lets nobody write to the chase ledger, so that a sweep stops in mid-run."""
    facts = connection.get_connection_params()
    with psycopg.connect(
        **{key: facts[key] for key in ("dbname", "user", "password", "host", "port") if key in facts}
    ) as other:
        other.execute("LOCK TABLE cases_chaseentry IN SHARE ROW EXCLUSIVE MODE")
        yield
        other.rollback()  # fmt: skip


def somebody_waits_for_the_ledger() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'cases_chaseentry'::regclass"
        )  # fmt: skip
        return bool(cursor.fetchone()[0])


def kill(worker: Popen[bytes]) -> None:
    worker.kill()
    worker.wait()


def ring(task: str) -> None:
    current_app.send_task(task)


def leases_run_out() -> None:
    """Ten minutes pass for whatever a dead worker had taken."""
    for message in Message.objects.filter(status=Status.LEASED):
        message.leased_until = message.next_attempt_at = clock.now() - timedelta(seconds=1)
        message.save()


@pytest.mark.django_db(transaction=True)
def test_nothing_is_lost_and_nothing_doubled_when_workers_are_killed() -> None:
    board, today = b.new_board(), clock.today()
    for _ in range(CASES):
        b.refer(board, b.log(board, received=today - timedelta(days=23), on=today), on=today)
    mailbox = HoldingMailbox()
    with mail_server(mailbox) as (_, port):
        with celery_worker(smtp_port=port, office_url="http://localhost") as worker:
            with ledger_locked():
                ring(SWEEP)
                wait_until(somebody_waits_for_the_ledger, what="the sweep to be in mid-run")
                kill(worker)
            wait_until(lambda: not somebody_waits_for_the_ledger(), what="its transaction to end")
        assert (ChaseEntry.objects.count(), Message.objects.filter(kind="chase").count()) == (0, 0)

        mailbox.hold_after = 2
        leases_run_out()
        with celery_worker(smtp_port=port, office_url="http://localhost") as worker:
            ring(SWEEP)
            ring(SEND)
            wait_until(lambda: mailbox.holding, what="the third chaser to be on its way")
            kill(worker)
        assert len(mailbox.chasers) == 2

        mailbox.hold_after = None
        leases_run_out()
        with celery_worker(smtp_port=port, office_url="http://localhost"):
            ring(SWEEP)
            ring(SEND)
            wait_until(
                lambda: not Message.objects.filter(status__in=(Status.QUEUED, Status.LEASED)).exists(), what="the rest"
            )  # fmt: skip
    everybody = (board.panel_chair, board.other_panel_chair, board.manager, board.chair)
    chasers = Message.objects.filter(kind="chase")
    assert sorted(chasers.values_list("address", flat=True)) == sorted(person.email for person in everybody)
    assert sorted(mailbox.chasers) == sorted(chasers.values_list("message_id", flat=True))
    arrived = Counter(str(letter["Message-ID"]) for letter in mailbox.letters)
    assert set(arrived) == set(Message.objects.filter(status=Status.SENT).values_list("message_id", flat=True))
    assert set(Counter(ChaseEntry.objects.values_list("step", "stage", "recipient")).values()) == {1}
    assert Entry.objects.filter(kind="mail.retaken").count() >= 1
    assert set(arrived.values()) == {1}
