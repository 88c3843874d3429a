"""Who sees which case in which state, and in what office they act on it: everybody, over every state and relation."""

from __future__ import annotations

from datetime import date

import pytest

from reviews.actions import decision
from reviews.process import SCR
from tests import board as b
from tests.cases.moments import after, frozen, london
from wscb.cases import access
from wscb.cases.actions import meetings
from wscb.cases.models import Case, InvolvedOrganisation, Recusal
from wscb.people.models import ActingAppointment, Interest, Role, User
from wscb.people.standing import forget_standing

pytestmark = pytest.mark.django_db
RECEIVED = date(2026, 3, 2)
TODAY = date(2026, 3, 12)
STATES = ("notified", "referred", "convened", "recommended", "referred_back", "review", "not_review", "closed")


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


def taken_to(board: b.Board, state: str, *, received: date = RECEIVED) -> Case:
    """A case in the state, everything done on the day it was received; nobody is involved whom the panel belongs to."""
    with frozen(TODAY):
        case = b.log(board, received=received)
        if state == "notified":
            return case
        if state == "closed":
            decision.close(
                case=case, by=board.chair, on=received, closed_as="withdrawn", reasons="Withdrawn.",
                confirmed=b.SIGNED, seen=case.revision,
            )  # fmt: skip
            return b.fresh(case)
        b.refer(board, case, on=received)
        if state != "referred":
            b.convene(board, case, on=received)
        if state not in ("referred", "convened"):
            b.attend(board, case, on=received)
            b.recommend(board, case, on=received)
        if state == "referred_back":
            decision.refer_back(
                case=case, by=board.chair, on=received, questions="Why?", seen=b.fresh(case).revision
            )  # fmt: skip
        if state in ("review", "not_review"):
            b.consult(board, case, on=received)
            why = decision.Reasons(reasons="Read.", departure="Explained.", advice="Taken.")
            b.decide(board, case, on=received, outcome="hold" if state == "review" else "not_hold", why=why)
        return b.fresh(case)


def sees(user: User, *, on: date = TODAY) -> set[Case]:
    return set(access.visible_cases(user, on=on))


def lists(user: User, *, on: date = TODAY) -> set[Case]:
    return set(access.listed_cases(user, on=on))


def office(user: User, case: Case, *, on: date = TODAY) -> dict[str, str]:
    return {role: held.acting_for for role, held in access.offices(user, case, on=on).items()}


def acting(board: b.Board, user: User, *, starts: date, ends: date, case: Case | None = None) -> ActingAppointment:
    return ActingAppointment.objects.create(
        user=user, for_role=Role.BOARD_CHAIR, area=board.area, starts_on=starts, ends_on=ends,
        scope_case=case.pk if case else None, reason="Leave.", recorded_by=board.administrator,
    )  # fmt: skip


def recuse(board: b.Board, user: User, case: Case) -> None:
    Recusal.objects.create(
        case=case, user=user, interest="A cousin.", recorded_by=board.manager, recorded_at=london(TODAY)
    )


# --- everybody, in every state ---------------------------------------------------------------------------

CONTENTS, DATES_ONLY, NOTHING = "contents", "dates", "-"
FROM_REFERRAL = {"notified": DATES_ONLY, "closed": NOTHING}
FROM_CONVENING = {"notified": NOTHING, "referred": NOTHING, "closed": NOTHING}
EXPECTED: dict[str, dict[str, str]] = {
    "manager": dict.fromkeys(STATES, CONTENTS),
    "chair": dict.fromkeys(STATES, CONTENTS),
    "acting_chair": dict.fromkeys(STATES, CONTENTS),
    "panel_chair": dict.fromkeys(STATES, CONTENTS) | FROM_REFERRAL,
    "other_panel_chair": dict.fromkeys(STATES, CONTENTS) | FROM_REFERRAL,
    "member": dict.fromkeys(STATES, CONTENTS) | FROM_CONVENING,
    "member_not_invited": dict.fromkeys(STATES, NOTHING),
    "administrator": dict.fromkeys(STATES, NOTHING),
    "outsider": dict.fromkeys(STATES, NOTHING),
    "manager_elsewhere": dict.fromkeys(STATES, NOTHING),
    "chair_elsewhere": dict.fromkeys(STATES, NOTHING),
    "panel_chair_elsewhere": dict.fromkeys(STATES, NOTHING),
    "ended": dict.fromkeys(STATES, NOTHING),
}
OFFICES: dict[str, dict[str, str | None]] = {
    "manager": dict.fromkeys(STATES, "business_manager"),
    "chair": dict.fromkeys(STATES, "board_chair"),
    "acting_chair": dict.fromkeys(STATES, "board_chair"),
    "panel_chair": dict.fromkeys(STATES, "panel_chair") | {"notified": None, "closed": None},
    "other_panel_chair": dict.fromkeys(STATES, None) | {"referred": "panel_chair"},
    "member": dict.fromkeys(STATES, "panel_member") | dict.fromkeys(FROM_CONVENING, None),
}


