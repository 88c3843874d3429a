"""Invitations to a panel: an e-mail with a calendar entry that names the case by its reference alone (SCR-05)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from icalendar import Alarm, Calendar, Event, vCalAddress

from wscb import clock, dates
from wscb.cases import access
from wscb.cases.models import Attendance, CaseMessage, Meeting
from wscb.messages.actions import queue
from wscb.messages.compose import compose
from wscb.messages.kinds import Attachment, Mail, mail_kind
from wscb.messages.models import Message
from wscb.people.models import User

KIND = "panel_invitation"
LENGTH = timedelta(hours=2)


def invite(meeting: Meeting, *, by: User, at: datetime) -> list[Message]:
    """Queues an invitation for everybody who has a seat, in the caller's transaction."""
    case = meeting.case
    sent = []
    for seat in meeting.attendances.filter(withdrawn_on__isnull=True).select_related("user"):
        message = queue(kind=KIND, to=seat.user, payload={"seat": str(seat.pk)}, by=by, at=at)
        CaseMessage.objects.create(
            case=case, message=message, about=f"Invitation to the panel on case {case.reference}"
        )
        sent.append(message)
    return sent


@mail_kind(KIND)
def render_invitation(message: Message) -> Mail | None:
    """The invitation as things stand; None once the seat was withdrawn, the meeting replaced or the case is out of sight."""
    seat = Attendance.objects.select_related("meeting__case", "user").get(pk=message.payload["seat"])
    meeting = seat.meeting
    seen = access.visible_cases(message.recipient, on=clock.today()).filter(pk=meeting.case_id).exists()
    if seat.withdrawn_on or meeting.replaced_on or meeting.adjourned_on or not seen:
        return None
    local = meeting.starts_at.astimezone(dates.LONDON)
    mail = compose(
        "panel_invitation",
        {
            "reference": meeting.case.reference,
            "path": reverse("cases:case", args=[meeting.case.reference]),
            "day": dates.long_date(local.date()),
            "time": f"{local:%H:%M}",
            "place": meeting.place,
            "is_chair": seat.seat == "chair",
        },
    )
    calendar = Attachment(
        "invitation.ics", "text/calendar; method=REQUEST; charset=utf-8", calendar_entry(seat, now=clock.now())
    )
    return Mail(mail.subject, mail.text, mail.html, attachments=(calendar,))


def calendar_entry(seat: Attendance, *, now: datetime) -> bytes:
    """An iCalendar request (RFC 5545) for one seat: reference, time and place, no word of what the case is about."""
    meeting = seat.meeting
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.BOARD_NAME}//Case management//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "REQUEST")
    event = Event()
    event.add("uid", _uid(meeting))
    event.add("sequence", meeting.invitation_sequence)
    event.add("dtstamp", now)
    event.add("dtstart", meeting.starts_at.astimezone(dates.LONDON))
    event.add("dtend", (meeting.starts_at + LENGTH).astimezone(dates.LONDON))
    event.add("summary", f"Meeting about case {meeting.case.reference}")
    event.add("location", meeting.place)
    event.add("class", "CONFIDENTIAL")
    event.add("organizer", vCalAddress(f"mailto:{settings.DEFAULT_FROM_EMAIL}"))
    attendee = vCalAddress(f"mailto:{seat.user.email}")
    attendee.params["RSVP"] = "TRUE"
    event.add("attendee", attendee, encode=False)
    reminder = Alarm()
    reminder.add("action", "DISPLAY")
    reminder.add("description", "Panel meeting tomorrow")
    reminder.add("trigger", timedelta(days=-1))
    event.add_component(reminder)
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _uid(meeting: Meeting) -> str:
    """The same for a meeting and what it is changed to, so that a calendar moves its entry; a new one once it is convened anew."""
    convened = meeting.case.meetings.filter(invitation_sequence=0).count()
    return f"{meeting.case.reference}-{convened}@{settings.OFFICE_HOST}"
