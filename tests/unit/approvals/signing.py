"""People with real keys for the tests of approvals: OpenSSH's own program, and an authenticator made of software."""

from __future__ import annotations

import hashlib
import json
import subprocess
from base64 import b64encode, urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from mmc.approvals import letters, passkey
from mmc.approvals.letters import Entry, Letter

NOON = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
SITE = "mmc.contoh.go.id"


@dataclass(frozen=True)
class SshKey:
    """A key file, made by `ssh-keygen`."""

    file: Path

    @property
    def public(self) -> str:
        """As it stands in the newsroom's list."""
        return self.file.with_suffix(".pub").read_text("utf-8").strip()

    def sign(self, text: str, namespace: str = letters.NAMESPACE) -> str:
        """The signature of these words."""
        words = ["ssh-keygen", "-Y", "sign", "-f", str(self.file), "-n", namespace]
        return subprocess.run(words, input=text.encode(), capture_output=True, check=True).stdout.decode()


def make_key(folder: Path, name: str, kind: str = "ed25519", *more: str) -> SshKey:
    """A new key without a password."""
    file = folder / name
    subprocess.run(["ssh-keygen", "-q", "-t", kind, *more, "-N", "", "-C", name, "-f", str(file)], check=True)
    return SshKey(file)


@dataclass(frozen=True)
class Authenticator:
    """What a phone does when a page asks for a passkey, without the phone."""

    site: str = SITE
    flags: int = passkey.PRESENT | passkey.VERIFIED
    origin: str = f"https://{SITE}"
    kind: str = "webauthn.get"
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    @property
    def spki(self) -> bytes:
        """The public key as the browser gives it."""
        public = self.key.public_key()
        return public.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)

    @property
    def public(self) -> str:
        """As it stands in the newsroom's list."""
        return f"passkey {self.site} {b64encode(self.spki).decode()}"

    def sign(self, text: str) -> str:
        """The signature of these words."""
        challenge = urlsafe_b64encode(passkey.challenge_for(text.encode())).rstrip(b"=").decode()
        client = json.dumps({"type": self.kind, "challenge": challenge, "origin": self.origin}).encode()
        said = hashlib.sha256(self.site.encode()).digest() + bytes([self.flags]) + (7).to_bytes(4, "big")
        signature = self.key.sign(said + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return passkey.armoured(self.spki, self.site, said, client, signature)


def letter(
    key: SshKey | Authenticator,
    person: str,
    *entries: Entry,
    verdict: str = letters.APPROVE,
    reason: str = "",
    at: datetime = NOON,
) -> Letter:
    """A letter that was written, signed and read again."""
    text = letters.text_of(verdict, person, at, entries, reason)
    found = letters.read((text + key.sign(text)).encode(), letters.file_name(text))
    assert found is not None
    return found
