"""Signatures as `ssh-keygen -Y sign` writes them, checked without a program; OpenSSH's PROTOCOL.sshsig says how they are made."""

from __future__ import annotations

import base64
import binascii
import hashlib
import struct
from typing import Any

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import load_ssh_public_key

BEGIN, END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
MAGIC = b"SSHSIG"
DIGESTS = {b"sha256": hashlib.sha256, b"sha512": hashlib.sha512}
RSA_HASHES = {b"rsa-sha2-256": hashes.SHA256, b"rsa-sha2-512": hashes.SHA512}
TOUCHED = 1  # somebody touched the security key
LEAST_BITS = 2048


class _Reader:
    """Takes length-prefixed parts from the front; raises ValueError where there are none."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, length: int) -> bytes:
        part = self.data[self.at : self.at + length]
        if len(part) != length:
            raise ValueError
        self.at += length
        return part

    def part(self) -> bytes:
        return self.take(struct.unpack(">I", self.take(4))[0])

    def end(self) -> None:
        if self.at != len(self.data):
            raise ValueError


def signer(message: bytes, armoured: str, namespace: str) -> str:
    """The SSH key that has signed the message for this purpose, as `ssh-ed25519 AAAA…`; empty when the signature does not hold."""
    try:
        lines = armoured.strip().splitlines()
        if (lines[0], lines[-1]) != (BEGIN, END):
            return ""
        reader = _Reader(base64.b64decode("".join(lines[1:-1]), validate=True))
        if reader.take(6) != MAGIC or reader.take(4) != struct.pack(">I", 1):
            return ""
        key, purpose, reserved, name, signature = (reader.part() for _ in range(5))
        reader.end()
        if purpose != namespace.encode() or name not in DIGESTS:
            return ""
        signed = MAGIC + b"".join(map(packed, (purpose, reserved, name, DIGESTS[name](message).digest())))
        _check(key, signature, signed)
        kind = _Reader(key).part().decode("ascii")
    except (ValueError, IndexError, binascii.Error, InvalidSignature, UnsupportedAlgorithm, UnicodeDecodeError):
        return ""
    return f"{kind} {base64.b64encode(key).decode()}"


def packed(part: bytes) -> bytes:
    """The part with its length before it."""
    return struct.pack(">I", len(part)) + part


def _check(key: bytes, signature: bytes, signed: bytes) -> None:
    """Raises when the signature is not the key's over these bytes."""
    kind = _Reader(key).part()
    reader = _Reader(signature)
    algorithm, raw = reader.part(), reader.part()
    if kind == b"sk-ssh-ed25519@openssh.com":
        _check_security_key(key, algorithm, raw, reader.take(5), signed)
        reader.end()
        return
    reader.end()
    public: Any = load_ssh_public_key(kind + b" " + base64.b64encode(key))
    if isinstance(public, ed25519.Ed25519PublicKey) and algorithm == kind:
        public.verify(raw, signed)
    elif isinstance(public, ec.EllipticCurvePublicKey) and algorithm == kind:
        numbers = _Reader(raw)
        r, s = (int.from_bytes(numbers.part(), "big") for _ in range(2))
        size = public.curve.key_size
        chosen: hashes.HashAlgorithm = (
            hashes.SHA256() if size <= 256 else hashes.SHA384() if size <= 384 else hashes.SHA512()
        )
        public.verify(encode_dss_signature(r, s), signed, ec.ECDSA(chosen))
    elif isinstance(public, rsa.RSAPublicKey) and algorithm in RSA_HASHES and public.key_size >= LEAST_BITS:
        public.verify(raw, signed, padding.PKCS1v15(), RSA_HASHES[algorithm]())
    else:
        raise ValueError


def _check_security_key(key: bytes, algorithm: bytes, raw: bytes, told: bytes, signed: bytes) -> None:
    """A key on a token signs what it was asked together with whether it was touched and how often it has signed."""
    reader = _Reader(key)
    kind, public, application = reader.part(), reader.part(), reader.part()
    if algorithm != kind or not told[0] & TOUCHED:
        raise ValueError
    data = hashlib.sha256(application).digest() + told + hashlib.sha256(signed).digest()
    ed25519.Ed25519PublicKey.from_public_bytes(public).verify(raw, data)