def everybody(board: b.Board) -> dict[str, User]:
    elsewhere = b.new_board("halton", "Halton")
    standing_in = b.person("acting@warrington.example", "Lee Deputy")
    acting(board, standing_in, starts=TODAY, ends=TODAY)
    ended = b.person("gone@warrington.example", "Val Gone")
    b.term(ended, Role.BUSINESS_MANAGER, board.area)
    ended.is_active = False
    ended.save()
    return {
        "manager": board.manager,
        "chair": board.chair,
        "acting_chair": standing_in,
        "panel_chair": board.panel_chair,
        "other_panel_chair": board.other_panel_chair,
        "member": board.members[0],
        "member_not_invited": board.members[3],
        "administrator": board.administrator,
        "outsider": board.outsider,
        "manager_elsewhere": elsewhere.manager,
        "chair_elsewhere": elsewhere.chair,
        "panel_chair_elsewhere": elsewhere.panel_chair,
        "ended": ended,
    }


@pytest.mark.clause("SCR-05", "SCR-11")
def test_everybody_sees_in_every_state_what_their_role_gives_and_no_more(board: b.Board) -> None:
    cases = {state: taken_to(board, state) for state in STATES}
    people = everybody(board)
    found = {
        who: {
            state: CONTENTS if case in sees(user) else DATES_ONLY if case in lists(user) else NOTHING
            for state, case in cases.items()
        }
        for who, user in people.items()
    }
    assert {state: case.state for state, case in cases.items()} == {state: state for state in STATES}
    assert found == EXPECTED
    offices = {
        who: {state: next(iter(office(user, case)), None) for state, case in cases.items()}
        for who, user in people.items()
    }
    assert offices == {who: OFFICES.get(who, dict.fromkeys(STATES, None)) for who in people}
    assert office(people["acting_chair"], cases["notified"]) == {"board_chair": "acting Board Chair"}
    assert office(board.chair, cases["notified"]) == {"board_chair": ""}


@pytest.mark.clause("SCR-11")
def test_what_somebody_may_do_is_what_the_table_gives_their_office(board: b.Board) -> None:
    for state in ("notified", "convened", "recommended", "review"):
        case = taken_to(board, state)
        for who, role in (("manager", "business_manager"), ("chair", "board_chair"), ("panel_chair", "panel_chair")):
            held = access.offices(getattr(board, who), case, on=TODAY)
            possible = [act.code for act in access.possible_acts(case, held)]
            wanted = [act.code for act in SCR.acts_from(state) if role in act.by]
            assert possible == (wanted if held else [])


def test_lists_do_not_interfere(board: b.Board) -> None:
    """What one person's list holds is the same whatever else exists that they may not see."""
    taken_to(board, "convened")
    people = [board.manager, board.chair, board.panel_chair, *board.members, board.administrator, board.outsider]
    before = [(sees(user), lists(user)) for user in people]
    other = b.new_board("halton", "Halton")
    for state in ("notified", "convened", "review"):
        taken_to(other, state)
    assert [(sees(user), lists(user)) for user in people] == before
    hidden = taken_to(board, "referred")
    seen_by = [user for user in people if hidden in lists(user)]
    assert seen_by == [board.manager, board.chair, board.panel_chair]
    assert [len(sees(user)) for user in board.members] == [1, 1, 1, 0]


# --- acting Chair ----------------------------------------------------------------------------------------


