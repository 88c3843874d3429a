"""Saving a recorded row: its history names the person, and both rows are written or neither."""

from django.db import models, transaction

from wscb.people.models import User


def save(row: models.Model, *, by: User) -> None:
    """Saves a row of a model with history, in the name of the person, in one transaction with its history row."""
    with transaction.atomic():
        row._history_user = by  # type: ignore[attr-defined]
        row.save()
