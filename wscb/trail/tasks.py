"""Jobs of the trail. The beat schedule rings them; nothing is lost where a ring is."""

from celery import shared_task

from wscb import clock
from wscb.trail import chain, heads


@shared_task
def seal_entries() -> int:
    """Chain what was written since the last ring; return how many entries."""
    return chain.seal_entries()


@shared_task
def write_trail_head() -> str:
    """Write and sign today's head of the chain, and have it sent; return the file's name."""
    return heads.write_days_head(clock.now(), clock.today()).path.name
