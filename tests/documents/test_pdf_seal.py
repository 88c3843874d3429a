"""The Board's seal on what it issues: what it certifies, what breaks it, and what becomes of it without a time stamp."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm

from reviews.forms_pdf import render_scr_form_1
from tests.documents.authority import Authority, authority, certificate_of, stamped_at
from tests.documents.reading import headers_of, text_of
from tests.documents.tampering import built, flipped, gap, signed, whole
from tests.documents.test_scr_forms import FORM_1
from wscb.deploy import seal_certificate
from wscb.documents.pdf_seal import FIELD, NotSealed, put_seal
from wscb.documents.seal_checks import seal_faults
from wscb.documents.seal_keys import BoardSeal, _read, board_seal, seal_is_readable

pytestmark = pytest.mark.clause("FORM-05")

AT = dt.datetime(2026, 3, 11, 15, tzinfo=dt.UTC)
FROM, UNTIL = dt.datetime(2026, 1, 1, tzinfo=dt.UTC), dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
PLAIN = render_scr_form_1(FORM_1)


@pytest.fixture(scope="module")
def sealed() -> bytes:
    return put_seal(PLAIN, at=AT)


@pytest.fixture
def stamping(settings: Any) -> Iterator[Authority]:
    """A believed authority."""
    with authority() as one:
        settings.TIMESTAMP_URL, settings.TIMESTAMP_ROOTS = one.url, one.certificate
        yield one


def faults(pdf: bytes, *, at: dt.datetime = AT, **more: Any) -> list[str]:
    return seal_faults(pdf, certificate=board_seal().fingerprint, at=at, **more)


def another() -> tuple[str, str]:
    """A certificate in the Board's name that is not the Board's, with its key."""
    return seal_certificate.make("Warrington Safeguarding Children Board", begins=FROM, ends=UNTIL)


def other_seal() -> BoardSeal:
    return _read(*another(), "", "")


def test_seal_certifies_the_whole_file_and_allows_no_change(sealed: bytes) -> None:
    (seal,) = PdfFileReader(BytesIO(sealed)).embedded_signatures

    assert faults(sealed) == []
    assert sealed.startswith(PLAIN)
    assert (seal.field_name, seal.docmdp_level) == (FIELD, MDPPerm.NO_CHANGES)
    assert seal.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert seal.sig_object["/Reason"] == "Issued by the Warrington Safeguarding Children Board, and unchanged since"
    assert seal.sig_object["/Location"] == "Warrington"
    assert seal.self_reported_timestamp == AT


def test_sealed_form_keeps_language_title_structure_and_words(sealed: bytes) -> None:
    with pikepdf.open(BytesIO(sealed)) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.docinfo["/Title"]) == "Serious Case Review: Recommendations to Chair of LSCB"
        assert "pdfuaid:part" in bytes(pdf.Root.Metadata.read_bytes()).decode()
        assert str(pdf.Root.AcroForm.Fields[0].TU) == "Seal of the Warrington Safeguarding Children Board"
    assert headers_of(sealed) == headers_of(PLAIN) == [("/TH", "/Row")] * 12
    assert text_of(sealed) == text_of(PLAIN)


def test_seal_names_the_board_and_no_person(sealed: bytes) -> None:
    subject = certificate_of(sealed).subject.native
    assert subject["common_name"] == "Invented Warrington Safeguarding Children Board"
    assert b"Helen" not in sealed[len(PLAIN) :]


def test_whatever_is_done_to_a_sealed_file_breaks_its_seal(sealed: bytes) -> None:
    done = whole(sealed) | built(sealed, other=other_seal())
    assert {name for name, content in done.items() if content == sealed} == set()
    assert [name for name, content in done.items() if not faults(content)] == []


@hypothesis_settings(max_examples=60, deadline=None)
@given(at=st.integers(min_value=0), by=st.integers(1, 255))
def test_any_byte_that_changes_breaks_the_seal(at: int, by: int) -> None:
    sealed = put_seal(PLAIN, at=AT)
    start, end = gap(sealed)  # in it stand the signature and its padding, which the hash in the record covers
    at %= len(sealed) - (end - start)
    assert faults(flipped(sealed, at if at < start else at + end - start, by)) != []


def test_another_certificate_that_is_trusted_is_told_apart(settings: Any) -> None:
    certificate, key = another()
    settings.SEAL_ROOTS = certificate
    assert faults(signed(PLAIN, _read(certificate, key, "", ""))) == ["other_certificate"]


def test_seal_of_a_certificate_that_was_replaced_still_holds(settings: Any, sealed: bytes) -> None:
    before = board_seal()
    old_roots = Path(settings.SEAL_CERTIFICATE).read_text()
    settings.SEAL_CERTIFICATE, settings.SEAL_KEY = another()
    assert seal_faults(sealed, certificate=before.fingerprint, at=AT) != []
    settings.SEAL_ROOTS = old_roots
    assert seal_faults(sealed, certificate=before.fingerprint, at=AT) == []


@pytest.mark.parametrize(
    ("at", "refused"),
    [(FROM - dt.timedelta(seconds=1), True), (FROM, False), (UNTIL, False), (UNTIL + dt.timedelta(seconds=1), True)],
    ids=["before", "first moment", "last moment", "after"],
)
def test_certificate_seals_within_its_time_alone(settings: Any, at: dt.datetime, refused: bool) -> None:
    settings.SEAL_CERTIFICATE, settings.SEAL_KEY = another()
    if refused:
        with pytest.raises(NotSealed, match="certificate"):
            put_seal(PLAIN, at=at)
    else:
        assert faults(put_seal(PLAIN, at=at), at=at) == []


def test_key_of_another_certificate_is_told_at_start(settings: Any) -> None:
    settings.SEAL_KEY = another()[1]
    (error,) = seal_is_readable()
    assert error.msg == "SEAL_KEY is not the key of the certificate in SEAL_CERTIFICATE."
    with pytest.raises(NotSealed, match="certificate"):
        put_seal(PLAIN, at=AT)


@pytest.mark.parametrize("name", ["SEAL_CERTIFICATE", "SEAL_KEY", "SEAL_ROOTS"])
def test_setting_that_cannot_be_read_is_told_at_start(settings: Any, name: str) -> None:
    setattr(settings, name, "/nowhere/at.pem")
    (error,) = seal_is_readable()
    assert error.msg.startswith(f"{name} is neither ")


def test_certificate_and_key_may_come_in_a_keystore(settings: Any, tmp_path: Path) -> None:
    seal = other_seal()
    content = pkcs12.serialize_key_and_certificates(
        b"board", seal.key, seal.certificate, list(seal.chain), BestAvailableEncryption(b"opens it")
    )
    (tmp_path / "seal.p12").write_bytes(content)
    settings.SEAL_CERTIFICATE, settings.SEAL_KEY = "", str(tmp_path / "seal.p12")
    (error,) = seal_is_readable()
    assert error.msg == "SEAL_KEY is a PKCS#12 file that cannot be opened with SEAL_KEY_PASSWORD."
    settings.SEAL_KEY_PASSWORD = "opens it"
    assert seal_is_readable() == []
    assert faults(put_seal(PLAIN, at=AT)) == []


def test_time_stamp_comes_from_the_authority_over_http(stamping: Authority) -> None:
    before = dt.datetime.now(dt.UTC) - dt.timedelta(seconds=1)
    sealed = put_seal(PLAIN, at=AT)
    assert len(stamping.asked) == 1
    assert before <= stamped_at(sealed) <= dt.datetime.now(dt.UTC)
    assert faults(sealed, stamped=True) == []


def test_missing_time_stamp_is_told(sealed: bytes) -> None:
    assert faults(sealed, stamped=True) == ["no_time_stamp"]


@pytest.mark.parametrize("mood", ["down", "chatty", "broken", "refusing", "repeating", "mistaken"])
def test_authority_without_a_time_stamp_that_holds_leaves_the_file_unsealed(stamping: Authority, mood: str) -> None:
    stamping.mood = mood
    with pytest.raises(NotSealed, match="time_stamp"):
        put_seal(PLAIN, at=AT)


def test_authority_that_is_not_believed_leaves_the_file_unsealed(settings: Any, stamping: Authority) -> None:
    with authority() as other:
        settings.TIMESTAMP_URL = other.url
        with pytest.raises(NotSealed, match="time_stamp"):
            put_seal(PLAIN, at=AT)


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/", "file:///etc/hostname"], ids=["nobody there", "no address"])
def test_authority_that_cannot_be_reached_leaves_the_file_unsealed(
    settings: Any, stamping: Authority, url: str
) -> None:
    settings.TIMESTAMP_URL = url
    with pytest.raises(NotSealed, match="time_stamp"):
        put_seal(PLAIN, at=AT)


def test_authority_without_its_root_is_told_at_start(settings: Any, stamping: Authority) -> None:
    assert seal_is_readable() == []
    settings.TIMESTAMP_ROOTS = ""
    assert len(seal_is_readable()) == 1
