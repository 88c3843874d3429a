"""A Board with a case in every state, with everybody in every relation to them, and with everything begun that has a page."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any, cast

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils import timezone

from reviews.actions import beginning, decision
from tests import board as b
from tests.addresses.half_written import drafts_of_acts
from tests.addresses.sessions import signed_in
from tests.reviews.notifying import answers_for, begin, day, fill
from wscb import clock
from wscb.cases import editions, returns
from wscb.cases.actions import consultations, feeds, information, involvement, meetings, papers, representing
from wscb.cases.models import Case, CaseDocument, CaseMessage, Draft, InformationRequest, ReturnedFile
from wscb.documents.store import file_storage
from wscb.keys.wrapping import new_key
from wscb.messages.models import Message, Status
from wscb.people import actions as people
from wscb.people.models import ActingAppointment, Interest, Organisation, Role, User
from wscb.web.models import HeldSubmission

ANONYMOUS = "anonymous"
IN_TIME = 20  # days since the notification was received: within the three weeks
LATE = 40
NAMES = ("Winterbourne", "Thistlewaite")
"""The family names of the children: no title, address or message of the browser's may hold one."""


@dataclass
class World:
    """Everything that a page can be about; `people` by what they are to the cases, `cases` by state."""

    board: b.Board
    people: dict[str, User]
    today: date
    cases: dict[str, Case] = field(default_factory=dict)
    interests: dict[str, Interest] = field(default_factory=dict)
    acting: ActingAppointment = field(init=False)
    left: User = field(init=False)
    college: Organisation = field(init=False)
    written: Draft = field(init=False)
    begun: Draft = field(init=False)
    held: HeldSubmission = field(init=False)
    feed: str = ""
    damaged: CaseDocument = field(init=False)
    asked: InformationRequest = field(init=False)
    sent: InformationRequest = field(init=False)
    returned: ReturnedFile = field(init=False)
    delegate: User = field(init=False)
    failed: Message = field(init=False)

    def ago(self, days: int) -> date:
        """So many days before today."""
        return self.today - timedelta(days=days)


def new_world() -> World:
    """The whole of it, as it stands today."""
    board = b.new_board()
    elsewhere = b.new_board("elsewhere", "Elsewhere")
    world = World(board, _people(board), clock.today())
    world.people["manager_elsewhere"] = elsewhere.manager
    _around(world)
    for state, make in MAKERS.items():
        case = b.fresh(make(world))
        assert case.state == STATE_OF.get(state, state)
        world.cases[state] = case
    editions.render_waiting(limit=2)
    _begun(world)
    return world


def _people(board: b.Board) -> dict[str, User]:
    member, recused, tied, other = board.members
    return {
        "manager": board.manager,
        "chair": board.chair,
        "acting_chair": b.person("deputy@warrington.example", "Deputy Chair"),
        "panel_chair": board.panel_chair,
        "vice_chair": board.other_panel_chair,
        "member": member,
        "recused": recused,
        "tied": tied,
        "other_member": other,
        "administrator": board.administrator,
        "representative": b.representative(board),
    }


def _around(world: World) -> None:
    """What is not a case: the acting Chair, organisations, interests, an account that ended, a second factor."""
    board, by, today = world.board, world.board.manager, world.today
    world.acting = people.record_acting_appointment(
        user=world.people["acting_chair"], area=board.area, starts_on=today, ends_on=today, reason="Leave", by=by, on=today
    )  # fmt: skip
    world.college = Organisation.objects.create(name="Warrington College", kind="school_or_college")
    world.people["tied"].organisation = world.college
    world.people["tied"].save()
    for number in (5, 6, 7):
        board.members.append(b.person(f"member{number}@warrington.example", f"Member {number}"))
        b.term(board.members[-1], Role.PANEL_MEMBER, board.area, board.panel)
    for name, person in world.people.items():
        declare = partial(people.declare_interest, organisation=board.office, nature="Governor", on=today)
        if name != "administrator":
            world.interests[name] = declare(user=person, by=person)
    world.left = b.person("left@warrington.example", "Lee Gone")
    people.end_access(user=world.left, by=board.administrator, on=today)
    TOTP.activate(board.administrator, generate_totp_secret())
    RecoveryCodes.activate(board.administrator)


