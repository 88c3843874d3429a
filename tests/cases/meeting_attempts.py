"""The acts of the panel’s meetings, and of who sits on it or for the Chair, as they are tried in any order."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

from tests.cases.trying import common, named
from wscb.cases.actions import acting_chair, involvement, meetings
from wscb.people.models import User


def meeting(this: Any) -> dict[str, Any]:
    recused = set(this.case.recusals.values_list("user_id", flat=True))
    members = [member for member in this.board.members if member.pk not in recused]
    starts_at = datetime.combine(this.day, time(10), tzinfo=UTC)
    return {"starts_at": starts_at, "place": "Room 2", "chair": this.board.panel_chair, "members": members}


def convene(this: Any, by: User, yes: bool) -> None:
    meetings.convene(**common(this, by), **meeting(this), co_opted=[this.board.outsider] if yes else [])


def reconvene(this: Any, by: User, yes: bool) -> None:
    meetings.reconvene(**common(this, by), **meeting(this), co_opted=[this.board.outsider] if yes else [])


def record_attendance(this: Any, by: User, yes: bool) -> None:
    convened = meetings.current_meeting(this.case)
    seats = convened.attendances.filter(withdrawn_on__isnull=True).select_related("user") if convened else []
    presences = {seat.user: "attended" if yes else "absent" for seat in seats}
    why = "" if yes else "It could not wait."
    meetings.record_attendance(**common(this, by), held_on=this.day, presences=presences, inquorate_because=why)


def adjourn(this: Any, by: User, yes: bool) -> None:
    meetings.adjourn(**common(this, by), because="Snow.")


def record_interest(this: Any, by: User, yes: bool) -> None:
    involvement.record_interest(**common(this, by), user=this.board.members[int(yes)], interest="A neighbour.")


def name_acting_chair(this: Any, by: User, yes: bool) -> None:
    who = this.board.outsider if yes else this.board.members[0]
    ends_on = this.day + timedelta(days=30)
    acting_chair.name_acting_chair(**common(this, by), user=who, ends_on=ends_on, reason="A conflict.")


ATTEMPTS = named(
    convene, reconvene, record_attendance, adjourn, record_interest, name_acting_chair,
)  # fmt: skip
