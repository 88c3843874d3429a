"""How much one person may put into the record in a day: far more than the work needs, and an end to a flood."""

from __future__ import annotations

import datetime as dt

from django.db.models import Count, Sum

from wscb import clock
from wscb.cases.errors import ActRefused
from wscb.documents.models import StoredFile
from wscb.people.models import User

DAY = dt.timedelta(days=1)
MOST_FILES = 200
MOST_BYTES = 2 * 1024 * 1024 * 1024


def refuse_a_flood(*, by: User) -> None:
    """Raises ActRefused once the person has added MOST_FILES files, or MOST_BYTES together, within a day."""
    added = StoredFile.objects.filter(uploaded_by=by, created_at__gt=clock.now() - DAY)
    so_far = added.aggregate(files=Count("pk"), size=Sum("size"))
    if so_far["files"] >= MOST_FILES or (so_far["size"] or 0) >= MOST_BYTES:
        raise ActRefused(f"You have added {so_far['files']} files since yesterday. Add more tomorrow.")
