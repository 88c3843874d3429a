"""What was said with the family about publication is the review team's and the Chair's to read; others see that and when (GEN-08)."""

from __future__ import annotations

import pytest
from django.urls import reverse

from reviews.actions.beginning import discuss_publication
from tests import board as b
from tests.addresses.sessions import signed_in
from tests.cases.moments import frozen
from tests.reviews import reporting as r
from tests.reviews.contributing import hearing as h
from wscb.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.clause("GEN-08", "GEN-06")]
DAY = r.BEGUN
SAID = ("The grandmother", "Morgan Vale", "Anxious about the papers.")


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


def page(person: User, board: b.Board) -> str:
    case = b.Case.objects.get()
    response = signed_in(person).get(reverse("reviews:family_publication", args=[case.reference]))
    assert response.status_code == 200
    return str(response.content.decode())


def test_only_the_team_and_the_chair_read_what_was_said(board: b.Board) -> None:
    case = b.under_way(board, received=h.RECEIVED)
    lead = r.lead_of(board, case)
    with frozen(DAY):
        discuss_publication(
            case=case, by=board.manager, on=DAY, held_on=DAY, with_whom=SAID[0], spoken_by=SAID[1], said=SAID[2]
        )
        for reader in (board.manager, lead, board.chair):
            assert [one in page(reader, board) for one in SAID] == [True, True, True], reader.name
        for other in (board.panel_chair, board.members[0]):
            shown = page(other, board)
            assert [one in shown for one in SAID] == [False, False, False], other.name
            assert "Discussed with the family on" in shown


def test_others_see_that_it_was_not_discussed_and_not_why(board: b.Board) -> None:
    case = b.under_way(board, received=h.RECEIVED)
    with frozen(DAY):
        discuss_publication(case=case, by=board.manager, on=DAY, with_whom=SAID[0], not_because="They grieve.")
        assert "They grieve." in page(board.chair, board)
        shown = page(board.panel_chair, board)
    assert ("They grieve." in shown, SAID[0] in shown, "not discussed" in shown) == (False, False, True)
