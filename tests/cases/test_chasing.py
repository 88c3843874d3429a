"""Reminders and chasers: each stage at its day and hour, to whom it goes, once, whatever happened before."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from reviews.actions import decision
from reviews.process import SCR
from tests import board as b
from tests.cases.moments import after, frozen, london
from tests.cases.test_access import acting, involve, recuse
from wscb.cases import chasing
from wscb.cases.actions import consultations
from wscb.cases.models import Case, CaseMessage, ChaseEntry, Step
from wscb.cases.rules import occurrences
from wscb.messages.models import Message
from wscb.people.models import User
from wscb.trail.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.clause("CARD-03")]
RECEIVED = date(2026, 3, 2)
DUE = date(2026, 3, 23)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def case(board: b.Board) -> Case:
    """A case received and referred on Monday 2 March 2026: the panel's recommendation is due on Monday 23 March."""
    return referred(board)


def referred(board: b.Board, *, received: date = RECEIVED, **told: object) -> Case:
    with frozen(received):
        return b.refer(board, b.log(board, received=received, **told), on=received)


def sweep(moment: datetime, step: Step | None = None) -> dict[str, set[str]]:
    """What one sweep at the moment entered (about one step, where it is given): the stages told, by who was told."""
    before = set(ChaseEntry.objects.values_list("pk", flat=True))
    chasing.sweep(now=moment)
    told: dict[str, set[str]] = {}
    for entry in ChaseEntry.objects.exclude(pk__in=before).select_related("recipient"):
        if step is None or entry.step_id == step.pk:
            told.setdefault(entry.recipient.email.split("@")[0], set()).add(entry.stage)
    return told


def morning(day: date) -> datetime:
    return london(day, 8)


def step_of(case: Case, code: str = "panel_recommendation") -> Step:
    return case.steps.get(code=code)


# --- the stages, at their day and hour -------------------------------------------------------------------

OWING = {"panel.chair", "vice.chair"}
LIMIT_STAGES = [
    ("week_before", date(2026, 3, 16), OWING),
    ("two_days_before", date(2026, 3, 21), OWING | {"manager"}),
    ("on_the_day", DUE, OWING | {"manager"}),
    ("day_after", date(2026, 3, 24), OWING | {"manager", "chair"}),
    ("still_late", date(2026, 3, 31), OWING | {"manager", "chair"}),
    ("still_late.2", date(2026, 4, 7), OWING | {"manager", "chair"}),
    ("still_late.3", date(2026, 4, 14), OWING | {"manager", "chair"}),
]


@pytest.mark.clause("SCR-06")
@pytest.mark.parametrize(("stage", "day", "people"), LIMIT_STAGES)
def test_stage_of_a_limit_goes_at_eight_on_its_day_to_its_people_once(
    board: b.Board, case: Case, stage: str, day: date, people: set[str]
) -> None:
    step = step_of(case)
    sweep(morning(after(day, -1)))
    assert sweep(morning(day) - MINUTE, step) == {}
    assert sweep(morning(day), step) == {person: {stage} for person in people}
    assert sweep(morning(day), step) == {}
    assert sweep(morning(day) + 60 * MINUTE, step) == {}
    assert sweep(morning(after(day, 1)) - MINUTE, step) == {}


@pytest.mark.clause("SCR-11")
@pytest.mark.parametrize(
    ("stage", "day", "people"),
    [
        ("week_before", date(2026, 3, 26), {"chair"}),
        ("two_days_before", date(2026, 3, 31), {"chair", "manager"}),
        ("on_the_day", date(2026, 4, 2), {"chair", "manager"}),
        ("day_after", date(2026, 4, 3), {"chair", "manager"}),
        ("still_late", date(2026, 4, 10), {"chair", "manager"}),
    ],
)
def test_chair_is_reminded_of_the_month_and_chased_after_it(
    board: b.Board, case: Case, stage: str, day: date, people: set[str]
) -> None:
    step = step_of(case, "chair_decision")
    sweep(morning(after(day, -1)))
    assert sweep(morning(day) - MINUTE, step) == {}
    assert sweep(morning(day), step) == {person: {stage} for person in people}


