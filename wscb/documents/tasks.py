"""Celery's way into the documents."""

from celery import shared_task

from wscb import clock
from wscb.documents import sweeping


@shared_task(name="wscb.documents.tasks.sweep_orphans", ignore_result=True)
def sweep_orphans() -> None:
    """Remove files that belong to no record. Once a night."""
    sweeping.sweep_orphans(now=clock.now())
