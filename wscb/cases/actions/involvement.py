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
from wscb.people.models import Organisation, Role, User
from wscb.people.standing import holders


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
    standing = case.chair_proposals.filter(withdrawn_on__isnull=True).select_related("case", "user__organisation")
    proposals = [
        proposal
        for proposal in standing
        if proposal.organisation_id == organisation.pk or _obstacles(proposal, on=today)
    ]
    for proposal in proposals:
        proposal.withdrawn_on = on
        proposal.withdrawn_because = f"{organisation.name} was added to the organisations involved."
        save(proposal, by=by)
    return bool(proposals)


def _obstacles(proposal: ReviewChairProposal, *, on: date) -> list[str]:
    """What stands against somebody proposed: judged as the person they are where that is known, and by the name otherwise."""
    if proposal.user is not None:
        return independence.of_person(proposal.case, proposal.user, who=CHAIR, on=on)
    return independence.of_name(proposal.case, proposal.name, who=CHAIR, on=on)


def check_proposal(*, case: Case, name: str, organisation: Organisation | None, person: User | None = None) -> None:
    """Raises ActRefused, with every reason, for a review chair who would not be independent (GEN-04).

    `person` is who they are where they have an account. Somebody whom the Board knows by the name is judged by what is recorded of
    them too, whichever organisation was chosen.
    """
    refused, today = f"{name} cannot be proposed.", clock.today()
    if person is not None:
        if obstacles := independence.of_person(case, person, who=CHAIR, on=today, discreet=True):
            raise ActRefused(" ".join([refused, *obstacles]), field="chair_person")
        return
    if obstacles := independence.of_organisation(case, organisation, who=CHAIR):
        raise ActRefused(" ".join([refused, *obstacles]), field="chair_organisation")
    if obstacles := independence.of_name(case, name, who=CHAIR, on=today):
        raise ActRefused(" ".join([refused, *obstacles, NAMESAKE]), field="chair_name")


CHAIR = "the chair"
NAMESAKE = "If you mean somebody else of the same name, add what tells them apart, such as where they work."


def enter_proposal(
    *,
    case: Case,
    by: User,
    on: date,
    name: str,
    organisation: Organisation | None,
    background: str,
    person: User | None = None,
) -> ReviewChairProposal:
    """Enters a proposed review chair. Raises ActRefused with the reason when they would not be independent (GEN-04).

    Of a `person` with an account the name and organisation are theirs, whatever else was given.
    """
    if person is not None:
        name, organisation = person.name, person.organisation
    check_proposal(case=case, name=name, organisation=organisation, person=person)
    proposal = ReviewChairProposal(
        case=case,
        name=name,
        organisation=organisation,
        user=person,
        background=background,
        proposed_by=by,
        proposed_on=on,
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
    person: User | None = None,
    seen: int | None = None,
) -> ReviewChairProposal:
    """Proposes a chair for the review (SCR-09). Raises ActRefused when they would not be independent."""
    turn = engine.begin(case=case, act="propose_chair", by=by, on=on, seen=seen)
    told = {"name": name, "organisation": organisation, "background": background, "person": person}
    proposal = enter_proposal(case=turn.case, by=by, on=on, **told)  # type: ignore[arg-type]
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
