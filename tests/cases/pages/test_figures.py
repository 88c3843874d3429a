"""What the Board sees: caseload and limits, for the manager and the Chair alone, without a case in it."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from xml.etree import ElementTree

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests import board as b
from tests.cases.moments import frozen
from wscb.cases.figures import caseload, limits_kept
from wscb.cases.figures_files import FigureTable, as_csv, as_workbook
from wscb.trail.models import Entry

pytestmark = pytest.mark.django_db
RECEIVED = date(2026, 3, 2)
TODAY = RECEIVED + timedelta(days=40)


def recommended(board: b.Board, after: int, **why: str) -> None:
    """A case whose panel recommends so many days after the notification."""
    case = b.log(board, received=RECEIVED)
    b.refer(board, case, on=RECEIVED + timedelta(days=1))
    b.convene(board, case, on=RECEIVED + timedelta(days=2))
    b.attend(board, case, on=RECEIVED + timedelta(days=after))
    b.recommend(board, case, on=RECEIVED + timedelta(days=after), **why)


@pytest.mark.clause("SCR-06", "SCR-11", "SCR-21")
def test_limits_count_what_was_done_in_time_and_late_and_what_is_overdue() -> None:
    board = b.new_board()
    recommended(board, 21)
    recommended(board, 22, delay_reasons="Illness.")
    b.log(board, received=RECEIVED)
    found = {row.title: row for row in limits_kept(board.chair, since=RECEIVED, until=TODAY, on=TODAY)}
    panel = found["Make the panel’s recommendation"]
    assert (panel.in_time, panel.late, panel.running, panel.overdue, panel.usual) == (1, 1, 0, 1, 21.5)
    assert (panel.limit, panel.clause) == ("3 weeks (21 days)", "SCR-06")
    assert found["Decide whether to hold a review"].overdue == 3
    assert "Convene the Criteria Panel" not in found


def test_what_was_done_outside_the_period_is_not_counted() -> None:
    board = b.new_board()
    recommended(board, 21)
    done = RECEIVED + timedelta(days=21)
    for since, counted in ((done, 1), (done + timedelta(days=1), 0)):
        rows = limits_kept(board.chair, since=since, until=TODAY, on=TODAY)
        assert sum(row.in_time for row in rows) == counted


def test_caseload_counts_open_cases_by_state_and_those_with_something_overdue() -> None:
    board = b.new_board()
    recommended(board, 21)
    b.log(board, received=RECEIVED)
    b.log(board, received=TODAY)
    rows = {row.state: (row.cases, row.late) for row in caseload(board.manager, on=TODAY)}
    assert rows == {"Notified": (2, 1), "Recommendation made": (1, 1)}


def test_nothing_of_a_case_the_person_does_not_see_is_counted() -> None:
    board = b.new_board()
    b.log(board, received=RECEIVED)
    elsewhere = b.new_board("elsewhere", "Elsewhere")
    assert caseload(elsewhere.chair, on=TODAY) == []
    assert limits_kept(elsewhere.chair, since=RECEIVED, until=TODAY, on=TODAY) == []


def test_page_and_file_tell_no_case_and_the_file_is_in_the_trail(client: Client) -> None:
    board = b.new_board()
    case = b.log(board, received=RECEIVED)
    with frozen(TODAY):
        client.force_login(board.manager)
        page = client.get("/figures/").content.decode()
        file = client.get("/figures/?period=2025&export=csv")
    text = file.content.decode("utf-8-sig")
    assert file["Content-Disposition"] == 'attachment; filename="figures-2025-04-01-to-2026-03-31.csv"'
    assert text.splitlines()[1] == "Serious Case Review,Notified,1,1"
    for shown in (page, text):
        assert case.reference not in shown
        assert b.CHILD.family_name not in shown
    assert Entry.objects.filter(kind="figures.exported").count() == 1


def test_figures_are_for_the_manager_and_the_chair(client: Client) -> None:
    board = b.new_board()
    for user, status in ((board.chair, 200), (board.panel_chair, 404), (board.administrator, 404)):
        client.force_login(user)
        assert client.get("/figures/").status_code == status


def test_figures_ask_no_more_with_more_cases(client: Client, django_assert_max_num_queries: object) -> None:
    board = b.new_board()
    for days in range(5):
        b.log(board, received=RECEIVED - timedelta(days=days))
    with frozen(TODAY):
        client.force_login(board.manager)
        with django_assert_max_num_queries(9):  # type: ignore[operator]
            assert client.get("/figures/").status_code == 200


def exported(client: Client, user: object, kind: str) -> object:
    with frozen(TODAY):
        client.force_login(user)  # type: ignore[arg-type]
        return client.get(f"/figures/?export={kind}")


def test_workbook_has_a_sheet_for_each_table_with_numbers_as_numbers(client: Client) -> None:
    board = b.new_board()
    case = b.log(board, received=RECEIVED)
    file = exported(client, board.manager, "xlsx")
    book = load_workbook(BytesIO(file.content))  # type: ignore[attr-defined]
    assert book.sheetnames == ["Open cases", "Limits"]
    cells = [[cell.value for cell in row] for row in book["Open cases"].iter_rows()]
    assert cells == [
        ["Kind", "State", "Open cases", "With something overdue"],
        ["Serious Case Review", "Notified", 1, 1],
    ]
    assert case.reference not in str([[cell.value for cell in row] for row in book["Limits"].iter_rows()])
    assert Entry.objects.get(kind="figures.exported").facts["kind"] == "xlsx"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_cell_of_a_file_is_a_formula(text: str) -> None:
    table = FigureTable("Names", ("Kind", "Cases"), ((text, 2),))
    (sheet,) = load_workbook(BytesIO(as_workbook([table])))
    cell = sheet["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
    assert (sheet["B2"].value, sheet["B2"].data_type) == (2, "n")
    assert as_csv([table]).decode("utf-8-sig").splitlines()[1] == f"'{text},2"


@pytest.mark.parametrize(("kind", "words"), [("limits", "Make the panel’s recommendation"), ("open-cases", "Notified")])
def test_each_chart_is_a_picture_of_its_own_that_says_its_numbers(client: Client, kind: str, words: str) -> None:
    board = b.new_board()
    case = b.log(board, received=RECEIVED)
    file = exported(client, board.chair, kind)
    drawn = ElementTree.fromstring(file.content)  # type: ignore[attr-defined]
    title = drawn.find("{http://www.w3.org/2000/svg}title")
    assert drawn.find("{http://www.w3.org/2000/svg}style") is not None
    assert title is not None
    assert words in str(title.text)
    assert " 1 overdue" in str(title.text)
    assert file["Content-Type"] == "image/svg+xml"  # type: ignore[index]
    assert file["Content-Disposition"].startswith(f'attachment; filename="{kind}-2025-04-11-to-2026-04-11')  # type: ignore[index]
    assert case.reference not in file.content.decode()  # type: ignore[attr-defined]


def test_file_of_another_kind_is_the_page_and_nobody_else_gets_one(client: Client) -> None:
    board = b.new_board()
    assert exported(client, board.manager, "pdf")["Content-Type"].startswith("text/html")  # type: ignore[index]
    assert exported(client, board.panel_chair, "xlsx").status_code == 404  # type: ignore[attr-defined]
    assert not Entry.objects.filter(kind="figures.exported").exists()
