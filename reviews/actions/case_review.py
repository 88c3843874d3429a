"""What a Case Review has of its own: how a case comes before the Case Review Subgroup, and whether Ofsted is told (CR-01 to CR-03)."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

from django.db import transaction

from reviews.actions.notification import Answers, Child, Notice, enter_child, enter_worksheet
from reviews.actions.panel import refer
from reviews.models import OfstedConsideration, Review
from reviews.process.kinds import CASE_REVIEW
from wscb.cases import engine, news
from wscb.cases.actions.involvement import involve
from wscb.cases.actions.opening import open_case
from wscb.cases.chairing import acting_chairs
from wscb.cases.engine import Turn
from wscb.cases.errors import ActRefused
from wscb.cases.models import Case, Recusal, Subject
from wscb.cases.process import registry
from wscb.cases.process.registry import act
from wscb.cases.recording import save
from wscb.people.actions import record_acting_appointment
from wscb.people.models import Role, User
from wscb.people.standing import holders


@act("scr.put_to_subgroup")
@transaction.atomic
def put_to_subgroup(*, case: Case, by: User, on: date, learning: str, seen: int | None = None) -> Case:
    """The Chair puts a case that is not to have a Serious Case Review to the Case Review Subgroup; returns the new case (CR-01, CR-02).

    Nothing is typed again but the opportunity for learning, and each case leads whoever may see both to the other. The month runs
    from the day `on`, and the first notification's date stays on view (domain.md, section 2). Raises ActRefused without an
    opportunity, or when it was put there already.
    """
    turn = engine.begin(case=case, act="put_to_subgroup", by=by, on=on, seen=seen)
    found = candidate(turn, learning=learning, triggered_on=on)
    engine.move(turn)
    return found


def candidate(turn: Turn, *, learning: str, triggered_on: date) -> Case:
    """Opens the Case Review that follows from the case of the turn, and refers it to the Subgroup, in the caller's transaction.

    Children, notification and organisations are carried over, and whoever has an interest stays out. Raises ActRefused naming
    the answer that is missing.
    """
    case = turn.case
    if not learning:
        raise ActRefused("Enter what there is to be learned.", field="learning")
    if case.followed_by.exists():
        raise ActRefused("This case has been put to the Case Review Subgroup already.")
    table = registry.process(CASE_REVIEW.code)
    found = open_case(
        process=table, area=case.area, triggered_on=triggered_on, by=turn.by, on=turn.on, checked=turn.act.code
    )
    _carry_over(case, found, turn)
    enter_worksheet(found, Answers(limbs={}, reasons={}, learning=learning), by=turn.by, on=turn.on)
    refer(case=found, by=turn.by, on=turn.on)
    managers = holders(Role.BUSINESS_MANAGER, case.area_id, turn.on)
    news.tell("put_to_subgroup", case=found, to=managers, by=turn.by, at=turn.at)
    return found


def _carry_over(case: Case, found: Case, turn: Turn) -> None:
    """The facts of the one case on the other; interests first, so that nobody sees it who is kept out."""
    for recusal in case.recusals.select_related("user"):
        Recusal.objects.create(
            case=found,
            user=recusal.user,
            interest=recusal.interest,
            recorded_by=recusal.recorded_by,
            recorded_at=turn.at,
        )
    review: Review = case.review
    copied = {field.name: getattr(review, field.name) for field in fields(Notice) if field.name != "received_on"}
    save(Review(case=found, follows=case, chair_informed_on=turn.on, **copied), by=turn.by)
    for subject in case.subjects.prefetch_related("aliases"):
        enter_child(found, subject.ordinal, child_of(subject), by=turn.by)
    for row in case.involved_organisations.select_related("organisation"):
        involve(
            case=found,
            organisation=row.organisation,
            by=turn.by,
            on=turn.on,
            no_interest_because=row.no_interest_because,
        )
    for acting in acting_chairs(case, on=turn.on):
        if acting.scope_case == case.pk:
            record_acting_appointment(
                user=acting.user, area=case.area, starts_on=turn.on, ends_on=acting.ends_on, reason=acting.reason,
                by=acting.recorded_by, on=turn.on, scope_case=found.pk,
            )  # fmt: skip


def child_of(subject: Subject) -> Child:
    """What a case knows of a child, as `log_notification` takes it."""
    known = {field.name: getattr(subject, field.name) for field in fields(Child) if field.name != "aliases"}
    return Child(**known, aliases=tuple(alias.name for alias in subject.aliases.all()))


@act("cr.consider_ofsted")
@transaction.atomic
def consider_ofsted(
    *, case: Case, by: User, on: date, notify: bool, reasons: str = "", seen: int | None = None
) -> OfstedConsideration:
    """Records whether Ofsted is to be told of the incident: "not" needs reasons, "notify" opens the step to tell it (CR-03)."""
    turn = engine.begin(case=case, act="consider_ofsted", by=by, on=on, seen=seen)
    if not notify and not reasons:
        raise ActRefused("Enter why Ofsted is not to be told of the incident.", field="reasons")
    told = turn.case.notices.filter(body="ofsted", of="incident").exists()
    row = OfstedConsideration.objects.create(case=turn.case, notify=notify, reasons=reasons, by=by, on=on, at=turn.at)
    engine.move(turn, also_open=("incident_ofsted",) if notify and not told else ())
    return row


def standing_consideration(case: Case) -> OfstedConsideration | None:
    """Whether Ofsted is to be told of the incident, as it was decided last; None before it was."""
    return case.ofsted_considerations.order_by("-at").first()
