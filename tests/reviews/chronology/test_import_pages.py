"""An organisation's spreadsheet from upload to the merged chronology, all or nothing (GEN-12)."""

from __future__ import annotations

import time as stopwatch
from collections.abc import Iterator
from datetime import UTC, date, datetime
from datetime import time as clock_time
from typing import Any

import pytest
import time_machine
from django.test import Client

from reviews.models import ChronologyEntry, ChronologyImport, ColumnMatch
from tests import board as b
from tests.cases.browsing import act_address, done, errors_of, filled, opened
from tests.reviews.chronology import spreadsheets as files
from wscb.cases.models import Case, Draft

pytestmark = [pytest.mark.django_db, pytest.mark.clause("GEN-12")]
RECEIVED = date(2026, 3, 2)
ACT = "import_chronology"


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 4, 20, 10, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def case(board: b.Board) -> Case:
    return b.under_way(board, received=RECEIVED)


def sent(client: Client, board: b.Board, case: Case, content: bytes, name: str = "contacts.xlsx") -> Any:
    """The file chosen for the police."""
    return done(client, board.manager, case, ACT, organisation=str(board.police.pk), file=files.upload(content, name))


def columns_as_guessed(client: Client, board: b.Board, case: Case) -> Any:
    """The page of columns sent as it is shown."""
    shown = opened(client, board.manager, case, ACT, "columns")
    form = shown.context["form"]
    answers = {name: form.get_initial_for_field(field, name) or "" for name, field in form.fields.items()}
    return client.post(act_address(case, ACT, "columns"), filled(shown, **answers))


def taken_in(client: Client, board: b.Board, case: Case, content: bytes, name: str = "contacts.xlsx") -> Any:
    """All three pages; the response of the last."""
    assert sent(client, board, case, content, name).status_code == 302
    assert columns_as_guessed(client, board, case).status_code == 302
    return done(client, board.manager, b.fresh(case), ACT, "check")


def test_a_spreadsheet_is_matched_previewed_and_imported(client: Client, board: b.Board, case: Case) -> None:
    content = files.workbook([files.HEADINGS, *map(files.row, range(4))], title="Chronology of the Constabulary")
    assert sent(client, board, case, content)["Location"] == act_address(case, ACT, "columns")
    page = opened(client, board.manager, case, ACT, "columns").content.decode()
    for shown in ("Column D: What happened", "Contact number 0 at home.", "4 rows of Warrington Constabulary", "row 2"):
        assert shown in page
    assert columns_as_guessed(client, board, case)["Location"] == act_address(case, ACT, "check")
    preview = opened(client, board.manager, case, ACT, "check").content.decode()
    assert "4 entries of Warrington Constabulary, no problems." in preview
    assert ChronologyEntry.objects.count() == 0
    assert done(client, board.manager, case, ACT, "check").status_code == 302
    entry = ChronologyEntry.objects.get(row_number=4)
    assert (entry.happened_on, entry.happened_at, entry.organisation) == (
        date(2010, 1, 4), clock_time(10, 30), board.police,
    )  # fmt: skip
    assert (entry.event, entry.child_seen) == ("Contact number 1 at home.", "neither")
    assert (entry.source, entry.response) == ("Police record", "Officers spoke to the mother.")
    assert (entry.reasons, entry.analysis) == ("Short of staff.", "No referral was made.")
    assert Draft.objects.count() == 0
    event = b.fresh(case).events.last()
    assert event is not None
    assert (event.act, event.detail) == (ACT, "Warrington Constabulary: 4 entries")


def test_nothing_that_was_read_stands_readable_between_the_pages(client: Client, board: b.Board, case: Case) -> None:
    from django.db import connection

    sent(client, board, case, files.contacts(3))
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers FROM cases_draft")
        (kept,) = cursor.fetchone()
    assert len(bytes(kept)) > 100
    assert b"Contact number" not in bytes(kept)


def test_what_the_columns_mean_is_remembered_for_the_organisation(client: Client, board: b.Board, case: Case) -> None:
    odd = [["Tag", "Vorgang"], [date(2012, 5, 1), "A visit."]]
    sent(client, board, case, files.workbook(odd))
    shown = opened(client, board.manager, case, ACT, "columns")
    assert shown.context["form"].fields["column_0"].initial == ""
    chosen = {"column_0": "date", "column_1": "event"}
    assert client.post(act_address(case, ACT, "columns"), filled(shown, **chosen)).status_code == 302
    assert done(client, board.manager, case, ACT, "check").status_code == 302
    assert "Vorgang" not in str(ColumnMatch.objects.get(organisation=board.police).columns)
    case = b.fresh(case)
    sent(client, board, case, files.workbook([*odd, [date(2012, 6, 1), "Another."]]))
    form = opened(client, board.manager, case, ACT, "columns").context["form"]
    assert (form.fields["column_0"].initial, form.fields["column_1"].initial) == ("date", "event")


