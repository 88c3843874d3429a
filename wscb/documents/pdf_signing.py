"""How the seal is put on: the signature itself. Read by `pdf_seal` when there is something to seal, since the library is slow to load."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import Any

from asn1crypto import keys
from cryptography.hazmat.primitives import serialization
from django.conf import settings
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko_certvalidator.registry import SimpleCertificateStore

from wscb.documents.pdf_seal import FIELD, as_asn1
from wscb.documents.seal_keys import BoardSeal
from wscb.documents.time_stamps import AuthorityTimeStamper

_ROOM = 32 * 1024  # for the signature with certificates and time stamp, in hexadecimal digits


class SignerAt(PdfSigner):
    """Signs as of a given moment: the library would ask the machine's clock."""

    def __init__(self, *args: Any, at: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at

    def init_signing_session(self, *args: Any, **kwargs: Any) -> PdfSigningSession:
        """A session whose time is the given moment."""
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self.at
        return session


async def sign(pdf: bytes, seal: BoardSeal, *, at: dt.datetime) -> bytes:
    """The PDF with the seal behind it. Raises OSError when a time stamp is to be had and is not."""
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
    signer = SignerAt(
        what,
        signer=signer_of(seal),
        timestamper=AuthorityTimeStamper(settings.TIMESTAMP_URL) if settings.TIMESTAMP_URL else None,
        new_field_spec=SigFieldSpec(FIELD, readable_field_name=f"Seal of the {settings.BOARD_NAME}"),
        at=at,
    )
    sealed = BytesIO()
    await signer.async_sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), output=sealed, bytes_reserved=_ROOM)
    return sealed.getvalue()


def signer_of(seal: BoardSeal) -> SimpleSigner:
    """Certificate, chain and key as the signing library knows them."""
    store = SimpleCertificateStore()
    store.register_multiple([as_asn1(one) for one in seal.chain])
    plain = seal.key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return SimpleSigner(as_asn1(seal.certificate), keys.PrivateKeyInfo.load(plain), store)
