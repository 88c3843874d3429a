"""An upload is taken when it is what its name says, of an allowed kind, and harmless; else the person is told why."""

import stat
import struct
import zipfile
import zlib
from io import BytesIO
from time import monotonic
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.documents import samples
from wscb.documents import office_checks, picture_checks
from wscb.documents.uploads import UploadRefused, check_upload, safe_name

CSV = "application/csv"  # what a browser says is never believed


def upload(name: str, content: bytes) -> Any:
    return check_upload(SimpleUploadedFile(name, content, CSV))


def refusal(name: str, content: bytes) -> str:
    with pytest.raises(UploadRefused) as refused:
        upload(name, content)
    return str(refused.value)


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("report.pdf", samples.pdf(), "application/pdf"),
        ("report.pdf", samples.pdf(samples.with_links_and_outline), "application/pdf"),
        ("report.docx", samples.docx(), samples.WORD),
        ("REPORT.DOCX", samples.docx({"word/media/image1.png": samples.picture("PNG")}), samples.WORD),
        ("figures.xlsx", samples.xlsx(), samples.EXCEL),
        ("notes.odt", samples.odt(), samples.WRITER),
        ("scan.png", samples.picture("PNG"), "image/png"),
        ("scan.jpg", samples.picture("JPEG"), "image/jpeg"),
        ("scan.jpeg", samples.picture("JPEG"), "image/jpeg"),
        ("notes.txt", "Zażółć\r\nعائشة\f".encode(), "text/plain; charset=utf-8"),
        ("dates.csv", "\ufeffname;date\r\nKai;3 March\r\n".encode(), "text/csv; charset=utf-8"),
    ],
)
def test_allowed_kind_is_taken(name: str, content: bytes, media_type: str) -> None:
    taken = upload(name, content)

    assert (taken.content, taken.media_type, taken.safe_name.lower()) == (content, media_type, name.lower())


def test_empty_file_is_refused() -> None:
    assert refusal("a.txt", b"") == "The selected file is empty"


def test_limit_of_size_is_held(settings: Any) -> None:
    settings.UPLOAD_LIMIT_MB = 1
    most = 1024 * 1024

    assert len(upload("a.txt", b"x" * most).content) == most
    assert refusal("a.txt", b"x" * (most + 1)) == "The selected file must be smaller than 1MB"


@pytest.mark.parametrize("name", ["tool.exe", "page.html", "old.doc", "picture.svg", "mail.msg", "noextension", ""])
def test_other_kinds_are_refused(name: str) -> None:
    # An upload without a name never reaches the check by the web; the check holds all the same.
    file = SimpleUploadedFile("x", b"words")
    file._name = name  # type: ignore[attr-defined]
    with pytest.raises(UploadRefused, match="must be a PDF, DOCX, XLSX, ODT, PNG, JPEG, TXT or CSV"):
        check_upload(file)


@pytest.mark.parametrize("name", ["a.docm", "a.xlsm", "a.xlsb"])
def test_macro_kinds_are_refused_by_name(name: str) -> None:
    assert "can hold macros" in refusal(name, samples.docx())


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.docx", samples.pdf(), "is called .docx but is not a Word document (DOCX)"),
        ("a.pdf", samples.docx(), "is called .pdf but is not a PDF"),
        ("a.xlsx", samples.docx(), "is called .xlsx but is not an Excel workbook (XLSX)"),
        ("a.odt", samples.docx(), "is called .odt but is not an OpenDocument text (ODT)"),
        ("a.png", samples.picture("JPEG"), "is called .png but is not a PNG picture"),
        ("a.txt", samples.picture("PNG"), "is called .txt but is not plain text"),
        ("a.csv", samples.pdf(), "is called .csv but is not a CSV file"),
    ],
)
def test_file_that_is_not_what_its_name_says_is_refused(name: str, content: bytes, words: str) -> None:
    assert refusal(name, content) == f"The selected file {words}"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.pdf", b"MZ\x90\x00", "a PDF"),
        ("a.pdf", b"%PDF-1.7\nnothing", "a PDF"),
        ("a.docx", b"MZ\x90\x00", "a Word document (DOCX)"),
        ("a.docx", samples.archive({"readme.txt": b"x"}), "a Word document (DOCX)"),
        ("a.docx", samples.docx()[:-30], "a Word document (DOCX)"),
        ("a.png", samples.picture("PNG", (64, 64))[:-8], "a PNG picture"),
        ("a.jpg", samples.picture("JPEG", (64, 64))[:-2], "a JPEG picture"),
        ("a.jpg", b"\xff\xd8\xff\xe0nothing", "a JPEG picture"),
    ],
)
def test_damaged_file_is_refused(name: str, content: bytes, words: str) -> None:
    assert refusal(name, content) == f"The selected file is not {words}, or is damaged"


