"""What can be done to a sealed document, each named: none of it leaves the document as the Board issued it."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
from pyhanko.pdf_utils.generic import DictionaryObject, NameObject, NumberObject, TextStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

from tests.documents.samples import archive, picture
from tests.documents.samples import pdf as some_pdf
from wscb.documents import pdf_seal
from wscb.documents.pdf_signing import signer_of
from wscb.documents.seal_keys import BoardSeal


def flipped(content: bytes, at: int, by: int = 1) -> bytes:
    """The content with one byte changed."""
    changed = bytearray(content)
    changed[at] ^= by
    return bytes(changed)


def gap(sealed: bytes) -> tuple[int, int]:
    """Where the signature itself stands: from its first hexadecimal digit to behind its last."""
    found = re.search(rb"/Contents <([0-9A-Fa-f]{1000,})>", sealed)
    assert found is not None
    return found.span(1)


def whole(sealed: bytes) -> dict[str, bytes]:
    """What needs no knowledge of how a PDF is built."""
    middle = len(sealed) // 3
    return {
        "first byte": flipped(sealed, 0),
        "last byte": flipped(sealed, -1),
        "a byte within": flipped(sealed, middle),
        "one byte less": sealed[:-1],
        "half of it": sealed[: len(sealed) // 2],
        "begun later": sealed[1:],
        "a byte left out": sealed[:middle] + sealed[middle + 1 :],
        "a line end more": sealed + b"\n",
        "a blank before": b" " + sealed,
        "twice": sealed + sealed,
        "with a comment behind": sealed + b"% so it was agreed\n",
        "the seal cut off": sealed[: sealed.index(b"%%EOF") + 6],
        "in base 64": base64.b64encode(sealed),
        "in an archive": archive({"form.pdf": sealed}),
        "a picture": picture("PNG"),
        "a text": b"Issued by the Board",
        "a single byte": b"%",
        "another PDF": some_pdf(),
    }


def built(sealed: bytes, *, other: BoardSeal) -> dict[str, bytes]:
    """What somebody does who knows how a PDF is built; `other` is a certificate that is not the Board's."""
    start, end = gap(sealed)
    bare = sealed[: sealed.index(b"%%EOF") + 6]
    digit = start + len(sealed[start:end].rstrip(b"0")) - 9  # the signature stands last, before what pads it
    return {
        "no signature in the seal": sealed[:start] + b"0" * (end - start) + sealed[end:],
        "a digit of the signature": sealed[:digit]
        + b"%x" % ((int(sealed[digit : digit + 1], 16) + 1) % 16)
        + sealed[digit + 1 :],
        "less under the seal": re.sub(rb"/ByteRange \[0 (\d)", rb"/ByteRange [1 \1", sealed, count=1),
        "another reason": sealed.replace(b"/Reason", b"/Reasom"),
        "changes allowed": sealed.replace(b"/P 1", b"/P 3"),
        "another title appended": appended(sealed, _title),
        "a page turned": appended(sealed, _turned),
        "a field appended": appended(sealed, _field),
        "sealed again by somebody else": signed(sealed.replace(b"/P 1", b"/P 3"), other, field="Second"),
        "sealed by somebody else alone": signed(bare, other),
        "written anew": rewritten(sealed),
        "written anew for the web": rewritten(sealed, linearize=True),
    }


def appended(sealed: bytes, change: Callable[[IncrementalPdfFileWriter], Any]) -> bytes:
    """The document with a change behind it, as an incremental update."""
    writer = IncrementalPdfFileWriter(BytesIO(sealed))
    change(writer)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def _title(writer: IncrementalPdfFileWriter) -> None:
    title = {NameObject("/Title"): TextStringObject("Something else")}
    writer.set_info(writer.add_object(DictionaryObject(title)))


def _turned(writer: IncrementalPdfFileWriter) -> None:
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Rotate"] = NumberObject(180)
    writer.update_container(page)


def _field(writer: IncrementalPdfFileWriter) -> None:
    from pyhanko.sign.fields import append_signature_field

    append_signature_field(writer, SigFieldSpec("Another"))


def signed(document: bytes, seal: BoardSeal, *, field: str = pdf_seal.FIELD) -> bytes:
    """The document signed with a certificate; as the Board would where it has no seal yet."""
    first = field == pdf_seal.FIELD
    what = PdfSignatureMetadata(
        field_name=field, certify=first, docmdp_permissions=MDPPerm.NO_CHANGES, md_algorithm="sha256"
    )
    signer = PdfSigner(what, signer=signer_of(seal), new_field_spec=SigFieldSpec(field))
    written = BytesIO()

    async def sign() -> None:
        writer = IncrementalPdfFileWriter(BytesIO(document))
        await signer.async_sign_pdf(writer, output=written, bytes_reserved=32 * 1024)

    pdf_seal.apart(sign())
    return written.getvalue()


def rewritten(sealed: bytes, **saving: Any) -> bytes:
    """The document as another program saves it."""
    written = BytesIO()
    with pikepdf.open(BytesIO(sealed)) as pdf:
        pdf.save(written, **saving)
    return written.getvalue()
