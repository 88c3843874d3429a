"""Every page of the panel's acts: who reaches it, that it says what is owed, and that sight of it is recorded."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from tests import board as b
from tests.cases.browsing import act_address, opened
from wscb.cases.models import Case
from wscb.trail.models import Entry

pytestmark = pytest.mark.django_db

RECEIVED = date(2026, 3, 2)
NOW = datetime(2026, 3, 4, 10, tzinfo=UTC)

NOTIFIED = {
    "refer": "chair",
    "close": "chair",
    "notify_incident_ofsted": "manager",
    "notify_incident_national_panel": "manager",
    "route_elsewhere": "manager",
    "ask_information": "manager",
    "receive_information": "manager",
    "add_organisation": "manager",
    "record_interest": "manager",
    "name_acting_chair": "manager",
    "add_document": "manager",
    "strike_document": "manager",
    "add_note": "manager",
    "look_over": "manager",
    "receive_form_1": "manager",
}
CONVENED = {"reconvene": "manager", "record_attendance": "panel_chair", "adjourn": "panel_chair"}
DECIDED = {"notify_outcome_ofsted": "manager", "notify_outcome_national_panel": "manager", "receive_form_2": "manager"}


@pytest.fixture(autouse=True)
def at_ten(db: None) -> object:
    with time_machine.travel(NOW, tick=False):
        yield


def case_for(board: b.Board, act: str) -> Case:
    if act in DECIDED:
        with time_machine.travel(datetime(2026, 3, 20, 10, tzinfo=UTC)):
            return b.decided(board, received=RECEIVED)
    case = b.log(board, received=RECEIVED)
    if act in CONVENED or act == "convene":
        b.refer(board, case, on=date(2026, 3, 3))
    if act in CONVENED:
        b.convene(board, case, on=date(2026, 3, 4))
    return b.fresh(case)


ACTS = {**NOTIFIED, "convene": "manager", **CONVENED, **DECIDED}


@pytest.mark.parametrize(("act", "role"), ACTS.items())
def test_act_page_shows_to_who_may_do_it_and_is_recorded(client: Client, act: str, role: str) -> None:
    board = b.new_board()
    case = case_for(board, act)
    page = opened(client, getattr(board, role), case, act).content.decode()
    assert case.table.act(act).title in page
    assert b.CHILD.family_name not in page.split("</title>")[0]
    assert Entry.objects.filter(kind="case.read", actor_id=getattr(board, role).pk).exists()


def test_act_pages_answer_a_wrong_hand_as_ones_that_do_not_exist(client: Client) -> None:
    board = b.new_board()
    case = case_for(board, "reconvene")
    client.force_login(board.outsider)
    nowhere = without_token(client.get("/cases/0000000000/do/refer/"))
    for act in ACTS:
        refused = client.get(act_address(case, act))
        assert (refused.status_code, without_token(refused)) == (404, nowhere)
        assert client.post(act_address(case, act), {}).status_code == 404
    assert Entry.objects.filter(kind="refused", actor_id=board.outsider.pk).count() == 1 + 2 * len(ACTS)


def test_act_pages_know_the_administrator_and_an_uninvited_member_as_little(client: Client) -> None:
    board = b.new_board()
    case = case_for(board, "reconvene")
    for person in (board.administrator, board.members[3]):
        client.force_login(person)
        for act in ("reconvene", "add_document", "record_interest"):
            assert client.get(act_address(case, act)).status_code == 404


def without_token(response: HttpResponse) -> str:
    """The page without the mask that every showing gives its CSRF token."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())
