"""The Board's house: settings, and the spine that every kind of work stands on."""

from wscb.celery import app as celery_app

__all__ = ["celery_app"]
