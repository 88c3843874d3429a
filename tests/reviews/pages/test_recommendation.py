"""The panel chair's pages: questions kept in a draft, the check, the signature; alone and beside a second window."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from tests import board as b
from tests.cases.browsing import act_address, boxes, done, errors_of, opened
from wscb.cases.models import Case, Draft

pytestmark = pytest.mark.django_db

RECEIVED = date(2026, 3, 2)
IN_TIME = datetime(2026, 3, 12, 10, tzinfo=UTC)
LATE = datetime(2026, 3, 24, 10, tzinfo=UTC)
ACT = "recommend"
TERMS = {
    "terms_now": "yes",
    **boxes("scope_from", date(2012, 1, 1)),
    **boxes("scope_to", date(2014, 1, 31)),
    "methodology": "Systems methodology.",
    "proportionality": "One child, two years.",
}
CHAIR = {"chair_now": "propose", "chair_name": "Dr Ines Calder", "chair_background": "Six reviews elsewhere."}


@pytest.fixture
def board(db: None) -> b.Board:
    return b.new_board()


@pytest.fixture
def now() -> Iterator[Any]:
    with time_machine.travel(IN_TIME, tick=False) as clock:
        yield clock


@pytest.fixture
def case(board: b.Board, now: Any) -> Case:
    """A case whose panel has met."""
    case = b.log(board, received=RECEIVED)
    b.refer(board, case, on=date(2026, 3, 3))
    b.convene(board, case, on=date(2026, 3, 4))
    b.attend(board, case, on=date(2026, 3, 11))
    return b.fresh(case)


def answer(client: Client, board: b.Board, case: Case, page: str, **answers: Any) -> Any:
    """Sends one page of questions and gives the answer."""
    return done(client, board.panel_chair, case, ACT, page, **answers)


def answer_all(client: Client, board: b.Board, case: Case) -> None:
    """Answers what a recommendation to hold a review asks."""
    answer(client, board, case, "recommendation", outcome="hold", reasons="The criteria are met.")
    answer(client, board, case, "terms", **TERMS)
    answer(client, board, case, "chair", **CHAIR)


def landed(client: Client, response: Any) -> str:
    """The address of the page that the answer leads to in the end."""
    assert response.status_code == 302, errors_of(response)
    followed = client.get(response.headers["Location"], follow=True)
    return str(followed.redirect_chain[-1][0]) if followed.redirect_chain else str(response.headers["Location"])


@pytest.mark.clause("SCR-09", "SCR-10")
def test_pages_lead_through_the_questions_to_a_signed_recommendation(
    client: Client, board: b.Board, case: Case
) -> None:
    sent = answer(client, board, case, "recommendation", outcome="hold", reasons="The criteria are met.")
    assert landed(client, sent) == act_address(case, ACT, "terms")
    assert landed(client, answer(client, board, case, "terms", **TERMS)) == act_address(case, ACT, "chair")
    assert landed(client, answer(client, board, case, "chair", **CHAIR)) == act_address(case, ACT, "check")
    page = opened(client, board.panel_chair, case, ACT, "check").content.decode()
    for words in ("Hold a Serious Case Review", "The criteria are met.", "Systems methodology.", "Dr Ines Calder"):
        assert words in page
    assert not case.recommendations.exists()
    sent = answer(client, board, case, "check", password=b.PASSWORD)
    (signed,) = case.recommendations.all()
    assert sent.headers["Location"] == f"/cases/{case.reference}/signed/{signed.pk}/"
    confirmation = client.get(sent.headers["Location"]).content.decode()
    assert signed.content_hash in confirmation
    assert "Form 1: Recommendations to Chair of LSCB, edition 1" in confirmation
    assert (signed.outcome, signed.signed_by) == ("hold", board.panel_chair)
    assert case.terms_of_reference.get().fields["scope_to"] == "2014-01-31"
    assert case.chair_proposals.get().name == "Dr Ines Calder"
    assert not Draft.objects.exists()


def test_recommendation_against_a_review_asks_for_neither_terms_nor_chair(
    client: Client, board: b.Board, case: Case
) -> None:
    sent = answer(
        client, board, case, "recommendation", outcome="not_hold", reasons="No.", departure_reasons="Explained."
    )
    assert landed(client, sent) == act_address(case, ACT, "check")
    assert client.get(act_address(case, ACT, "terms")).status_code == 404
    answer(client, board, case, "check", password=b.PASSWORD)
    assert case.recommendations.get().departure_reasons == "Explained."


def test_departure_without_reasons_is_told_at_its_question_with_all_kept(
    client: Client, board: b.Board, case: Case
) -> None:
    sent = answer(client, board, case, "recommendation", outcome="not_hold", reasons="Because of this.")
    assert list(errors_of(sent)) == ["departure_reasons"]
    page = sent.content.decode()
    assert 'href="#id_departure_reasons"' in page
    assert "Because of this." in page
    assert page.count("<title>Error: ") == 1


def test_departure_question_says_when_it_is_asked_without_script(client: Client, board: b.Board, case: Case) -> None:
    page = opened(client, board.panel_chair, case, ACT, "recommendation").content.decode()
    assert 'data-shown-when="outcome=not_hold"' in page
    assert "If the panel recommends none, say why." in page


def test_departure_reasons_that_are_not_called_for_are_not_signed(client: Client, board: b.Board, case: Case) -> None:
    answer(client, board, case, "recommendation", outcome="hold", reasons="Met.", departure_reasons="Left from before.")
    answer(client, board, case, "terms", **TERMS)
    answer(client, board, case, "chair", **CHAIR)
    assert "Left from before." not in opened(client, board.panel_chair, case, ACT, "check").content.decode()
    answer(client, board, case, "check", password=b.PASSWORD)
    assert case.recommendations.get().departure_reasons == ""


@pytest.mark.clause("GEN-03")
def test_terms_of_reference_name_every_answer_that_is_missing(client: Client, board: b.Board, case: Case) -> None:
    answer(client, board, case, "recommendation", outcome="hold", reasons="Met.")
    sent = answer(client, board, case, "terms", terms_now="yes", key_lines="Handovers.")
    assert set(errors_of(sent)) == {"scope_from", "scope_to", "methodology", "proportionality"}
    assert "Handovers." in sent.content.decode()
    sent = answer(client, board, case, "terms", **TERMS | boxes("scope_to", date(2011, 1, 1)))
    assert list(errors_of(sent)) == ["scope_to"]


@pytest.mark.clause("SCR-09")
def test_none_yet_needs_its_reason(client: Client, board: b.Board, case: Case) -> None:
    answer(client, board, case, "recommendation", outcome="hold", reasons="Met.")
    assert list(errors_of(answer(client, board, case, "terms", terms_now="none_yet"))) == ["no_terms_because"]
    answer(client, board, case, "terms", terms_now="none_yet", no_terms_because="The scope is open.")
    assert list(errors_of(answer(client, board, case, "chair", chair_now="none_yet"))) == ["no_chair_because"]
    answer(client, board, case, "chair", chair_now="none_yet", no_chair_because="Two were asked.")
    answer(client, board, case, "check", password=b.PASSWORD)
    open_codes = set(case.steps.filter(done_on__isnull=True).values_list("code", flat=True))
    assert {"draft_terms_of_reference", "propose_review_chair"} <= open_codes


@pytest.mark.clause("GEN-04")
def test_chair_who_is_not_independent_is_refused_with_the_reason(client: Client, board: b.Board, case: Case) -> None:
    answer(client, board, case, "recommendation", outcome="hold", reasons="Met.")
    sent = answer(client, board, case, "chair", **CHAIR, chair_organisation=str(board.police.pk))
    assert list(errors_of(sent)) == ["chair_organisation"]
    assert "is involved in the case" in errors_of(sent)["chair_organisation"][0]
    assert "Six reviews elsewhere." in sent.content.decode()


@pytest.mark.clause("SCR-07")
def test_late_recommendation_asks_for_the_reasons(client: Client, board: b.Board, case: Case, now: Any) -> None:
    now.move_to(LATE)
    answer_all(client, board, case)
    check = opened(client, board.panel_chair, case, ACT, "check").content.decode()
    assert 'name="password"' not in check
    assert act_address(case, ACT, "delay") in check
    assert "go to the Board Chair" in opened(client, board.panel_chair, case, ACT, "delay").content.decode()
    assert list(errors_of(answer(client, board, case, "delay", delay_reasons=""))) == ["delay_reasons"]
    answer(client, board, case, "delay", delay_reasons="The coroner’s papers.")
    answer(client, board, case, "check", password=b.PASSWORD)
    assert case.lateness_reasons.get().reasons == "The coroner’s papers."


@pytest.mark.clause("SCR-07")
def test_recommendation_in_time_has_no_page_for_delay(client: Client, board: b.Board, case: Case, now: Any) -> None:
    last_minute, midnight = datetime(2026, 3, 23, 23, 59, tzinfo=UTC), datetime(2026, 3, 24, 0, 1, tzinfo=UTC)
    for moment, status in ((IN_TIME, 404), (last_minute, 404), (midnight, 200)):
        now.move_to(moment)
        client.force_login(board.panel_chair)
        assert client.get(act_address(case, ACT, "delay")).status_code == status


def test_half_an_answer_is_kept_and_found_again(client: Client, board: b.Board, case: Case) -> None:
    half = {"scope_from_day": "31", "scope_from_month": "nonsense", "scope_from_year": "", "methodology": "Half a sent"}
    answer(client, board, case, "recommendation", outcome="hold", reasons="Met.")
    sent = answer(client, board, case, "terms", save_draft="yes", terms_now="yes", **half)
    assert sent.headers["Location"] == f"/cases/{case.reference}/"
    page = opened(client, board.panel_chair, case, ACT, "terms").content.decode()
    assert 'value="nonsense"' in page
    assert "Half a sent" in page
    assert "There is a problem" not in page
    start = opened(client, board.panel_chair, case, ACT).content.decode()
    assert "Not finished" in start
    assert "Carry on" in start
