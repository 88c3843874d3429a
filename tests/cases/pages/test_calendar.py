"""The calendar feed of a person's due dates: theirs alone, without a name, and gone when revoked."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from icalendar import Calendar

from tests import board as b
from tests.cases.moments import frozen
from wscb.cases.models import CalendarFeed
from wscb.trail.models import Entry

pytestmark = pytest.mark.django_db
RECEIVED = date(2026, 3, 2)


def asked_for(client: Client, do: str = "make") -> str:
    """Presses the button; the path of the address that is then shown, empty when none is."""
    page = client.get("/calendar/").content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    shown = client.post("/calendar/", {**hidden, "do": do}, follow=True).content.decode()
    found = re.search(r"/calendar/[\w-]+\.ics", shown)
    return found[0] if found else ""


def entries(client: Client, path: str) -> dict[str, date]:
    """The entries of a feed, by summary."""
    events = Calendar.from_ical(client.get(path).content).walk("VEVENT")
    return {str(event["SUMMARY"]): event["DTSTART"].dt for event in events}


@pytest.mark.clause("CARD-03")
def test_feed_holds_what_its_owner_owes_and_no_name(client: Client) -> None:
    board = b.new_board()
    with frozen(RECEIVED):
        case = b.log(board, received=RECEIVED)
        client.force_login(board.chair)
        path = asked_for(client)
        stranger = Client(SERVER_NAME="localhost")
        assert entries(stranger, path) == {
            f"Refer the notification to the Criteria Panel: case {case.reference}": date(2026, 3, 4)
        }
        text = stranger.get(path).content.decode()
    assert b.CHILD.family_name not in text
    assert b.CHILD.given_name not in text


def test_step_that_is_done_leaves_the_feed(client: Client) -> None:
    board = b.new_board()
    with frozen(RECEIVED):
        case = b.log(board, received=RECEIVED)
        client.force_login(board.chair)
        path = asked_for(client)
        b.refer(board, case, on=RECEIVED)
        assert not [summary for summary in entries(client, path) if summary.startswith("Refer")]


def test_revoked_and_replaced_addresses_answer_as_none(client: Client) -> None:
    board = b.new_board()
    client.force_login(board.manager)
    first, second = asked_for(client), asked_for(client)
    assert first != second
    assert [client.get(path).status_code for path in (first, second)] == [404, 200]
    assert asked_for(client, do="revoke") == ""
    assert client.get(second).status_code == 404
    assert Entry.objects.filter(kind="calendar.revoked", subject_id=board.manager.pk).count() == 2


def test_feed_ends_with_its_owner_s_access(client: Client) -> None:
    board = b.new_board()
    client.force_login(board.manager)
    path = asked_for(client)
    board.manager.is_active = False
    board.manager.save()
    assert client.get(path).status_code == 404


def test_address_is_shown_once_and_kept_nowhere(client: Client) -> None:
    board = b.new_board()
    client.force_login(board.manager)
    path = asked_for(client)
    token = path.removeprefix("/calendar/").removesuffix(".ics")
    assert token not in client.get("/calendar/").content.decode()
    assert token not in CalendarFeed.objects.get().token_hash


def test_feed_asks_no_more_with_more_cases(client: Client, django_assert_max_num_queries: object) -> None:
    board = b.new_board()
    with frozen(RECEIVED):
        for days in range(4):
            b.log(board, received=RECEIVED - timedelta(days=days))
        client.force_login(board.chair)
        path = asked_for(client)
        with django_assert_max_num_queries(9):  # type: ignore[operator]
            assert len(entries(Client(SERVER_NAME="localhost"), path)) >= 4