@pytest.mark.parametrize(
    ("stage", "day", "people"),
    [
        ("day_before", date(2026, 3, 8), {"manager"}),
        ("on_the_day", date(2026, 3, 9), {"manager"}),
        ("two_days_after", date(2026, 3, 11), {"manager"}),
        ("still_late", date(2026, 3, 16), {"manager", "chair"}),
        ("still_late.2", date(2026, 3, 23), {"manager", "chair"}),
    ],
)
def test_stage_of_the_boards_own_target_goes_to_its_people(
    board: b.Board, case: Case, stage: str, day: date, people: set[str]
) -> None:
    step = step_of(case, "incident_ofsted")
    sweep(morning(after(day, -1)))
    assert sweep(morning(day) - MINUTE, step) == {}
    assert sweep(morning(day), step) == {person: {stage} for person in people}


@pytest.mark.parametrize(
    ("received", "stage", "moment"),
    [
        # 29 March 2026: British Summer Time begins; 25 October 2026: it ends.
        (date(2026, 2, 28), "on_the_day", datetime(2026, 3, 28, 8, 0, tzinfo=UTC)),
        (date(2026, 2, 28), "day_after", datetime(2026, 3, 29, 7, 0, tzinfo=UTC)),
        (date(2026, 9, 25), "two_days_before", datetime(2026, 10, 23, 7, 0, tzinfo=UTC)),
        (date(2026, 9, 25), "on_the_day", datetime(2026, 10, 25, 8, 0, tzinfo=UTC)),
    ],
)
def test_hour_is_londons_on_both_sides_of_the_change(
    board: b.Board, received: date, stage: str, moment: datetime
) -> None:
    step = step_of(referred(board, received=received), "chair_decision")
    sweep(moment - timedelta(days=1, hours=2))
    assert stage not in sweep(moment - MINUTE, step).get("chair", set())
    assert sweep(moment, step)["chair"] == {stage}


def test_stages_of_every_step_stand_in_the_order_of_days() -> None:
    for rule in SCR.steps:
        first = list(occurrences(rule, DUE, until=after(DUE, 60)))
        assert [one.day for one in first] == sorted(one.day for one in first)
        assert len({one.code for one in first}) == len(first)
        assert first[-1].day > after(DUE, 60)


# --- once ------------------------------------------------------------------------------------------------


def test_one_person_gets_one_message_a_sweep_about_all_their_cases(board: b.Board, case: Case) -> None:
    other = referred(board)
    before = Message.objects.count()
    sweep(morning(date(2026, 3, 9)))
    (to_manager,) = Message.objects.filter(kind="chase", recipient=board.manager)
    told = {(entry.step.case, entry.step.code) for entry in to_manager.chases.all() if entry.stage == "on_the_day"}
    assert told == {
        (one, code) for one in (case, other) for code in ("incident_ofsted", "incident_national_panel", "convene_panel")
    }
    assert Message.objects.count() == before + 1
    assert {link.case for link in CaseMessage.objects.filter(message=to_manager)} == {case, other}
    for one in (case, other):
        (entry,) = Entry.objects.filter(kind="step.chased", subject_id=one.pk)
        assert entry.facts["to"] == str(board.manager.pk)


def test_missed_weeks_are_made_up_in_one_message(board: b.Board, case: Case) -> None:
    step = step_of(case)
    sweep(morning(date(2026, 3, 15)))
    missed = {"week_before", "two_days_before", "on_the_day", "day_after"}
    assert sweep(london(date(2026, 3, 26), 14), step) == dict.fromkeys((*OWING, "manager", "chair"), missed)
    assert Message.objects.filter(kind="chase", recipient=board.panel_chair).count() == 1
    assert sweep(london(date(2026, 3, 26), 14, 5), step) == {}
    assert step_of(case).next_chase_at == morning(date(2026, 3, 31))


