"""What the web layer does by the clock."""

from celery import shared_task
from django.contrib.sessions.models import Session

from wscb import clock
from wscb.web import held, tokens


@shared_task(name="wscb.web.tasks.sweep_kept", ignore_result=True)
def sweep_kept() -> None:
    """Destroy held submissions and spent form tokens after their time, and the rows of sessions that have ended. Every hour."""
    held.sweep_held(now=clock.now())
    tokens.sweep_spent(now=clock.now())
    Session.objects.filter(expire_date__lt=clock.now()).delete()
