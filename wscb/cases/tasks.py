"""Celery's way into the cases. Every job is a row first; these only look for what waits."""

from celery import shared_task

from wscb import clock
from wscb.cases import chasing, duties, editions, grants, preparing, search, verifying

VERIFIES_WITHIN = 4 * 3600  # seconds


@shared_task(name="wscb.cases.tasks.sweep", ignore_result=True)
def sweep() -> None:
    """Ask for whoever is missing since an appointment ran out; send the reminders and chasers that have come. Every five minutes."""
    preparing.ask_again(on=clock.today())
    chasing.sweep(now=clock.now())
    duties.sweep(now=clock.now())
    grants.sweep_expired(on=clock.today())


@shared_task(name="wscb.cases.tasks.render_waiting", ignore_result=True)
def render_waiting() -> None:
    """Render the form editions that wait. Rung when one is asked for, and every minute."""
    editions.render_waiting()


@shared_task(name="wscb.cases.tasks.sweep_searches", ignore_result=True)
def sweep_searches() -> None:
    """Destroy the words of searches after their time. Every hour."""
    search.sweep_searches(now=clock.now())


@shared_task(
    name="wscb.cases.tasks.verify_signatures",
    ignore_result=True,
    acks_late=False,  # it may run for longer than the broker waits before it rings another worker
    time_limit=VERIFIES_WITHIN,
    soft_time_limit=VERIFIES_WITHIN - 60,
)
def verify_signatures() -> None:
    """Verify everything signed and stored where the last time is a week ago. Rung four times a day: a lost ring is made up."""
    verifying.verify_weekly(now=clock.now())
