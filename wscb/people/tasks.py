"""What the people app does by the clock."""

from celery import shared_task

from wscb import clock
from wscb.people import links, sessions


@shared_task(name=links.SEND, ignore_result=True)
def send_links() -> None:
    """Send the links to a new password that were asked for. Rung when one is, and every minute."""
    links.send_asked()


@shared_task(name="wscb.people.tasks.sweep_sign_in", ignore_result=True)
def sweep_sign_in() -> None:
    """Forget links and sessions after their time. Every hour."""
    links.sweep_links(now=clock.now())
    sessions.sweep_sessions(now=clock.now())