@pytest.mark.clause("SCR-11")
@pytest.mark.parametrize(
    ("day", "may"),
    [(date(2026, 3, 9), False), (date(2026, 3, 10), True), (date(2026, 3, 14), True), (date(2026, 3, 15), False)],
)
def test_acting_chair_acts_from_the_first_day_to_the_last(board: b.Board, day: date, may: bool) -> None:
    case = taken_to(board, "notified")
    acting(board, board.outsider, starts=date(2026, 3, 10), ends=date(2026, 3, 14))
    assert (case in sees(board.outsider, on=day)) is may
    assert office(board.outsider, case, on=day) == ({"board_chair": "acting Board Chair"} if may else {})


@pytest.mark.clause("SCR-11")
def test_acting_chair_whose_appointment_is_withdrawn_acts_no_more(board: b.Board) -> None:
    case = taken_to(board, "notified")
    appointment = acting(board, board.outsider, starts=date(2026, 3, 10), ends=date(2026, 3, 14))
    appointment.withdrawn_on = TODAY
    appointment.save()
    assert office(board.outsider, case) == {}
    forget_standing(board.outsider)
    assert office(board.outsider, case, on=after(TODAY, -1)) == {"board_chair": "acting Board Chair"}


@pytest.mark.clause("SCR-11")
def test_acting_chair_for_one_case_has_that_case_alone(board: b.Board) -> None:
    case, other = taken_to(board, "recommended"), taken_to(board, "recommended")
    acting(board, board.outsider, starts=TODAY, ends=TODAY, case=case)
    recuse(board, board.chair, case)
    assert lists(board.outsider) == {case}
    assert office(board.outsider, case) == {"board_chair": "acting Board Chair"}
    assert office(board.outsider, other) == {}
    assert office(board.chair, case) == {}
    assert office(board.chair, other) == {"board_chair": ""}


# --- an interest always wins -----------------------------------------------------------------------------


@pytest.mark.clause("SCR-05")
@pytest.mark.parametrize("who", ["manager", "chair", "panel_chair", "member", "acting_chair"])
def test_recorded_interest_wins_over_every_role(board: b.Board, who: str) -> None:
    cases = [taken_to(board, state) for state in ("notified", "convened", "review")]
    user = everybody(board)[who]
    before = lists(user)
    assert before
    for case in cases:
        recuse(board, user, case)
    assert (sees(user), lists(user), [office(user, case) for case in cases]) == (set(), set(), [{}, {}, {}])


@pytest.mark.clause("SCR-05")
def test_recorded_interest_is_in_one_case_alone(board: b.Board) -> None:
    case, other = taken_to(board, "referred"), taken_to(board, "referred")
    recuse(board, board.panel_chair, case)
    assert lists(board.panel_chair) == {other}


# --- interests of organisations --------------------------------------------------------------------------


def involve(board: b.Board, case: Case, **facts: object) -> InvolvedOrganisation:
    return InvolvedOrganisation.objects.create(
        case=case, organisation=board.health, added_by=board.manager, added_on=RECEIVED, **facts
    )


@pytest.mark.clause("SCR-05", "GEN-04")
@pytest.mark.parametrize("state", ["notified", "referred", "convened"])
def test_panel_chair_of_an_involved_organisation_sees_nothing(board: b.Board, state: str) -> None:
    case = taken_to(board, state)
    assert lists(board.panel_chair) == {case}
    involve(board, case)
    assert (sees(board.panel_chair), lists(board.panel_chair)) == (set(), set())
    assert office(board.panel_chair, case) == {}
    assert access.has_tie(board.panel_chair, case, on=TODAY)
    assert lists(board.other_panel_chair) == {case}


@pytest.mark.clause("SCR-05", "GEN-04")
def test_involvement_without_interest_keeps_nobody_away(board: b.Board) -> None:
    case = taken_to(board, "convened")
    involve(board, case, has_interest=False, no_interest_because="It only lent a room.")
    assert sees(board.panel_chair) == {case}
    assert not access.has_tie(board.panel_chair, case, on=TODAY)


