"""Peer challenge is recorded at every stage of both tables, with its stage; what came after the decision is not on the form (SCR-13)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from reviews.actions import decision
from reviews.actions.decision import Reasons
from tests import board as b
from tests.cases.browsing import boxes, done
from tests.cases.moments import frozen
from tests.reviews import reporting as r
from wscb.cases.actions import consultations
from wscb.cases.models import Case

pytestmark = [pytest.mark.django_db, pytest.mark.clause("SCR-13", "CR-08")]

RECEIVED = r.RECEIVED
DAY = RECEIVED + timedelta(days=110)
STAGES = (
    "notified", "referred", "convened", "recommended", "referred_back", "review", "not_review", "under_review",
    "report_submitted", "completed", "closed",
)  # fmt: skip


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with frozen(DAY):
        yield


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


def begun(board: b.Board, kind: str, state: str) -> Case:
    """A case before its decision."""
    case = b.log(board, received=RECEIVED, kind=kind)
    if state in ("notified", "closed"):
        if state == "closed":
            how = {"closed_as": "withdrawn", "reasons": "Withdrawn.", "confirmed": b.SIGNED}
            decision.close(case=case, by=board.chair, on=DAY, seen=b.fresh(case).revision, **how)  # type: ignore[arg-type]
        return b.fresh(case)
    b.refer(board, case, on=RECEIVED)
    if state != "referred":
        b.convene(board, case, on=RECEIVED)
    if state in ("recommended", "referred_back"):
        day = RECEIVED + timedelta(days=9)
        b.attend(board, case, on=day)
        if kind == "cr":
            b.consider(board, case, on=day)
        b.recommend(board, case, on=day)
    if state == "referred_back":
        decision.refer_back(case=case, by=board.chair, on=DAY, questions="Why?", seen=b.fresh(case).revision)
    return b.fresh(case)


def reached(board: b.Board, kind: str, state: str) -> Case:
    """A case of the kind in the state."""
    if state == "review":
        return b.decided(board, received=RECEIVED, kind=kind)
    if state == "not_review":
        case = begun(board, kind, "recommended")
        b.consult(board, case, on=DAY)
        why = Reasons(reasons="Explained.", departure="The injuries.", advice="Counsel’s.")
        late = {"delay_reasons": "A trial."}
        b.decide(board, case, on=DAY, outcome="not_hold", why=why, **late)
        return b.fresh(case)
    if state not in ("under_review", "report_submitted", "completed"):
        return begun(board, kind, state)
    case = b.under_way(board, received=RECEIVED, kind=kind)
    if state != "under_review":
        r.write(board, case, on=DAY)
        case = r.submit(board, case, on=DAY)
    if state == "completed":
        r.check(board, case, on=DAY)
        if kind == "cr":
            r.recommend_publication(board, case, on=DAY)
        r.accept(board, case, on=DAY)
    return b.fresh(case)


@pytest.mark.parametrize("state", STAGES)
@pytest.mark.parametrize("kind", ["scr", "cr"])
def test_peer_challenge_is_recorded_at_every_stage(board: b.Board, kind: str, state: str) -> None:
    case = reached(board, kind, state)
    assert case.state == state
    row = consultations.record_consultation(
        case=case, by=board.chair, on=DAY, kind="peer_challenge", sought=True, name="Dale Oram", board="Another Board",
        consulted_on=DAY, summary="Asks for more.", effect="Another interview.",
    )  # fmt: skip
    assert (row.stage, b.fresh(case).state) == (state, state)


def test_no_stage_of_the_tables_is_left_out(board: b.Board) -> None:
    from reviews.process import CR, SCR

    for table in (SCR, CR):
        assert {state.code for state in table.states} - {"start"} == set(STAGES)
        assert set(table.act("record_consultation").from_) == set(STAGES)


@pytest.mark.parametrize("state", ["under_review", "report_submitted"])
def test_chair_records_it_in_the_browser_while_the_review_goes_on(client: Client, board: b.Board, state: str) -> None:
    case = reached(board, "scr", state)
    answers = {
        "sought": "yes",
        "name": "Dale Oram",
        "board": "Another Board",
        "summary": "Asks for more.",
        "effect": "None.",
    }
    sent = done(
        client, board.chair, case, "record_consultation", "peer-challenge", **answers, **boxes("consulted_on", DAY)
    )
    assert sent["Location"] == reverse("cases:decisions", args=[case.reference])
    page = client.get(sent["Location"]).content.decode()
    assert "Asks for more." in page
    assert case.table.state(state).title in page
    held = case.decisions.get(kind="outcome")
    assert "Asks for more." not in str(held.content)


@pytest.mark.parametrize("by", [date(2026, 6, 20), DAY])
def test_day_of_a_consultation_is_not_in_the_future(board: b.Board, by: date) -> None:
    case = b.log(board, received=RECEIVED)
    row = consultations.record_consultation(
        case=case, by=board.chair, on=by, kind="peer_challenge", sought=False, none_because="Plain."
    )
    assert row.stage == "notified"
