"""What ends in cases when a person moves, leaves or has an interest: representing, seats on panels, appointments, sight (SCR-05).

It follows from an act on the person, by somebody who may see no case: so it is no act of a process table. The trail has a row for
each case, and the managers are told which cases to look at, by reference alone.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils.text import get_text_list

from wscb import clock
from wscb.cases import access, grants, news
from wscb.cases.actions import appointments, feeds
from wscb.cases.invitations import uninvite
from wscb.cases.models import Appointment, Attendance, Case, Grant, Representative
from wscb.cases.recording import save
from wscb.people.consequences import Change, Consequence, register_consequence
from wscb.people.models import Organisation, Role, User
from wscb.people.standing import chairs, holders
from wscb.trail.record import record


@dataclass
class Parts:
    """The parts of one person that a change ends or puts in question; cases are loaded."""

    representing: list[Representative]
    seats: list[Attendance]
    appointments: list[Appointment]
    grants: list[Grant]

    @property
    def cases(self) -> list[Case]:
        """The cases of any of them, each once, by reference."""
        found = {row.case_id: row.case for row in self.representing}
        found |= {row.case_id: row.case for row in self.appointments} | {row.case_id: row.case for row in self.grants}
        found |= {seat.meeting.case_id: seat.meeting.case for seat in self.seats}
        return sorted(found.values(), key=lambda case: case.reference)


def parts_of(person: User, change: Change, *, on: date, to: Organisation | None = None) -> Parts:
    """What the change touches on the day: all for somebody who leaves; for a move what was the former organisation's; what is now tied."""
    representing = Representative.objects.filter(user=person, ended_on__isnull=True).select_related("case")
    seats = Attendance.objects.filter(
        user=person,
        withdrawn_on__isnull=True,
        meeting__replaced_on__isnull=True,
        meeting__adjourned_on__isnull=True,
        meeting__case__closed_on__isnull=True,
    ).select_related("meeting__case", "user")
    made = Appointment.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on), user=person, withdrawn_on__isnull=True
    )
    made = made.select_related("case", "user__organisation", "grant")
    if change is Change.LEFT:
        others = Grant.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), user=person)
        return Parts(list(representing), list(seats), list(made), list(others.select_related("case", "user")))
    ended = (
        [] if change is Change.TIED else [one for one in representing if one.organisation_id != _belongs(person, to)]
    )
    return Parts(
        ended,
        [seat for seat in seats if _tied(person, seat.meeting.case, on, to)],
        [one for one in made if _tied(person, one.case, on, to) or appointments.obstacles_to(one, on=on)],
        [],
    )


def _belongs(person: User, to: Organisation | None) -> object:
    return to.pk if to is not None else person.organisation_id


def _tied(person: User, case: Case, on: date, to: Organisation | None) -> bool:
    if to is not None and case.involved_organisations.filter(organisation=to, has_interest=True).exists():
        return True
    return access.has_tie(person, case, on=on)


def foresee(person: User, change: Change, to: Organisation | None, asker: User, on: date) -> list[str]:
    """What would end, as far as it is known before it is known where somebody moves to; cases by reference for who may see them."""
    parts = parts_of(person, Change.LEFT if change is Change.MOVED else change, on=on, to=to)
    seen = set(access.visible_cases(asker, on=on).values_list("pk", flat=True))
    leaves = change is Change.LEFT
    kinds = [
        ("They stop answering for their organisation", [row.case for row in parts.representing], True),
        ("They lose their seat on the panel", [seat.meeting.case for seat in parts.seats], leaves),
        ("They stop chairing or leading the review", [row.case for row in parts.appointments], leaves),
    ]
    return [_sentence(words, cases, seen, certain) for words, cases, certain in kinds if cases]


def _sentence(words: str, cases: Iterable[Case], seen: Container[UUID], certain: bool) -> str:
    each = {case.pk: case for case in cases}
    named = sorted(case.reference for case in each.values() if case.pk in seen)
    hidden = len(each) - len(named)
    if hidden:
        named.append(f"{hidden} {'other case' if named else 'case'}{'s' if hidden > 1 else ''}")
    where = get_text_list(named, "and")
    condition = "" if certain else ", where the new organisation is involved"
    return f"{words} in {where}{condition}."


def carry_out(person: User, change: Change, by: User | None, on: date) -> None:
    """Ends them, in the transaction of the change; the managers of each case that is still open are told."""
    at, parts = clock.now(), parts_of(person, change, on=on)
    if by is None:
        return
    for row in parts.representing:
        row.ended_on = max(row.starts_on, on)
        save(row, by=by)
    for seat in parts.seats:
        seat.withdrawn_on = on
        save(seat, by=by)
    uninvite(parts.seats, by=by, at=at)
    for made in parts.appointments:
        _appointment(made, change, by=by, on=on)
    for grant in parts.grants:
        grants.end(grant=grant, by=by, on=on)
    if change is Change.LEFT:
        feeds.revoke_feed(by=person, at=at)
    for case in parts.cases:
        record("case.stood_down", by=by, subject=case, facts={"who": person.pk, "change": change.value})
        _tell(case, "stood_down", but=person, by=by, on=on, at=at)
    if change is Change.TIED:
        _tell_of_offices(person, but={case.pk for case in parts.cases}, by=by, on=on, at=at)


def _appointment(row: Appointment, change: Change, *, by: User, on: date) -> None:
    """An appointment ends with its holder’s access; one whose independence is gone is for the Chair to settle, without sight."""
    if change is Change.LEFT:
        appointments.end_for_leaving(row, by=by, on=on)
    elif row.is_made and row.case.closed_on is None:
        appointments.question_independence(row, by=by, on=on)


def _tell(case: Case, code: str, *, but: User, by: User, on: date, at: datetime) -> None:
    if case.closed_on is None:
        managers = [one for one in holders(Role.BUSINESS_MANAGER, case.area_id, on) if one != but]
        news.tell(code, case=case, to=managers, by=by, at=at)


def _tell_of_offices(person: User, *, but: set[UUID], by: User, on: date, at: datetime) -> None:
    """A manager or Chair keeps sight by office: where an organisation of theirs turns out to be involved, the managers are told."""
    tied = Case.objects.filter(
        closed_on__isnull=True,
        involved_organisations__has_interest=True,
        involved_organisations__organisation__in=person.interests.filter(ends_on__isnull=True).values("organisation"),
    ).distinct()
    for case in access.visible_cases(person, on=on).filter(pk__in=tied.values("pk")).exclude(pk__in=but):
        if chairs(case.area_id, on, case.pk).filter(pk=person.pk).exists() or _manages(person, case, on):
            record("case.conflict_possible", by=by, subject=case, facts={"who": person.pk})
            managers = holders(Role.BUSINESS_MANAGER, case.area_id, on)
            news.tell("conflict_possible", case=case, to=managers, by=by, at=at)


def _manages(person: User, case: Case, on: date) -> bool:
    return holders(Role.BUSINESS_MANAGER, case.area_id, on).filter(pk=person.pk).exists()


def register() -> None:
    """Has the cases follow what happens to people; called when the app starts."""
    register_consequence("cases", Consequence(foresee, carry_out))
