"""The file of a report is searched for the names of those who are heard, as what is written here is (GEN-05)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import reverse

from reviews import report_reading
from reviews.actions import report
from reviews.contributors import open_invitations, partly_named
from reviews.models import ReportText, ReportVersion
from reviews.tasks import read_reports
from tests import board as b
from tests.cases.moments import frozen
from tests.documents.samples import WORD, archive
from tests.reviews.contributing import hearing as h
from wscb.cases.models import Case
from wscb.documents import texts
from wscb.documents.pdf import render_pdf
from wscb.documents.texts import Unreadable, text_of
from wscb.documents.uploads import CheckedUpload

pytestmark = pytest.mark.django_db

DAY = h.DAY
NAMES = "Family member 1"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def obstacles(case: Case) -> list[str]:
    return [one.title for one in open_invitations(case)]


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with frozen(DAY):
        yield


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def case(board: b.Board) -> Case:
    case = b.under_way(board, received=h.RECEIVED)
    h.heard(board, h.family_member(board, case))
    return case


def word(text: str, *, part: str = "document") -> bytes:
    """A Word document with the text in one of its parts, as a run of letters cut in two."""
    half = len(text) // 2
    runs = "".join(f"<w:r><w:t xml:space='preserve'>{piece}</w:t></w:r>" for piece in (text[:half], text[half:]))
    body = f"<w:document {W}><w:body><w:p>{runs}</w:p></w:body></w:document>".encode()
    declared = f'<Types><Override PartName="/word/document.xml" ContentType="{WORD}.main+xml"/></Types>'.encode()
    parts = {"[Content_Types].xml": declared, "word/document.xml": f"<w:document {W}/>".encode()}
    return archive({**parts, f"word/{part}.xml": body})


def printed(text: str) -> bytes:
    """A PDF with the text, rendered as the product's own documents are."""
    pdf: bytes = render_pdf(template="documents/decision_bundle.html", context=_bundle(text), title="Report")
    return pdf


def _bundle(text: str) -> dict[str, object]:
    section = {"title": "Report", "tables": (), "none": text}
    return {"form": {"reference": "X", "edition": "1"}, "sections": [section], "board_name": "The Board"}


KINDS: dict[str, tuple[Callable[[str], bytes], str]] = {
    "word": (word, WORD),
    "footer": (lambda text: word(text, part="footer1"), WORD),
    "pdf": (printed, "application/pdf"),
}


def upload(board: b.Board, case: Case, content: bytes, media_type: str = WORD) -> ReportVersion:
    file = CheckedUpload(content=content, media_type=media_type, safe_name="report.docx")
    return report.upload_report(case=case, by=board.manager, on=DAY, upload=file, summary="What we learnt.")


def named(case: Case) -> bool:
    return any(one == f"A version of the report that does not name {NAMES}" for one in obstacles(case))


@pytest.mark.clause("GEN-05")
@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_names_somebody_is_not_accepted(board: b.Board, case: Case, kind: str) -> None:
    make, media_type = KINDS[kind]
    upload(board, case, make(f"As {h.MOTHER} told us."), media_type)
    assert named(case)
    upload(board, case, make("As the mother told us."), media_type)
    assert not named(case)
    assert partly_named(case) == []


@pytest.mark.clause("GEN-05")
def test_a_large_file_is_read_by_the_worker_and_nothing_is_accepted_meanwhile(
    board: b.Board, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_reading, "SMALL", 10)
    upload(board, case, word(f"As {h.MOTHER} told us."))
    assert "search of the report’s file" in " ".join(obstacles(case))
    assert not named(case)
    for _twice in range(2):
        read_reports()
    assert named(case)
    assert "search of the report’s file" not in " ".join(obstacles(case))
    assert ReportText.objects.count() == 1


def test_one_run_reads_a_few_and_the_last_version_first(
    board: b.Board, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_reading, "SMALL", 10)
    versions = []
    for number in range(3):
        with frozen(DAY, 10 + number):
            versions.append(upload(board, case, word(f"Version {number} of it.")))
    assert report_reading.read_waiting(limit=1) == 1
    assert [one.report for one in ReportText.objects.all()] == [versions[-1]]
    assert [report_reading.read_waiting() for _ in range(2)] == [2, 0]


@pytest.mark.clause("GEN-05")
def test_parts_of_names_are_shown_to_the_team_counted_for_the_chair_and_refuse_nothing(
    client: Client, board: b.Board, case: Case
) -> None:
    upload(board, case, word("We spoke with Mrs Hartnell about it."))
    assert not named(case)
    shown = {}
    for who in (board.manager, board.chair, board.panel_chair):
        client.force_login(who)
        shown[who] = client.get(reverse("reviews:report", args=[case.reference])).content.decode()
    assert "We spoke with Mrs Hartnell about it." in shown[board.manager]
    assert f"{NAMES}: {h.MOTHER}" in shown[board.manager]
    assert f"{NAMES}: 1 passage. The review team sees which." in " ".join(shown[board.chair].split())
    assert "Hartnell" not in shown[board.chair]
    assert "Names to look at" not in shown[board.panel_chair]


@pytest.mark.clause("GEN-05")
@pytest.mark.parametrize("content", [b"PK\x03\x04 damaged", word("")], ids=["damaged", "scanned"])
def test_a_file_without_text_is_pointed_out_and_refuses_nothing(
    client: Client, board: b.Board, case: Case, content: bytes
) -> None:
    before = open_invitations(case)
    upload(board, case, content)
    assert open_invitations(case) == before
    client.force_login(board.chair)
    shown = client.get(reverse("reviews:report", args=[case.reference])).content.decode()
    assert "No text could be read from the file of this version" in shown


def test_what_is_read_is_text_and_other_kinds_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert text_of("Zoë came.".encode(), "text/plain; charset=utf-8") == "Zoë came."
    with pytest.raises(Unreadable):
        text_of(b"x", "image/png")
    bomb = b'<!DOCTYPE x [<!ENTITY a "' + b"a" * 1000 + b'">' + b"".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 50}">'.encode() for n in range(8)
    ) + b"]><x>&i;</x>"  # fmt: skip
    with pytest.raises(Unreadable):
        text_of(archive({"word/document.xml": bomb}), WORD)
    with pytest.raises(texts.TakesLonger):
        text_of(word("A"), WORD, seconds=0)