def test_more_is_due_than_one_sweep_takes_and_the_next_takes_the_rest(board: b.Board, case: Case) -> None:
    now = morning(date(2026, 3, 9))
    due = chasing.due_steps(now).count()
    assert due == 3
    chasing.sweep(now=now, limit=2)
    assert chasing.due_steps(now).count() == 1
    chasing.sweep(now=now, limit=2)
    assert chasing.due_steps(now).count() == 0


def test_ledger_refuses_a_second_entry(board: b.Board, case: Case) -> None:
    from django.db import IntegrityError, transaction

    sweep(morning(date(2026, 3, 16)))
    entry = ChaseEntry.objects.filter(step=step_of(case)).first()
    assert entry is not None
    again = {field: getattr(entry, field) for field in ("step", "stage", "recipient", "due_version", "message", "at")}
    with pytest.raises(IntegrityError), transaction.atomic():
        ChaseEntry.objects.create(**again)


def test_new_date_is_chased_anew_and_the_old_one_no_more(board: b.Board, case: Case) -> None:
    from django.core.management import call_command

    from wscb.cases.models import ClockEntry

    sweep(morning(date(2026, 3, 24)))
    step = step_of(case)
    ClockEntry.objects.create(
        case=case, step=step, kind="extended", on=date(2026, 3, 24), new_due_on=date(2026, 4, 22), reason="Snow.",
        by=board.chair, at=london(date(2026, 3, 24)),
    )  # fmt: skip
    call_command("recompute_due")
    assert (step_of(case).due_on, step_of(case).due_version) == (date(2026, 4, 22), 2)
    assert sweep(morning(date(2026, 3, 31)), step) == {}
    assert sweep(morning(date(2026, 4, 15)), step) == {person: {"week_before"} for person in OWING}
    assert sweep(morning(date(2026, 4, 15)), step) == {}


# --- silence ---------------------------------------------------------------------------------------------


def test_case_entered_running_is_silent_until_its_dates_are_confirmed(board: b.Board) -> None:
    case = referred(board, running=True)
    assert sweep(morning(date(2026, 3, 24))) == {}
    with frozen(date(2026, 3, 24), 10):
        consultations.look_over(case=b.fresh(case), by=board.manager, on=date(2026, 3, 24))
    told = sweep(london(date(2026, 3, 24), 10), step_of(case))
    assert told["panel.chair"] == {"week_before", "two_days_before", "on_the_day", "day_after"}


def test_closed_case_is_silent_even_where_something_is_left_to_do(board: b.Board) -> None:
    case = referred(board, residence="elsewhere", other_board="Halton")
    with frozen(RECEIVED):
        decision.close(
            case=case, by=board.chair, on=RECEIVED, closed_as="out_of_area", reasons="Theirs.",
            confirmed=b.SIGNED, seen=b.fresh(case).revision,
        )  # fmt: skip
    assert case.steps.filter(code="route_elsewhere", done_on__isnull=True).exists()
    assert sweep(morning(date(2026, 4, 30))) == {}


@pytest.mark.clause("SCR-06", "SCR-11")
def test_nothing_is_sent_about_what_is_done(board: b.Board) -> None:
    with frozen(RECEIVED):
        case = b.decided(board, received=RECEIVED)
    for code in ("panel_recommendation", "chair_decision"):
        assert sweep(morning(date(2026, 5, 30)), step_of(case, code)) == {}
        assert step_of(case, code).next_chase_at is None


