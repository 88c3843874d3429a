"""What leaves the house tells nothing of where, when and by whom it was made; the original stays as it was."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.ExifTags import Base
from PIL.PngImagePlugin import PngInfo

from reviews.forms_pdf import render_scr_form_1
from tests import board as b
from tests.documents.reading import headers_of, text_of
from tests.documents.test_scr_forms import FORM_1
from wscb.cases import editions
from wscb.cases.actions import papers
from wscb.cases.models import CaseDocument
from wscb.documents import store
from wscb.documents.cleaning import NotCleaned, without_metadata
from wscb.documents.uploads import check_upload

SECRET = "12 Meadow Lane"


def drawing() -> Image.Image:
    """A picture in which a change of any part shows."""
    image = Image.new("RGB", (40, 24))
    image.putdata([(x * 6, y * 10, (x * y) % 256) for y in range(24) for x in range(40)])
    return image


def jpeg(*, turned: int = 1, **saving: Any) -> bytes:
    """A photograph that tells where it was taken."""
    exif = Image.Exif()
    exif[Base.Orientation] = turned
    exif[Base.ImageDescription] = SECRET
    exif[Base.Artist] = SECRET
    exif.get_ifd(0x8825)[2] = (53.0, 23.0, 24.0)  # latitude
    written = BytesIO()
    drawing().save(written, "JPEG", exif=exif, comment=SECRET.encode(), **saving)
    return written.getvalue() + b"behind the end: " + SECRET.encode()


def png() -> bytes:
    """A picture with notes beside it."""
    notes = PngInfo()
    notes.add_text("Author", SECRET)
    notes.add_itxt("Comment", SECRET, zip=False)
    written = BytesIO()
    exif = Image.Exif()
    exif[Base.ImageDescription] = SECRET
    drawing().save(written, "PNG", pnginfo=notes, exif=exif)
    return written.getvalue() + b"behind the end: " + SECRET.encode()


def pixels(content: bytes) -> bytes:
    with Image.open(BytesIO(content)) as image:
        return image.convert("RGB").tobytes()


@pytest.mark.parametrize("saving", [{}, {"progressive": True}, {"quality": 30}], ids=["plain", "progressive", "coarse"])
def test_jpeg_keeps_its_picture_and_loses_what_it_tells(saving: dict[str, Any]) -> None:
    cleaned = without_metadata(jpeg(**saving), "image/jpeg")
    assert SECRET.encode() not in cleaned
    assert pixels(cleaned) == pixels(jpeg(**saving))
    with Image.open(BytesIO(cleaned)) as image:
        assert dict(image.getexif()) == {}
        assert "comment" not in image.info


@pytest.mark.parametrize("turned", [1, 3, 6, 8])
def test_jpeg_stays_the_right_way_up(turned: int) -> None:
    with Image.open(BytesIO(without_metadata(jpeg(turned=turned), "image/jpeg"))) as image:
        assert dict(image.getexif()) == ({} if turned == 1 else {Base.Orientation: turned})


def test_png_keeps_its_picture_and_loses_what_it_tells() -> None:
    cleaned = without_metadata(png(), "image/png")
    assert SECRET.encode() not in cleaned
    assert pixels(cleaned) == pixels(png())
    with Image.open(BytesIO(cleaned)) as image:
        assert dict(image.getexif()) == {}


def telling_pdf() -> bytes:
    """A tagged form that somebody's program wrote its user into."""
    with pikepdf.open(BytesIO(render_scr_form_1(FORM_1))) as pdf:
        pdf.docinfo["/Author"] = SECRET
        with pdf.open_metadata() as metadata:
            metadata["dc:creator"] = [SECRET]
        pdf.pages[0].obj.PieceInfo = pikepdf.Dictionary(Notes=pikepdf.String(SECRET))
        pdf.pages[0].obj.Metadata = pdf.make_stream(SECRET.encode())
        written = BytesIO()
        pdf.save(written, compress_streams=False)
    return written.getvalue()


def test_pdf_keeps_words_structure_and_language_and_loses_what_it_tells() -> None:
    before = telling_pdf()
    cleaned = without_metadata(before, "application/pdf")
    with pikepdf.open(BytesIO(cleaned)) as pdf:
        assert "/Info" not in pdf.trailer
        assert "/Metadata" not in pdf.Root
        assert "/PieceInfo" not in pdf.pages[0].obj
        assert "/Metadata" not in pdf.pages[0].obj
        assert str(pdf.Root.Lang) == "en-GB"
    assert text_of(cleaned) == text_of(before)
    assert headers_of(cleaned) == headers_of(before)
    assert before.count(SECRET.encode()) > cleaned.count(SECRET.encode())


def test_other_kinds_leave_as_they_are() -> None:
    assert without_metadata(b"words", "text/plain; charset=utf-8") == b"words"


@pytest.mark.parametrize("media_type", ["image/jpeg", "image/png", "application/pdf"])
def test_what_cannot_be_cleaned_does_not_leave(media_type: str) -> None:
    with pytest.raises(NotCleaned):
        without_metadata(b"nonsense", media_type)


@given(at=st.integers(0, 10_000), by=st.integers(1, 255), cut=st.integers(0, 400))
def test_broken_picture_is_cleaned_or_kept_back_and_nothing_else(at: int, by: int, cut: int) -> None:
    for content, media_type in ((JPEG, "image/jpeg"), (PNG, "image/png")):
        broken = bytearray(content[: len(content) - cut])
        broken[at % len(broken)] ^= by
        with suppress(NotCleaned):
            assert without_metadata(bytes(broken), media_type)


JPEG, PNG = jpeg(), png()


@pytest.fixture
def board(db: None) -> b.Board:
    return b.new_board()


def added(board: b.Board, content: bytes, name: str) -> CaseDocument:
    case = b.decided(board, received=date(2026, 3, 2))
    return papers.add_document(
        case=case,
        by=board.manager,
        on=date(2026, 3, 20),
        kind="other",
        title="A photograph",
        upload=check_upload(SimpleUploadedFile(name, content)),
    )


def fetched(client: Client, user: Any, one: CaseDocument) -> bytes:
    client.force_login(user)
    response = client.get(reverse("cases:document", args=[one.case.reference, one.pk]))
    assert response.status_code == 200
    return bytes(response.content)


def test_panel_member_gets_a_photograph_without_its_place_and_the_office_the_original(
    client: Client, board: b.Board
) -> None:
    one = added(board, JPEG, "photo.jpg")
    assert fetched(client, board.manager, one) == JPEG
    assert fetched(client, board.chair, one) == JPEG
    leaves = fetched(client, board.panel_chair, one)
    assert SECRET.encode() not in leaves
    assert pixels(leaves) == pixels(JPEG)
    assert store.read(one.stored) == JPEG


def test_form_leaves_with_its_seal_whoever_fetches_it(client: Client, board: b.Board) -> None:
    case = b.decided(board, received=date(2026, 3, 2))
    editions.render_waiting()
    one = case.form_editions.get(form="scr_form_1").document
    assert one is not None
    assert fetched(client, board.panel_chair, one) == store.read(one.stored)
