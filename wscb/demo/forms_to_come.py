"""The forms of the demo's past, rendered and received after the first page answers: rendering takes longer than telling.

What is to be received waits in a file of the data directory, so that a demo stopped in between goes on with it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from reviews.actions import notices
from reviews.process.kinds import KINDS
from wscb import clock
from wscb.cases import editions
from wscb.cases.errors import ActRefused
from wscb.cases.models import Case, FormEdition
from wscb.messages.models import Message, Status
from wscb.people.models import Role
from wscb.people.standing import holders

MADE_IN = timedelta(minutes=1)
KEPT_BACK = timedelta(hours=1)
"""After which the worker may make what an interrupted demo left."""


@dataclass(frozen=True)
class Receipt:
    """The act by which the manager takes receipt of a form, and when; the case by its key."""

    case: str
    act: str
    at: str


def put_off(receipts: Sequence[Receipt]) -> None:
    """Keeps what is to be received once the first page answers."""
    _file().write_text(json.dumps([asdict(receipt) for receipt in receipts]))


def keep_back() -> list[FormEdition]:
    """Takes what was put off from the worker, which may then be started: it would make the forms of the past today."""
    return editions.keep_back(until=clock.now() + KEPT_BACK) if _file().exists() else []


def make(waiting: Sequence[FormEdition]) -> Iterator[int]:
    """Renders and receives what was kept back, as of the days on which it happened; says after each form how many are left."""
    if not _file().exists():
        return
    receipts = [Receipt(**fields) for fields in json.loads(_file().read_text())]
    for left, edition in enumerate(waiting, start=1):
        with _delivered():
            with clock.held_at(min(edition.asked_at + MADE_IN, clock.now())):
                editions.render_kept_back(edition)
            receipts = [one for one in receipts if not (_is_of(one, edition) and _receive(one))]
        yield len(waiting) - left
    with _delivered():
        for receipt in receipts:
            _receive(receipt)
    _file().unlink()


@contextmanager
def _delivered() -> Iterator[None]:
    """In one transaction, so that the worker finds none of the past's mail waiting."""
    with transaction.atomic():
        yield
        deliver_the_past()


def deliver_the_past() -> None:
    """Mail of past days went out on those days: only today's is left to send."""
    today = clock.today()
    for message in Message.objects.filter(status=Status.QUEUED):
        if message.created_at.astimezone(clock.LONDON).date() < today:
            message.status, message.sent_at, message.attempts = Status.SENT, message.created_at, 1
            message.save()


def _is_of(receipt: Receipt, edition: FormEdition) -> bool:
    form = KINDS[edition.case.process].form_of(receipt.act)
    return (receipt.case, form) == (str(edition.case_id), edition.form)


def _receive(receipt: Receipt) -> bool:
    """Whether it was received: not before the form's last edition is made, nor where whoever tries the demo was quicker."""
    at = datetime.fromisoformat(receipt.at)
    case = Case.objects.get(pk=receipt.case)
    manager = holders(Role.BUSINESS_MANAGER, case.area_id, clock.today()).first()
    if manager is None:
        return False
    with clock.held_at(at):
        try:
            notices.receive_form(case=case, by=manager, on=clock.today(), act=receipt.act)
        except ActRefused:
            return False
    return True


def _file() -> Path:
    return Path(settings.DATA_DIR) / "forms-to-come.json"
