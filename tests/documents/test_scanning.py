"""With a virus scanner, what it knows as harmful is not taken, and nothing is while it is away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from reviews.chronology.tables import read_table
from tests import board as b
from tests.cases.browsing import done, paper
from tests.documents import samples
from tests.documents.scanner import HARMFUL, REAL, Scanner, scanner
from wscb.documents.models import StoredFile
from wscb.documents.scanning import AWAY, INFECTED, scanner_is_named
from wscb.documents.uploads import UploadRefused, check_upload


@pytest.fixture
def scanning(settings: Any) -> Iterator[Scanner]:
    """The Board has a scanner."""
    with scanner() as one:
        settings.CLAMAV_ADDRESS = one.address
        yield one


@pytest.fixture
def judging(settings: Any, scanning: Scanner) -> Scanner:
    """The Board has a scanner: a real one where there is one."""
    settings.CLAMAV_ADDRESS = REAL or scanning.address
    return scanning


def file(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def refusal(name: str, content: bytes) -> str:
    with pytest.raises(UploadRefused) as refused:
        check_upload(file(name, content))
    return str(refused.value)


def test_harmless_file_is_taken_once_it_was_looked_at_whole(judging: Scanner) -> None:
    content = b"Nothing but words. " * 50_000
    assert check_upload(file("notes.txt", content)).content == content
    if not REAL:
        assert judging.sent == content


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("notes.txt", b"before " + HARMFUL + b" after"),
        ("report.pdf", samples.pdf() + HARMFUL),
        ("scan.png", samples.picture("PNG") + HARMFUL),
    ],
)
def test_harmful_file_is_refused(judging: Scanner, name: str, content: bytes) -> None:
    assert refusal(name, content) == INFECTED


def test_harmful_table_is_refused_before_it_is_read(judging: Scanner) -> None:
    with pytest.raises(UploadRefused) as refused:
        read_table(file("dates.csv", b"day,what\n1 May 2026," + HARMFUL + b"\n"))
    assert str(refused.value) == INFECTED


@pytest.mark.parametrize("mood", ["silent", "small", "broken", "rambling"])
def test_file_without_a_judgement_is_refused(scanning: Scanner, mood: str) -> None:
    scanning.mood = mood
    assert refusal("notes.txt", b"words") == AWAY


@pytest.mark.parametrize("address", ["127.0.0.1:9", "/nowhere/clamd.sock", "nobody.invalid:3310"])
def test_file_is_refused_while_the_scanner_is_away(settings: Any, address: str) -> None:
    settings.CLAMAV_ADDRESS = address
    assert scanner_is_named() == []
    assert refusal("notes.txt", b"words") == AWAY


def test_without_a_scanner_nothing_is_asked(settings: Any) -> None:
    settings.CLAMAV_ADDRESS = ""
    assert check_upload(file("notes.txt", HARMFUL)).content == HARMFUL


@pytest.mark.parametrize("address", ["clamav", "clamav:", ":3310", "clamav:port"])
def test_address_that_can_be_none_is_told_at_start(settings: Any, address: str) -> None:
    settings.CLAMAV_ADDRESS = address
    assert [error.id for error in scanner_is_named()] == ["documents.E002"]


@pytest.mark.django_db
def test_what_was_typed_stays_on_the_page_while_the_scanner_is_away(client: Client, settings: Any) -> None:
    settings.CLAMAV_ADDRESS = "127.0.0.1:9"
    board = b.new_board()
    case = b.log(board, received=date(2026, 3, 2))
    page = done(
        client, board.manager, case, "add_document", kind="other", title="The minutes of June", upload=paper("june.txt")
    )
    assert page.status_code == 200
    assert AWAY in page.content.decode()
    assert 'value="The minutes of June"' in page.content.decode()
    assert StoredFile.objects.count() == 0