@pytest.mark.clause("SCR-11")
def test_panel_is_not_chased_while_the_chair_has_its_recommendation(board: b.Board, case: Case) -> None:
    with frozen(date(2026, 3, 9)):
        b.convene(board, case, on=RECEIVED)
        b.attend(board, case, on=date(2026, 3, 9))
        b.recommend(board, case, on=date(2026, 3, 9))
        decision.refer_back(
            case=case, by=board.chair, on=date(2026, 3, 9), questions="Why?", seen=b.fresh(case).revision
        )  # fmt: skip
    assert sweep(morning(date(2026, 3, 24)), step_of(case)) == {}
    answer = step_of(case, "panel_answer").chases.filter(recipient=board.panel_chair)
    assert set(answer.values_list("stage", flat=True)) == {"day_before", "on_the_day", "two_days_after", "still_late"}
    assert step_of(case, "chair_decision").due_on == date(2026, 4, 2)


# --- to whom ---------------------------------------------------------------------------------------------


def test_panels_limit_goes_to_whoever_was_invited_to_chair(board: b.Board, case: Case) -> None:
    with frozen(date(2026, 3, 3)):
        b.convene(board, case, on=date(2026, 3, 3), chair=board.other_panel_chair)
    assert sweep(morning(date(2026, 3, 16)), step_of(case)) == {"vice.chair": {"week_before"}}


def test_chairs_limit_goes_to_the_acting_chair_too(board: b.Board, case: Case) -> None:
    day = date(2026, 3, 26)
    acting(board, board.outsider, starts=day, ends=day)
    assert set(sweep(morning(day), step_of(case, "chair_decision"))) == {"chair", "outsider"}
    assert set(sweep(morning(date(2026, 3, 31)), step_of(case, "chair_decision"))) == {"chair", "manager"}


def test_vacated_roles_part_goes_to_the_manager(board: b.Board, case: Case) -> None:
    for user in (board.panel_chair, board.other_panel_chair):
        user.role_terms.update(ends_on=RECEIVED)
    assert sweep(morning(date(2026, 3, 16)), step_of(case)) == {"manager": {"week_before"}}


@pytest.mark.parametrize("who", ["panel_chair", "manager", "chair"])
def test_whoever_has_an_interest_is_told_nothing(board: b.Board, case: Case, who: str) -> None:
    user: User = getattr(board, who)
    recuse(board, user, case)
    everybody = {*OWING, "manager", "chair"}
    assert set(sweep(morning(date(2026, 3, 24)), step_of(case))) == everybody - {user.email.split("@")[0]}


def test_panel_chair_of_an_involved_organisation_is_told_nothing(board: b.Board, case: Case) -> None:
    involve(board, case)
    assert set(sweep(morning(date(2026, 3, 16)), step_of(case))) == {"vice.chair"}


def test_whoever_lost_access_is_told_nothing(board: b.Board, case: Case) -> None:
    board.panel_chair.is_active = False
    board.panel_chair.save()
    assert set(sweep(morning(date(2026, 3, 16)), step_of(case))) == {"vice.chair"}


def test_people_of_another_area_are_told_nothing(board: b.Board, case: Case) -> None:
    b.new_board("halton", "Halton")
    chasing.sweep(now=morning(date(2026, 4, 7)))
    told = set(ChaseEntry.objects.values_list("recipient__email", flat=True))
    assert {address.split("@")[1] for address in told} == {"warrington.example"}


def test_where_nobody_is_left_it_is_noted_once_a_day_and_goes_to_who_comes(board: b.Board, case: Case) -> None:
    for user in (board.panel_chair, board.other_panel_chair, board.manager):
        user.is_active = False
        user.save()
    day, step = date(2026, 3, 16), step_of(case)
    noted = Entry.objects.filter(kind="step.nobody_to_chase", facts__step="panel_recommendation")
    for minutes in range(0, 60, 5):
        assert sweep(morning(day) + minutes * MINUTE, step) == {}
    assert (noted.count(), step_of(case).next_chase_at) == (1, morning(after(day, 1)))
    board.panel_chair.is_active = True
    board.panel_chair.save()
    assert sweep(morning(after(day, 1)), step) == {"panel.chair": {"week_before"}}
