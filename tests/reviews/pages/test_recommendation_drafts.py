"""The recommendation's draft: two windows, a double click, the Chair's questions, and whose it is."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from reviews.actions import decision
from tests import board as b
from tests.cases.browsing import act_address, boxes, done, errors_of, filled, opened
from wscb.cases.actions import involvement
from wscb.cases.models import Case, Draft
from wscb.trail.models import Entry
from wscb.web.models import HeldSubmission

pytestmark = pytest.mark.django_db

ACT = "recommend"
NOT_HOLD = {"outcome": "not_hold", "reasons": "First words.", "departure_reasons": "Explained."}


@pytest.fixture(autouse=True)
def on_the_day(db: None) -> Iterator[None]:
    with time_machine.travel(datetime(2026, 3, 12, 10, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def board(on_the_day: None) -> b.Board:
    return b.new_board()


@pytest.fixture
def case(board: b.Board) -> Case:
    """A case whose panel has met."""
    case = b.log(board, received=date(2026, 3, 2))
    b.refer(board, case, on=date(2026, 3, 3))
    b.convene(board, case, on=date(2026, 3, 4))
    b.attend(board, case, on=date(2026, 3, 11))
    return b.fresh(case)


def test_second_window_is_told_what_the_first_saved_and_loses_nothing(
    client: Client, board: b.Board, case: Case
) -> None:
    address = act_address(case, ACT, "recommendation")
    first, second = (opened(client, board.panel_chair, case, ACT, "recommendation") for _ in range(2))
    assert client.post(address, filled(first, **NOT_HOLD)).status_code == 302
    sent = client.post(address, filled(second, **NOT_HOLD | {"reasons": "Second words."}))
    assert "saved from another window" in errors_of(sent)["__all__"][0]
    page = sent.content.decode()
    assert "First words." in page
    assert "Second words." in page
    assert client.post(address, filled(sent, **NOT_HOLD | {"reasons": "Second words."})).status_code == 302
    assert Draft.objects.get().answers["reasons"] == "Second words."


def test_double_click_on_continue_saves_once(client: Client, board: b.Board, case: Case) -> None:
    shown = opened(client, board.panel_chair, case, ACT, "recommendation")
    address = act_address(case, ACT, "recommendation")
    responses = [client.post(address, filled(shown, **NOT_HOLD)) for _ in range(2)]
    assert responses[0].headers["Location"] == responses[1].headers["Location"]
    assert Draft.objects.get().version == 1


def test_double_click_on_sign_signs_once(client: Client, board: b.Board, case: Case) -> None:
    done(client, board.panel_chair, case, ACT, "recommendation", **NOT_HOLD)
    shown = opened(client, board.panel_chair, case, ACT, "check")
    answers = filled(shown, password=b.PASSWORD)
    first, second = (client.post(act_address(case, ACT, "check"), answers) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert client.get(second.headers["Location"]).status_code == 200
    assert case.recommendations.count() == case.form_editions.count() == 1


def test_answers_changed_in_another_window_are_not_signed_unseen(client: Client, board: b.Board, case: Case) -> None:
    done(client, board.panel_chair, case, ACT, "recommendation", **NOT_HOLD)
    shown = opened(client, board.panel_chair, case, ACT, "check")
    done(client, board.panel_chair, case, ACT, "recommendation", **NOT_HOLD | {"reasons": "Changed words."})
    sent = client.post(act_address(case, ACT, "check"), filled(shown, password=b.PASSWORD))
    assert "another window" in errors_of(sent)["__all__"][0]
    assert "Changed words." in sent.content.decode()
    assert not case.recommendations.exists()
    client.post(act_address(case, ACT, "check"), filled(sent, password=b.PASSWORD))
    assert case.recommendations.get().reasons == "Changed words."


def test_wrong_password_signs_nothing_and_stands_in_the_trail(client: Client, board: b.Board, case: Case) -> None:
    done(client, board.panel_chair, case, ACT, "recommendation", **NOT_HOLD)
    sent = done(client, board.panel_chair, case, ACT, "check", password="guessed")
    assert list(errors_of(sent)) == ["password"]
    assert not case.recommendations.exists()
    assert Entry.objects.filter(kind="person.reauthentication_failed").count() == 1
    assert Draft.objects.get().answers["reasons"] == "First words."


def test_case_changed_by_the_manager_is_told_before_signing(client: Client, board: b.Board, case: Case) -> None:
    done(client, board.panel_chair, case, ACT, "recommendation", **NOT_HOLD)
    shown = opened(client, board.panel_chair, case, ACT, "check")
    involvement.add_organisation(
        case=case,
        by=board.manager,
        on=date(2026, 3, 12),
        organisation=board.council,
        no_interest_because="A letter only.",
    )
    sent = client.post(act_address(case, ACT, "check"), filled(shown, password=b.PASSWORD))
    assert sent.status_code == 200
    page = sent.content.decode()
    assert "Add an involved organisation" in page
    assert board.manager.name in page
    assert not case.recommendations.exists()
    assert client.post(act_address(case, ACT, "check"), filled(sent, password=b.PASSWORD)).status_code == 302


@pytest.mark.clause("SCR-11")
def test_chairs_questions_stand_above_the_earlier_recommendation(client: Client, board: b.Board, case: Case) -> None:
    b.recommend(board, case, on=date(2026, 3, 12), reasons="The earlier reasons.")
    decision.refer_back(
        case=case, by=board.chair, on=date(2026, 3, 12), questions="Was the school asked?", seen=b.fresh(case).revision
    )
    case = b.fresh(case)
    page = opened(client, board.panel_chair, case, ACT, "recommendation").content.decode()
    assert "Was the school asked?" in page
    assert "The earlier reasons." in page
    assert "Systems methodology" in opened(client, board.panel_chair, case, ACT, "terms").content.decode()
    done(client, board.panel_chair, case, ACT, "recommendation", outcome="hold", reasons="The school was asked.")
    done(client, board.panel_chair, case, ACT, "check", password=b.PASSWORD)
    first, second = case.recommendations.all()
    assert (second.supersedes, second.reasons) == (first, "The school was asked.")
    assert case.terms_of_reference.count() == case.chair_proposals.count() == 1


def test_draft_is_its_owners_alone(client: Client, board: b.Board, case: Case) -> None:
    done(client, board.panel_chair, case, ACT, "recommendation", **NOT_HOLD)
    for other in (board.manager, board.chair, board.members[0], board.outsider, board.administrator):
        client.force_login(other)
        for page in ("", "recommendation", "check", "discard"):
            assert client.get(act_address(case, ACT, page)).status_code == 404
    assert Entry.objects.filter(kind="refused").count() == 20


def test_draft_is_discarded_after_a_question(client: Client, board: b.Board, case: Case) -> None:
    done(client, board.panel_chair, case, ACT, "recommendation", **NOT_HOLD)
    opened(client, board.panel_chair, case, ACT, "discard")
    assert Draft.objects.exists()
    done(client, board.panel_chair, case, ACT, "discard")
    assert not Draft.objects.exists()
    assert "First words." not in opened(client, board.panel_chair, case, ACT, "recommendation").content.decode()
    assert client.get(act_address(case, ACT, "discard")).headers["Location"] == act_address(case, ACT)


def test_answers_sent_after_the_session_ended_are_held(client: Client, board: b.Board, case: Case) -> None:
    shown = opened(client, board.panel_chair, case, ACT, "recommendation")
    client.logout()
    sent = client.post(act_address(case, ACT, "recommendation"), filled(shown, **NOT_HOLD))
    assert sent.status_code == 302
    assert HeldSubmission.objects.get().data["reasons"] == ["First words."]
    client.force_login(board.panel_chair)
    client.post(act_address(case, ACT, "recommendation"), filled(shown, **NOT_HOLD))
    assert Draft.objects.get().answers["reasons"] == "First words."


def test_recommendation_of_a_running_case_counts_for_its_own_day(client: Client, board: b.Board) -> None:
    case = b.log(board, received=date(2026, 1, 5), on=date(2026, 1, 5), running=True)
    b.refer(board, case, on=date(2026, 1, 6))
    b.convene(board, case, on=date(2026, 1, 7))
    b.attend(board, case, on=date(2026, 1, 14))
    case = b.fresh(case)
    sent = done(client, board.panel_chair, case, ACT, "recommendation", **NOT_HOLD)
    assert list(errors_of(sent)) == ["on"]
    done(client, board.panel_chair, case, ACT, "recommendation", **NOT_HOLD, **boxes("on", date(2026, 1, 26)))
    assert "Monday 26 January 2026" in opened(client, board.panel_chair, case, ACT, "check").content.decode()
    done(client, board.panel_chair, case, ACT, "check", password=b.PASSWORD)
    assert case.recommendations.get().made_on == date(2026, 1, 26)


def test_terms_and_a_chair_are_added_by_themselves(client: Client, board: b.Board, case: Case) -> None:
    period = {**boxes("scope_from", date(2012, 1, 1)), **boxes("scope_to", date(2014, 1, 31))}
    sent = done(client, board.manager, case, "file_terms", **period)
    assert set(errors_of(sent)) == {"methodology", "proportionality"}
    done(client, board.manager, case, "file_terms", **period, methodology="Systems.", proportionality="One child.")
    assert case.terms_of_reference.get().fields["scope_from"] == "2012-01-01"
    chair = {"chair_name": "Dr Vale", "chair_background": "Six reviews."}
    sent = done(
        client, board.panel_chair, b.fresh(case), "propose_chair", **chair, chair_organisation=str(board.health.pk)
    )
    assert list(errors_of(sent)) == ["chair_organisation"]
    done(client, board.panel_chair, b.fresh(case), "propose_chair", **chair)
    assert case.chair_proposals.get().name == "Dr Vale"
