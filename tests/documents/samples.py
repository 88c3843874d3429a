"""Small files of every kind, sound and unsound, made on the spot."""

import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WRITER = "application/vnd.oasis.opendocument.text"


def archive(parts: dict[str, bytes]) -> bytes:
    """A ZIP archive of ``parts``."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as writer:
        for name, content in parts.items():
            writer.writestr(name, content)
    return packed.getvalue()


def office(media_type: str, main: str, extra: dict[str, bytes] | None = None, types: str = "") -> bytes:
    """A Word or Excel file with the given main part, further parts and further declared types."""
    declared = f'<Types><Override PartName="/{main}" ContentType="{media_type}.main+xml"/>{types}</Types>'
    return archive({"[Content_Types].xml": declared.encode(), main: b"<x/>", **(extra or {})})


def docx(extra: dict[str, bytes] | None = None, types: str = "") -> bytes:
    """A Word document."""
    return office(WORD, "word/document.xml", extra, types)


def xlsx(extra: dict[str, bytes] | None = None) -> bytes:
    """An Excel workbook."""
    return office(EXCEL, "xl/workbook.xml", extra)


def odt(extra: dict[str, bytes] | None = None) -> bytes:
    """An OpenDocument text."""
    return archive({"mimetype": WRITER.encode(), "content.xml": b"<x/>", **(extra or {})})


def picture(kind: str, size: tuple[int, int] = (8, 8)) -> bytes:
    """A PNG or JPEG picture of one colour."""
    written = BytesIO()
    Image.new("L", size).save(written, kind)
    return written.getvalue()


def pdf(spoil: Callable[[pikepdf.Pdf], None] | None = None, **saving: object) -> bytes:
    """A PDF of one empty page, after ``spoil`` has had its way with it."""
    with pikepdf.new() as document:
        document.add_blank_page()
        if spoil is not None:
            spoil(document)
        written = BytesIO()
        document.save(written, **saving)  # type: ignore[arg-type]
    return written.getvalue()


def swelling_pdf() -> bytes:
    """A sound PDF of a good megabyte whose one object stream unpacks to more than a gigabyte."""
    first = b"3 0 << /Type /Pages /Kids [4 0 R] /Count 1 >>"
    objects = [
        b"<< /Type /Catalog /Pages 3 0 R >>",
        _stream(b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", _packed(first, blanks=1_200_000_000)),
        None,  # stands in the stream
        b"<< /Type /Page /Parent 3 0 R /MediaBox [0 0 9 9] >>",
    ]
    body, rows = b"%PDF-1.7\n", [b"\0" * 6]
    for number, content in enumerate(objects, start=1):
        if content is None:
            rows.append(b"\2" + struct.pack(">LB", 2, 0))
        else:
            rows.append(b"\1" + struct.pack(">LB", len(body), 0))
            body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    rows.append(b"\1" + struct.pack(">LB", len(body), 0))
    table = _stream(b"/Type /XRef /Size 6 /W [1 4 1] /Root 1 0 R", b"".join(rows))
    return body + b"5 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, len(body))


def _stream(entries: bytes, content: bytes) -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(content), content)


def _packed(first: bytes, *, blanks: int) -> bytes:
    """``first`` and then ``blanks`` (a multiple of a million), packed once and repeated, which is quick."""
    million = b" " * 1_000_000
    packer = zlib.compressobj(9)
    head = packer.compress(first) + packer.flush(zlib.Z_FULL_FLUSH)
    piece = packer.compress(million) + packer.flush(zlib.Z_FULL_FLUSH)
    check = zlib.adler32(first)
    for _ in range(blanks // len(million)):
        check = zlib.adler32(million, check)
    end = zlib.compressobj(9, wbits=-15).flush()
    return head + piece * (blanks // len(million)) + end + struct.pack(">L", check)


def with_script(document: pikepdf.Pdf) -> None:
    """Runs JavaScript when the file is opened."""
    document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=pikepdf.String("app.alert(1)"))


def with_named_script(document: pikepdf.Pdf) -> None:
    """Holds JavaScript for the whole document."""
    document.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array()))


def with_launch_deep_inside(document: pikepdf.Pdf) -> None:
    """Starts a program from a link, written directly into the page."""
    action = Dictionary(S=Name.Launch, F=pikepdf.String("cmd.exe"))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)
    document.pages[0].Annots = Array([link])


def with_launch_next(document: pikepdf.Pdf) -> None:
    """Starts a program after a harmless action."""
    then = Array([Dictionary(S=Name.Launch, F=pikepdf.String("cmd.exe"))])
    document.Root.OpenAction = document.make_indirect(Dictionary(S=Name.GoTo, Next=then))


def with_another_opened(document: pikepdf.Pdf) -> None:
    """Opens a file that stands in another."""
    document.Root.OpenAction = Dictionary(S=Name.GoToE, D=pikepdf.String("inside"))


def with_attachment(document: pikepdf.Pdf) -> None:
    """Has a file attached."""
    document.attachments["inside.exe"] = b"MZ"


def with_film(document: pikepdf.Pdf) -> None:
    """Plays something."""
    document.pages[0].Annots = Array([Dictionary(Type=Name.Annot, RichMediaContent=Dictionary())])


def with_links_and_outline(document: pikepdf.Pdf) -> None:
    """Has what an ordinary report has: a link to a page on the web and to a page of its own."""
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]))
    link.A = Dictionary(S=Name.URI, URI=pikepdf.String("https://wscb.example/"))
    document.pages[0].Annots = Array([link])
    document.Root.OpenAction = Dictionary(S=Name.GoTo, D=Array([document.pages[0].obj, Name.Fit]))
