"""Saving a row in somebody's name, so that its history says who."""

from __future__ import annotations

from django.db import models

from wscb import clock
from wscb.people.actions.permission import By, user_or_none


def save(row: models.Model, *, by: By) -> None:
    """Save a new or changed row; its history names `by`, or nobody for the system, and this moment. Within the action's transaction."""
    row._history_user = user_or_none(by)  # type: ignore[attr-defined]
    row._history_date = clock.now()  # type: ignore[attr-defined]
    try:
        row.save()
    finally:
        del row._history_date  # type: ignore[attr-defined]
