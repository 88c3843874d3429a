"""Saving a recorded row: its history names the person, and both rows are written or neither."""

from django.db import models, transaction

from wscb import clock
from wscb.people.models import User


def save(row: models.Model, *, by: User) -> None:
    """Saves a row of a model with history, in the name of the person and at this moment, in one transaction with its history row."""
    with transaction.atomic():
        row._history_user = by  # type: ignore[attr-defined]
        row._history_date = clock.now()  # type: ignore[attr-defined]
        try:
            row.save()
        finally:
            del row._history_date  # type: ignore[attr-defined]
