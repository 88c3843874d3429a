"""Invitations to a panel and their cancellation: e-mails with a calendar entry that names the case by its reference alone (SCR-05)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from icalendar import Alarm, Calendar, Event, vCalAddress

from wscb import clock, dates
from wscb.cases import access
from wscb.cases.models import Attendance, Case, CaseMessage, Meeting
from wscb.cases.process import StateGroup
from wscb.messages.actions import queue
from wscb.messages.compose import compose
from wscb.messages.kinds import Attachment, Mail, mail_kind
from wscb.messages.models import Message, Status
from wscb.people.models import User

KIND = "panel_invitation"
CANCELLED = "panel_cancelled"
LENGTH = timedelta(hours=2)


def new_calendar_uid(case: Case) -> str:
    """The name of the calendar entry of the case's next panel: each panel convened anew has one of its own."""
    return f"{case.reference}-{case.meetings.filter(invitation_sequence=0).count() + 1}@{settings.OFFICE_HOST}"


def seats_of(meeting: Meeting) -> QuerySet[Attendance]:
    """The seats of a meeting that stand, with whose they are."""
    return meeting.attendances.filter(withdrawn_on__isnull=True).select_related("user")


def invite(meeting: Meeting, *, by: User, at: datetime) -> list[Message]:
    """Queues an invitation for everybody who has a seat, or an update for whoever had one before, in the caller's transaction."""
    about = f"Invitation to the {meeting.case.table.panel_spoken} on case {meeting.case.reference}"
    return [_queue(KIND, seat, about, {}, by=by, at=at) for seat in seats_of(meeting)]


def uninvite(seats: Iterable[Attendance], *, by: User, at: datetime) -> list[Message]:
    """Queues, for whoever had one of these seats, that a meeting not yet held goes from their calendar, in the caller's transaction."""
    sent = []
    for seat in seats:
        meeting = seat.meeting
        if meeting.held_on is None:
            about = f"Meeting taken from the calendar: case {meeting.case.reference}"
            sequence = {"sequence": meeting.invitation_sequence + 1}
            sent.append(_queue(CANCELLED, seat, about, sequence, by=by, at=at))
    return sent


def _queue(kind: str, seat: Attendance, about: str, more: dict[str, int], *, by: User, at: datetime) -> Message:
    message = queue(kind=kind, to=seat.user, payload={"seat": str(seat.pk), **more}, by=by, at=at)
    CaseMessage.objects.create(case=seat.meeting.case, message=message, about=about)
    return message


@mail_kind(KIND)
def render_invitation(message: Message) -> Mail | None:
    """The invitation as things stand; None once the seat was withdrawn, the meeting replaced or the case is out of sight."""
    seat = _seat(message)
    meeting = seat.meeting
    seen = access.visible_cases(message.recipient, on=clock.today()).filter(pk=meeting.case_id).exists()
    if not _stands(seat) or not seen:
        return None
    context = {
        **_when(meeting),
        "path": reverse("cases:case", args=[meeting.case.reference]),
        "place": meeting.place,
        "is_chair": seat.seat == "chair",
        "is_change": _invited_before(seat, sequence=meeting.invitation_sequence),
    }
    entry = calendar_entry(seat, method="REQUEST", sequence=meeting.invitation_sequence, now=clock.now())
    return _with_entry("panel_invitation", context, "invitation.ics", "REQUEST", entry)


@mail_kind(CANCELLED)
def render_cancellation(message: Message) -> Mail | None:
    """The cancellation: reference and time, which its reader was told before, and nothing that they no longer may see.

    None where they never got an invitation, or have a seat at this meeting again.
    """
    seat = _seat(message)
    again = Attendance.objects.filter(user=seat.user, meeting__calendar_uid=seat.meeting.calendar_uid)
    if any(_stands(one) for one in again.select_related("meeting")):
        return None
    sequence = message.payload["sequence"]
    if not _invited_before(seat, sequence=sequence):
        return None
    entry = calendar_entry(seat, method="CANCEL", sequence=sequence, now=clock.now())
    meeting = seat.meeting
    panel_is_done = meeting.case.current_state.group is not StateGroup.OPEN
    context = {
        **_when(meeting),
        "is_adjourned": meeting.adjourned_on is not None,
        "is_called_off": meeting.adjourned_on is not None and panel_is_done,
    }
    return _with_entry("panel_cancelled", context, "cancellation.ics", "CANCEL", entry)


def _seat(message: Message) -> Attendance:
    return Attendance.objects.select_related("meeting__case", "user").get(pk=message.payload["seat"])


def _stands(seat: Attendance) -> bool:
    return not (seat.withdrawn_on or seat.meeting.replaced_on or seat.meeting.adjourned_on)


def _invited_before(seat: Attendance, *, sequence: int) -> bool:
    """Whether the person was sent an invitation to this meeting with an earlier sequence number; one dropped unsent is none."""
    earlier = Attendance.objects.filter(
        user=seat.user,
        meeting__calendar_uid=seat.meeting.calendar_uid,
        meeting__invitation_sequence__lt=sequence,
    )
    seats = [str(pk) for pk in earlier.values_list("pk", flat=True)]
    invitations = Message.objects.filter(recipient=seat.user, kind=KIND, payload__seat__in=seats)
    return invitations.exclude(status=Status.SUPERSEDED).exists()


def _when(meeting: Meeting) -> dict[str, str]:
    local = meeting.starts_at.astimezone(dates.LONDON)
    panel = meeting.case.table.panel_spoken
    return {
        "reference": meeting.case.reference,
        "panel": panel,
        "day": dates.long_date(local.date()),
        "time": f"{local:%H:%M}",
    }


def _with_entry(template: str, context: dict[str, object], name: str, method: str, entry: bytes) -> Mail:
    mail = compose(template, context)
    calendar = Attachment(name, f"text/calendar; method={method}; charset=utf-8", entry)
    return Mail(mail.subject, mail.text, mail.html, attachments=(calendar,))


def calendar_entry(seat: Attendance, *, method: str, sequence: int, now: datetime) -> bytes:
    """An iCalendar REQUEST or CANCEL (RFC 5545, 5546) for one seat: reference, time and place, no word of what the case is about."""
    meeting = seat.meeting
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.BOARD_NAME}//Case management//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    event = Event()
    event.add("uid", meeting.calendar_uid)
    event.add("sequence", sequence)
    event.add("dtstamp", now)
    event.add("dtstart", meeting.starts_at.astimezone(dates.LONDON))
    event.add("dtend", (meeting.starts_at + LENGTH).astimezone(dates.LONDON))
    event.add("summary", f"Meeting about case {meeting.case.reference}")
    event.add("location", meeting.place)
    event.add("class", "CONFIDENTIAL")
    event.add("organizer", vCalAddress(f"mailto:{settings.DEFAULT_FROM_EMAIL}"))
    attendee = vCalAddress(f"mailto:{seat.user.email}")
    if method == "CANCEL":
        event.add("status", "CANCELLED")
    else:
        attendee.params["RSVP"] = "TRUE"
        event.add_component(_reminder(meeting.case))
    event.add("attendee", attendee, encode=False)
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _reminder(case: Case) -> Alarm:
    reminder = Alarm()
    reminder.add("action", "DISPLAY")
    reminder.add("description", case.table.in_its_words("Panel meeting tomorrow"))
    reminder.add("trigger", timedelta(days=-1))
    return reminder
