"""A case that was not to have a Serious Case Review and the Case Review it became: linked for those who may see both (CR-01)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from reviews.actions import case_review, decision
from reviews.actions.decision import Reasons
from tests import board as b
from wscb.cases.actions import involvement
from wscb.cases.models import Case
from wscb.people.models import User

RECEIVED, PUT_ON = date(2026, 2, 2), date(2026, 2, 16)
TABS = ("case", "tasks", "people", "documents", "decisions", "messages", "timeline", "framework")


@pytest.fixture
def board(db: None) -> Iterator[b.Board]:
    with time_machine.travel(datetime(2026, 2, 20, 10, tzinfo=UTC), tick=False):
        yield b.new_board()


def both(board: b.Board) -> tuple[Case, Case]:
    """A case decided not an SCR, whose panel met, and the Case Review it was put to the Subgroup as."""
    case = b.log(board, received=RECEIVED, answers=b.NO_LIMB)
    b.refer(board, case, on=RECEIVED)
    b.convene(board, case, on=RECEIVED, meets=date(2026, 2, 9))
    b.attend(board, case, on=date(2026, 2, 9))
    b.consult(board, case, on=date(2026, 2, 9))
    b.decide(board, case, on=date(2026, 2, 9), outcome="not_hold", why=Reasons(reasons="No.", departure="Plain."))
    found = case_review.put_to_subgroup(case=b.fresh(case), by=board.chair, on=PUT_ON, learning="Much.")
    return b.fresh(case), b.fresh(found)


def shown(client: Client, person: User, case: Case) -> str:
    """Everything that the case's own pages show the person."""
    client.force_login(person)
    pages = [client.get(reverse(f"cases:{tab}", args=[case.reference])) for tab in TABS]
    assert {page.status_code for page in pages} == {200}
    return " ".join(page.content.decode() for page in pages)


@pytest.mark.clause("CR-01")
def test_each_case_leads_to_the_other_for_whoever_may_see_both(client: Client, board: b.Board) -> None:
    first, second = both(board)
    for person in (board.manager, board.chair, board.panel_chair):
        for case, other in ((first, second), (second, first)):
            address = reverse("cases:case", args=[other.reference])
            assert f'href="{address}"' in shown(client, person, case), person


@pytest.mark.clause("CR-01", "SCR-05")
def test_whoever_sees_one_of_them_alone_learns_nothing_of_the_other(client: Client, board: b.Board) -> None:
    """A member of the first meeting; then a chair with an interest in the second case, and one with an interest in the first."""
    first, second = both(board)
    assert second.reference not in shown(client, board.members[0], first)
    involvement.record_interest(case=second, by=board.manager, on=PUT_ON, user=board.panel_chair, interest="An aunt.")
    assert second.reference not in shown(client, board.panel_chair, first)
    involvement.record_interest(
        case=first, by=board.manager, on=PUT_ON, user=board.other_panel_chair, interest="A son."
    )
    page = shown(client, board.other_panel_chair, second)
    assert first.reference not in page
    assert "The Board was first notified on Monday 2 February 2026" in page


@pytest.mark.clause("CR-01", "CR-07")
def test_case_put_to_the_subgroup_undecided_is_linked_too(client: Client, board: b.Board) -> None:
    case = b.log(board, received=RECEIVED, answers=b.NO_LIMB)
    decision.close(
        case=case, by=board.chair, on=PUT_ON, closed_as="case_review", reasons="No limb is met.", learning="Much.",
        confirmed=b.SIGNED, seen=case.revision,
    )  # fmt: skip
    found = Case.objects.get(process="cr")
    assert found.reference in shown(client, board.chair, case)
    page = shown(client, board.chair, found)
    assert case.reference in page
    assert "put to the Case Review Subgroup before a decision" in page


@pytest.mark.clause("CR-01")
def test_case_without_another_shows_no_link(client: Client, board: b.Board) -> None:
    case = b.log(board, received=RECEIVED, kind="cr")
    assert "Put to the Case Review Subgroup" not in shown(client, board.manager, case)
