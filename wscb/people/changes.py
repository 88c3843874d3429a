"""Who came, moved and left in a period, and who was given or lost which role, by whom: read from the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from wscb import dates
from wscb.people.models import ActingAppointment, Move, Role, RoleTerm, User
from wscb.trail.models import Entry
from wscb.trail.record import subject_kind_of

ONE_DAY = timedelta(days=1)
KINDS = {
    "person.added": "Came",
    "person.moved": "Moved",
    "person.access_ended": "Left: access ended",
    "person.access_restored": "Came back: access restored",
    "person.role_given": "Given a role",
    "person.role_ended": "Lost a role",
    "person.acting_recorded": "Given an acting appointment",
    "person.acting_ended": "Lost an acting appointment",
}
"""The entries of the trail that are changes, in words."""


@dataclass(frozen=True)
class PersonChange:
    """One change: on which day, to whom, what, in words, and by whom ("By itself" where a term ran out)."""

    on: date
    person: User
    what: str
    detail: str
    by: str


def changes(*, since: date, until: date) -> list[PersonChange]:
    """Every change from the first day to the last (local dates, both included), the first first.

    What ended with somebody's access stands beside it; a term that ran out counts for the day after its planned end.
    """
    start, end = _begins(since), _begins(until + ONE_DAY)
    entries = list(
        Entry.objects.filter(
            kind__in=KINDS, subject_kind=subject_kind_of(User), recorded_at__gte=start, recorded_at__lt=end
        ).order_by("recorded_at", "pk")
    )
    people = User.objects.in_bulk(
        {one.subject_id for one in entries} | {one.actor_id for one in entries if one.actor_id}
    )
    terms = RoleTerm.objects.select_related("area", "panel").in_bulk(_ids(entries, "term"))
    acting = ActingAppointment.objects.select_related("area").in_bulk(_ids(entries, "appointment"))
    moves = Move.objects.select_related("from_organisation", "to_organisation").in_bulk(_ids(entries, "move"))
    found = [
        PersonChange(
            on=entry.recorded_at.astimezone(dates.LONDON).date(),
            person=people[entry.subject_id],
            what=KINDS[entry.kind],
            detail=_detail(entry, terms, acting, moves),
            by=people[entry.actor_id].name if entry.actor_id else "The system",
        )
        for entry in entries
        if entry.subject_id in people
    ]
    return sorted([*found, *_ran_out(since, until)], key=lambda one: (one.on, one.person.name))


def _begins(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=dates.LONDON)


def _ids(entries: list[Entry], name: str) -> set[UUID]:
    return {UUID(one.facts[name]) for one in entries if one.facts.get(name)}


def _detail(
    entry: Entry, terms: dict[UUID, RoleTerm], acting: dict[UUID, ActingAppointment], moves: dict[UUID, Move]
) -> str:
    if key := entry.facts.get("move"):
        move = moves[UUID(key)]
        return f"From {move.from_organisation or 'no organisation'} to {move.to_organisation or 'no organisation'}"
    if key := entry.facts.get("term"):
        return _term(terms[UUID(key)])
    if key := entry.facts.get("appointment"):
        one = acting[UUID(key)]
        days = f"{dates.long_date(one.starts_on)} to {dates.long_date(one.ends_on)}"
        return f"Acting {Role(one.for_role).label}, {one.area}, {days}"
    if entry.kind == "person.access_ended":
        day = entry.recorded_at.astimezone(dates.LONDON).date()
        ended = RoleTerm.objects.filter(user=entry.subject_id, withdrawn_on=day).select_related("area", "panel")
        return "; ".join(_term(term) for term in ended)
    return ""


def _term(term: RoleTerm) -> str:
    where = ", ".join(str(one) for one in (term.panel, term.area) if one)
    until = f" to {dates.long_date(term.ends_on)}" if term.ends_on else ""
    return f"{term.get_role_display()}{', ' if where else ''}{where}, from {dates.long_date(term.starts_on)}{until}"


def _ran_out(since: date, until: date) -> list[PersonChange]:
    rows = RoleTerm.objects.filter(
        ends_on__gte=since - ONE_DAY, ends_on__lt=until, withdrawn_on__isnull=True
    ).select_related("user", "area", "panel")
    return [
        PersonChange(row.ends_on + ONE_DAY, row.user, "Lost a role: its term ran out", _term(row), "By itself")
        for row in rows
        if row.ends_on is not None
    ]