@pytest.mark.clause("SCR-05", "GEN-04")
@pytest.mark.parametrize(
    ("declared", "ends", "kept_away"),
    [
        (date(2026, 3, 1), None, True),
        (TODAY, TODAY, True),
        (date(2026, 3, 1), date(2026, 3, 11), False),
        (date(2026, 3, 13), None, False),
    ],
)
def test_declared_interest_counts_while_it_lasts(
    board: b.Board, declared: date, ends: date | None, kept_away: bool
) -> None:
    case = taken_to(board, "convened")
    involve(board, case)
    member = board.members[0]
    Interest.objects.create(
        user=member, organisation=board.health, nature="A brother works there.", declared_on=declared, ends_on=ends
    )
    assert (case not in sees(member)) is kept_away
    assert access.has_tie(member, case, on=TODAY) is kept_away


@pytest.mark.clause("SCR-05")
def test_interest_of_the_organisation_leaves_manager_and_chair_their_sight(board: b.Board) -> None:
    case = taken_to(board, "convened")
    for user in (board.manager, board.chair):
        user.organisation = board.health
        user.save()
    involve(board, case)
    assert sees(board.manager) == sees(board.chair) == {case}


# --- invitations and terms -------------------------------------------------------------------------------


@pytest.mark.clause("SCR-05")
def test_member_left_out_of_the_changed_meeting_loses_sight(board: b.Board) -> None:
    case = taken_to(board, "convened")
    with frozen(TODAY):
        meetings.reconvene(
            case=case, by=board.manager, on=TODAY, starts_at=london(after(TODAY, 1)), place="Room 3",
            chair=board.panel_chair, members=board.members[1:3],
        )  # fmt: skip
    assert [len(sees(member)) for member in board.members] == [0, 1, 1, 0]


@pytest.mark.clause("SCR-05")
def test_member_whose_invitation_was_withdrawn_loses_sight(board: b.Board) -> None:
    case = taken_to(board, "convened")
    seat = board.members[0].attendances.get()
    seat.withdrawn_on = TODAY
    seat.save()
    assert [len(sees(member)) for member in board.members] == [0, 1, 1, 0]
    assert office(board.members[0], case) == {}


@pytest.mark.clause("SCR-05")
def test_member_whose_term_ended_loses_sight(board: b.Board) -> None:
    taken_to(board, "convened")
    term = board.members[0].role_terms.get()
    term.ends_on = after(TODAY, -1)
    term.save()
    forget_standing(board.members[0])
    assert [len(sees(member)) for member in board.members] == [0, 1, 1, 0]


@pytest.mark.clause("SCR-05")
def test_member_keeps_sight_of_an_adjourned_meetings_case(board: b.Board) -> None:
    case = taken_to(board, "convened")
    with frozen(TODAY):
        meetings.adjourn(case=case, by=board.panel_chair, on=TODAY, because="Snow.")
    assert sees(board.members[0]) == {case}
    assert office(board.members[0], case) == {}
    assert office(board.panel_chair, case) == office(board.other_panel_chair, case) == {"panel_chair": ""}


@pytest.mark.clause("SCR-05")
def test_whoever_was_invited_to_chair_is_the_panels_chair(board: b.Board) -> None:
    with frozen(TODAY):
        case = b.log(board, received=RECEIVED)
        b.refer(board, case, on=RECEIVED)
        b.convene(board, case, on=RECEIVED, chair=board.other_panel_chair)
    assert office(board.other_panel_chair, case) == {"panel_chair": ""}
    assert office(board.panel_chair, case) == {}
    assert sees(board.panel_chair) == {case}


def test_offices_is_empty_without_sight(board: b.Board) -> None:
    case = taken_to(board, "notified")
    assert office(board.panel_chair, case) == {}
    assert access.offices_in(board.panel_chair, case, on=TODAY) != {}


def test_cases_come_in_the_order_of_what_is_owed_next(board: b.Board) -> None:
    late = taken_to(board, "notified", received=date(2026, 3, 5))
    early = taken_to(board, "notified")
    closed = taken_to(board, "closed")
    with_due = access.with_next_due(access.visible_cases(board.manager, on=TODAY))
    assert [(case, case.next_due) for case in with_due] == [
        (early, date(2026, 3, 4)), (late, date(2026, 3, 9)), (closed, None),
    ]  # fmt: skip
