"""Organisations involved in a case, interests in it, and who is proposed to chair its review."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from wscb import clock
from wscb.cases import access, engine, grants, independence, news, preparing
from wscb.cases.actions import appointments
from wscb.cases.engine import Turn
from wscb.cases.errors import ActRefused
from wscb.cases.invitations import uninvite
from wscb.cases.models import (
    Attendance,
    Case,
    Grant,
    InvolvedOrganisation,
    Recusal,
    ReviewChairProposal,
)
from wscb.cases.recording import save
from wscb.people.known import known_as
from wscb.people.models import Interest, Organisation, Role, RoleTerm, User
from wscb.people.standing import holders, in_force


def involve(
    *, case: Case, organisation: Organisation, by: User, on: date, no_interest_because: str = ""
) -> InvolvedOrganisation:
    """Enters an organisation as involved. Its people are kept off the panel unless it is said why it has no interest."""
    row = InvolvedOrganisation(
        case=case,
        organisation=organisation,
        has_interest=not no_interest_because,
        no_interest_because=no_interest_because,
        added_by=by,
        added_on=on,
    )
    save(row, by=by)
    return row


@transaction.atomic
def add_organisation(
    *,
    case: Case,
    by: User,
    on: date,
    organisation: Organisation,
    no_interest_because: str = "",
    seen: int | None = None,
) -> InvolvedOrganisation:
    """Adds an involved organisation, and checks again who sits on the panel and who is to chair or lead the review (GEN-04).

    Raises ActRefused when it is involved already.
    """
    turn = engine.begin(case=case, act="add_organisation", by=by, on=on, seen=seen)
    if turn.case.involved_organisations.filter(organisation=organisation).exists():
        raise ActRefused("This organisation is on the case already.", field="organisation")
    row = involve(case=turn.case, organisation=organisation, by=by, on=on, no_interest_because=no_interest_because)
    _end_tied_seats(turn)
    withdrawn = _withdraw_proposals(turn.case, organisation, by=by, on=on)
    appointments.check_again(turn)
    owed = preparing.change(turn)
    again = ("propose_review_chair",) if withdrawn else ()
    engine.move(turn, also_open=(*again, *owed.also_open), closes=owed.closes, detail=organisation.name)
    return row


def _end_tied_seats(turn: Turn) -> None:
    """Who now has an interest leaves the panel; without a chair of the meeting the standing chairs act again (SCR-05)."""
    seats = Attendance.objects.filter(
        meeting__case=turn.case,
        meeting__replaced_on__isnull=True,
        meeting__adjourned_on__isnull=True,
        withdrawn_on__isnull=True,
    )
    tied = [seat for seat in seats.select_related("user") if access.has_tie(seat.user, turn.case, on=clock.today())]
    _end_seats(turn, tied)


def _withdraw_proposals(case: Case, organisation: Organisation, *, by: User, on: date) -> bool:
    today = clock.today()
    proposals = [
        proposal
        for proposal in case.chair_proposals.filter(withdrawn_on__isnull=True)
        if proposal.organisation_id == organisation.pk or obstacles_of_known(case, proposal.name, on=today)
    ]
    for proposal in proposals:
        proposal.withdrawn_on = on
        proposal.withdrawn_because = f"{organisation.name} was added to the organisations involved."
        save(proposal, by=by)
    return bool(proposals)


def obstacles_of_known(case: Case, name: str, *, on: date) -> list[str]:
    """Why whoever the Board knows by this name cannot chair the review on the day: organisation, interest, office (GEN-04).

    Of an interest the fact alone is told.
    """
    found = []
    for person in known_as(name):
        found += independence.of_organisation(case, person.organisation, who="the chair")
        involved = case.involved_organisations.values("organisation")
        declared = Interest.objects.filter(user=person, organisation__in=involved, declared_on__lte=on).exclude(
            ends_on__lt=on
        )
        if declared.exists() or case.recusals.filter(user=person).exists():
            found.append(f"{person.name} has an interest in the case.")
        if RoleTerm.objects.filter(in_force(on), user=person, area=case.area_id).exists():
            found.append(f"{person.name} holds an office of the Board, and the chair must be independent of it.")
    return list(dict.fromkeys(found))


def check_proposal(*, case: Case, name: str, organisation: Organisation | None) -> None:
    """Raises ActRefused, with every reason, for a review chair who would not be independent (GEN-04).

    Somebody whom the Board knows by the name is judged by what is recorded of them too, whichever organisation was chosen.
    """
    refused = f"{name} cannot be proposed."
    if obstacles := independence.of_organisation(case, organisation, who="the chair"):
        raise ActRefused(" ".join([refused, *obstacles]), field="chair_organisation")
    if obstacles := obstacles_of_known(case, name, on=clock.today()):
        raise ActRefused(" ".join([refused, *obstacles, NAMESAKE]), field="chair_name")


NAMESAKE = "If you mean somebody else of the same name, add what tells them apart, such as where they work."


def enter_proposal(
    *, case: Case, by: User, on: date, name: str, organisation: Organisation | None, background: str
) -> ReviewChairProposal:
    """Enters a proposed review chair. Raises ActRefused with the reason when they would not be independent (GEN-04)."""
    check_proposal(case=case, name=name, organisation=organisation)
    proposal = ReviewChairProposal(
        case=case, name=name, organisation=organisation, background=background, proposed_by=by, proposed_on=on
    )
    save(proposal, by=by)
    return proposal


@transaction.atomic
def propose_chair(
    *,
    case: Case,
    by: User,
    on: date,
    name: str,
    organisation: Organisation | None,
    background: str,
    seen: int | None = None,
) -> ReviewChairProposal:
    """Proposes a chair for the review (SCR-09). Raises ActRefused when they would not be independent."""
    turn = engine.begin(case=case, act="propose_chair", by=by, on=on, seen=seen)
    proposal = enter_proposal(case=turn.case, by=by, on=on, name=name, organisation=organisation, background=background)
    engine.move(turn)
    return proposal


@transaction.atomic
def record_interest(*, case: Case, by: User, on: date, user: User, interest: str, seen: int | None = None) -> Recusal:
    """Records a person's interest: they lose sight of the case at once, their seat, their appointment and any grant (SCR-05).

    Somebody may record their own; another's is for the manager. Raises ActRefused otherwise, or when it is recorded already.
    """
    turn = engine.begin(case=case, act="record_interest", by=by, on=on, seen=seen)
    held = access.offices(by, turn.case, on=clock.today())
    if user != by and Role.BUSINESS_MANAGER not in held:
        raise ActRefused("Only the business manager can record somebody else’s interest.", field="user")
    if turn.case.recusals.filter(user=user).exists():
        raise ActRefused("This person’s interest is recorded already.", field="user")
    recusal = Recusal.objects.create(case=turn.case, user=user, interest=interest, recorded_by=by, recorded_at=turn.at)
    seats = Attendance.objects.filter(meeting__case=turn.case, user=user, withdrawn_on__isnull=True)
    _end_seats(turn, seats.select_related("user"))
    for grant in Grant.objects.filter(case=turn.case, user=user):
        grants.end(grant=grant, by=by, on=on)
    ended = appointments.end_of(turn, user=user, because="They have an interest in the case.")
    owed = preparing.change(turn)
    engine.move(turn, closes_about=ended, also_open=owed.also_open, closes=owed.closes)
    managers = [manager for manager in holders(Role.BUSINESS_MANAGER, turn.case.area_id, on) if manager != user]
    news.tell("interest_recorded", case=turn.case, to=managers, by=by, at=turn.at)
    return recusal


def _end_seats(turn: Turn, seats: Iterable[Attendance]) -> None:
    """Ends these seats; a meeting still to come goes from the person's calendar."""
    ended = list(seats)
    for seat in ended:
        seat.withdrawn_on = turn.on
        save(seat, by=turn.by)
    uninvite(ended, by=turn.by, at=turn.at)
