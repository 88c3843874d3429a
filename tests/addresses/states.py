"""A case in every state, with everybody in the same relation to each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from reviews.actions import beginning, decision
from tests import board as b
from tests.addresses import heard, reported
from tests.addresses.learned import learned
from wscb.cases import returns
from wscb.cases.actions import consultations, information, involvement, meetings, papers, representing, scrutiny
from wscb.cases.models import Case

if TYPE_CHECKING:
    from tests.addresses.world import World

IN_TIME = 20  # days since the notification was received: within the three weeks
LATE = 40


def _notified(world: World, *, ago: int = IN_TIME, **changes: Any) -> Case:
    case = b.log(world.board, received=world.ago(ago), **changes)
    b.add_paper(world.board, case, on=world.ago(ago))
    return case


def _referred(world: World, *, ago: int = IN_TIME, **changes: Any) -> Case:
    return b.refer(world.board, _notified(world, ago=ago, **changes), on=world.ago(ago - 1))


def _convened(world: World, *, ago: int = IN_TIME, **changes: Any) -> Case:
    """Convened; then one member recorded an interest, and the organisation of another turned out to be involved."""
    board, case, on = world.board, _referred(world, ago=ago, **changes), world.ago(ago - 2)
    seated = [world.people["member"], world.people["recused"], world.people["tied"], *board.members[4:]]
    starts_at = timezone.make_aware(datetime.combine(world.ago(ago - 9), time(10)))
    meetings.convene(
        case=case, by=board.manager, on=on, starts_at=starts_at, place="Room 2", chair=board.panel_chair, members=seated
    )
    recused = world.people["recused"]
    involvement.record_interest(case=case, by=board.manager, on=on, user=recused, interest="A neighbour.")
    involvement.add_organisation(case=case, by=board.manager, on=on, organisation=world.college)
    return b.fresh(case)


def _met(world: World, *, ago: int = IN_TIME, **changes: Any) -> Case:
    case = _convened(world, ago=ago, **changes)
    b.attend(world.board, case, on=world.ago(ago - 9))
    return case


def _recommended(world: World, *, outcome: str = "hold", **changes: Any) -> Case:
    case = _met(world, **changes)
    if case.process == "cr":
        b.consider(world.board, case, on=world.ago(11))
    b.recommend(world.board, case, on=world.ago(11), outcome=outcome)
    return case


def _referred_back(world: World) -> Case:
    case = _recommended(world)
    b.consult(world.board, case, on=world.ago(10))
    decision.refer_back(
        case=case, by=world.board.chair, on=world.ago(10), questions="Why?", seen=b.fresh(case).revision
    )
    return case


def _decided(world: World, *, outcome: str = "hold", **changes: Any) -> Case:
    case = _recommended(world, outcome=outcome, **changes)
    b.consult(world.board, case, on=world.ago(8))
    why = decision.Reasons(reasons="I agree.", departure="The injuries were explained.", advice="None was needed.")
    b.decide(world.board, case, on=world.ago(6), outcome=outcome, why=why)
    return case


def _not_review(world: World) -> Case:
    """Decided against a review; the National Panel asks why."""
    case, today = _decided(world, outcome="not_hold"), world.today
    scrutiny.log_scrutiny(
        case=case, by=world.board.manager, on=today, received_on=today, from_whom="The Panel", question="Why?"
    )
    return case


def _running(world: World) -> Case:
    """Entered while running; its child has died."""
    died = replace(b.CHILD, died_on=world.ago(IN_TIME))
    return _notified(world, running=True, children=[died])


def _closed(world: World) -> Case:
    case = _notified(world)
    decision.close(
        case=case, by=world.board.chair, on=world.ago(18), closed_as="withdrawn", reasons="In error.", confirmed=b.SIGNED,
        seen=b.fresh(case).revision,
    )  # fmt: skip
    return case


def _begun_review(world: World, **changes: Any) -> Case:
    case = _decided(world, **changes)
    for role in ("review_chair", "lead_reviewer"):
        b.appoint(world.board, case, on=world.ago(4), role=role)
    b.agree_terms(world.board, case, on=world.ago(4))
    beginning.begin_review(case=case, by=world.board.manager, on=world.ago(4))
    return case


def _informed(world: World) -> Case:
    """The police have sent what they were asked first; of the second they have written all, and ask for more time."""
    board, case, by, today = world.board, _begun_review(world), world.people["representative"], world.today
    b.name_representative(board, case, by, on=world.ago(3))
    world.sent = b.ask(board, case, on=world.ago(3))
    representing.submit_information(
        case=case, by=by, on=today, request=world.sent, seen=b.write_return(world.sent, by=by, on=today)
    )
    world.asked = b.ask(board, case, on=world.ago(3), kind="agency_report")
    world.returned = returns.add_file(world.asked, by=by, upload=b.PAPER)
    b.write_return(world.asked, by=by, on=today)
    until = today + timedelta(days=90)
    representing.ask_more_time(case=case, by=by, on=today, request=world.asked, until=until, because="Leave.")
    world.delegate = b.representative(board, "Second")
    representing.delegate(case=case, by=by, on=today, request=world.asked, to=world.delegate)
    heard.heard(world, case)
    return learned(world, case)


def _late(world: World) -> Case:
    """Weeks after both limits, with reasons given once."""
    case = _met(world, ago=LATE)
    explained = {"by": world.board.panel_chair, "on": world.today, "reasons": "A witness was ill."}
    step = case.steps.get(code="panel_recommendation")
    consultations.explain_delay(case=case, step=step, **explained)
    information.ask_information(
        case=case, by=world.board.manager, on=world.ago(30), organisation=world.board.health, question="What is known?"
    )
    b.notify(world.board, case, "notify_incident_ofsted", on=world.ago(30))
    paper = case.documents.first()
    papers.strike_document(
        case=case, by=world.board.manager, on=world.ago(30), document=paper, because="Another child’s."
    )
    return case


def _written(world: World) -> Case:
    case = reported.written(world, _begun_review(world))
    heard.invited(world, case)
    return case


MAKERS: dict[str, Callable[[World], Case]] = {
    "review": _decided,
    "notified": _notified,
    "referred": _referred,
    "convened": _convened,
    "met": _met,
    "late": _late,
    "recommended": _recommended,
    "referred_back": _referred_back,
    "not_review": _not_review,
    "closed": _closed,
    "under_review": _informed,
    "running": _running,
    "case_review": partial(_convened, kind="cr"),
    "written": _written,
    "report_submitted": lambda world: reported.submitted(world, _begun_review(world)),
    "answered": lambda world: reported.submitted(world, _begun_review(world), confirmed=False),
    "confirmed": lambda world: reported.submitted(world, _begun_review(world), confirmed=True),
    "completed": lambda world: reported.completed(world, _begun_review(world)),
    "cr_submitted": lambda world: reported.submitted(world, _begun_review(world, kind="cr"), confirmed=True),
    "cr_completed": lambda world: reported.completed(world, _begun_review(world, kind="cr")),
}
STATE_OF = {
    "case_review": "convened",
    "met": "convened",
    "late": "convened",
    "running": "notified",
    "written": "under_review",
    "answered": "report_submitted",
    "confirmed": "report_submitted",
    "cr_submitted": "report_submitted",
    "cr_completed": "completed",
}
"""The state of those cases that are not called by it: attendance recorded, long overdue, entered while running, a report written,
its checklist answered, and confirmed; Case Reviews with the Board and completed."""