# --- the cases -------------------------------------------------------------------------------------------


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


def _met(world: World, *, ago: int = IN_TIME) -> Case:
    case = _convened(world, ago=ago)
    b.attend(world.board, case, on=world.ago(ago - 9))
    return case


def _recommended(world: World, *, outcome: str = "hold") -> Case:
    case = _met(world)
    b.recommend(world.board, case, on=world.ago(11), outcome=outcome)
    return case


def _referred_back(world: World) -> Case:
    case = _recommended(world)
    b.consult(world.board, case, on=world.ago(10))
    decision.refer_back(
        case=case, by=world.board.chair, on=world.ago(10), questions="Why?", seen=b.fresh(case).revision
    )
    return case


def _decided(world: World, *, outcome: str = "hold") -> Case:
    case = _recommended(world, outcome=outcome)
    b.consult(world.board, case, on=world.ago(8))
    why = decision.Reasons(reasons="I agree.", departure="The injuries were explained.", advice="None was needed.")
    b.decide(world.board, case, on=world.ago(6), outcome=outcome, why=why)
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


def _under_review(world: World) -> Case:
    case = _decided(world)
    for role in ("review_chair", "lead_reviewer"):
        b.appoint(world.board, case, on=world.ago(4), role=role)
    b.agree_terms(world.board, case, on=world.ago(4))
    beginning.begin_review(case=case, by=world.board.manager, on=world.ago(4))
    _informed(world, case)
    return case


def _informed(world: World, case: Case) -> None:
    """The police have sent what they were asked first; of the second they have written all, and ask for more time."""
    board, by, today = world.board, world.people["representative"], world.today
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


MAKERS = {
    "review": _decided,
    "notified": _notified,
    "referred": _referred,
    "convened": _convened,
    "met": _met,
    "late": _late,
    "recommended": _recommended,
    "referred_back": _referred_back,
    "not_review": partial(_decided, outcome="not_hold"),
    "closed": _closed,
    "under_review": _under_review,
    "running": _running,
    "case_review": partial(_convened, kind="cr"),
}
STATE_OF = {"case_review": "convened", "met": "convened", "late": "convened", "running": "notified"}
"""The state of those cases that are not called by it: attendance recorded; long overdue; entered while running."""


# --- what somebody has begun -----------------------------------------------------------------------------


def _begun(world: World) -> None:
    manager = signed_in(world.board.manager)
    same_child = {
        "named": "known", "given_name": b.CHILD.given_name, "family_name": b.CHILD.family_name, "birth": "known",
        **day("date_of_birth", b.CHILD.date_of_birth),
    }  # fmt: skip
    fill(
        manager,
        address := begin(manager),
        answers_for(world.board, children__1=same_child, duplicates={"looked": "on"}),
    )
    world.written = _draft_at(address)
    fill(manager, address := begin(manager), {"received": answers_for(world.board)["received"]})
    world.begun = _draft_at(address)
    world.held = HeldSubmission.objects.create(
        user=world.board.manager, path="/account/interests/add/", data_key=new_key(), data={"nature": ["Governor"]}
    )
    world.damaged = cast("CaseDocument", world.cases["referred"].documents.first())
    file_storage().delete(world.damaged.stored.stored_name)
    world.feed = feeds.make_feed(by=world.board.manager, at=clock.now())
    world.failed = cast("CaseMessage", world.cases["late"].messages.first()).message
    world.failed.status = Status.FAILED
    world.failed.save()
    drafts_of_acts(world)


def _draft_at(address: str) -> Draft:
    return Draft.objects.get(pk=address.strip("/").split("/")[-1])
