"""Celery's way into the reviews. Every job is a row first; these only look for what waits."""

from celery import shared_task

from reviews import report_reading


@shared_task(name="reviews.tasks.read_reports", ignore_result=True)
def read_reports() -> None:
    """Read the files of reports that wait. Rung when one is kept, and every minute."""
    report_reading.read_waiting()
