"""Signatures in the format of minisign: Ed25519 over the BLAKE2b hash of a file, with a trusted comment."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import struct
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from mmc.release.errors import ReleaseError

# https://jedisct1.github.io/minisign/#signature-format and the source of minisign 0.11
PURE, PREHASHED = b"Ed", b"ED"
SCRYPT, UNENCRYPTED = b"Sc", b"\0\0"
BLAKE2B = b"B2"
OPERATIONS, MEMORY = 2**22, 2**27  # N = 2^17, r = 8, as OWASP asks: 128 MB for each guess, and a rollback in a second
MOST_MEMORY = 2**31 - 1  # what hashlib lets scrypt take; a key of "sensitive" cost takes half of it
SECRET_BODY = 8 + 64 + 32  # key number, secret and public half, checksum


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The half that everybody may know."""

    number: bytes
    key: bytes

    def as_text(self) -> str:
        """One line of Base64, as `minisign -P` takes it."""
        return _encode(PURE + self.number + self.key)

    @property
    def name(self) -> str:
        """The key's number as minisign writes it."""
        return f"{int.from_bytes(self.number, 'little'):016X}"

    def as_file(self) -> bytes:
        """The file that `minisign -p` takes."""
        number = int.from_bytes(self.number, "little")
        return f"untrusted comment: minisign public key {number:X}\n{self.as_text()}\n".encode("ascii")


@dataclass(frozen=True, slots=True, repr=False)
class SecretKey:
    """The half that never leaves the office; its `repr` shows nothing of it."""

    number: bytes
    seed: bytes

    @property
    def public(self) -> PublicKey:
        """The half that belongs to it."""
        return PublicKey(self.number, Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw())

    def __repr__(self) -> str:
        """The key's number only."""
        return f"SecretKey({self.number.hex()})"


def make_key() -> SecretKey:
    """A new key from the system's source of randomness."""
    return SecretKey(os.urandom(8), os.urandom(32))


def write_secret(key: SecretKey, password: str = "", *, operations: int = OPERATIONS, memory: int = MEMORY) -> bytes:
    """The secret key's file; with a password it is encrypted as by `minisign -G`, without one as by `minisign -G -W`."""
    pair = key.seed + key.public.key
    if not password:
        head = PURE + UNENCRYPTED + BLAKE2B + bytes(32) + struct.pack("<QQ", 0, 0)
        body = key.number + pair + bytes(32)
    else:
        salt = os.urandom(32)
        head = PURE + SCRYPT + BLAKE2B + salt + struct.pack("<QQ", operations, memory)
        body = _mask(key.number + pair + _checksum(key.number, pair), password, salt, operations, memory)
    return f"untrusted comment: minisign encrypted secret key\n{_encode(head + body)}\n".encode("ascii")


def is_encrypted(data: bytes) -> bool:
    """True when reading the secret key takes a password."""
    return _decode_line(data, 2 + 2 + 2 + 32 + 16 + SECRET_BODY)[2:4] == SCRYPT


def read_secret(data: bytes, password: str = "") -> SecretKey:
    """The key of a secret key's file; raises `ReleaseError` when the password does not open it."""
    raw = _decode_line(data, 2 + 2 + 2 + 32 + 16 + SECRET_BODY)
    salt, body = raw[6:38], raw[54:]
    operations, memory = struct.unpack("<QQ", raw[38:54])
    if raw[:2] != PURE or raw[4:6] != BLAKE2B or raw[2:4] not in (SCRYPT, UNENCRYPTED):
        raise ReleaseError("Berkas kunci bukan kunci minisign yang dikenal.")
    if raw[2:4] == SCRYPT:
        if not password:
            raise ReleaseError("Kunci penerbitan bersandi.", "Isi MMC_KEY_PASSWORD, atau ketik sandinya saat diminta.")
        body = _mask(body, password, salt, operations, memory)
        if not hmac.compare_digest(body[72:], _checksum(body[:8], body[8:72])):
            raise ReleaseError("Sandi kunci penerbitan salah.", "Periksa MMC_KEY_PASSWORD, atau ketik ulang sandinya.")
    return SecretKey(body[:8], body[8:40])


def read_public(text: str) -> PublicKey:
    """The key of a public key's file or of its one line of Base64."""
    lines = [line for line in text.strip().splitlines() if not line.startswith("untrusted comment:")]
    raw = _decode(lines[0] if lines else "", 42)
    if raw[:2] != PURE:
        raise ReleaseError("Kunci publik bukan kunci minisign yang dikenal.")
    return PublicKey(raw[2:10], raw[10:])


