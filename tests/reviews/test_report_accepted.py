"""The report checked, returned and accepted, and its lessons told to the Council and partners (SCR-31, SCR-34, GEN-11)."""

from datetime import date, timedelta

import pytest

from reviews import completion
from reviews.actions import acceptance, lessons
from reviews.completion import register_completion_obstacle
from reviews.reporting import standing_checklist
from tests import board as b
from tests.reviews import reporting as r
from wscb.cases import rules
from wscb.cases.actions import papers
from wscb.cases.errors import ActRefused, CaseChanged, NotAllowed, NotReady, OutOfTable, ReasonsNeeded
from wscb.cases.models import Case, Step
from wscb.cases.process import Missing
from wscb.cases.signing import content_hash
from wscb.messages.models import Message
from wscb.people.models import Organisation

pytestmark = pytest.mark.django_db

DAY = r.RECEIVED + timedelta(days=100)
LATER = r.RECEIVED + timedelta(days=105)


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def case(board: b.Board) -> Case:
    return b.under_way(board, received=r.RECEIVED)


def told(kind: str) -> set[str]:
    return set(Message.objects.filter(kind=f"case.{kind}").values_list("recipient__email", flat=True))


def open_codes(case: Case) -> list[str]:
    return list(case.steps.filter(done_on__isnull=True).order_by("code").values_list("code", flat=True))


# --- versions ---------------------------------------------------------------------------------------------


@pytest.mark.clause("GEN-11")
def test_the_checklist_is_the_lead_reviewers_to_answer_and_the_chairs_to_confirm(board: b.Board, case: Case) -> None:
    r.write(board, case, on=DAY)
    r.submit(board, case, on=DAY)
    with pytest.raises(NotAllowed):
        acceptance.answer_checklist(case=case, by=board.manager, on=DAY, answers=r.ANSWERS)
    with pytest.raises(NotReady, match="quality checklist"):
        acceptance.confirm_checklist(case=case, by=board.chair, on=DAY)
    r.check(board, case, on=DAY)
    with pytest.raises(ActRefused, match="confirmed already"):
        acceptance.confirm_checklist(case=case, by=board.chair, on=DAY)


@pytest.mark.clause("GEN-11", "SCR-25")
@pytest.mark.parametrize("left_out", sorted(r.ANSWERS))
def test_no_question_of_the_checklist_is_left_out(board: b.Board, case: Case, left_out: str) -> None:
    r.write(board, case, on=DAY)
    answers = {code: one for code, one in r.ANSWERS.items() if code != left_out}
    with pytest.raises(ActRefused) as refused:
        acceptance.answer_checklist(case=case, by=r.lead_of(board, case), on=DAY, answers=answers)
    assert refused.value.field == left_out


def test_a_yes_without_where_is_no_answer(board: b.Board, case: Case) -> None:
    r.write(board, case, on=DAY)
    answers = {**r.ANSWERS, "why": {"answer": "yes", "where": ""}}
    with pytest.raises(ActRefused, match="Say where"):
        acceptance.answer_checklist(case=case, by=r.lead_of(board, case), on=DAY, answers=answers)


@pytest.mark.clause("GEN-11")
def test_a_new_version_needs_its_own_checklist(board: b.Board, case: Case) -> None:
    first = r.write(board, case, on=DAY)
    acceptance.answer_checklist(case=case, by=r.lead_of(board, case), on=DAY, answers=r.ANSWERS)
    assert standing_checklist(first) is not None
    second = r.write(board, case, on=DAY, why="Another reason.")
    assert standing_checklist(second) is None
    r.submit(board, case, on=DAY)
    assert "answer_checklist" in open_codes(case)


# --- returned, accepted -----------------------------------------------------------------------------------


def test_a_returned_report_goes_back_with_what_is_missing_and_the_six_months_run_on(board: b.Board) -> None:
    case = r.with_board(board)
    lead = r.lead_of(board, case)
    acceptance.return_report(case=case, by=board.chair, on=LATER, missing="The child’s voice.", seen=case.revision)
    case = b.fresh(case)
    assert case.state == "under_review"
    assert case.decisions.get(kind="returned").reasons == "The child’s voice."
    assert {"amend_report", "completion"} <= set(open_codes(case))
    assert "consider_report" not in open_codes(case)
    team = {one.user.email for one in case.appointments.select_related("user")}
    assert lead.email in team
    assert told("report_returned") == {board.manager.email, *team}
    r.submit(board, case, on=LATER)
    assert "amend_report" not in open_codes(case)


@pytest.mark.clause("SCR-34", "SCR-21")
def test_acceptance_completes_the_review_and_stops_the_six_months(board: b.Board) -> None:
    case = r.completed(board)
    assert (case.state, case.closed_as, case.closed_on) == ("completed", "completed", LATER)
    step = case.steps.get(code="completion")
    assert (step.done_on, step.outcome, step.due_on) == (LATER, "done", r.COMPLETE_BY)
    entry = case.decisions.get(kind="accepted")
    latest = case.report_versions.get()
    assert entry.content["report"]["hash"] == latest.content_hash
    assert entry.content["report"]["checklist"] == r.ANSWERS
    assert content_hash(entry.content) == entry.content_hash
    assert entry.confirmed_by == "password"
    assert {board.manager.email, r.lead_of(board, case).email, board.panel_chair.email} <= told("report_accepted")


@pytest.mark.clause("SCR-34", "CR-15")
def test_nothing_is_completed_without_a_report(board: b.Board, case: Case) -> None:
    with pytest.raises(OutOfTable):
        r.accept(board, case, on=LATER)
    with pytest.raises(NotReady):
        r.submit(board, case, on=LATER)
    assert b.fresh(case).state == "under_review"


