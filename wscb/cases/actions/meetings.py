"""Convening a panel, changing its meeting, recording who came, adjourning (SCR-05)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction

from wscb import clock, dates
from wscb.cases import access, engine, grants, rules
from wscb.cases.engine import Turn
from wscb.cases.enums import Presence, Seat
from wscb.cases.errors import ActRefused
from wscb.cases.invitations import invite, new_calendar_uid, seats_of, uninvite
from wscb.cases.models import Attendance, Case, Meeting
from wscb.cases.recording import save
from wscb.people.models import Role, User
from wscb.people.standing import standing


@transaction.atomic
def convene(
    *,
    case: Case,
    by: User,
    on: date,
    starts_at: datetime,
    place: str,
    chair: User,
    members: Iterable[User],
    co_opted: Iterable[User] = (),
    seen: int | None = None,
) -> Meeting:
    """Convenes the panel: everybody invited gets a calendar entry, and from now on sees the case.

    `starts_at` is aware. Raises ActRefused for somebody without a term on the panel or with an interest in the case, and for a
    meeting before the day it is convened.
    """
    turn = engine.begin(case=case, act="convene", by=by, on=on, seen=seen)
    return _hold_meeting(turn, starts_at=starts_at, place=place, chair=chair, members=members, co_opted=co_opted)


@transaction.atomic
def reconvene(
    *,
    case: Case,
    by: User,
    on: date,
    starts_at: datetime,
    place: str,
    chair: User,
    members: Iterable[User],
    co_opted: Iterable[User] = (),
    seen: int | None = None,
) -> Meeting:
    """Changes date, place, chair or members of the meeting: the new one replaces it, and whoever is left out loses sight.

    Those who stay get an update of their calendar entry, those left out its cancellation. Raises ActRefused as
    `convene` does, and once attendance is recorded.
    """
    turn = engine.begin(case=case, act="reconvene", by=by, on=on, seen=seen)
    old = current_meeting(turn.case)
    if old is None or old.held_on:
        raise ActRefused("The meeting has been held already.")
    old.replaced_on = on
    save(old, by=by)
    return _hold_meeting(
        turn, starts_at=starts_at, place=place, chair=chair, members=members, co_opted=co_opted, replaces=old
    )


def _spoken(case: Case) -> str:
    """How the panel is called within a sentence."""
    return case.table.panel_spoken


def current_meeting(case: Case) -> Meeting | None:
    """The meeting that stands: not replaced, not adjourned."""
    return case.meetings.filter(replaced_on__isnull=True, adjourned_on__isnull=True).first()


def _hold_meeting(
    turn: Turn,
    *,
    starts_at: datetime,
    place: str,
    chair: User,
    members: Iterable[User],
    co_opted: Iterable[User],
    replaces: Meeting | None = None,
) -> Meeting:
    case = turn.case
    seats = {chair: Seat.CHAIR}
    seats |= {member: Seat.MEMBER for member in members if member not in seats}
    seats |= {guest: Seat.CO_OPTED for guest in co_opted if guest not in seats}
    _check_seats(case, seats, on=clock.today())
    if starts_at.astimezone(dates.LONDON).date() < turn.on:
        raise ActRefused(f"The {_spoken(case)} cannot meet before the day on which it is convened.", field="meets_on")
    for earlier in case.meetings.filter(replaced_on__isnull=True, adjourned_on__isnull=True):
        earlier.replaced_on = turn.on
        save(earlier, by=turn.by)
    for grant in case.grants.filter(ground="see_as_co_opted"):
        grants.end(grant=grant, by=turn.by, on=turn.on)
    meeting = Meeting(
        case=case,
        starts_at=starts_at,
        place=place,
        convened_by=turn.by,
        convened_on=turn.on,
        calendar_uid=replaces.calendar_uid if replaces else new_calendar_uid(case),
        invitation_sequence=replaces.invitation_sequence + 1 if replaces else 0,
    )
    save(meeting, by=turn.by)
    for user, seat in seats.items():
        save(Attendance(meeting=meeting, user=user, seat=seat), by=turn.by)
        if seat is Seat.CO_OPTED:
            grants.give(
                case=case,
                to=user,
                ground="see_as_co_opted",
                reason=f"Co-opted to the {_spoken(case)}",
                by=turn.by,
                on=turn.on,
            )
    engine.move(turn)
    invite(meeting, by=turn.by, at=turn.at)
    if replaces:
        uninvite(seats_of(replaces).exclude(user__in=seats), by=turn.by, at=turn.at)
    return meeting


def _check_seats(case: Case, seats: Mapping[User, Seat], *, on: date) -> None:
    for user, seat in seats.items():
        if access.has_tie(user, case, on=on):
            raise ActRefused(
                f"{user.name} has an interest in this case and cannot sit on its {_spoken(case)}.", field=str(seat)
            )
        held = standing(user, on)
        roles = (Role.PANEL_CHAIR,) if seat is Seat.CHAIR else (Role.PANEL_CHAIR, Role.PANEL_MEMBER)
        if seat is not Seat.CO_OPTED and not any(case.panel_id in held.panels_for(role) for role in roles):
            raise ActRefused(f"{user.name} has no current term for this seat on the {_spoken(case)}.", field=str(seat))


@transaction.atomic
def record_attendance(
    *,
    case: Case,
    by: User,
    on: date,
    held_on: date,
    presences: Mapping[User, str],
    dissent: str = "",
    inquorate_because: str = "",
    seen: int | None = None,
) -> Meeting:
    """Records who came to the meeting and any dissent. A meeting without quorum needs the reason it went on.

    Raises ActRefused for a date before the notification or after `on`, for an answer missing, or without that reason.
    """
    turn = engine.begin(case=case, act="record_attendance", by=by, on=on, seen=seen)
    meeting = current_meeting(turn.case)
    if meeting is None:
        raise ActRefused("No meeting has been convened.")
    if not turn.case.triggered_on <= held_on <= on:
        raise ActRefused(
            f"The {_spoken(turn.case)} must have met on or after the day of notification, and not in the future.",
            field="held_on",
        )
    seats = list(seats_of(meeting))
    for seat in seats:
        presence = presences.get(seat.user, Presence.INVITED)
        if presence == Presence.INVITED:
            raise ActRefused(f"Say whether {seat.user.name} attended.", field=f"presence_{seat.pk}")
        seat.presence = presence
        save(seat, by=by)
    attended = sum(seat.presence == Presence.ATTENDED for seat in seats)
    meeting.quorate = attended >= rules.rules_of(turn.case).figures["quorum"]
    if not meeting.quorate and not inquorate_because:
        raise ActRefused(
            f"Fewer members attended than the {_spoken(turn.case)}’s quorum. Say why it went on all the same.",
            field="inquorate_because",
        )
    meeting.held_on, meeting.dissent = held_on, dissent
    meeting.inquorate_because = "" if meeting.quorate else inquorate_because
    save(meeting, by=by)
    engine.move(turn)
    return meeting


def call_off(turn: Turn, *, because: str) -> None:
    """A meeting that is still to come is no longer needed, as part of an act after which no panel meets: it leaves every calendar."""
    meeting = current_meeting(turn.case)
    if meeting is None or meeting.held_on is not None or meeting.starts_at <= turn.at:
        return
    meeting.adjourned_on, meeting.adjourned_because = turn.on, because
    save(meeting, by=turn.by)
    uninvite(seats_of(meeting), by=turn.by, at=turn.at)


@transaction.atomic
def adjourn(*, case: Case, by: User, on: date, because: str, seen: int | None = None) -> Meeting:
    """Adjourns the panel: the meeting stays on record, and another has to be convened. The three weeks run on.

    One that has yet to begin goes from everybody's calendar.
    """
    turn = engine.begin(case=case, act="adjourn", by=by, on=on, seen=seen)
    meeting = current_meeting(turn.case)
    if meeting is None:
        raise ActRefused("No meeting has been convened.")
    if not because:
        raise ActRefused(f"Enter why the {_spoken(turn.case)} adjourned.", field="because")
    meeting.adjourned_on, meeting.adjourned_because = on, because
    save(meeting, by=by)
    engine.move(turn)
    if meeting.starts_at > turn.at:
        uninvite(seats_of(meeting), by=by, at=turn.at)
    return meeting
