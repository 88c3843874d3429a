"""Who represents an organisation, and what its representatives do: share the work, ask for more time, send (SCR-19, SCR-20)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from wscb.cases import engine, information_mail, news, representation, returns
from wscb.cases.actions.information import advance, current, drop_question_of_time, owed_step
from wscb.cases.engine import Turn
from wscb.cases.enums import Engagement, PaperKind, RequestState
from wscb.cases.errors import ActRefused, NotAllowed
from wscb.cases.models import (
    Case,
    CaseDocument,
    InformationRequest,
    InformationReturn,
    InvolvedOrganisation,
    MoreTime,
    Representative,
)
from wscb.cases.recording import save
from wscb.people.models import Organisation, Role, User
from wscb.people.standing import holders


@transaction.atomic
def record_engagement(
    *, case: Case, by: User, on: date, organisation: Organisation, engagement: str, declined_because: str = ""
) -> InvolvedOrganisation:
    """Records how far an involved organisation takes part (SCR-19). Raises ActRefused for declining without a reason."""
    turn = engine.begin(case=case, act="record_engagement", by=by, on=on)
    row = turn.case.involved_organisations.filter(organisation=organisation).first()
    if row is None:
        raise ActRefused("This organisation is not involved in the case.", field="organisation")
    declined = engagement == Engagement.DECLINED
    if declined and not declined_because:
        raise ActRefused("Enter why it declined.", field="declined_because")
    row.engagement, row.engagement_on = engagement, on
    row.declined_because = declined_because if declined else ""
    save(row, by=by)
    engine.move(turn, detail=organisation.name)
    return row


@transaction.atomic
def name_representative(*, case: Case, by: User, on: date, organisation: Organisation, user: User) -> Representative:
    """Names who answers for an organisation; whoever did so before no longer does, and their delegates neither (SCR-19).

    Raises ActRefused for somebody of another organisation, without access, or with an interest in the case.
    """
    turn = engine.begin(case=case, act="name_representative", by=by, on=on)
    for former in representation.standing_for(turn.case, organisation):
        _end(former, by=by, on=on)
    row = _add(turn, organisation, user)
    advance(turn, organisation, Engagement.INVITED)
    engine.move(turn, detail=organisation.name)
    _tell_newcomer(turn, organisation, user)
    return row


def _add(turn: Turn, organisation: Organisation, user: User, *, delegated_by: User | None = None) -> Representative:
    if user.organisation_id != organisation.pk or not user.is_active:
        raise ActRefused(f"{user.name} does not belong to {organisation.name}.", field="user")
    if turn.case.recusals.filter(user=user).exists():
        raise ActRefused(f"{user.name} has an interest in this case.", field="user")
    row = Representative(
        case=turn.case,
        organisation=organisation,
        user=user,
        delegated_by=delegated_by,
        named_by=turn.by,
        starts_on=turn.on,
    )
    save(row, by=turn.by)
    return row


def _end(row: Representative, *, by: User, on: date) -> None:
    row.ended_on = max(row.starts_on, on)
    save(row, by=by)


def _tell_newcomer(turn: Turn, organisation: Organisation, user: User) -> None:
    """Tells whoever comes to represent the organisation what is open of it: requests, and whatever else it answers for."""
    for request in turn.case.information_requests.filter(organisation=organisation):
        if owed_step(request) is not None:
            information_mail.tell("asked", request=request, by=turn.by, at=turn.at, to=user)
    for kind in representation.represented_kinds():
        if kind.tell_newcomer is not None:
            kind.tell_newcomer(turn.case, organisation, user, turn.by, turn.at)


def _named(turn: Turn, request: InformationRequest) -> Representative:
    """The representative's own row. Raises NotAllowed for a delegate, who may work on requests and not pass them on."""
    row = representation.named_for(turn.case, request.organisation)
    if row is None or row.user_id != turn.by.pk:
        raise NotAllowed(turn.act.code)
    return row


@transaction.atomic
def delegate(*, case: Case, by: User, on: date, request: InformationRequest, to: User) -> Representative:
    """Lets a colleague work on the organisation's requests in the case, beside the representative.

    Raises ActRefused for somebody of another organisation or who does so already, NotAllowed to anybody but the representative.
    """
    turn = engine.begin(case=case, act="delegate_request", by=by, on=on, about=request.pk)
    _named(turn, request)
    if representation.standing_for(turn.case, request.organisation).filter(user=to).exists():
        raise ActRefused(f"{to.name} works on it already.", field="user")
    row = _add(turn, request.organisation, to, delegated_by=by)
    engine.move(turn, about=request.pk, detail=request.organisation.name)
    _tell_newcomer(turn, request.organisation, to)
    return row


