"""Seals a finished PDF with the Board's certificate, so that whoever holds a copy can tell that nothing in it changed.

A PAdES signature (ETSI EN 319 142-1: B-B, with a time stamp B-T) that certifies the document and allows no change. It is put
behind the finished file, of which no byte is touched. The certificate is the Board's: it says where the document came from, and
not who signed what stands in it.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import TYPE_CHECKING, Any, TypeVar

from asn1crypto import keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from django.conf import settings

from wscb.documents.seal_keys import BoardSeal, SealUnreadable, board_seal

if TYPE_CHECKING:
    from pyhanko.sign.signers import SimpleSigner

FIELD = "BoardSeal"

_ROOM = 32 * 1024  # for the signature with certificates and time stamp, in bytes
T = TypeVar("T")


class NotSealed(Exception):
    """The seal could not be put on for now. `code` says why: "certificate" or "time_stamp"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def put_seal(pdf: bytes, *, at: dt.datetime) -> bytes:
    """The PDF with the Board's seal behind it, put on at `at` (aware) and time-stamped where the settings name an authority.

    Raises NotSealed when the certificate does not serve, or the authority gives no time stamp that holds.
    """
    from wscb.documents.seal_checks import seal_faults

    try:
        seal = board_seal()
    except SealUnreadable as problem:
        raise NotSealed("certificate") from problem
    if not seal.is_valid(at):
        raise NotSealed("certificate")
    try:
        sealed = apart(_sign(pdf, seal, at))
    except OSError as problem:  # what the authority, or the way to it, made of the question
        raise NotSealed("time_stamp") from problem
    if seal_faults(sealed, certificate=seal.fingerprint, at=at, stamped=bool(settings.TIMESTAMP_URL)):
        raise NotSealed("time_stamp" if settings.TIMESTAMP_URL else "certificate")
    return sealed


def apart(work: Coroutine[Any, Any, T]) -> T:
    """Runs asynchronous work that asks no database, in a thread of its own: the caller's may have a loop already."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, work).result()


async def _sign(pdf: bytes, seal: BoardSeal, at: dt.datetime) -> bytes:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

    from wscb.documents.time_stamps import AuthorityTimeStamper

    what = PdfSignatureMetadata(
        field_name=FIELD,
        name=settings.BOARD_NAME,
        reason=f"Issued by the {settings.BOARD_NAME}, and unchanged since",
        location=settings.BOARD_PLACE,
        md_algorithm="sha256",
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        subfilter=SigSeedSubFilter.PADES,
    )
    signer = PdfSigner(
        what,
        signer=_signer(seal),
        timestamper=AuthorityTimeStamper(settings.TIMESTAMP_URL) if settings.TIMESTAMP_URL else None,
        new_field_spec=SigFieldSpec(FIELD, readable_field_name=f"Seal of the {settings.BOARD_NAME}"),
    )
    sealed = BytesIO()
    await signer.async_sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), output=sealed, bytes_reserved=_ROOM)
    return sealed.getvalue()


def _signer(seal: BoardSeal) -> SimpleSigner:
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    store = SimpleCertificateStore()
    store.register_multiple([as_asn1(one) for one in seal.chain])
    plain = seal.key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return SimpleSigner(as_asn1(seal.certificate), keys.PrivateKeyInfo.load(plain), store)


def as_asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    """A certificate as the signing library knows it."""
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))