@pytest.mark.parametrize(
    "content",
    [
        samples.docx({"word/vbaProject.bin": b"x"}),
        samples.docx({"word/VBAPROJECT.BIN": b"x"}),
        samples.docx({"word/activeX/activeX1.xml": b"x"}),
        samples.docx(types='<Default ContentType="application/vnd.ms-office.vbaProject"/>'),
    ],
)
def test_word_file_with_macros_is_refused(content: bytes) -> None:
    assert "holds macros" in refusal("a.docx", content)


def test_excel_file_with_a_macro_sheet_is_refused() -> None:
    assert "holds macros" in refusal("a.xlsx", samples.xlsx({"xl/macrosheets/sheet1.xml": b"x"}))


@pytest.mark.parametrize("part", ["Basic/Standard/Module1.xml", "Scripts/python/run.py"])
def test_opendocument_with_macros_is_refused(part: str) -> None:
    assert "holds macros" in refusal("a.odt", samples.odt({part: b"x"}))


@pytest.mark.parametrize(
    "spoil",
    [
        samples.with_script,
        samples.with_named_script,
        samples.with_launch_deep_inside,
        samples.with_launch_next,
        samples.with_film,
        samples.with_another_opened,
    ],
)
def test_pdf_that_runs_something_is_refused(spoil: Any) -> None:
    assert "holds a script or starts another program" in refusal("a.pdf", samples.pdf(spoil))


def test_pdf_that_hides_its_script_in_an_object_stream_is_refused() -> None:
    content = samples.pdf(samples.with_launch_next, object_stream_mode=pikepdf.ObjectStreamMode.generate)

    assert b"Launch" not in content
    assert "holds a script or starts another program" in refusal("a.pdf", content)


def test_pdf_with_a_file_inside_is_refused() -> None:
    assert "has other files inside it" in refusal("a.pdf", samples.pdf(samples.with_attachment))


def test_pdf_with_a_password_is_refused() -> None:
    locked = samples.pdf(encryption=pikepdf.Encryption(owner="o", user="u"))

    assert "protected by a password" in refusal("a.pdf", locked)


def test_pdf_that_swells_is_refused_in_time() -> None:
    swelling = samples.swelling_pdf()
    assert len(swelling) < 2_000_000
    began = monotonic()

    with pytest.raises(UploadRefused):
        upload("a.pdf", swelling)

    assert monotonic() - began < 20


def test_office_file_with_a_password_is_refused() -> None:
    content = bytearray(samples.docx())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + at] |= 1

    assert "protected by a password" in refusal("a.docx", bytes(content))


def test_office_file_that_unpacks_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = samples.docx({"word/big.xml": b"x" * 900_000})
    monkeypatch.setattr(office_checks, "MOST_UNPACKED", 1_000_000)
    upload("a.docx", whole)

    monkeypatch.setattr(office_checks, "MOST_UNPACKED", 900_000)
    assert "too large when it is opened" in refusal("a.docx", whole)


def test_office_file_that_lies_about_its_size_is_refused() -> None:
    """A part that says it is small in both headers and is not."""
    swollen = samples.docx({"word/big.xml": b"x" * 900_000})
    content = swollen.replace(struct.pack("<L", 900_000), struct.pack("<L", 9))
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.getinfo("word/big.xml").file_size == 9

    with pytest.raises(UploadRefused):
        upload("a.docx", content)


def test_office_file_of_too_many_parts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_checks, "MOST_PARTS", 3)
    upload("a.docx", samples.docx({"word/one.xml": b"x"}))

    assert "too large" in refusal("a.docx", samples.docx({"word/one.xml": b"x", "word/two.xml": b"x"}))


INSIDE = "has other files inside it"


