"""A Board with a case in every state, with everybody in every relation to them, and with everything begun that has a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import cast

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from reviews.models import Contribution, Contributor
from tests import board as b
from tests.addresses.half_written import drafts_of_acts
from tests.addresses.sessions import signed_in
from tests.addresses.states import MAKERS, STATE_OF
from tests.reviews.notifying import answers_for, begin, day, fill
from wscb import clock
from wscb.cases import editions
from wscb.cases.actions import feeds
from wscb.cases.actions.emergency import open_case
from wscb.cases.models import (
    Case,
    CaseDocument,
    CaseMessage,
    Draft,
    EmergencyAccess,
    InformationRequest,
    ReturnedFile,
)
from wscb.documents.store import file_storage
from wscb.keys.wrapping import new_key
from wscb.learning.models import Finding, LearningAction
from wscb.messages.models import Message, Status
from wscb.people import actions as people
from wscb.people.access_reviews import to_review
from wscb.people.models import (
    AccessReview,
    ActingAppointment,
    FrameworkPartner,
    Interest,
    Organisation,
    Role,
    User,
)
from wscb.web.models import HeldSubmission

ANONYMOUS = "anonymous"
SERVICES = ("WSCB case management", "Warrington Safeguarding Children Board")
"""How the office and the public site are called at the end of every title."""
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
    incident: Draft = field(init=False)
    held: HeldSubmission = field(init=False)
    feed: str = ""
    damaged: CaseDocument = field(init=False)
    asked: InformationRequest = field(init=False)
    sent: InformationRequest = field(init=False)
    returned: ReturnedFile = field(init=False)
    delegate: User = field(init=False)
    finding: Finding = field(init=False)
    withdrawn: Finding = field(init=False)
    action: LearningAction = field(init=False)
    reported: LearningAction = field(init=False)
    declined: LearningAction = field(init=False)
    failed: Message = field(init=False)
    failed_survey: Message = field(init=False)
    mother: Contributor = field(init=False)
    officer: Contributor = field(init=False)
    waiting: Contributor = field(init=False)
    said: Contribution = field(init=False)
    survey: str = ""
    emergency: EmergencyAccess = field(init=False)
    reviewed: AccessReview = field(init=False)
    partner: FrameworkPartner = field(init=False)
    partner_elsewhere: FrameworkPartner = field(init=False)

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
    everybody = {row.user.pk for row in to_review(board.area, on=today)}
    world.reviewed = people.sign_access_review(
        area=board.area, confirmed_people=everybody, by=by, on=today, confirmed=b.SIGNED
    )
    version = people.share_framework(area=board.area, title="Version 1", dated=today, due_on=today, by=by, on=today)
    world.partner = version.partners.get(organisation=board.police)
    people.name_contact(partner=world.partner, contact=world.people["representative"], by=by, on=today)
    world.partner_elsewhere = version.partners.get(organisation=board.health)
    TOTP.activate(board.administrator, generate_totp_secret())
    RecoveryCodes.activate(board.administrator)


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
    world.incident = _draft_at(begin(manager, kind="cr"))
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
    keeper = b.person("keeper@warrington.example", "Kay Keeper")
    b.term(keeper, Role.SYSTEM_ADMINISTRATOR, None)
    world.emergency = open_case(
        reference=world.cases["met"].reference, reason="Nobody else can be reached.", hours=4, by=keeper,
        at=clock.now(), confirmed=b.SIGNED,
    )  # fmt: skip


def _draft_at(address: str) -> Draft:
    return Draft.objects.get(pk=address.strip("/").split("/")[-1])
