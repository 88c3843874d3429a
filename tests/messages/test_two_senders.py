"""Two senders at once, on PostgreSQL: each message goes out once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, connections

from tests.messages.support import Clock, MailServer
from wscb.messages.actions import queue
from wscb.messages.models import Message, Status
from wscb.messages.sending import send_due
from wscb.people.models import User

pytestmark = pytest.mark.postgres


@pytest.fixture
def committed(transactional_db: None) -> Iterator[None]:
    """Rows that other threads see."""
    yield
    connection.close()


def test_two_senders_at_once_send_each_message_once(
    committed: None, manager: User, letter: str, mail_server: MailServer, now: Clock
) -> None:
    for number in range(12):
        queue(kind=letter, to=manager, payload={"reference": f"CASE{number}"}, at=now() - timedelta(seconds=number))

    def sender(_: int) -> int:
        try:
            return send_due(now=now)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(sender, range(4)))

    assert sum(counts) == 12
    assert len(set(mail_server.message_ids)) == len(mail_server.letters) == 12
    assert set(Message.objects.values_list("status", "attempts")) == {(Status.SENT, 1)}