def sign(data: bytes, key: SecretKey, trusted_comment: str, untrusted_comment: str) -> bytes:
    """The signature's file, as `minisign -S` writes it; the trusted comment is signed too."""
    private = Ed25519PrivateKey.from_private_bytes(key.seed)
    signature = private.sign(hashlib.blake2b(data).digest())
    comment = trusted_comment.encode("utf-8")
    lines = (
        b"untrusted comment: " + untrusted_comment.encode("utf-8"),
        _encode(PREHASHED + key.number + signature).encode("ascii"),
        b"trusted comment: " + comment,
        _encode(private.sign(signature + comment)).encode("ascii"),
    )
    return b"\n".join(lines) + b"\n"


def signer(signature_file: bytes) -> bytes:
    """The number of the key that a signature says it is of; nothing where it is none."""
    lines = signature_file.split(b"\n")
    try:
        return _decode(lines[1].decode("ascii", "replace"), 74)[2:10] if len(lines) > 1 else b""
    except ReleaseError:
        return b""


def verify(data: bytes, signature_file: bytes, key: PublicKey) -> str:
    """The trusted comment of a good signature; raises `ReleaseError` for any other."""
    lines = signature_file.split(b"\n")
    if len(lines) < 4 or not lines[2].startswith(b"trusted comment: "):
        raise ReleaseError("Berkas tanda tangan rusak: bukan bentuk minisign.")
    raw = _decode(lines[1].decode("ascii", "replace"), 74)
    comment = lines[2].removeprefix(b"trusted comment: ").rstrip(b"\r")
    if raw[:2] != PREHASHED:
        raise ReleaseError("Tanda tangan tidak memakai bentuk berhash (ED).")
    if raw[2:10] != key.number:
        raise ReleaseError("Tanda tangan dibuat dengan kunci lain daripada kunci kantor.")
    public = Ed25519PublicKey.from_public_bytes(key.key)
    try:
        public.verify(raw[10:], hashlib.blake2b(data).digest())
        public.verify(_decode(lines[3].decode("ascii", "replace"), 64), raw[10:] + comment)
    except InvalidSignature:
        raise ReleaseError("Tanda tangan tidak cocok dengan isi berkas.") from None
    return comment.decode("utf-8", "replace")


def _mask(body: bytes, password: str, salt: bytes, operations: int, memory: int) -> bytes:
    """The body with scrypt's stream over it; twice gives the body back."""
    cost, parallel = _scrypt_cost(operations, memory)
    stream = hashlib.scrypt(
        password.encode("utf-8"), salt=salt, n=cost, r=8, p=parallel, maxmem=MOST_MEMORY, dklen=SECRET_BODY
    )
    return bytes(one ^ other for one, other in zip(body, stream, strict=True))


def _scrypt_cost(operations: int, memory: int) -> tuple[int, int]:
    """N and p as libsodium's `pickparams` chooses them, with r = 8."""
    operations = max(operations, 32768)
    if operations < memory // 32:
        return _power_below(operations // (8 * 4)), 1
    cost = _power_below(memory // (8 * 128))
    return cost, max(1, min(operations // 4 // cost, 0x3FFFFFFF) // 8)


def _power_below(most: int) -> int:
    """The power of two that is first above half of `most`, as libsodium's loop finds it."""
    for exponent in range(1, 63):
        if 2**exponent > most // 2:
            return int(2**exponent)
    raise ReleaseError("Berkas kunci meminta biaya scrypt yang tidak masuk akal.")


def _checksum(number: bytes, pair: bytes) -> bytes:
    return hashlib.blake2b(PURE + number + pair, digest_size=32).digest()


def _encode(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _decode_line(data: bytes, length: int) -> bytes:
    lines = data.decode("ascii", "replace").splitlines()
    if len(lines) < 2:
        raise ReleaseError("Berkas kunci rusak: bukan bentuk minisign.")
    return _decode(lines[1], length)


def _decode(text: str, length: int) -> bytes:
    try:
        raw = base64.b64decode(text.strip(), validate=True)
    except ValueError:
        raw = b""
    if len(raw) != length:
        raise ReleaseError("Berkas kunci atau tanda tangan rusak: panjangnya tidak sesuai.")
    return raw