def test_date_and_event_are_demanded_and_no_meaning_twice(client: Client, board: b.Board, case: Case) -> None:
    sent(client, board, case, files.contacts(2))
    shown = opened(client, board.manager, case, ACT, "columns")
    response = client.post(act_address(case, ACT, "columns"), filled(shown, column_0="date", column_1="date"))
    errors = errors_of(response)
    assert errors["column_1"] == ["“Date” is chosen for another column already"]
    assert errors["__all__"] == ["Choose the column that holds: what happened"]


def test_every_problem_of_forty_rows_is_named_and_nothing_is_imported(
    client: Client, board: b.Board, case: Case
) -> None:
    rows: list[list[Any]] = [files.HEADINGS, *map(files.row, range(200))]
    spoilt = range(7, 167, 4)
    for place, number in enumerate(spoilt):
        column, wrong = [(0, "31/02/2012"), (0, date(2027, 1, 1)), (1, "half past"), (3, "")][place % 4]
        rows[number - 1][column] = wrong
    sent(client, board, case, files.workbook(rows))
    columns_as_guessed(client, board, case)
    shown = opened(client, board.manager, case, ACT, "check")
    named = [(fault.row, fault.column, fault.heading) for fault in shown.context["checked"].faults]
    places = [("A", "Date"), ("A", "Date"), ("B", "Time"), ("D", "What happened")]
    assert named == [(number, *places[place % 4]) for place, number in enumerate(spoilt)]
    assert len(named) == 40
    page = shown.content.decode()
    assert "40 problems in 40 rows" in page
    for text in (
        "“31/02/2012” is not a real date",
        "Friday 1 January 2027 is in the future",
        "“half past” is not a time",
    ):
        assert text in page
    for number in spoilt:
        assert f'data-label="Row">{number}</th>' in page
    forced = client.post(act_address(case, ACT, "check"), filled(shown))
    assert "Nothing was imported" in forced.content.decode()
    assert ChronologyEntry.objects.count() == 0


def test_five_thousand_rows_within_a_few_seconds(client: Client, board: b.Board, case: Case) -> None:
    content = files.contacts(5000)
    began = stopwatch.process_time()
    assert taken_in(client, board, case, content).status_code == 302
    took = stopwatch.process_time() - began
    assert ChronologyEntry.objects.count() == 5000
    assert ChronologyEntry.history.count() == 5000
    assert ChronologyEntry.history.filter(history_user=board.manager).count() == 5000
    assert took < 20, f"{took:.1f} s of computing"


def test_the_same_rows_are_noticed_however_they_were_saved(client: Client, board: b.Board, case: Case) -> None:
    taken_in(client, board, case, files.contacts(3))
    again = sent(client, board, b.fresh(case), files.contacts(3), "renamed.xlsx")
    assert errors_of(again)["file"] == [
        "Morgan Ellis imported the same rows on Monday 20 April 2026. Withdraw that import first if it was wrong."
    ]


def test_rows_that_stand_there_already_have_to_be_confirmed(client: Client, board: b.Board, case: Case) -> None:
    taken_in(client, board, case, files.contacts(3))
    case = b.fresh(case)
    assert sent(client, board, case, files.contacts(5)).status_code == 302
    columns_as_guessed(client, board, case)
    shown = opened(client, board.manager, case, ACT, "check")
    assert shown.context["checked"].repeats == [2, 3, 4]
    assert "repeats" in errors_of(client.post(act_address(case, ACT, "check"), filled(shown)))
    assert client.post(act_address(case, ACT, "check"), filled(shown, repeats="on")).status_code == 302
    assert ChronologyEntry.objects.count() == 8


def test_a_whole_import_is_withdrawn_with_its_reason(client: Client, board: b.Board, case: Case) -> None:
    taken_in(client, board, case, files.contacts(3))
    imported = ChronologyImport.objects.get()
    case = b.fresh(case)
    done(client, board.manager, case, "withdraw_chronology", str(imported.pk), because="The wrong child.")
    page = client.get(f"/cases/{case.reference}/review/chronology/").content.decode()
    assert "Nothing has been entered" in page
    kept = client.get(f"/cases/{case.reference}/review/chronology/kept/").content.decode()
    assert "The wrong child." in kept
    assert ChronologyEntry.objects.count() == 3
    assert sent(client, board, b.fresh(case), files.contacts(3)).status_code == 302


def test_each_later_page_leads_to_the_first_without_a_file(client: Client, board: b.Board, case: Case) -> None:
    client.force_login(board.manager)
    for page in ("columns", "check"):
        assert client.get(act_address(case, ACT, page))["Location"] == act_address(case, ACT)
    assert client.get(act_address(case, ACT, "elsewhere")).status_code == 404
