"""Makes a certificate of the Board's own for sealing what it issues: `python -m wscb.deploy.seal_certificate FOLDER "Board name"`.

Whoever buys one from an authority instead needs nothing of this. It asks for no settings: they name what it makes.
"""

import datetime as dt
import os
import sys
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from wscb import clock

CERTIFICATE, KEY = "certificate.pem", "key.pem"
YEARS = 5

_SIGNS = {
    "digital_signature": True,
    "content_commitment": True,
    "key_encipherment": False,
    "data_encipherment": False,
    "key_agreement": False,
    "key_cert_sign": False,
    "crl_sign": False,
    "encipher_only": False,
    "decipher_only": False,
}
_ISSUES = {**dict.fromkeys(_SIGNS, False), "key_cert_sign": True, "crl_sign": True}


def make(board: str, *, begins: dt.datetime, ends: dt.datetime) -> tuple[str, str]:
    """A certificate in the name of `board` with the root that issued it, and its key, both as PEM.

    The root's key is thrown away: it issues this one certificate, and the next one comes with a root of its own.
    """
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root_name = _name(board, f"{board} root")
    root = (
        _begun(root_name, root_name, root_key.public_key(), begins, ends)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.KeyUsage(**_ISSUES), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(root_key.public_key()), critical=False)
        .sign(root_key, hashes.SHA256())
    )
    certificate = (
        _begun(_name(board, board), root_name, key.public_key(), begins, ends)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**_SIGNS), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False)
        .sign(root_key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return (certificate.public_bytes(pem) + root.public_bytes(pem)).decode(), private.decode()


def _name(board: str, called: str) -> x509.Name:
    parts = ((NameOID.COUNTRY_NAME, "GB"), (NameOID.ORGANIZATION_NAME, board), (NameOID.COMMON_NAME, called))
    return x509.Name([x509.NameAttribute(which, value) for which, value in parts])


def _begun(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, begins: dt.datetime, ends: dt.datetime
) -> x509.CertificateBuilder:
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key)
    return builder.serial_number(x509.random_serial_number()).not_valid_before(begins).not_valid_after(ends)


def keep(folder: Path, certificate: str, key: str) -> None:
    """Write both into `folder`, the key for its owner alone. Raises FileExistsError rather than replace one."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name, text in ((KEY, key), (CERTIFICATE, certificate)):
        with os.fdopen(os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(text)


def main(arguments: list[str]) -> int:
    """Make the certificate, or say how to ask for it."""
    try:
        folder, board = arguments
    except ValueError:
        print('Say where it goes and in whose name: python -m wscb.deploy.seal_certificate FOLDER "Board name"')
        return 2
    begins = clock.now() - dt.timedelta(days=1)
    ends = begins + dt.timedelta(days=365 * YEARS)
    try:
        keep(Path(folder), *make(board, begins=begins, ends=ends))
    except FileExistsError as there:
        print(f"{there.filename} is there already. Nothing was changed.")
        return 1
    print(f"{CERTIFICATE} and {KEY} in {folder} are valid until {ends:%-d %B %Y}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
