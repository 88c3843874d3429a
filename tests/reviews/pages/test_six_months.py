"""The pages of the six months and of proceedings beside a review, as their people use them."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import board as b
from tests.cases.browsing import boxes, done, errors_of, opened
from tests.cases.moments import after, frozen
from tests.reviews import reporting as r
from tests.reviews import working as w
from wscb.cases.models import Case

pytestmark = pytest.mark.django_db

DAY = date(2026, 5, 4)
NEXT = date(2026, 7, 6)


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def case(board: b.Board) -> Case:
    return b.under_way(board, received=r.RECEIVED)


def page(client: Client, board: b.Board, case: Case, name: str, *, on: date = DAY) -> str:
    with frozen(on):
        client.force_login(board.manager)
        response = client.get(reverse(name, args=[case.reference]))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.mark.clause("SCR-21")
def test_the_milestones_are_suggested_changed_and_planned_on_one_page(
    client: Client, board: b.Board, case: Case
) -> None:
    with frozen(DAY):
        form = opened(client, board.manager, case, "plan_milestones").context["form"]
        assert form.initial["first_draft_on"] == date(2026, 7, 17)
        assert form.initial["terms_agreed_on"] is None
        response = done(
            client, board.manager, case, "plan_milestones",
            **boxes("first_draft_on", date(2026, 7, 20)), **boxes("board_on", after(w.DUE, 1)),
            other_title="A day with the school", **boxes("other_on", date(2026, 6, 1)),
        )  # fmt: skip
        assert response.url == reverse("reviews:six_months", args=[case.reference])
        shown = " ".join(client.get(response.url).content.decode().split())
    assert "A milestone is planned for after Wednesday 16 September 2026, when the review is due." in shown
    assert "Planned for after Wednesday 16 September 2026, when the review is due: report before the Board." in shown
    assert case.milestones.count() == 3
    assert "A day with the school" in page(client, board, case, "cases:tasks")


def test_a_plan_without_a_date_or_half_a_milestone_says_so_and_keeps_what_was_typed(
    client: Client, board: b.Board, case: Case
) -> None:
    with frozen(DAY):
        empty = done(client, board.manager, case, "plan_milestones")
        assert errors_of(empty) == {"__all__": ["Enter a date for at least one milestone"]}
        half = done(client, board.manager, case, "plan_milestones", other_title="A day with the school")
    assert errors_of(half) == {"other_on": ["Enter the date of the milestone"]}
    assert "A day with the school" in half.content.decode()


@pytest.mark.clause("SCR-22")
def test_more_time_is_asked_for_agreed_to_and_signed_and_both_dates_stay_in_sight(
    client: Client, board: b.Board, case: Case
) -> None:
    why = {"grounds": ["court_proceedings"], "because": "The trial is in October.", "meanwhile": "Handovers."}
    with frozen(DAY):
        early = done(client, board.manager, case, "ask_extension", **why, **boxes("until", w.DUE))
        assert errors_of(early) == {"until": ["The new date must be later than Wednesday 16 September 2026."]}
        done(client, board.manager, case, "ask_extension", **why, **boxes("until", w.LATER))
        shown = opened(client, board.chair, case, "answer_extension")
        assert shown.context["form"].initial["until"] == w.LATER
        wrong = done(
            client, board.chair, case, "answer_extension",
            agreed="yes", reasons="The trial.", password="no", **boxes("until", w.LATER),
        )  # fmt: skip
        assert errors_of(wrong) == {"password": ["The password is not correct"]}
        signed = done(
            client, board.chair, case, "answer_extension",
            agreed="yes", reasons="The trial.", password=b.PASSWORD, **boxes("until", w.LATER),
        )  # fmt: skip
        assert "Extension agreed" in client.get(signed.url).content.decode()
    for name in ("reviews:six_months", "cases:case"):
        text = page(client, board, case, name)
        assert "Wednesday 16 December 2026" in text
        assert "Wednesday 16 September 2026" in text
        assert "Interim learning" in text
    assert "Extension agreed" in page(client, board, case, "cases:decisions")


def test_a_refusal_needs_no_date(client: Client, board: b.Board, case: Case) -> None:
    w.ask(board, case, on=DAY)
    with frozen(DAY):
        answer = {"agreed": "no", "reasons": "It can be done.", "password": b.PASSWORD}
        assert done(client, board.chair, case, "answer_extension", **answer).status_code == 302
    assert "Refused" in page(client, board, case, "reviews:six_months")


@pytest.mark.clause("SCR-22")
def test_interim_learning_is_recorded_and_stands_on_the_page(client: Client, board: b.Board, case: Case) -> None:
    late = after(w.DUE, 3)
    with frozen(late):
        half = done(client, board.manager, case, "record_interim_learning", found="yes", points="Visits.")
        assert errors_of(half) == {"action": ["Enter the corrective action"]}
        done(client, board.manager, case, "record_interim_learning", found="yes", points="Visits.", action="A list.")
    text = page(client, board, case, "reviews:six_months", on=late)
    assert "The review is overdue." in text
    assert "A list." in text


@pytest.mark.clause("SCR-22")
def test_what_proceedings_block_is_said_where_it_is_blocked(client: Client, board: b.Board, case: Case) -> None:
    with frozen(DAY):
        done(
            client, board.manager, case, "record_proceedings",
            kind="criminal", status="listed", blocks=["interviews", "publication"], **boxes("next_on", NEXT),
        )  # fmt: skip
    blocked = {
        "cases:case": ["Interviews", "Publication"],
        "reviews:review": ["Interviews", "Publication"],
        "reviews:proceedings": ["Interviews", "Publication"],
        "cases:organisations": ["Interviews"],
        "reviews:family_publication": ["Publication"],
        "reviews:report": ["Publication"],
        "reviews:chronology": [],
        "cases:documents": [],
    }
    for name, things in blocked.items():
        text = page(client, board, case, name)
        found = [thing for thing in ("Interviews", "Disclosure", "Publication") if f"{thing} blocked</strong>" in text]
        assert (name, found) == (name, things)
    assert "criminal proceedings, next on Monday 6 July 2026" in page(client, board, case, "cases:case")


def test_what_came_of_one_of_several_is_chosen_first_and_shows_how_it_stood(
    client: Client, board: b.Board, case: Case
) -> None:
    trial = w.trial(board, case, on=DAY, next_on=NEXT)
    w.trial(board, case, on=DAY, kind="inquest", status="expected", blocks=[])
    with frozen(NEXT):
        chosen = opened(client, board.manager, case, "update_proceedings")
        assert [text for _, text in chosen.context["choices"]] == [
            "Criminal proceedings, next on Monday 6 July 2026",
            "Inquest, no next date known",
        ]
        shown = opened(client, board.manager, case, "update_proceedings", str(trial.pk))
        assert shown.context["form"].initial == {"status": "listed", "blocks": ["interviews", "publication"]}


@pytest.mark.clause("SCR-21")
def test_rows_cost_no_queries(client: Client, board: b.Board, case: Case) -> None:
    def queries(name: str) -> int:
        with CaptureQueriesContext(connection) as caught:
            page(client, board, case, name)
        return len(caught)

    w.plan(board, case, on=DAY, code="comments")
    w.trial(board, case, on=DAY, next_on=NEXT)
    names = ("reviews:six_months", "reviews:proceedings", "cases:tasks", "cases:case")
    page(client, board, case, "cases:case")  # signing in asks too
    before = [queries(name) for name in names]
    for code in ("first_draft", "final_draft", "board"):
        w.plan(board, case, on=DAY, code=code)
        w.trial(board, case, on=DAY, kind="care", next_on=NEXT)
    assert [queries(name) for name in names] == before


def test_there_is_no_such_page_before_a_review_is_held(client: Client, board: b.Board) -> None:
    case = b.log(board, received=r.RECEIVED)
    with frozen(DAY):
        client.force_login(board.manager)
        for name in ("reviews:six_months", "reviews:proceedings"):
            assert client.get(reverse(name, args=[case.reference])).status_code == 404
