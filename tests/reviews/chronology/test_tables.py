"""Reading spreadsheets: sound ones in every form, hostile ones refused, and what leaves comes back the same (GEN-12)."""

from __future__ import annotations

from datetime import date, time

import pytest

from reviews.chronology import leaving, merged
from reviews.chronology.checking import Sheet, check
from reviews.chronology.columns import heading_row, matched
from reviews.chronology.happening import told_by
from reviews.chronology.tables import read_table
from reviews.models import Precision
from tests import board as b
from tests.cases.moments import frozen
from tests.reviews.chronology import spreadsheets as files
from tests.reviews.chronology.chronicle import TODAY, entered
from wscb.documents.refusals import UploadRefused
from wscb.people.models import Organisation

pytestmark = pytest.mark.clause("GEN-12")


def refusal(content: bytes, name: str = "contacts.xlsx") -> str:
    with pytest.raises(UploadRefused) as refused:
        read_table(files.upload(content, name))
    return str(refused.value)


TEXT = "Date;What happened\n3/2/2014;Visit, call, letter – “odd”\n4/2/2014;Ring\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_text_is_read_in_its_encoding_and_separator(encoding: str, separator: str) -> None:
    text = TEXT.replace("Visit, call, letter", '"Visit, call, letter"' if separator == "," else "Visit, call, letter")
    table = read_table(files.upload(text.replace(";", separator).encode(encoding), "contacts.csv"))
    assert table.rows[1] == (2, ("3/2/2014", "Visit, call, letter – “odd”"))


def test_a_formula_is_its_own_text() -> None:
    rows = [["Date", "What happened"], [date(2014, 2, 3), '=HYPERLINK("http://example.org","x")']]
    table = read_table(files.upload(files.workbook(rows, sheets=["Lists"])))
    assert table.rows[1] == (2, ("2014-02-03", '=HYPERLINK("http://example.org","x")'))
    assert (table.formulas, table.sheet, table.other_sheets) == (1, "Contacts", 1)


def test_a_row_of_a_million_cells_is_refused() -> None:
    assert refusal(files.sheet_of("<row>" + "<c><v>1</v></c>" * 1_000_000 + "</row>")) == (
        "The selected file has too many columns"
    )


def test_a_cell_far_to_the_right_or_far_down_is_refused() -> None:
    assert "too many columns" in refusal(files.sheet_of('<row r="1"><c r="ZZZZZ1"><v>1</v></c></row>'))
    assert "60 columns" in refusal(files.sheet_of('<row r="1"><c r="BI1"><v>1</v></c></row>'))
    assert "too many rows" in refusal(files.sheet_of('<row r="99999999"><c><v>1</v></c></row>'))


def test_too_many_rows_are_refused() -> None:
    assert "10,000 rows" in refusal(files.sheet_of("<row><c><v>1</v></c></row>" * 10_001))
    assert "10,000 rows" in refusal(b"Date,Event\n" * 10_001, "long.csv")


def test_what_swells_is_refused() -> None:
    assert "too large when it is opened" in refusal(files.sheet_of("<row>" + " " * 90_000_000 + "</row>"))


def test_entities_are_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaa">]><worksheet>&a;</worksheet>'
    assert "is damaged" in refusal(files.changed_part(files.contacts(1), files.SHEET, bomb))


def test_what_is_no_spreadsheet_is_refused_by_content() -> None:
    assert "is not" in refusal(b"%PDF-1.4 nothing", "contacts.xlsx")
    assert "is not one" in refusal(files.contacts(1), "contacts.csv")
    assert "is not one" in refusal(b"a,b\x00\x01", "contacts.csv")
    assert "must be XLSX or CSV" in refusal(b"\xd0\xcf\x11\xe0", "contacts.xls")
    assert "macros" in refusal(files.changed_part(files.contacts(1), "xl/vbaProject.bin", b"x"))


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_leaves_comes_back_the_same(kind: str) -> None:
    board = b.new_board()
    with frozen(TODAY):
        case = b.under_way(board, received=date(2026, 3, 2))
        entered(board, case, "=1+1 said the note, “quoted”; and more", date(2014, 1, 6), time(14, 30), source="-record")
        entered(board, case, "A visit.\nTwo lines.", date(2014, 2, 1), of=board.health, child_seen="seen_and_heard")
        entered(board, case, "About then.", date(2012, 5, 1), precision=Precision.ESTIMATED, when_words="May 2012")
        entered(board, case, "@some time", None, precision=Precision.UNKNOWN, when_words="Spring", reasons="+busy")
    entries = list(merged.shown(case, merged.Chosen()).prefetch_related("comments__by"))
    write = leaving.as_workbook if kind == "xlsx" else leaving.as_csv
    content = write(entries)
    table = read_table(files.upload(content, f"back.{kind}"))
    place = heading_row(table)
    headings = table.rows[place][1]
    sheet = Sheet(headings=headings, columns=matched(headings, board.police), rows=table.rows[place + 1 :])
    back = check(sheet, organisation=board.police, known=Organisation.objects.all(), on=TODAY, standing=set())
    assert (back.faults, table.formulas) == ([], 0)
    assert [told for _, told in back.entries] == [told_by(entry) for entry in entries]
