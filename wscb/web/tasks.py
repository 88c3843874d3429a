"""What the web layer does by the clock."""

from celery import shared_task
from django.contrib.sessions.models import Session

from wscb import clock
from wscb.web import held


@shared_task
def sweep_held() -> None:
    """Destroy submissions held longer than a week, and the rows of sessions that have ended."""
    held.sweep_held(now=clock.now())
    Session.objects.filter(expire_date__lt=clock.now()).delete()
