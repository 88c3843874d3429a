"""Anybody who holds a document learns whether it is genuine, and nothing else."""

from __future__ import annotations

import hashlib
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from publication.checking import MOST_SENT
from tests import board as b
from tests.documents.tampering import built, flipped, signed, whole
from tests.documents.test_pdf_seal import other_seal
from wscb import clock
from wscb.cases import editions
from wscb.cases.models import FormEdition
from wscb.cases.seals import is_genuine
from wscb.documents import store
from wscb.documents.models import StoredFile
from wscb.documents.pdf_seal import put_seal
from wscb.trail.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.clause("FORM-05")]

ADDRESS = "/check-a-document/"


@pytest.fixture(autouse=True)
def no_limit_reached() -> None:
    cache.clear()


@pytest.fixture
def edition() -> FormEdition:
    """A sealed form 1."""
    board = b.new_board()
    case = b.log(board, received=date(2026, 3, 2))
    b.refer(board, case, on=date(2026, 3, 3))
    b.convene(board, case, on=date(2026, 3, 4))
    b.attend(board, case, on=date(2026, 3, 11))
    b.recommend(board, case, on=date(2026, 3, 11))
    editions.render_waiting()
    return case.form_editions.get()


@pytest.fixture
def issued(edition: FormEdition) -> bytes:
    return content_of(edition)


def content_of(edition: FormEdition) -> bytes:
    assert edition.document is not None
    return store.read(edition.document.stored)


def send(client: Client, content: bytes, name: str = "form.pdf") -> Any:
    return client.post(ADDRESS, {"document": SimpleUploadedFile(name, content, "application/pdf")})


def heading(response: Any) -> str:
    text: str = response.content.decode()
    return text.partition("</h1>")[0].rpartition(">")[2]


def test_document_as_it_was_issued_is_genuine(public_client: Client, issued: bytes) -> None:
    answer = send(public_client, issued)
    assert (answer.status_code, heading(answer)) == (200, "Genuine")


def test_whatever_was_done_to_it_is_answered_in_the_same_words(public_client: Client, issued: bytes) -> None:
    again = put_seal(issued[: issued.index(b"%%EOF") + 6], at=clock.now())
    done = whole(issued) | built(issued, other=other_seal()) | {"sealed again by the Board": again}
    assert len(done) >= 30
    answers = {}
    for name, content in done.items():
        cache.clear()
        answers[name] = send(public_client, content).content
    different = [name for name, answer in answers.items() if answer != answers["another PDF"]]
    assert different == []
    assert heading(send(public_client, done["another PDF"])) == "Not genuine"


@hypothesis_settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(min_value=0), by=st.integers(1, 255))
def test_any_byte_that_changed_is_not_genuine(issued: bytes, at: int, by: int) -> None:
    assert not is_genuine(flipped(issued, at % len(issued), by))


@pytest.mark.parametrize("who", ["somebody else", "nobody"])
def test_hash_in_the_record_does_not_do_without_the_seal(edition: FormEdition, issued: bytes, who: str) -> None:
    """Somebody who could write a hash into the record would still not have the Board's key."""
    bare = issued[: issued.index(b"%%EOF") + 6]
    put_in = signed(bare, other_seal()) if who == "somebody else" else bare
    edition.sha256 = hashlib.sha256(put_in).hexdigest()
    edition.save()
    assert not is_genuine(put_in)


def test_edition_from_before_there_were_seals_is_known_by_its_hash(edition: FormEdition, issued: bytes) -> None:
    bare = issued[: issued.index(b"%%EOF") + 6]
    edition.sha256, edition.sealed_with = hashlib.sha256(bare).hexdigest(), ""
    edition.save()
    assert is_genuine(bare)
    assert not is_genuine(bare + b"\n")


def test_too_large_a_request_is_not_read(public_client: Client) -> None:
    class Unread(BytesIO):
        def read(self, *args: Any) -> bytes:
            raise AssertionError("read")

    answer = public_client.generic(
        "POST",
        ADDRESS,
        b"",
        "multipart/form-data; boundary=x",
        CONTENT_LENGTH=MOST_SENT + 1,
        **{"wsgi.input": Unread()},
    )
    small = send(public_client, b"x")
    assert (answer.status_code, answer.content) == (200, small.content)


def test_nothing_is_stored_and_no_cookie_set(
    public_client: Client, issued: bytes, settings: Any, tmp_path: Path
) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "nowhere")  # a handler that writes to disk would fail here
    before = (StoredFile.objects.count(), Entry.objects.count())
    answer = send(public_client, issued + b"\0" * 4_000_000)
    assert heading(answer) == "Not genuine"
    assert (StoredFile.objects.count(), Entry.objects.count()) == before
    assert answer.cookies == {}
    assert answer["Cache-Control"] == "no-store"


def test_page_works_where_forms_of_other_sites_are_refused(issued: bytes, settings: Any) -> None:
    strict = Client(SERVER_NAME=settings.PUBLIC_HOST, enforce_csrf_checks=True)
    assert heading(send(strict, issued)) == "Genuine"


def test_sending_nothing_asks_for_the_document(public_client: Client) -> None:
    answer = public_client.post(ADDRESS, {})
    assert heading(answer) == "Check a document"
    assert "Select the document to check" in answer.content.decode()


def test_thirty_documents_in_ten_minutes_are_checked_and_no_more(public_client: Client) -> None:
    assert {send(public_client, b"x").status_code for _ in range(30)} == {200}
    refused = send(public_client, b"x")
    assert (refused.status_code, heading(refused)) == (429, "Too many documents")


def test_name_of_the_file_does_not_come_back(public_client: Client) -> None:
    assert "Whittle" not in send(public_client, b"x", "Kai Whittle.pdf").content.decode()