def test_acceptance_says_everything_that_is_missing(board: b.Board, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(completion, "_parts", list(completion._parts))
    register_completion_obstacle(lambda case: [Missing("What the family said", "record_contribution")])
    case = r.with_board(board)
    with pytest.raises(NotReady) as refused:
        r.accept(board, case, on=LATER)
    assert [words.split(",")[0] for words in refused.value.missing] == [
        "The quality checklist",
        "The Board Chair’s confirmation of the quality checklist",
        "What the family said",
    ]
    r.check(board, case, on=LATER)
    with pytest.raises(NotReady) as refused:
        r.accept(board, case, on=LATER)
    assert refused.value.missing == ["What the family said"]
    assert [one.title for one in acceptance.acceptance_lacks(case)] == ["What the family said"]


def test_acceptance_is_the_chairs_and_of_what_was_read(board: b.Board) -> None:
    case = r.with_board(board)
    read = b.fresh(case).revision
    r.check(board, case, on=LATER)
    with pytest.raises(CaseChanged):
        r.accept(board, case, on=LATER, seen=read)
    with pytest.raises(ActRefused, match="reasons for accepting"):
        r.accept(board, case, on=LATER, reasons="")
    with pytest.raises(NotAllowed):
        acceptance.accept_report(
            case=case, by=board.manager, on=LATER, reasons="Yes.", confirmed=b.SIGNED, seen=b.fresh(case).revision
        )


@pytest.mark.clause("SCR-21", "SCR-34")
@pytest.mark.parametrize(("days_late", "asked"), [(0, False), (1, True)])
def test_a_late_completion_needs_its_reasons(board: b.Board, days_late: int, asked: bool) -> None:
    case = r.with_board(board)
    on = r.COMPLETE_BY + timedelta(days=days_late)
    r.check(board, case, on=on)
    if asked:
        with pytest.raises(ReasonsNeeded, match="has passed"):
            r.accept(board, case, on=on)
    r.accept(board, case, on=on, delay_reasons="A trial." if asked else "")
    step = Step.objects.get(case=case, code="completion")
    assert rules.is_late(step, on) is asked
    assert [row.reasons for row in step.lateness_reasons.all()] == (["A trial."] if asked else [])


# --- the lessons ------------------------------------------------------------------------------------------


@pytest.mark.clause("SCR-31")
def test_acceptance_opens_a_step_for_the_council_and_each_partner(board: b.Board) -> None:
    other = Organisation.objects.create(name="No partner", kind="other")
    b.new_board("elsewhere", "Elsewhere").police.areas.add(b.Area.objects.get(code="elsewhere"))
    case = r.completed(board)
    about = set(case.steps.filter(code="advise_partner").values_list("about", flat=True))
    assert {board.council.pk, board.police.pk, board.health.pk} <= about
    assert other.pk not in about
    assert Organisation.objects.get(name="Elsewhere Constabulary").pk not in about
    assert board.office.pk not in about
    assert all(step.next_chase_at for step in case.steps.filter(code="advise_partner"))


@pytest.mark.clause("SCR-31")
def test_advice_and_acknowledgement_are_recorded_for_each_partner(board: b.Board) -> None:
    case = r.completed(board)
    sent = LATER + timedelta(days=2)
    details = {"sent_by_name": "Morgan Ellis", "copy": b.PAPER}
    advice = lessons.advise_partner(
        case=case, by=board.manager, on=sent, organisation=board.council, sent_on=sent, **details
    )
    owed = case.steps.filter(code="advise_partner", done_on__isnull=True)
    assert set(owed.values_list("about", flat=True)) == {board.police.pk, board.health.pk}
    assert case.steps.get(code="acknowledge_lessons").about == board.council.pk
    with pytest.raises(ActRefused, match="advised already"):
        lessons.advise_partner(
            case=case, by=board.manager, on=sent, organisation=board.council, sent_on=sent, **details
        )
    lessons.acknowledge_lessons(
        case=case, by=board.manager, on=sent, advice=advice, acknowledged_on=sent, how="By e-mail."
    )
    assert not case.steps.filter(code="acknowledge_lessons", done_on__isnull=True).exists()
    assert b.fresh(case).closed_on == LATER


def test_partner_may_have_been_advised_before_another_acknowledged(board: b.Board) -> None:
    case, details = r.completed(board), {"sent_by_name": "Morgan Ellis", "copy": b.PAPER}
    advised, later = LATER + timedelta(days=1), LATER + timedelta(days=4)
    papers.add_note(
        case=case, by=board.manager, on=later, kind="call", happened_on=later, with_whom="The Council", text="Read it."
    )
    lessons.advise_partner(case=case, by=board.manager, on=later, organisation=board.police, sent_on=advised, **details)
    assert b.fresh(case).closed_on == LATER


@pytest.mark.parametrize("sent_on", [LATER - timedelta(days=1), LATER + timedelta(days=3)])
def test_lessons_are_sent_after_acceptance_and_not_in_the_future(board: b.Board, sent_on: date) -> None:
    case = r.completed(board)
    with pytest.raises(ActRefused) as refused:
        lessons.advise_partner(
            case=case, by=board.manager, on=LATER + timedelta(days=2), organisation=board.council, sent_on=sent_on,
            sent_by_name="Morgan Ellis", copy=b.PAPER,
        )  # fmt: skip
    assert refused.value.field == "sent_on"


def test_what_nobody_could_do_any_more_is_closed_with_the_review(board: b.Board) -> None:
    case = r.completed(board)
    for step in case.steps.filter(done_on__isnull=True):
        assert "completed" in case.table.act(step.rule.act).from_
