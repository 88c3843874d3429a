"""Documents leave as attachments under a neutral name, each in the trail; a damaged one is told, not shown."""

from __future__ import annotations

import hashlib
import re
from datetime import date

import pytest
from django.test import Client

from tests import board as b
from tests.cases.pages.support import url
from wscb.cases.actions import papers
from wscb.cases.editions import render_waiting
from wscb.cases.models import Case, CaseDocument
from wscb.documents.store import file_storage
from wscb.documents.uploads import CheckedUpload
from wscb.trail.models import Entry

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)
NAMED = CheckedUpload(content=b"Bruises.\n", media_type="text/plain; charset=utf-8", safe_name="Ash-Winterbourne.txt")


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


def document(board: b.Board) -> CaseDocument:
    case = b.log(board, received=DAY)
    return papers.add_document(
        case=case, by=board.manager, on=DAY, kind="panel_paper", title="Ash’s chart", upload=NAMED
    )


def address(one: CaseDocument) -> str:
    return url(one.case, "document", one.pk)


def test_document_is_an_attachment_whose_name_says_nothing(client: Client, board: b.Board) -> None:
    one = document(board)
    client.force_login(board.chair)
    response = client.get(address(one))
    assert response.content == NAMED.content
    name = f"case-{one.case.reference}-panel_paper-{one.pk.hex[:8]}.txt"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]


def test_download_is_entered_in_the_trail_with_the_hash(client: Client, board: b.Board) -> None:
    one = document(board)
    client.force_login(board.chair)
    client.get(address(one))
    (entry,) = Entry.objects.filter(kind="case.document_read")
    assert (entry.actor_id, entry.subject_id) == (board.chair.pk, one.case_id)
    assert entry.facts == {
        "document": str(one.pk),
        "sha256": hashlib.sha256(NAMED.content).hexdigest(),
        "as": ["board_chair"],
    }


def test_damaged_document_is_told_and_nothing_of_it_shown(client: Client, board: b.Board) -> None:
    one = document(board)
    with file_storage().open(one.stored.stored_name, "r+b") as file:
        file.seek(-1, 2)
        last = file.read(1)
        file.seek(-1, 2)
        file.write(bytes([last[0] ^ 1]))
    client.force_login(board.chair)
    response = client.get(address(one))
    assert response.status_code == 500
    assert "This document cannot be opened" in response.content.decode()
    assert b"Bruises" not in response.content
    assert not Entry.objects.filter(kind="case.document_read").exists()


def test_missing_file_is_told_too(client: Client, board: b.Board) -> None:
    one = document(board)
    file_storage().delete(one.stored.stored_name)
    client.force_login(board.manager)
    assert client.get(address(one)).status_code == 500


def test_struck_document_opens_for_the_manager_alone_and_leaves_the_list(client: Client, board: b.Board) -> None:
    one = document(board)
    papers.strike_document(case=one.case, by=board.manager, on=DAY, document=one, because="Another child’s chart.")
    client.force_login(board.chair)
    page = client.get(url(one.case, "documents")).content.decode()
    assert "Another child’s chart." in page
    assert "Ash’s chart" not in page
    assert client.get(address(one)).status_code == 404
    client.force_login(board.manager)
    page = client.get(url(one.case, "documents")).content.decode()
    assert re.search(r"<del>.*Ash’s chart.*</del>", page)
    assert client.get(address(one)).status_code == 200


@pytest.mark.clause("FORM-05")
def test_form_is_being_prepared_then_offered_with_its_hash(client: Client, board: b.Board) -> None:
    case: Case = b.decided(board, received=DAY)
    client.force_login(board.manager)
    assert "Being prepared" in client.get(url(case, "documents")).content.decode()
    render_waiting()
    page = client.get(url(case, "documents")).content.decode()
    assert "Being prepared" not in page
    for edition in case.form_editions.select_related("document"):
        assert edition.sha256 in page
        assert edition.decision_hash in page
        assert edition.document is not None
        response = client.get(url(case, "document", edition.document.pk))
        assert hashlib.sha256(response.content).hexdigest() == edition.sha256
        assert response["Content-Disposition"].endswith('.pdf"')
