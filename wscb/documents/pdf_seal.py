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
from typing import Any, TypeVar

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from django.conf import settings

from wscb.documents.seal_keys import SealUnreadable, board_seal

FIELD = "BoardSeal"

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
    from wscb.documents.pdf_signing import sign
    from wscb.documents.seal_checks import seal_faults

    try:
        seal = board_seal()
    except SealUnreadable as problem:
        raise NotSealed("certificate") from problem
    if not seal.is_valid(at):
        raise NotSealed("certificate")
    try:
        sealed = apart(sign(pdf, seal, at=at))
    except OSError as problem:  # what the authority, or the way to it, made of the question
        raise NotSealed("time_stamp") from problem
    if seal_faults(sealed, certificate=seal.fingerprint, at=at, stamped=bool(settings.TIMESTAMP_URL)):
        raise NotSealed("time_stamp" if settings.TIMESTAMP_URL else "certificate")
    return sealed


def apart(work: Coroutine[Any, Any, T]) -> T:
    """Runs asynchronous work that asks no database, in a thread of its own: the caller's may have a loop already."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, work).result()


def as_asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    """A certificate as the signing library knows it."""
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))
