"""The broker is a doorbell: what it wakes finds its work in rows, and the beat wakes it again (design rule 10)."""

import logging
from dataclasses import dataclass

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Ring:
    """Wakes one Celery task, named by its full name, which must need no arguments."""

    task: str

    def __call__(self) -> None:
        """Ring now. A broker that is down costs no more than its short time-out."""
        try:
            current_app.send_task(self.task, retry=False, ignore_result=True)
        except (OperationalError, OSError) as problem:
            logger.warning("The broker could not be reached.", extra={"problem": type(problem).__name__})


def ring_on_commit(task: str) -> None:
    """Wake ``task`` once the running transaction has committed; at once outside a transaction.

    However often it is asked for in one transaction it rings once: a sweep writes many rows, and each ring at a
    broker that is down would cost a time-out.
    """
    bell = Ring(task)
    if not any(callback == bell for _, callback, *_ in transaction.get_connection().run_on_commit):
        transaction.on_commit(bell)
