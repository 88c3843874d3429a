"""Celery's way into the outbox."""

from celery import shared_task

from wscb import clock
from wscb.messages import sending


@shared_task(name="wscb.messages.tasks.send_due", ignore_result=True)
def send_due() -> None:
    """Send what is due now. Rung at each commit that queued something, and every minute by the beat."""
    sending.send_due(now=clock.now)
