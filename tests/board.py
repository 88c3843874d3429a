"""A Board to test with: invented people and organisations, and one case taken as far as a test needs it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from reviews.actions import beginning, case_review, decision, notification, panel
from reviews.actions.notification import Answers, Child, Involvement, Notice
from reviews.process.kinds import KINDS
from tests.retelling import told_once
from wscb.cases import returns
from wscb.cases.actions import consultations, information, meetings, papers, representing
from wscb.cases.information_words import QUALITY
from wscb.cases.models import Case, Decision, InformationRequest, Meeting, Recommendation
from wscb.documents.uploads import CheckedUpload
from wscb.people.models import Area, Organisation, Panel, Role, RoleTerm, User
from wscb.people.reauthentication import Reauthentication

SINCE = date(2013, 4, 15)
PASSWORD = "correct horse battery staple"
PAPER = CheckedUpload(content=b"A paper.\n", media_type="text/plain; charset=utf-8", safe_name="paper.txt")
SIGNED = Reauthentication(method="password", at=datetime(2026, 1, 1, tzinfo=UTC))


@dataclass
class Board:
    """One area with its office, Chair and panel."""

    area: Area
    panel: Panel
    council: Organisation
    police: Organisation
    health: Organisation
    office: Organisation
    manager: User
    chair: User
    panel_chair: User
    other_panel_chair: User
    members: list[User]
    administrator: User
    outsider: User
    people: list[User] = field(default_factory=list)


def person(email: str, name: str, organisation: Organisation | None = None) -> User:
    """An account that can sign in with PASSWORD."""
    return User.objects.create_user(email=email, name=name, password=PASSWORD, organisation=organisation)


def term(user: User, role: Role, area: Area | None, panel: Panel | None = None) -> RoleTerm:
    """A term of office that has run since the rules came into force."""
    return RoleTerm.objects.create(user=user, role=role, area=area, panel=panel, starts_on=SINCE)


@told_once
def new_board(code: str = "warrington", name: str = "Warrington") -> Board:
    """A Board with everybody in their place, for the area of this code."""
    area = Area.objects.create(code=code, name=name)
    panel = Panel.objects.create(code="case_review_subgroup", name="Case Review Subgroup", area=area)

    def organisation(title: str, kind: str, *, on_board: bool = True) -> Organisation:
        return Organisation.objects.create(name=f"{name} {title}", kind=kind, on_board=on_board)

    council = organisation("Borough Council", "local_authority")
    police = organisation("Constabulary", "police")
    health = organisation("Hospitals", "nhs_provider")
    office = organisation("Safeguarding Children Board", "safeguarding_board", on_board=False)
    people = {
        "manager": person(f"manager@{code}.example", "Morgan Ellis", office),
        "chair": person(f"chair@{code}.example", "Avery Lund"),
        "panel_chair": person(f"panel.chair@{code}.example", "Robin Castell", health),
        "other_panel_chair": person(f"vice.chair@{code}.example", "Jo Amara", None),
        "administrator": person(f"admin@{code}.example", "Sam Keys", office),
        "outsider": person(f"outsider@{code}.example", "Kit Far"),
    }
    members = [person(f"member{n}@{code}.example", f"Member {n}", None) for n in range(1, 5)]
    term(people["manager"], Role.BUSINESS_MANAGER, area)
    term(people["chair"], Role.BOARD_CHAIR, area)
    term(people["panel_chair"], Role.PANEL_CHAIR, area, panel)
    term(people["other_panel_chair"], Role.PANEL_CHAIR, area, panel)
    term(people["administrator"], Role.SYSTEM_ADMINISTRATOR, None)
    for member in members:
        term(member, Role.PANEL_MEMBER, area, panel)
    return Board(
        area=area, panel=panel, council=council, police=police, health=health, office=office, members=members, **people
    )


DEATH = Answers(
    limbs={"abuse_or_neglect": "yes", "died": "yes", "seriously_harmed": "no", "working_together": "not_known"},
    reasons={"abuse_or_neglect": "Injuries without explanation.", "died": "Pronounced dead in hospital."},
)
NO_LIMB = Answers(
    limbs={"abuse_or_neglect": "no", "died": "no", "seriously_harmed": "yes", "working_together": "no"},
    reasons={"abuse_or_neglect": "An accident on the road."},
)
LEARNING = Answers(limbs={}, reasons={}, learning="How four organisations passed on what they knew.")
CHILD = Child(given_name="Ash", family_name="Winterbourne", date_of_birth=date(2012, 5, 4), address="3 Nowhere Lane")


@told_once
def log(board: Board, *, received: date, on: date | None = None, answers: Answers = DEATH, **changes: object) -> Case:
    """A notification logged on the day it was received."""
    told: dict[str, object] = {
        "received_on": received,
        "received_how": "telephone",
        "referring_organisation": board.police,
        "incident_kind": "death",
        "incident_on": received,
        "incident": "A child was found at home without signs of life.",
        "residence": "warrington",
    }
    told |= {key: value for key, value in changes.items() if key in Notice.__dataclass_fields__}
    notice = changes.get("notice") or Notice(**told)  # type: ignore[arg-type]
    kind = KINDS[str(changes.get("kind", "scr"))]
    return notification.log_notification(
        kind=kind,
        by=board.manager,
        on=on or received,
        area=board.area,
        notice=notice,  # type: ignore[arg-type]
        children=changes.get("children", [CHILD]),  # type: ignore[arg-type]
        answers=LEARNING if kind.code == "cr" and answers is DEATH else answers,
        organisations=changes.get("organisations", [Involvement(board.police)]),  # type: ignore[arg-type]
        running=bool(changes.get("running")),
    )


@told_once
def refer(board: Board, case: Case, *, on: date) -> Case:
    """The Chair refers."""
    panel.refer(case=case, by=board.chair, on=on)
    return fresh(case)


@told_once
def convene(board: Board, case: Case, *, on: date, meets: date | None = None, chair: User | None = None) -> Meeting:
    """The manager convenes the panel with its chair and three members."""
    return meetings.convene(
        case=case,
        by=board.manager,
        on=on,
        starts_at=datetime.combine(meets or on + timedelta(days=7), time(10), tzinfo=UTC),
        place="Committee room 2",
        chair=chair or board.panel_chair,
        members=board.members[:3],
    )


@told_once
def attend(board: Board, case: Case, *, on: date, by: User | None = None, dissent: str = "") -> Meeting:
    """Everybody came."""
    meeting = meetings.current_meeting(case)
    assert meeting is not None
    presences = {seat.user: "attended" for seat in meeting.attendances.filter(withdrawn_on__isnull=True)}
    return meetings.record_attendance(
        case=case, by=by or board.panel_chair, on=on, held_on=on, presences=presences, dissent=dissent
    )


TERMS = {
    "scope_from": "2012-01-01",
    "scope_to": "2014-01-31",
    "methodology": "Systems methodology with practitioners' events.",
    "proportionality": "One child, four organisations, two years.",
}


@told_once
def recommend(
    board: Board, case: Case, *, on: date, outcome: str = "hold", by: User | None = None, **changes: object
) -> Recommendation:
    """The panel chair signs a recommendation, with terms of reference and a proposed chair where it is to hold a review."""
    answers: dict[str, object] = {"outcome": outcome, "reasons": "The criteria are met."}
    if outcome == "hold":
        answers |= {"terms": TERMS, "proposal": panel.ChairProposal("Dr Ines Calder", "Chaired six reviews elsewhere.")}
        if case.process == "cr":
            answers["publication"] = "whole_report"
    else:
        answers["departure_reasons"] = "The injuries were explained."
    return panel.recommend(
        case=case,
        by=by or board.panel_chair,
        on=on,
        confirmed=SIGNED,
        seen=fresh(case).revision,
        **(answers | changes),  # type: ignore[arg-type]
    )


def consider(board: Board, case: Case, *, on: date, notify: bool = True, reasons: str = "") -> None:
    """The Subgroup decides whether Ofsted is told of the incident."""
    case_review.consider_ofsted(case=case, by=board.panel_chair, on=on, notify=notify, reasons=reasons)


@told_once
def consult(board: Board, case: Case, *, on: date) -> None:
    """Peer challenge was sought, the National Panel was not."""
    consultations.record_consultation(
        case=case, by=board.chair, on=on, kind="peer_challenge", sought=True, name="Dale Oram", board="Another Board",
        consulted_on=on, summary="Agrees.", effect="None.",
    )  # fmt: skip
    if case.process == "cr":
        return
    consultations.record_consultation(
        case=case,
        by=board.chair,
        on=on,
        kind="national_panel",
        sought=False,
        none_because="Not needed: the criteria are plain.",
    )


@told_once
def decide(board: Board, case: Case, *, on: date, outcome: str = "hold", **changes: object) -> Decision:
    """The Chair decides and signs."""
    why = changes.pop("why", decision.Reasons(reasons="I agree with the panel."))
    return decision.decide(
        case=case,
        by=board.chair,
        on=on,
        outcome=outcome,
        why=why,  # type: ignore[arg-type]
        confirmed=SIGNED,
        seen=fresh(case).revision,
        **changes,  # type: ignore[arg-type]
    )


def decided(board: Board, *, received: date, outcome: str = "hold", kind: str = "scr") -> Case:
    """A case taken the whole way in time."""
    case = log(board, received=received, kind=kind)
    refer(board, case, on=received + timedelta(days=1))
    convene(board, case, on=received + timedelta(days=2))
    attend(board, case, on=received + timedelta(days=9))
    if kind == "cr":
        consider(board, case, on=received + timedelta(days=9))
    recommend(board, case, on=received + timedelta(days=9), outcome=outcome)
    consult(board, case, on=received + timedelta(days=12))
    decide(board, case, on=received + timedelta(days=14), outcome=outcome)
    return fresh(case)


def under_way(board: Board, *, received: date, kind: str = "scr") -> Case:
    """A review that was decided in time and has begun, on the sixteenth day."""
    case = decided(board, received=received, kind=kind)
    beginning.begin_review(case=case, by=board.manager, on=received + timedelta(days=16))
    return fresh(case)


def representative(board: Board, name: str = "First", organisation: Organisation | None = None) -> User:
    """Somebody of the police (or another organisation) who can answer for it, of this name; made once."""
    whose = organisation or board.police
    email = f"{name.lower()}@{whose.pk.hex[:8]}.example"
    return User.objects.filter(email=email).first() or person(email, f"{name} Answerer", whose)


ALL_POINTS = {code: "yes" for code, _label in QUALITY.choices}


def ask(
    board: Board, case: Case, *, on: date, organisation: Organisation | None = None, **changes: object
) -> InformationRequest:
    """The manager asks the police (or another organisation) for brief information."""
    told: dict[str, object] = {"question": "What contact did you have?", **changes}
    return information.ask_information(
        case=case,
        by=board.manager,
        on=on,
        organisation=organisation or board.police,
        **told,  # type: ignore[arg-type]
    )


def name_representative(board: Board, case: Case, user: User, *, on: date) -> None:
    """The manager names who answers for the person’s organisation."""
    assert user.organisation is not None
    representing.name_representative(case=case, by=board.manager, on=on, organisation=user.organisation, user=user)


def write_return(request: InformationRequest, *, by: User, on: date) -> int:
    """Every part of a return is answered; gives the version that is then read."""
    kept = returns.begin(request, by=by)
    answers = {
        "author_name": "Lee Quill", "author_role": "Reviewing officer", "author_independent": True, "nil_return": False,
        "answer": "Seen twice.", "finished": True, "officer_name": "Ray Stone", "officer_role": "Superintendent",
        "officer_signed_on": on,
    }  # fmt: skip
    return returns.save(request, by=by, seen=kept.version, answers=answers).version


def notify(board: Board, case: Case, act: str, *, on: date) -> None:
    """The manager records a notice, with a copy."""
    from reviews.actions import notices

    record = notices.record_outcome_notice if "outcome" in act else notices.record_notice
    record(case=case, by=board.manager, on=on, act=act, sent_on=on, sent_by_name="Morgan Ellis", copy=PAPER)


def add_paper(board: Board, case: Case, *, on: date) -> None:
    """A paper for the panel."""
    papers.add_document(
        case=case, by=board.manager, on=on, kind="panel_paper", title="Summary of contacts", upload=PAPER
    )


def fresh(case: Case) -> Case:
    """The case as it stands in the database."""
    return Case.objects.get(pk=case.pk)
