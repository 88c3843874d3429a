"""Celery and its beat: what the worker does, how, and how often."""

from datetime import timedelta

# Celery: no result backend, since every job's state is a row; see docs/architecture.md.
CELERY_TIMEZONE = "Europe/London"
CELERY_ENABLE_UTC = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_PUBLISH_RETRY = False  # the doorbell never keeps a page waiting: the sweep rings again
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_TIMEOUT = 2
# Kombu would knock at a broker that is down for six seconds and more while a page waits.
RING_BRIEFLY = {"max_retries": 1, "interval_start": 0, "interval_step": 0, "interval_max": 0}


def every(seconds: int, task: str) -> dict[str, object]:
    """A beat entry; an unread ring expires with the next one, so that a stopped worker finds no heap."""
    return {"task": task, "schedule": timedelta(seconds=seconds), "options": {"expires": seconds}}


CELERY_BEAT_SCHEDULE = {
    "sweep": every(300, "wscb.cases.tasks.sweep"),
    "send": every(60, "wscb.messages.tasks.send_due"),
    "seal": every(5, "wscb.trail.tasks.seal_entries"),
    "trail-head": every(24 * 3600, "wscb.trail.tasks.write_trail_head"),
    "kept": every(3600, "wscb.web.tasks.sweep_kept"),
    "links": every(60, "wscb.people.tasks.send_links"),
    "sign-in": every(3600, "wscb.people.tasks.sweep_sign_in"),
    "searches": every(3600, "wscb.cases.tasks.sweep_searches"),
    "render": every(60, "wscb.cases.tasks.render_waiting"),
    "verify": every(6 * 3600, "wscb.cases.tasks.verify_signatures"),
    "reports": every(60, "reviews.tasks.read_reports"),
    "orphans": every(24 * 3600, "wscb.documents.tasks.sweep_orphans"),
}
