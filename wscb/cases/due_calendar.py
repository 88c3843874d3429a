"""What a person owes, as an iCalendar: by reference and task alone, no word of a child."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from icalendar import Calendar, Event

from wscb.cases.work import OwedStep


def due_calendar(owed: Iterable[OwedStep], *, now: datetime) -> bytes:
    """One whole-day entry on the due date of each step (RFC 5545). A changed date moves the entry: its UID is the step's."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.BOARD_NAME}//Case management//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "What you owe the Board")
    calendar.add("refresh-interval;value=duration", "PT1H")
    for row in owed:
        event = Event()
        event.add("uid", f"{row.step.pk}@{settings.OFFICE_HOST}")
        event.add("sequence", row.step.due_version)
        event.add("dtstamp", now)
        event.add("dtstart", row.step.due_on)
        event.add("dtend", row.step.due_on + timedelta(days=1))
        event.add("summary", f"{row.rule.title}: case {row.case.reference}")
        event.add("url", settings.OFFICE_URL + reverse("cases:case", args=[row.case.reference]))
        event.add("class", "CONFIDENTIAL")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
