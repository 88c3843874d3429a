"""The pages on which it is recommended and decided what is published of a Case Review (CR-05, CR-15)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from reviews import publishing
from tests import board as b
from tests.cases.browsing import act_address, done, errors_of, opened
from tests.reviews import reporting as r
from tests.reviews.pages.walking import words_of
from wscb.cases.models import Case
from wscb.people.models import User

RECEIVED = date(2026, 2, 2)
DAY = RECEIVED + timedelta(days=100)
SAFE = {
    "identified": "no", "identified_because": "Nobody is named.", "harmed": "no", "harmed_because": "The family agrees.",
    "reasons": "All of it can be read.",
}  # fmt: skip


@pytest.fixture
def board(db: None) -> Iterator[b.Board]:
    with time_machine.travel(datetime(2026, 5, 20, 10, tzinfo=UTC), tick=False):
        yield b.new_board()


@pytest.fixture
def case(board: b.Board) -> Case:
    """A Case Review whose report is with the Board, with its checklist confirmed."""
    found = r.with_board(board, received=RECEIVED, kind="cr")
    r.check(board, found, on=DAY)
    return b.fresh(found)


def page(client: Client, user: User, case: Case, name: str) -> str:
    """The words of a page of the case."""
    client.force_login(user)
    response = client.get(reverse(name, args=[case.reference]))
    assert response.status_code == 200
    return " ".join(words_of(response.content.decode()))


@pytest.mark.clause("CR-05", "CR-15")
def test_subgroups_chair_answers_the_assessment_recommends_and_signs(
    client: Client, board: b.Board, case: Case
) -> None:
    asked = " ".join(words_of(opened(client, board.panel_chair, case, "recommend_publication").content.decode()))
    assert "Provisionally recommended when the review was recommended: the whole report." in asked
    assert "version 1" in asked
    sent = done(
        client, board.panel_chair, case, "recommend_publication", choice="whole_report", password=b.PASSWORD, **SAFE
    )
    assert sent["Location"] == reverse("reviews:report", args=[case.reference])
    for name in ("reviews:report", "cases:decisions"):
        shown = page(client, board.manager, case, name)
        assert "Recommendation on version 1 of the report" in shown
        assert "Could anybody be identified? No Nobody is named." in shown
        assert "To be published The whole report" in shown


@pytest.mark.clause("CR-15")
@pytest.mark.parametrize("question", ["identified", "harmed"])
def test_whole_report_is_refused_at_its_question_and_nothing_typed_is_lost(
    client: Client, board: b.Board, case: Case, question: str
) -> None:
    answers = {**SAFE, question: "yes", "choice": "whole_report", "password": b.PASSWORD}
    sent = done(client, board.panel_chair, case, "recommend_publication", **answers)
    assert list(errors_of(sent)) == ["choice"]
    assert "The family agrees." in sent.content.decode()
    assert publishing.recommended(case) is None


@pytest.mark.clause("CR-05", "CR-15")
def test_nothing_answered_is_asked_for_question_by_question(client: Client, board: b.Board, case: Case) -> None:
    sent = done(client, board.panel_chair, case, "recommend_publication")
    assert {"identified", "identified_because", "harmed", "harmed_because", "choice", "reasons"} <= set(errors_of(sent))


@pytest.mark.clause("CR-05", "CR-15")
def test_chair_reads_the_recommendation_decides_and_signs(client: Client, board: b.Board, case: Case) -> None:
    r.recommend_publication(board, case, on=DAY, choice="learning_points", assessment=r.UNSAFE)
    shown = opened(client, board.chair, b.fresh(case), "accept_report")
    words = " ".join(words_of(shown.content.decode()))
    assert "Could anybody be identified? Yes The village is small." in words
    assert 'value="whole_report"' not in shown.content.decode()
    given = {"reasons": "It answers.", "publication": "learning_points", "password": b.PASSWORD}
    refused = done(client, board.chair, b.fresh(case), "accept_report", **given)
    assert errors_of(refused) == {"publication_reasons": ["Enter why less than the whole report is to be published"]}
    signed = done(client, board.chair, b.fresh(case), "accept_report", publication_reasons="The village.", **given)
    assert signed.status_code == 302
    assert "To be published Learning points" in " ".join(words_of(client.get(signed["Location"]).content.decode()))
    decisions = page(client, board.manager, b.fresh(case), "cases:decisions")
    assert "The Board Chair’s decision To be published Learning points Reasons The village." in decisions


@pytest.mark.clause("CR-05")
def test_departing_from_the_recommendation_is_explained_at_its_field(
    client: Client, board: b.Board, case: Case
) -> None:
    r.recommend_publication(board, case, on=DAY, choice="learning_points")
    given = {"reasons": "It answers.", "publication": "whole_report", "password": b.PASSWORD}
    refused = done(client, board.chair, b.fresh(case), "accept_report", **given)
    assert errors_of(refused) == {"publication_reasons": ["Enter why you depart from what was recommended"]}


@pytest.mark.clause("CR-05")
def test_acceptance_waits_for_the_recommendation_and_says_so(client: Client, board: b.Board, case: Case) -> None:
    words = " ".join(words_of(opened(client, board.chair, case, "accept_report").content.decode()))
    assert "the Subgroup’s recommendation on what to publish of this version of the report" in words
    assert "Sign and accept" not in words


@pytest.mark.clause("CR-05")
def test_nobody_else_is_offered_the_recommendation(client: Client, board: b.Board, case: Case) -> None:
    for other in (board.manager, board.chair, board.members[0]):
        client.force_login(other)
        assert client.get(act_address(case, "recommend_publication")).status_code == 404


@pytest.mark.clause("SCR-24", "SCR-25")
def test_report_of_a_serious_case_review_is_published_whole_and_says_so(client: Client, board: b.Board) -> None:
    case = r.with_board(board, received=RECEIVED)
    r.check(board, case, on=DAY)
    words = " ".join(words_of(opened(client, board.chair, b.fresh(case), "accept_report").content.decode()))
    assert "The whole report is then to be published" in words
    assert "What is to be published?" not in words
    assert "Every report of a Serious Case Review is published" in page(client, board.manager, case, "reviews:report")
    client.force_login(board.panel_chair)
    assert client.get(act_address(case, "recommend_publication")).status_code == 404
