"""The pages of a Case Review: how a case becomes one, what the Subgroup and the Chair answer, in its own words."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests import board as b
from tests.cases.browsing import act_address, done, errors_of, opened
from wscb.cases.models import Case

RECEIVED = date(2026, 2, 2)


@pytest.fixture
def board(db: None) -> Iterator[b.Board]:
    with time_machine.travel(datetime(2026, 2, 20, 10, tzinfo=UTC), tick=False):
        yield b.new_board()


def met(board: b.Board) -> Case:
    """A Case Review whose Subgroup has met and decided to tell Ofsted."""
    case = b.log(board, received=RECEIVED, kind="cr")
    b.refer(board, case, on=RECEIVED)
    b.convene(board, case, on=RECEIVED)
    b.attend(board, case, on=date(2026, 2, 10))
    b.consider(board, case, on=date(2026, 2, 10))
    return b.fresh(case)


def text(response: Any) -> str:
    """The page."""
    assert response.status_code == 200
    found: str = response.content.decode()
    return found


@pytest.mark.clause("CR-01", "CR-07")
def test_chair_puts_a_case_to_the_subgroup_and_both_pages_show_the_link(client: Client, board: b.Board) -> None:
    from reviews.actions.decision import Reasons

    case = b.log(board, received=RECEIVED, answers=b.NO_LIMB)
    b.refer(board, case, on=RECEIVED)
    b.consult(board, case, on=RECEIVED)
    b.decide(board, case, on=date(2026, 2, 9), outcome="not_hold", why=Reasons(reasons="No.", departure="Plain."))
    shown = done(client, board.chair, b.fresh(case), "put_to_subgroup", learning="What each of them knew.")
    found = case.followed_by.get().case
    assert shown.url == reverse("cases:case", args=[found.reference])
    page = text(client.get(shown.url))
    for words in (case.reference, "First notified to the Board", "2 February 2026", "What each of them knew.", "CR-07"):
        assert words in page
    assert found.reference in text(client.get(reverse("cases:case", args=[case.reference])))


@pytest.mark.clause("CR-01")
def test_nothing_to_learn_is_asked_for_at_its_field(client: Client, board: b.Board) -> None:
    from reviews.actions.decision import Reasons

    case = b.log(board, received=RECEIVED, answers=b.NO_LIMB)
    b.refer(board, case, on=RECEIVED)
    b.consult(board, case, on=RECEIVED)
    b.decide(board, case, on=date(2026, 2, 9), outcome="not_hold", why=Reasons(reasons="No.", departure="Plain."))
    shown = done(client, board.chair, b.fresh(case), "put_to_subgroup")
    assert errors_of(shown) == {"learning": ["Enter what there is to be learned"]}


@pytest.mark.clause("CR-03")
def test_page_on_ofsted_asks_why_not_and_shows_what_was_decided(client: Client, board: b.Board) -> None:
    case = b.log(board, received=RECEIVED, kind="cr")
    b.refer(board, case, on=RECEIVED)
    shown = done(client, board.panel_chair, b.fresh(case), "consider_ofsted", notify="no")
    assert errors_of(shown) == {"reasons": ["Enter why Ofsted is not to be told of the incident"]}
    done(client, board.panel_chair, b.fresh(case), "consider_ofsted", notify="no", reasons="Nobody was harmed.")
    page = text(opened(client, board.panel_chair, b.fresh(case), "consider_ofsted"))
    assert "Ofsted is not to be told" in page
    assert "Nobody was harmed." in page


@pytest.mark.clause("CR-04", "CR-05", "CR-06")
def test_subgroup_chair_answers_every_section_and_signs(client: Client, board: b.Board) -> None:
    case = met(board)
    terms = {
        "terms_now": "none_yet", "no_terms_because": "The scope is open."
    }  # fmt: skip
    sections: list[tuple[str, dict[str, str]]] = [
        ("recommendation", {"outcome": "hold", "reasons": "There is much to learn."}),
        ("terms", terms),
        ("chair", {"chair_now": "none_yet", "no_chair_because": "Two were asked."}),
        ("publication", {"publication": "executive_summary"}),
    ]
    assert "Hold a Case Review" in text(opened(client, board.panel_chair, case, "recommend", "recommendation"))
    for page, answers in sections:
        assert done(client, board.panel_chair, case, "recommend", page, **answers).status_code == 302
    checked = text(opened(client, board.panel_chair, case, "recommend", "check"))
    assert "An executive summary" in checked
    assert "Form 3 is then prepared" in checked
    signed = done(client, board.panel_chair, case, "recommend", "check", password=b.PASSWORD)
    assert signed.status_code == 302
    assert case.recommendations.get().content["publication"] == "executive_summary"


@pytest.mark.clause("CR-07", "CR-08")
def test_chair_reads_the_opportunity_for_learning_and_is_asked_for_peer_challenge_alone(
    client: Client, board: b.Board
) -> None:
    case = met(board)
    b.recommend(board, case, on=date(2026, 2, 11))
    case = b.fresh(case)
    page = text(opened(client, board.chair, case, "decide"))
    for words in (
        b.LEARNING.learning,
        "The opportunity for learning",
        "Hold a Case Review",
        "Provisionally to be published",
    ):
        assert words in page
    for other in ("National Panel", "Hold a Serious Case Review", "(b)(ii)"):
        assert other not in page
    client.force_login(board.chair)
    assert client.get(act_address(case, "record_consultation", "national-panel")).status_code == 404


@pytest.mark.clause("CR-01")
def test_what_is_to_be_learned_is_changed_and_signed(client: Client, board: b.Board) -> None:
    case = b.log(board, received=RECEIVED, kind="cr")
    done(client, board.manager, case, "revise_worksheet", learning="What the school knew.", because="Read again.")
    shown = opened(client, board.manager, case, "revise_worksheet", "sign")
    assert b.LEARNING.learning in text(shown)
    done(client, board.manager, case, "revise_worksheet", "sign", password=b.PASSWORD)
    assert case.worksheets.last().answers == {"learning": "What the school knew."}


@pytest.mark.clause("CR-01", "SCR-02")
def test_closing_a_serious_case_offers_the_subgroup_and_a_case_review_does_not(client: Client, board: b.Board) -> None:
    scr, cr = b.log(board, received=RECEIVED), b.log(board, received=RECEIVED, kind="cr")
    words = "Put to the Case Review Subgroup instead"
    assert words in text(opened(client, board.chair, scr, "close"))
    assert words not in text(opened(client, board.chair, cr, "close"))
