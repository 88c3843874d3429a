"""A time-stamp authority (RFC 3161) on a port of this machine, which answers as it is told to; and certificates to go with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from threading import Thread
from typing import Any

from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter

from wscb.documents.pdf_seal import as_asn1

FROM, UNTIL = dt.datetime(2000, 1, 1, tzinfo=dt.UTC), dt.datetime(2090, 1, 1, tzinfo=dt.UTC)


@dataclass
class Authority:
    """The authority: where it answers, how (`mood`), and how often it was asked."""

    url: str
    certificate: str
    stamper: DummyTimeStamper
    mood: str = "good"
    asked: list[int] = field(default_factory=list)

    def answer(self, question: bytes) -> tuple[int, str, bytes]:
        """Status, media type and body for a question."""
        self.asked.append(len(question))
        request = tsp.TimeStampReq.load(question)
        if self.mood == "down":
            return 503, "text/html", b"<h1>Down</h1>"
        if self.mood == "chatty":
            return 200, "text/html", b"<h1>Welcome</h1>"
        if self.mood == "broken":
            return 200, "application/timestamp-reply", b"\x30\x82\xff\xffnothing"
        if self.mood == "refusing":
            refusal = tsp.TimeStampResp({"status": {"status": "rejection"}})
            return 200, "application/timestamp-reply", refusal.dump()
        if self.mood == "repeating":
            request["nonce"] = 1
        if self.mood == "mistaken":
            request["message_imprint"]["hashed_message"] = b"\0" * 32
        return 200, "application/timestamp-reply", self.stamper.request_tsa_response(request).dump()


@contextmanager
def authority() -> Iterator[Authority]:
    """An authority that answers until the block ends."""
    certificate, key = _own_certificate()
    plain = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    stamper = DummyTimeStamper(as_asn1(certificate), keys.PrivateKeyInfo.load(plain))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            status, kind, body = one.answer(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    pem = certificate.public_bytes(serialization.Encoding.PEM).decode()
    one = Authority(f"http://127.0.0.1:{server.server_port}/stamp", pem, stamper)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield one
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _own_certificate() -> tuple[x509.Certificate, rsa.RSAPrivateKey]:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Invented time-stamp authority")])
    usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(FROM).not_valid_after(UNTIL)
    return builder.add_extension(usage, critical=True).sign(key, hashes.SHA256()), key


def stamped_at(pdf: bytes) -> dt.datetime:
    """The time that the stamp on the one seal of a PDF tells."""
    (stamp,) = extract_tst_data_iter(_seal_of(pdf).signer_info, signed=False)
    moment: dt.datetime = stamp["encap_content_info"]["content"].parsed["gen_time"].native
    return moment


def certificate_of(pdf: bytes) -> asn1_x509.Certificate:
    """The certificate that the one seal of a PDF was put on with."""
    return _seal_of(pdf).signer_cert


def _seal_of(pdf: bytes) -> EmbeddedPdfSignature:
    (seal,) = PdfFileReader(BytesIO(pdf)).embedded_signatures
    return seal
