"""The Chair's page: everything to read, the decision, the check, the signature; referring back and reconsidering."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import connections
from django.test import Client

from tests import board as b
from tests.cases.browsing import act_address, boxes, done, errors_of, filled, nothing_to_do, opened
from wscb.cases.actions import papers
from wscb.cases.models import Case, Draft
from wscb.people.actions import record_acting_appointment
from wscb.people.models import User
from wscb.trail.models import Entry

RECEIVED = date(2026, 1, 31)
TODAY = date(2026, 2, 20)
LAST_DAY = datetime(2026, 2, 28, 23, 59, tzinfo=UTC)
DAY_AFTER = datetime(2026, 3, 1, 0, 1, tzinfo=UTC)
HOLD = {"outcome": "hold", "reasons": "I agree with the panel."}
NOT_HOLD = {
    "outcome": "not_hold",
    "reasons": "I do not.",
    "departure_reasons": "It was explained.",
    "advice_taken": "Counsel.",
}


@pytest.fixture
def now(db: None) -> Iterator[Any]:
    with time_machine.travel(datetime(2026, 2, 20, 10, tzinfo=UTC), tick=False) as clock:
        yield clock


@pytest.fixture
def board(now: Any) -> b.Board:
    return b.new_board()


@pytest.fixture
def case(board: b.Board) -> Case:
    """A case with a recommendation and both consultations."""
    return recommended(board)


def recommended(board: b.Board, *, consulted: bool = True) -> Case:
    case = b.log(board, received=RECEIVED)
    b.refer(board, case, on=date(2026, 2, 2))
    b.add_paper(board, case, on=date(2026, 2, 2))
    b.convene(board, case, on=date(2026, 2, 3))
    b.attend(board, case, on=date(2026, 2, 10), dissent="Member 2 would have waited.")
    b.recommend(board, case, on=date(2026, 2, 11))
    if consulted:
        b.consult(board, case, on=date(2026, 2, 12))
    return b.fresh(case)


@pytest.mark.clause("SCR-11", "SCR-08")
def test_one_page_holds_all_that_the_decision_needs(client: Client, board: b.Board, case: Case) -> None:
    b.notify(board, case, "notify_incident_ofsted", on=date(2026, 2, 12))
    page = opened(client, board.chair, b.fresh(case), "decide").content.decode()
    for words in (
        "Ash Winterbourne",
        "A child was found at home without signs of life.",
        "The criteria are met: a review is required",
        "Injuries without explanation.",
        "Member 2 would have waited.",
        "Robin Castell",
        "Systems methodology with practitioners&#x27; events.",
        "Dr Ines Calder",
        "Dale Oram, Another Board",
        "Not needed: the criteria are plain.",
        "Summary of contacts",
        "Ofsted, of the incident: on Thursday 12 February 2026, by Morgan Ellis",
        "National Panel of Independent Experts, of the incident: not yet notified",
        "Warrington Constabulary",
        "Due in 8 days (Saturday 28 February 2026)",
        "(SCR-11)",
    ):
        assert words in page
    assert page.count("<h1") == 1
    document = case.documents.get(kind="panel_paper")
    assert f"/cases/{case.reference}/documents/{document.pk}/" in page
    assert Entry.objects.filter(kind="case.read", subject_id=case.pk).exists()


@pytest.mark.clause("SCR-11")
def test_decision_is_checked_signed_and_confirmed(client: Client, board: b.Board, case: Case) -> None:
    sent = done(client, board.chair, case, "decide", **HOLD)
    assert sent.headers["Location"] == act_address(case, "decide", "check")
    check = opened(client, board.chair, case, "decide", "check").content.decode()
    assert "I agree with the panel." in check
    assert not case.decisions.exists()
    sent = done(client, board.chair, case, "decide", "check", password=b.PASSWORD)
    signed = case.decisions.get()
    assert sent.headers["Location"] == f"/cases/{case.reference}/signed/{signed.pk}/"
    page = client.get(sent.headers["Location"]).content.decode()
    due = "Due in 7 days (Friday 27 February 2026)"
    for words in (
        signed.content_hash,
        "Form 2: Outcome of the Chair’s decision, edition 1",
        "Tell Ofsted of the decision",
        due,
        board.manager.name,
    ):
        assert words in page
    assert b.fresh(case).state == "review"
    assert not Draft.objects.exists()


@pytest.mark.clause("SCR-02")
def test_departure_lists_what_is_departed_from_and_asks_reasons_and_advice(
    client: Client, board: b.Board, case: Case
) -> None:
    shown = opened(client, board.chair, case, "decide").content.decode()
    assert "The panel recommended otherwise." in shown
    assert "needs the legal advice that was taken" in shown
    sent = done(client, board.chair, case, "decide", outcome="not_hold", reasons="I do not.")
    assert list(errors_of(sent)) == ["departure_reasons"]
    sent = done(client, board.chair, case, "decide", **NOT_HOLD | {"advice_taken": ""})
    assert list(errors_of(sent)) == ["advice_taken"]
    assert "It was explained." in sent.content.decode()
    done(client, board.chair, case, "decide", **NOT_HOLD)
    done(client, board.chair, case, "decide", "check", password=b.PASSWORD)
    assert case.decisions.get().advice_taken == "Counsel."


@pytest.mark.clause("SCR-12")
def test_reasons_for_delay_are_asked_from_the_day_after_the_month(
    client: Client, board: b.Board, case: Case, now: Any
) -> None:
    now.move_to(LAST_DAY)
    assert "delay_reasons" not in opened(client, board.chair, case, "decide").context["form"].fields
    now.move_to(DAY_AFTER)
    assert list(errors_of(done(client, board.chair, case, "decide", **HOLD))) == ["delay_reasons"]
    done(client, board.chair, case, "decide", **HOLD, delay_reasons="The inquest.")
    assert "The inquest." in opened(client, board.chair, case, "decide", "check").content.decode()
    done(client, board.chair, case, "decide", "check", password=b.PASSWORD)
    assert case.lateness_reasons.get().reasons == "The inquest."


@pytest.mark.clause("SCR-12")
def test_draft_of_the_last_day_needs_reasons_on_the_day_after(
    client: Client, board: b.Board, case: Case, now: Any
) -> None:
    now.move_to(LAST_DAY)
    done(client, board.chair, case, "decide", **HOLD)
    shown = opened(client, board.chair, case, "decide", "check")
    now.move_to(DAY_AFTER)
    sent = client.post(act_address(case, "decide", "check"), filled(shown, password=b.PASSWORD))
    assert sent.status_code == 200
    assert "Enter the reasons for the delay" in sent.content.decode()
    assert not case.decisions.exists()


@pytest.mark.clause("SCR-32", "SCR-13")
def test_missing_consultations_are_told_recorded_and_led_back(client: Client, board: b.Board) -> None:
    case = recommended(board, consulted=False)
    page = opened(client, board.chair, case, "decide").content.decode()
    assert "Before this can be signed" in page
    assert 'href="#consultations">peer challenge, or that none was sought and why</a>' in page
    done(client, board.chair, case, "decide", **HOLD)
    check = opened(client, board.chair, case, "decide", "check").content.decode()
    assert 'name="password"' not in check
    assert "consultation of the National Panel" in check
    act = "record_consultation"
    sent = done(client, board.chair, case, act, "national-panel", sought="no")
    assert list(errors_of(sent)) == ["none_because"]
    sent = done(client, board.chair, case, act, "national-panel", sought="no", none_because="Plain.")
    assert sent.headers["Location"] == act_address(case, "decide") + "#consultations"
    sent = done(client, board.chair, case, act, "peer-challenge", sought="yes", summary="Agrees.")
    assert set(errors_of(sent)) == {"name", "board", "consulted_on"}
    answers = {
        "sought": "yes",
        "name": "Dale Oram",
        "board": "Another Board",
        "summary": "Agrees.",
        **boxes("consulted_on", TODAY),
    }
    done(client, board.chair, case, act, "peer-challenge", **answers)
    check = opened(client, board.chair, b.fresh(case), "decide", "check").content.decode()
    assert "Changed since you last saved your answers" in check
    done(client, board.chair, b.fresh(case), "decide", "check", password=b.PASSWORD)
    assert len(case.decisions.get().content["consultations"]) == 2


@pytest.mark.clause("SCR-13", "SCR-32")
def test_consultation_asks_first_which(client: Client, board: b.Board, case: Case) -> None:
    assert list(errors_of(done(client, board.chair, case, "record_consultation"))) == ["kind"]
    sent = done(client, board.chair, case, "record_consultation", kind="national-panel")
    assert sent.headers["Location"] == act_address(case, "record_consultation", "national-panel")
    assert client.get(act_address(case, "record_consultation", "nobody")).status_code == 404


@pytest.mark.clause("SCR-11")
def test_page_says_that_no_recommendation_came_and_asks_why(client: Client, board: b.Board) -> None:
    case = b.log(board, received=RECEIVED)
    b.refer(board, case, on=date(2026, 2, 2))
    b.consult(board, case, on=date(2026, 2, 12))
    case = b.fresh(case)
    page = opened(client, board.chair, case, "decide").content.decode()
    assert page.count("No recommendation came from the panel.") == 3
    assert list(errors_of(done(client, board.chair, case, "decide", **HOLD))) == ["departure_reasons"]
    done(client, board.chair, case, "decide", **HOLD, departure_reasons="The panel could not meet.")
    done(client, board.chair, case, "decide", "check", password=b.PASSWORD)
    assert case.decisions.get().recommendation is None


@pytest.mark.clause("SCR-11")
def test_reference_back_sends_the_questions_and_the_month_runs_on(client: Client, board: b.Board, case: Case) -> None:
    assert list(errors_of(done(client, board.chair, case, "refer_back"))) == ["questions"]
    done(client, board.chair, case, "refer_back", questions="Was the school asked?")
    assert b.fresh(case).state == "referred_back"
    assert case.decisions.get().reasons == "Was the school asked?"
    assert case.steps.get(code="chair_decision").done_on is None


@pytest.mark.clause("SCR-11")
def test_reconsidering_shows_the_decision_that_stands_and_supersedes_it(
    client: Client, board: b.Board, case: Case
) -> None:
    first = b.decide(board, case, on=TODAY)
    case = b.fresh(case)
    page = opened(client, board.chair, case, "reconsider").content.decode()
    assert "The decision that stands" in page
    assert "I agree with the panel." in page
    assert "new_facts" in errors_of(done(client, board.chair, case, "reconsider", **NOT_HOLD))
    done(client, board.chair, case, "reconsider", **NOT_HOLD, new_facts="The inquest.")
    done(client, board.chair, case, "reconsider", "check", password=b.PASSWORD)
    second = case.decisions.get(supersedes=first)
    assert (second.outcome, second.new_facts) == ("not_hold", "The inquest.")
    assert b.fresh(case).state == "not_review"


@pytest.mark.clause("SCR-11")
def test_acting_chair_reads_in_what_office_they_sign(client: Client, board: b.Board, case: Case) -> None:
    acting = acting_chair(board)
    assert "acting Board Chair" in opened(client, acting, case, "decide").content.decode()
    done(client, acting, case, "decide", **HOLD)
    done(client, acting, case, "decide", "check", password=b.PASSWORD)
    assert case.decisions.get().acting_for == "acting Board Chair"


def acting_chair(board: b.Board) -> User:
    user = b.person("acting@elsewhere.example", "Noor Field")
    record_acting_appointment(
        user=user, area=board.area, starts_on=TODAY, ends_on=TODAY, reason="Leave", by=board.manager, on=TODAY
    )
    return user


def test_decision_taken_by_another_meanwhile_is_told_and_the_draft_stays(
    client: Client, board: b.Board, case: Case
) -> None:
    acting = acting_chair(board)
    done(client, acting, case, "decide", **HOLD)
    shown = opened(client, acting, case, "decide", "check")
    b.decide(board, case, on=TODAY)
    sent = client.post(act_address(case, "decide", "check"), filled(shown, password=b.PASSWORD))
    assert sent.status_code == 409
    assert board.chair.name in sent.content.decode()
    assert case.decisions.count() == 1
    assert Draft.objects.get().answers["reasons"] == HOLD["reasons"]


@pytest.mark.parametrize("act", ["decide", "refer_back", "record_consultation"])
def test_pages_of_the_chair_do_not_exist_for_others(client: Client, board: b.Board, case: Case, act: str) -> None:
    for other in (board.manager, board.panel_chair, board.members[0], board.outsider, board.administrator):
        client.force_login(other)
        assert client.get(act_address(case, act)).status_code == 404
    assert Entry.objects.filter(kind="refused").count() == 5


def test_confirmation_is_for_who_sees_the_case(client: Client, board: b.Board, case: Case) -> None:
    signed = b.decide(board, case, on=TODAY)
    address = f"/cases/{case.reference}/signed/{signed.pk}/"
    for user, status in ((board.chair, 200), (board.manager, 200), (board.outsider, 404), (board.administrator, 404)):
        client.force_login(user)
        assert client.get(address).status_code == status
    client.force_login(board.chair)
    assert client.get(f"/cases/{case.reference}/signed/{case.pk}/").status_code == 404


def test_struck_out_document_is_not_shown_to_decide_on(client: Client, board: b.Board, case: Case) -> None:
    document = case.documents.get(kind="panel_paper")
    papers.strike_document(case=case, by=board.manager, on=TODAY, document=document, because="Another child’s.")
    assert "Summary of contacts" not in opened(client, board.chair, b.fresh(case), "decide").content.decode()


@pytest.mark.clause("SCR-07", "SCR-12")
def test_delay_is_explained_on_a_page_of_its_own(client: Client, board: b.Board, case: Case, now: Any) -> None:
    assert nothing_to_do(client, board.chair, case, "explain_delay") == "Nothing that you owe on this case is overdue."
    now.move_to(DAY_AFTER)
    assert set(errors_of(done(client, board.chair, case, "explain_delay"))) == {"step", "reasons"}
    done(client, board.chair, case, "explain_delay", step="chair_decision", reasons="The inquest.")
    assert case.lateness_reasons.get().reasons == "The inquest."
    assert "The inquest." in opened(client, board.chair, b.fresh(case), "decide").content.decode()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.clause("SCR-11")
def test_two_chairs_who_sign_at_once_sign_once_and_the_other_is_told(board: b.Board, case: Case) -> None:
    acting = acting_chair(board)
    ready = []
    for user in (board.chair, acting):
        client = Client(SERVER_NAME=settings.OFFICE_HOST)
        done(client, user, case, "decide", **HOLD)
        ready.append((client, filled(opened(client, user, case, "decide", "check"), password=b.PASSWORD)))

    def sign(one: tuple[Client, dict[str, object]]) -> tuple[int, str]:
        client, answers = one
        try:
            response = client.post(act_address(case, "decide", "check"), answers)
            return response.status_code, response.content.decode()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        results = sorted(pool.map(sign, ready))
    signed = case.decisions.get()
    assert [status for status, _ in results] in ([200, 302], [302, 409])
    told = next(page for status, page in results if status != 302)
    assert signed.signed_by.name in told
    assert Draft.objects.count() == 1
