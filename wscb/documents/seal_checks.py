"""Whether the Board's seal on a PDF holds: one seal, over the whole file, with the certificate it was put on with."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import TYPE_CHECKING, TypeAlias

from cryptography import x509

from wscb.documents.pdf_seal import FIELD, apart, as_asn1
from wscb.documents.seal_keys import board_seal, stamp_roots

if TYPE_CHECKING:
    from pyhanko.sign.validation import PdfSignatureStatus
    from pyhanko_certvalidator import ValidationContext

Certificates: TypeAlias = tuple[x509.Certificate, ...]


def seal_faults(pdf: bytes, *, certificate: str, at: dt.datetime, stamped: bool = False) -> list[str]:
    """What speaks against the seal, as codes; none where it holds.

    `certificate` is the fingerprint of the one it was put on with, as the record says, and `at` (aware) when that was: a
    certificate that has run out since was valid then. `stamped` demands a time stamp. Trusted are the Board's roots alone, and
    for time stamps those of the settings; nothing is fetched. Raises SealUnreadable where the settings cannot be read.
    """
    roots, stamping = board_seal().roots, stamp_roots()
    try:
        status = apart(_status(pdf, at, roots, stamping))
    except Exception:  # noqa: BLE001 - whatever a broken or hostile file makes the library raise, its seal does not hold
        return ["unreadable"]
    if status is None:
        return ["not_one_seal"]
    return _faults(status, certificate=certificate, stamped=stamped)


def _faults(status: PdfSignatureStatus, *, certificate: str, stamped: bool) -> list[str]:
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    holds = {
        "not_valid": status.bottom_line,
        "not_whole": status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        "changed": status.modification_level == ModificationLevel.NONE,
        "other_certificate": status.signing_cert.sha256.hex() == certificate,
        "no_time_stamp": status.timestamp_validity is not None or not stamped,
    }
    return [code for code, held in holds.items() if not held]


async def _status(
    pdf: bytes, at: dt.datetime, roots: Certificates, stamping: Certificates
) -> PdfSignatureStatus | None:
    """What the library says of the one seal; None where there is not just one, or it certifies less than it should."""
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.fields import MDPPerm
    from pyhanko.sign.validation import async_validate_pdf_signature

    reader = PdfFileReader(BytesIO(pdf))
    seals = reader.embedded_signatures
    if len(seals) != 1 or seals[0].field_name != FIELD or seals[0].docmdp_level != MDPPerm.NO_CHANGES:
        return None
    return await async_validate_pdf_signature(seals[0], _trusting(roots, at), _trusting(stamping, at))


def _trusting(roots: Certificates, at: dt.datetime) -> ValidationContext:
    from pyhanko_certvalidator import ValidationContext

    return ValidationContext(trust_roots=[as_asn1(one) for one in roots], moment=at, allow_fetching=False)
