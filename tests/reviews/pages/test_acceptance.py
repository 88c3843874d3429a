"""What the Chair is shown before a report can be accepted: each thing that is missing, with the way to it (SCR-34)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from reviews.actions import contributing
from tests import board as b
from tests.cases.browsing import act_address, opened
from tests.cases.moments import frozen
from tests.reviews import reporting as r
from wscb.cases.models import Case
from wscb.cases.views.missing import Way
from wscb.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.clause("SCR-34", "GEN-11")]
TODAY = r.RECEIVED + timedelta(days=100)
ANSWERED = "The quality checklist, answered by the lead reviewer for this version of the report"
CONFIRMED = "The Board Chair’s confirmation of the quality checklist"


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with frozen(TODAY):
        yield


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


def missing_for(client: Client, user: User, case: Case) -> dict[str, Way]:
    """What the person is shown as missing, on the page that they may open."""
    client.force_login(user)
    response = client.get(act_address(case, "accept_report"))
    key = "missing"
    if response.status_code == 404:
        response, key = client.get(reverse("reviews:report", args=[case.reference])), "lacks"
    page = response.content.decode()
    assert all(not way.url or f'href="{way.url}"' in page for way in response.context[key])
    return {way.title: way for way in response.context[key]}


def test_the_chair_is_told_who_can_supply_what_is_missing(client: Client, board: b.Board) -> None:
    case = r.with_board(board)
    found = missing_for(client, board.chair, case)
    lead = r.lead_of(board, case)
    assert found[ANSWERED] == Way(ANSWERED, says=f"Who can do it: Lead reviewer, {lead.name}.")
    assert found[CONFIRMED].says.startswith("No checklist is waiting to be confirmed.")
    r.check(board, case, on=TODAY, confirmed=False)
    assert missing_for(client, board.chair, case) == {
        CONFIRMED: Way(CONFIRMED, url=act_address(case, "confirm_checklist"))
    }


def test_whoever_may_supply_it_is_led_to_it(client: Client, board: b.Board) -> None:
    case = r.with_board(board)
    person = contributing.identify_family(case=case, by=board.manager, on=TODAY, name="Sam Ash", relationship="Mother")
    lead = r.lead_of(board, case)
    found = missing_for(client, lead, case)
    outcome = "The outcome of the invitation of Family member 1"
    assert found[ANSWERED].url == act_address(case, "answer_checklist")
    assert found[outcome].url == act_address(case, "record_outcome", str(person.pk))
    assert found[CONFIRMED].says == f"Who can do it: Board Chair, {board.chair.name}."
    assert missing_for(client, board.chair, case)[outcome].url == ""


def test_the_checklist_of_a_whole_report_is_asked_for(client: Client, board: b.Board) -> None:
    case = b.under_way(board, received=r.RECEIVED)
    lead = r.lead_of(board, case)
    client.force_login(lead)
    address = reverse("cases:case", args=[case.reference])
    assert "answer_checklist" not in client.get(address).context["possible"].codes
    r.write(board, case, on=TODAY)
    offered = client.get(address).context["possible"]
    assert "answer_checklist" in {act.code for act in offered.records}
    assert opened(client, lead, case, "answer_checklist")
