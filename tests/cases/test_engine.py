"""One turn of a case: what the engine demands before an act, and everything that moves with it."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import transaction

from reviews.process import SCR
from tests import board as b
from tests.cases.moments import after, frozen, london
from wscb.cases import engine
from wscb.cases.errors import ActRefused, CaseChanged, NotAllowed, NotReady, OutOfTable
from wscb.cases.models import Case, CaseEvent, Recusal, Step
from wscb.cases.process import registry
from wscb.people.models import User
from wscb.trail.models import Entry

pytestmark = pytest.mark.django_db
RECEIVED = date(2026, 3, 2)
TODAY = date(2026, 3, 3)


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def case(board: b.Board) -> Case:
    """A case logged on Monday 2 March 2026."""
    with frozen(RECEIVED):
        return b.log(board, received=RECEIVED)


def begin(case: Case, act: str, by: User, *, on: date = TODAY, **more: object) -> engine.Turn:
    with frozen(TODAY), transaction.atomic():
        return engine.begin(case=case, act=act, by=by, on=on, **more)  # type: ignore[arg-type]


def done(case: Case, act: str, by: User, *, on: date = TODAY, **more: object) -> CaseEvent:
    with frozen(TODAY), transaction.atomic():
        return engine.move(engine.begin(case=case, act=act, by=by, on=on), **more)  # type: ignore[arg-type]


def open_steps(case: Case) -> set[str]:
    return set(case.steps.filter(done_on__isnull=True).values_list("code", flat=True))


# --- begin: who, where, what is there --------------------------------------------------------------------


def test_turn_names_the_office_and_the_moment(board: b.Board, case: Case) -> None:
    turn = begin(case, "refer", board.chair)
    assert (turn.act.code, turn.acting_for, turn.on, turn.at) == ("refer", "", TODAY, london(TODAY))


@pytest.mark.clause("SCR-05", "SCR-11")
@pytest.mark.parametrize("who", ["manager", "panel_chair", "administrator", "outsider"])
def test_act_of_another_role_is_not_allowed(board: b.Board, case: Case, who: str) -> None:
    with pytest.raises(NotAllowed):
        begin(case, "refer", getattr(board, who))


def test_act_by_the_chair_of_another_area_is_not_allowed(case: Case) -> None:
    with pytest.raises(NotAllowed):
        begin(case, "refer", b.new_board("halton", "Halton").chair)


def test_act_by_somebody_whose_access_ended_is_not_allowed(board: b.Board, case: Case) -> None:
    board.chair.is_active = False
    board.chair.save()
    with pytest.raises(NotAllowed):
        begin(case, "refer", board.chair)


def test_act_by_somebody_with_a_recorded_interest_is_not_allowed(board: b.Board, case: Case) -> None:
    Recusal.objects.create(
        case=case, user=board.chair, interest="A cousin.", recorded_by=board.manager, recorded_at=london(TODAY)
    )
    with pytest.raises(NotAllowed):
        begin(case, "refer", board.chair)


def test_planned_act_is_not_allowed(board: b.Board, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    later = tuple(replace(act, planned="later work") if act.code == "refer" else act for act in SCR.acts)
    monkeypatch.setitem(registry._processes, "scr", replace(SCR, acts=later))
    with pytest.raises(NotAllowed):
        begin(case, "refer", board.chair)


@pytest.mark.clause("CARD-02")
def test_act_out_of_its_state_is_refused_with_the_state(board: b.Board, case: Case) -> None:
    with pytest.raises(OutOfTable, match="while the case is at “Notified”"):
        begin(case, "convene", board.manager)


def test_unknown_act_is_no_act(board: b.Board, case: Case) -> None:
    with pytest.raises(KeyError):
        begin(case, "knight", board.chair)


def test_act_on_a_case_that_has_changed_says_what_others_did(board: b.Board, case: Case) -> None:
    done(case, "add_note", board.manager)
    with pytest.raises(CaseChanged) as refused:
        begin(case, "refer", board.chair, seen=1)
    assert [(event.act, event.by) for event in refused.value.events] == [("add_note", board.manager)]
    begin(case, "refer", board.chair, seen=2)


def test_act_without_what_it_needs_names_what_is_missing(board: b.Board, case: Case) -> None:
    done(case, "refer", board.chair)
    with pytest.raises(NotReady) as refused:
        begin(case, "decide", board.chair, confirmed=b.SIGNED)
    assert refused.value.missing == [
        "Peer challenge, or that none was sought and why",
        "Consultation of the National Panel, or that there was none and why",
    ]


def test_signed_act_without_confirmation_is_refused(board: b.Board, case: Case) -> None:
    with pytest.raises(ActRefused, match="Confirm who you are") as refused:
        begin(case, "close", board.chair)
    assert refused.value.field == "password"
    begin(case, "close", board.chair, confirmed=b.SIGNED)


def test_signed_act_out_of_its_state_is_not_asked_for_a_signature(board: b.Board, case: Case) -> None:
    with pytest.raises(OutOfTable):
        begin(case, "reconsider", board.chair)


# --- begin: the day --------------------------------------------------------------------------------------


def test_day_of_the_trigger_is_early_enough(board: b.Board, case: Case) -> None:
    assert begin(case, "refer", board.chair, on=RECEIVED).on == RECEIVED


def test_day_before_the_trigger_is_refused(board: b.Board, case: Case) -> None:
    with pytest.raises(ActRefused, match="the day the Board received") as refused:
        begin(case, "add_note", board.manager, on=after(RECEIVED, -1))
    assert refused.value.field == "on"


def test_case_moves_on_in_the_order_of_days(board: b.Board, case: Case) -> None:
    done(case, "refer", board.chair, on=TODAY)
    with pytest.raises(ActRefused, match="not be before Tuesday 3 March 2026, when the case last moved on"):
        begin(case, "convene", board.manager, on=RECEIVED)
    assert begin(case, "convene", board.manager, on=TODAY).on == TODAY


def test_what_moves_nothing_may_be_dated_earlier(board: b.Board, case: Case) -> None:
    done(case, "refer", board.chair, on=TODAY)
    assert begin(case, "add_note", board.manager, on=RECEIVED).on == RECEIVED


def test_what_moved_nothing_holds_no_later_move_back(board: b.Board, case: Case) -> None:
    done(case, "add_note", board.manager, on=TODAY)
    assert begin(case, "refer", board.chair, on=RECEIVED).on == RECEIVED


# --- move ------------------------------------------------------------------------------------------------


@pytest.mark.clause("SCR-01", "SCR-06", "SCR-11")
def test_logging_starts_both_clocks_from_the_day_of_receipt(board: b.Board) -> None:
    with frozen(date(2026, 3, 5)):
        case = b.log(board, received=RECEIVED, on=date(2026, 3, 5))
    dates = {step.code: (step.starts_on, step.due_on) for step in case.steps.all()}
    assert dates == {
        "refer_to_panel": (RECEIVED, date(2026, 3, 4)),
        "panel_recommendation": (RECEIVED, date(2026, 3, 23)),
        "chair_decision": (RECEIVED, date(2026, 4, 2)),
        "incident_ofsted": (RECEIVED, date(2026, 3, 9)),
        "incident_national_panel": (RECEIVED, date(2026, 3, 9)),
    }


def test_move_closes_its_steps_and_opens_the_next(board: b.Board, case: Case) -> None:
    done(case, "refer", board.chair)
    closed = case.steps.get(code="refer_to_panel")
    assert (closed.done_on, closed.done_by, closed.outcome, closed.next_chase_at) == (TODAY, board.chair, "done", None)
    opened = case.steps.get(code="convene_panel")
    assert (opened.starts_on, opened.due_on, opened.done_on) == (TODAY, date(2026, 3, 10), None)


def test_step_that_another_act_closes_is_superseded(board: b.Board, case: Case) -> None:
    with frozen(TODAY), transaction.atomic():
        turn = engine.begin(case=case, act="close", by=board.chair, on=TODAY, confirmed=b.SIGNED)
        turn.case.closed_as = "withdrawn"
        engine.move(turn)
    assert set(case.steps.values_list("outcome", flat=True)) == {"superseded"}
    closed = b.fresh(case)
    assert (closed.state, closed.closed_on) == ("closed", TODAY)


def test_move_writes_timeline_and_trail(board: b.Board, case: Case) -> None:
    event = done(case, "refer", board.chair)
    assert (event.from_state, event.to_state, event.revision, event.on, event.at, event.by) == (
        "notified", "referred", 2, TODAY, london(TODAY), board.chair,
    )  # fmt: skip
    entry = Entry.objects.get(kind="scr.refer")
    assert (entry.actor_id, entry.subject_id) == (board.chair.pk, case.pk)
    assert entry.facts == {"from": "notified", "to": "referred", "on": "2026-03-03", "revision": 2}
    assert b.fresh(case).revision == 2


def test_move_names_the_person_in_every_history(board: b.Board, case: Case) -> None:
    done(case, "refer", board.chair)
    assert b.fresh(case).history.first().history_user == board.chair
    assert case.steps.get(code="convene_panel").history.first().history_user == board.chair


def test_move_to_where_the_act_does_not_lead_is_an_error(board: b.Board, case: Case) -> None:
    with pytest.raises(ValueError, match="refer does not lead to review"):
        done(case, "refer", board.chair, to="review")
    assert b.fresh(case).state == "notified"


def test_move_that_opens_what_the_act_may_not_is_an_error(board: b.Board, case: Case) -> None:
    with pytest.raises(ValueError, match="may not open"):
        done(case, "refer", board.chair, also_open=("completion",))
    assert case.events.count() == 1


def test_act_with_several_ends_must_choose(board: b.Board, case: Case) -> None:
    done(case, "refer", board.chair)
    with frozen(TODAY):
        b.consult(board, b.fresh(case), on=TODAY)
    with frozen(TODAY), transaction.atomic():
        turn = engine.begin(case=case, act="decide", by=board.chair, on=TODAY, confirmed=b.SIGNED)
        with pytest.raises(ValueError, match="decide does not lead to None"):
            engine.move(turn)


def test_step_that_is_open_already_keeps_its_date(board: b.Board, case: Case) -> None:
    with frozen(TODAY):
        first = engine.open_step(case=case, code="route_elsewhere", on=RECEIVED, by=board.manager)
        second = engine.open_step(case=case, code="route_elsewhere", on=TODAY, by=board.manager)
    assert first == second
    assert second.starts_on == RECEIVED


def test_step_of_one_thing_is_closed_alone(board: b.Board, case: Case) -> None:
    from wscb.cases.actions import information

    done(case, "refer", board.chair)
    with frozen(TODAY):
        asked = [
            information.ask_information(
                case=case, by=board.manager, on=TODAY, organisation=who, question="What contact?"
            )
            for who in (board.police, board.health)
        ]
        information.receive_information(
            case=case, by=board.manager, on=TODAY, request=asked[0], received_on=TODAY, answer="None."
        )
    still = case.steps.filter(code="information", done_on__isnull=True)
    assert [step.about for step in still] == [asked[1].pk]


def test_refused_act_leaves_nothing_behind(board: b.Board, case: Case) -> None:
    before = (CaseEvent.objects.count(), Step.objects.count(), Entry.objects.count())
    with frozen(TODAY), pytest.raises(ActRefused):
        b.refer(board, case, on=after(RECEIVED, -1))
    assert (CaseEvent.objects.count(), Step.objects.count(), Entry.objects.count()) == before


# --- the next chaser -------------------------------------------------------------------------------------


def test_step_that_nobody_owes_yet_is_not_chased(case: Case) -> None:
    moments = {step.code: step.next_chase_at for step in case.steps.all()}
    assert moments == {
        "refer_to_panel": london(date(2026, 3, 3), 8),
        "panel_recommendation": None,
        "chair_decision": None,
        "incident_ofsted": london(date(2026, 3, 8), 8),
        "incident_national_panel": london(date(2026, 3, 8), 8),
    }


def test_step_is_chased_from_the_state_in_which_it_is_owed(board: b.Board, case: Case) -> None:
    done(case, "refer", board.chair)
    assert case.steps.get(code="panel_recommendation").next_chase_at == london(date(2026, 3, 16), 8)
    assert case.steps.get(code="chair_decision").next_chase_at == london(date(2026, 3, 26), 8)
    assert "refer_to_panel" not in open_steps(case)