@pytest.mark.parametrize(
    ("part", "content", "words"),
    [
        ("word/embeddings/oleObject1.bin", b"\xd0\xcf\x11\xe0" + b"x" * 20, INSIDE),
        ("word/media/image1.png", b"PK\x03\x04" + b"x" * 20, INSIDE),
        ("word/media/image1.png", samples.archive({"a.txt": b"x"}), INSIDE),
        ("word/embeddings/a.docx", samples.docx({"word/embeddings/b.xlsx": samples.xlsx()}), INSIDE),
        ("word/embeddings/a.docx", samples.docx({"word/vbaProject.bin": b"x"}), "holds macros"),
        ("word/media/image1.png", b"MZ\x90\x00", "holds a program"),
        ("word/media/image1.png", b"\x7fELF\x02", "holds a program"),
        ("word/other.xml", b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a/>", "is damaged"),
        ("word/other.xml", "<?xml version='1.0'?><!DocType a><a/>".encode("utf-16"), "is damaged"),
        ("word/_rels/other.xml.rels", b"<Relationships><", "is damaged"),
    ],
)
def test_office_file_that_hides_something_is_refused(part: str, content: bytes, words: str) -> None:
    assert words in refusal("a.docx", samples.docx({part: content}))


def test_office_file_with_a_link_to_elsewhere_is_refused() -> None:
    written = BytesIO(samples.docx())
    link = zipfile.ZipInfo("word/media/link.png")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(written, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    assert INSIDE in refusal("a.docx", written.getvalue())


def test_office_file_with_the_figures_behind_a_chart_is_taken() -> None:
    content = samples.docx({"word/embeddings/a.xlsx": samples.xlsx(), "word/embeddings/b.xlsx": samples.xlsx()})
    assert upload("a.docx", content).media_type == samples.WORD


def test_documents_within_a_document_swell_together(monkeypatch: pytest.MonkeyPatch) -> None:
    inner = samples.xlsx({"xl/big.xml": b"x" * 400_000})
    content = samples.docx({"word/embeddings/a.xlsx": inner, "word/embeddings/b.xlsx": inner})
    monkeypatch.setattr(office_checks, "MOST_UNPACKED", 700_000)
    assert "too large when it is opened" in refusal("a.docx", content)
    monkeypatch.setattr(office_checks, "MOST_UNPACKED", 900_000)
    upload("a.docx", content)


def linked(kind: str, target: str, mode: str = "External", encoding: str = "utf-8") -> bytes:
    """A Word document with one relationship."""
    relationship = f'<Relationship Id="a" Type="http://schemas.example/{kind}" Target="{target}" TargetMode="{mode}"/>'
    text = f'<?xml version="1.0" encoding="{encoding}"?><Relationships>{relationship}</Relationships>'
    return samples.docx({"word/_rels/settings.xml.rels": text.encode(encoding)})


@pytest.mark.parametrize(
    "content",
    [
        linked("attachedTemplate", "http://elsewhere.example/a.dotm"),
        linked("attachedTemplate", "HTTPS://elsewhere.example/a.dotm", encoding="utf-16"),
        linked("oleObject", "&#104;ttp://elsewhere.example/a"),
        linked("oleObject", "\\\\elsewhere\\share\\a.docx"),
        linked("frame", " //elsewhere.example/a"),
    ],
)
def test_office_file_that_fetches_something_is_refused(content: bytes) -> None:
    assert "fetches something from another computer" in refusal("a.docx", content)


@pytest.mark.parametrize(
    "content",
    [
        linked("attachedTemplate", "file:///C:/Templates/Normal.dotm"),
        linked("hyperlink", "https://wscb.example/"),
        linked("styles", "styles.xml", mode="Internal"),
    ],
)
def test_office_file_with_ordinary_links_is_taken(content: bytes) -> None:
    assert upload("a.docx", content).media_type == samples.WORD


def png_that_says(width: int, height: int) -> bytes:
    """A PNG whose header says a size that its data do not have."""
    header = b"IHDR" + struct.pack(">LLBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = [header, b"IDAT" + zlib.compress(b"\0" * 100), b"IEND"]
    packed = [struct.pack(">L", len(p) - 4) + p + struct.pack(">L", zlib.crc32(p)) for p in parts]
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


@pytest.mark.parametrize(("width", "height"), [(8001, 8000), (20_000, 20_000), (2_000_000, 2_000_000)])
def test_picture_of_too_many_pixels_is_refused(width: int, height: int) -> None:
    assert refusal("a.png", png_that_says(width, height)) == (
        "The selected picture must have fewer than 64 million pixels"
    )


def test_picture_at_the_limit_of_pixels_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_checks, "MOST_PIXELS", 64)

    assert upload("a.png", samples.picture("PNG", (8, 8))).media_type == "image/png"


@pytest.mark.parametrize("content", [b"caf\xe9", b"\xff\xfeh\x00i\x00"])
def test_text_that_is_not_utf8_is_refused(content: bytes) -> None:
    assert refusal("a.txt", content) == "The selected file must be text saved as UTF-8"


@pytest.mark.parametrize("content", [b"MZ\x00\x01", b"a\x1b[2J", b"a\x7f"])
def test_text_with_control_characters_is_refused(content: bytes) -> None:
    assert refusal("a.csv", content) == "The selected file must be plain text"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("C:\\papers\\Report.PDF", "Report.pdf"),
        ("../../etc/passwd", "passwd"),
        ("report\u202efdp.txt", "reportfdp.txt"),
        ("a\x00b\n.pdf", "ab.pdf"),
        ("x" * 200 + ".pdf", "x" * 116 + ".pdf"),
        ("Żółć عائشة.pdf", "Żółć عائشة.pdf"),
        ("x." + "y" * 200, "x." + "y" * 20),
    ],
)
def test_name_is_made_safe(name: str, shown: str) -> None:
    assert safe_name(name) == shown