@transaction.atomic
def end_delegation(*, case: Case, by: User, on: date, request: InformationRequest, of: User) -> None:
    """Ends a colleague's part at once. Raises ActRefused for somebody who has none, NotAllowed as `delegate` does."""
    turn = engine.begin(case=case, act="end_delegation", by=by, on=on, about=request.pk)
    _named(turn, request)
    standing = representation.standing_for(turn.case, request.organisation)
    row = standing.filter(user=of, delegated_by__isnull=False).first()
    if row is None:
        raise ActRefused(f"{of.name} does not work on it.", field="user")
    _end(row, by=by, on=on)
    engine.move(turn, about=request.pk, detail=request.organisation.name)


@transaction.atomic
def hand_over(*, case: Case, by: User, on: date, request: InformationRequest, to: User) -> Representative:
    """Makes a colleague the representative; whoever hands over loses sight of the requests at once, and the manager is told.

    Raises ActRefused for somebody of another organisation, NotAllowed to anybody but the representative.
    """
    turn = engine.begin(case=case, act="hand_over_request", by=by, on=on, about=request.pk)
    own = _named(turn, request)
    for row in representation.standing_for(turn.case, request.organisation).filter(user=to):
        _end(row, by=by, on=on)
    _end(own, by=by, on=on)
    row = _add(turn, request.organisation, to)
    engine.move(turn, about=request.pk, detail=request.organisation.name)
    _tell_newcomer(turn, request.organisation, to)
    _tell_managers("representative_changed", turn)
    return row


def _tell_managers(code: str, turn: Turn) -> None:
    managers = holders(Role.BUSINESS_MANAGER, turn.case.area_id, turn.on)
    news.tell(code, case=turn.case, to=managers, by=turn.by, at=turn.at)


@transaction.atomic
def ask_more_time(
    *, case: Case, by: User, on: date, request: InformationRequest, until: date, because: str
) -> MoreTime:
    """Asks the Board's office for more time; the date stands until it has answered.

    Raises ActRefused when nothing is owed, when it was asked already, and for a day that is not after the present date.
    """
    turn = engine.begin(case=case, act="ask_more_time", by=by, on=on, about=request.pk)
    found = current(turn, request)
    step = owed_step(found)
    if step is None:
        raise ActRefused("Nothing is owed on this request.")
    if found.more_time.filter(answered_on__isnull=True).exists():
        raise ActRefused("More time has been asked for already. The Board’s office has still to answer.")
    if until <= max(step.due_on, on):
        raise ActRefused("The date must be in the future, and after the date by which it is due now.", field="until")
    asked = MoreTime(case=turn.case, request=found, until=until, because=because, asked_by=by, asked_on=on)
    save(asked, by=by)
    engine.move(turn, about=found.pk, detail=found.organisation.name)
    _tell_managers("more_time_asked", turn)
    return asked


@transaction.atomic
def submit_information(*, case: Case, by: User, on: date, request: InformationRequest, seen: int) -> InformationReturn:
    """Sends what the organisation has written: it becomes part of the case, and is then to be checked (SCR-20).

    `seen` is the version of the return that was read. Raises ActRefused while something is missing, ReturnChanged when a colleague
    saved meanwhile.
    """
    turn = engine.begin(case=case, act="submit_information", by=by, on=on, about=request.pk)
    found = current(turn, request)
    returned = returns.being_written(found)
    if not found.is_with_organisation or returned is None or returns.missing(returned):
        raise ActRefused("Complete every part before you send it.")
    if returned.version != seen:
        raise returns.ReturnChanged
    returned.submitted_by, returned.submitted_at = by, turn.at
    save(returned, by=by)
    _file_documents(turn, found, returned)
    found.received_on, found.state = on, RequestState.RECEIVED
    save(found, by=by)
    advance(turn, found.organisation, Engagement.ENGAGED)
    drop_question_of_time(turn, found)
    engine.move(turn, about=found.pk, detail=found.organisation.name)
    _tell_managers("information_received", turn)
    return returned


def _file_documents(turn: Turn, request: InformationRequest, returned: InformationReturn) -> None:
    title = f"{request.get_kind_display()} from {request.organisation.name}"
    for file in returned.files.filter(removed_at__isnull=True, document__isnull=True):
        file.document = CaseDocument.objects.create(
            case=turn.case,
            kind=PaperKind.INFORMATION,
            title=title,
            stored_id=file.stored_id,
            added_by=turn.by,
            added_at=turn.at,
        )
        save(file, by=turn.by)
