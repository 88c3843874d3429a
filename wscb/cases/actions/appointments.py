"""Who chairs and who leads a review: proposed, appointed by the Chair, declared independent, ended (SCR-17, SCR-33, GEN-04)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from wscb import clock
from wscb.cases import appointment_mail, engine, grants, independence, news, preparing
from wscb.cases.actions.papers import keep
from wscb.cases.engine import Turn
from wscb.cases.enums import PaperKind
from wscb.cases.errors import ActRefused
from wscb.cases.models import Appointment, Case
from wscb.cases.recording import save
from wscb.documents.uploads import CheckedUpload
from wscb.people.actions import open_account
from wscb.people.errors import Refused
from wscb.people.models import Organisation, Role, User
from wscb.people.standing import chairs, holders, in_force

WHO = {Role.REVIEW_CHAIR: "the chair", Role.LEAD_REVIEWER: "a lead reviewer"}
DECLARING = {Role.REVIEW_CHAIR: "declare_chair", Role.LEAD_REVIEWER: "declare_lead"}


@dataclass(frozen=True)
class Newcomer:
    """Somebody without an account yet, who gets one with the proposal and the link to it with the appointment."""

    name: str
    email: str
    organisation: Organisation | None = None


@transaction.atomic
def propose_appointment(
    *,
    case: Case,
    by: User,
    on: date,
    role: str,
    person: User | Newcomer,
    qualifications: str,
    evidence: CheckedUpload | None = None,
    seen: int | None = None,
) -> Appointment:
    """Proposes somebody as review chair or lead reviewer, with what shows that they are qualified (SCR-17, SCR-33).

    Raises ActRefused with every reason for which they would not be independent (GEN-04), for somebody proposed or appointed to the role
    already, and without qualifications.
    """
    turn = engine.begin(case=case, act="propose_appointment", by=by, on=on, seen=seen)
    if not qualifications:
        raise ActRefused("Enter what shows that they are qualified.", field="qualifications")
    user = _account(turn, person, role) if isinstance(person, Newcomer) else person
    if not user.is_active:
        raise ActRefused(f"The access of {user.name} has ended.", field="person")
    standing = turn.case.appointments.filter(role=role, user=user, withdrawn_on__isnull=True).exclude(ends_on__lt=on)
    if standing.exists():
        raise ActRefused(f"{user.name} has been proposed or appointed already.", field="person")
    _demand_independence(turn.case, user, role, on, "cannot be proposed", field="person")
    document = (
        keep(turn, kind=PaperKind.OTHER, title="Evidence of qualifications", upload=evidence) if evidence else None
    )
    appointment = Appointment(
        case=turn.case,
        role=role,
        user=user,
        qualifications=qualifications,
        evidence=document,
        proposed_by=by,
        proposed_on=on,
    )
    save(appointment, by=by)
    owed = preparing.change(turn, keeping=_kept(turn, role))
    engine.move(turn, also_open=owed.also_open, closes=owed.closes, detail=f"{Role(role).label}: {user.name}")
    return appointment


def _kept(turn: Turn, role: str) -> frozenset[str]:
    """What proposing somebody leaves open: a lead reviewer is no chair, whom the panel was asked to name (SCR-09)."""
    return frozenset() if role == Role.REVIEW_CHAIR else frozenset(["propose_review_chair"])


def _account(turn: Turn, newcomer: Newcomer, role: str) -> User:
    """An account without any role: it sees nothing until the appointment is made."""
    who = WHO[Role(role)]
    if obstacles := independence.of_organisation(turn.case, newcomer.organisation, who=who):
        raise ActRefused(" ".join([f"{newcomer.name} cannot be proposed.", *obstacles]), field="organisation")
    try:
        return open_account(
            email=newcomer.email,
            name=newcomer.name,
            organisation=newcomer.organisation,
            by=turn.by,
        )
    except Refused as refused:
        raise ActRefused(str(refused), field="email") from None


def obstacles_to(appointment: Appointment, *, on: date) -> list[str]:
    """What stands against the independence of somebody proposed or appointed, one sentence for each reason (GEN-04)."""
    who = WHO[Role(appointment.role)]
    return independence.of_person(appointment.case, appointment.user, who=who, on=on)


def _demand_independence(case: Case, user: User, role: str, on: date, cannot: str, *, field: str) -> None:
    if obstacles := independence.of_person(case, user, who=WHO[Role(role)], on=on):
        raise ActRefused(" ".join([f"{user.name} {cannot}.", *obstacles]), field=field)


@transaction.atomic
def appoint(
    *,
    case: Case,
    by: User,
    on: date,
    appointment: Appointment,
    starts_on: date,
    ends_on: date | None = None,
    seen: int | None = None,
) -> Appointment:
    """The Chair appoints somebody who was proposed; they see the review from the first day to the last, and are told by e-mail.

    Raises ActRefused when they are not independent any more (GEN-04), for a second review chair at the same time, and for dates that
    cannot be.
    """
    turn = engine.begin(case=case, act="appoint", by=by, on=on, seen=seen)
    row = _locked(turn, appointment)
    if row.is_made or row.withdrawn_on:
        raise ActRefused("This proposal has been dealt with already.", field="appointment")
    _demand_independence(turn.case, row.user, row.role, on, "cannot be appointed", field="appointment")
    _check_dates(turn.case, starts_on, ends_on, on)
    if row.role == Role.REVIEW_CHAIR and _overlapping(turn.case, row, starts_on, ends_on):
        raise ActRefused("The review has a chair at that time. End that appointment first.", field="appointment")
    reason = f"Appointed as {Role(row.role).label.lower()}."
    row.grant = grants.give(
        case=turn.case, to=row.user, ground="see_as_appointed", reason=reason, by=by, on=starts_on, until=ends_on
    )
    row.starts_on, row.ends_on, row.appointed_by, row.appointed_on = starts_on, ends_on, by, on
    save(row, by=by)
    owed = preparing.change(turn)
    also = (*_owed_after(turn, row), *owed.also_open)
    detail = f"{Role(row.role).label}: {row.user.name}"
    engine.move(turn, about=row.pk, also_open=also, closes=owed.closes, detail=detail)
    appointment_mail.tell(row, by=by, at=turn.at)
    return row


def _check_dates(case: Case, starts_on: date, ends_on: date | None, on: date) -> None:
    if starts_on < case.triggered_on:
        raise ActRefused(
            "The first day must be the day the Board received the notification, or later.", field="starts_on"
        )
    if ends_on is not None and ends_on < max(starts_on, on):
        raise ActRefused("The last day must be today or later, and not before the first day.", field="ends_on")


def _overlapping(case: Case, row: Appointment, starts_on: date, ends_on: date | None) -> bool:
    others = case.appointments.filter(role=row.role, appointed_on__isnull=False, withdrawn_on__isnull=True)
    others = others.exclude(pk=row.pk).exclude(ends_on__lt=starts_on)
    return (others.filter(starts_on__lte=ends_on) if ends_on else others).exists()


def _owed_after(turn: Turn, row: Appointment) -> list[str]:
    """The declaration, unless it was recorded with the proposal, and where the table asks for it the National Panel (SCR-18)."""
    owed = [] if row.declarations.exists() else [DECLARING[Role(row.role)]]
    if row.role == Role.LEAD_REVIEWER and "names_national_panel" in turn.act.may_open:
        owed.append("names_national_panel")
    return owed


@transaction.atomic
def end_appointment(
    *, case: Case, by: User, on: date, appointment: Appointment, because: str, seen: int | None = None
) -> Appointment:
    """Ends an appointment at once, and the sight that came with it; or withdraws a proposal.

    Raises ActRefused without a reason, and for one that has ended.
    """
    turn = engine.begin(case=case, act="end_appointment", by=by, on=on, seen=seen)
    row = _locked(turn, appointment)
    if not because:
        raise ActRefused("Enter the reason.", field="because")
    if row.withdrawn_on:
        raise ActRefused("This appointment has ended already.", field="appointment")
    _end(row, by=by, on=on, because=because)
    owed = preparing.change(turn)
    detail = f"{Role(row.role).label}: {row.user.name}"
    engine.move(turn, about=row.pk, also_open=owed.also_open, closes=owed.closes, detail=detail)
    return row


def _end(row: Appointment, *, by: User, on: date, because: str) -> None:
    row.withdrawn_on, row.withdrawn_because = on, because
    save(row, by=by)
    if row.grant is not None:
        grants.end(grant=row.grant, by=by, on=on)


def end_for_leaving(row: Appointment, *, by: User, on: date) -> None:
    """Ends an appointment whose holder’s access ended: what the act of ending it does, by somebody who may see no case."""
    case = Case.objects.select_for_update().get(pk=row.case_id)
    act = case.table.act("end_appointment")
    _end(row, by=by, on=on, because="Their access to the service ended.")
    if case.state not in act.from_:
        return
    turn = Turn(case=case, act=act, by=by, acting_for="", on=on, at=clock.now())
    owed = preparing.change(turn)
    detail = f"{Role(row.role).label}: {row.user.name}"
    engine.move(turn, about=row.pk, also_open=owed.also_open, closes=owed.closes, detail=detail)


def question_independence(row: Appointment, *, by: User, on: date) -> None:
    """Opens the step in which the Chair settles an appointment that something stands against; manager and Chair are told (GEN-04)."""
    case = Case.objects.select_for_update().get(pk=row.case_id)
    engine.open_step(case=case, code="resolve_independence", on=on, about=row.pk, by=by)
    engine.schedule_chasers(case, by=by)
    to = dict.fromkeys([*holders(Role.BUSINESS_MANAGER, case.area_id, on), *chairs(case.area_id, on, case.pk)])
    news.tell("independence_in_question", case=case, to=to, by=by, at=clock.now())


def end_of(turn: Turn, *, because: str, user: User | None = None) -> list[uuid.UUID]:
    """Ends every appointment and proposal of the case, or those of one person, as part of another act; which ones."""
    rows = turn.case.appointments.filter(withdrawn_on__isnull=True).select_related("grant", "user")
    ended = list(rows.filter(user=user) if user is not None else rows)
    for row in ended:
        _end(row, by=turn.by, on=turn.on, because=because)
    return [row.pk for row in ended]


def check_again(turn: Turn) -> None:
    """Checks everybody proposed or appointed once more, as part of an act that involves somebody (GEN-04).

    A proposal is withdrawn; for an appointment the step to settle it opens, and the manager and the Chair are told.
    """
    case, on = turn.case, turn.on
    rows = case.appointments.filter(withdrawn_on__isnull=True).exclude(ends_on__lt=on)
    in_question = False
    for row in rows.select_related("user__organisation"):
        row.case = case
        obstacles = obstacles_to(row, on=on)
        if obstacles and row.is_made:
            engine.open_step(case=case, code="resolve_independence", on=on, about=row.pk, by=turn.by)
            in_question = True
        elif obstacles:
            _end(row, by=turn.by, on=on, because=" ".join(obstacles))
    if in_question:
        managers = holders(Role.BUSINESS_MANAGER, case.area_id, on)
        to = dict.fromkeys([*managers, *chairs(case.area_id, on, case.pk)])
        news.tell("independence_in_question", case=case, to=to, by=turn.by, at=turn.at)


@transaction.atomic
def resolve_independence(
    *, case: Case, by: User, on: date, appointment: Appointment, reasons: str, seen: int | None = None
) -> None:
    """The Chair confirms that an appointment whose independence was in question stands, with the reasons.

    Raises ActRefused while anything stands against it (GEN-04): then the appointment has to be ended.
    """
    turn = engine.begin(case=case, act="resolve_independence", by=by, on=on, seen=seen)
    row = _locked(turn, appointment)
    row.case = turn.case
    if not turn.case.steps.filter(code="resolve_independence", about=row.pk, done_on__isnull=True).exists():
        raise ActRefused("The independence of this person is not in question.", field="appointment")
    if obstacles := obstacles_to(row, on=on):
        words = " ".join([*obstacles, "End the appointment instead."])
        raise ActRefused(words, field="appointment")
    if not reasons:
        raise ActRefused("Enter why the appointment stands.", field="reasons")
    engine.move(turn, about=row.pk, detail=reasons)


def serving(case: Case, role: str, *, on: date) -> list[Appointment]:
    """The appointments to a role that count on the day, each with a declaration of independence."""
    rows = case.appointments.filter(in_force(on), role=role, declarations__isnull=False)
    return list(rows.select_related("user").distinct())


def _locked(turn: Turn, appointment: Appointment) -> Appointment:
    rows = Appointment.objects.select_for_update(of=("self",)).select_related("user__organisation", "grant")
    return rows.get(pk=appointment.pk, case=turn.case)
