"""Signatures of a passkey, made in a browser over the digest of a letter, checked offline; WebAuthn level 2, section 7.2."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from typing import Any
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.serialization import load_der_public_key

from mmc.approvals.keys import PASSKEY

BEGIN, END = "-----BEGIN PASSKEY SIGNATURE-----", "-----END PASSKEY SIGNATURE-----"
PRESENT, VERIFIED = 0x01, 0x04  # somebody was there; it was the owner, by finger, face or PIN
LEAST_BYTES = 37  # of what an authenticator says: whose site, flags, counter


def challenge_for(message: bytes) -> bytes:
    """What the browser is asked to have signed."""
    return hashlib.sha256(message).digest()


def armoured(public_key: bytes, rp_id: str, authenticator: bytes, client: bytes, signature: bytes) -> str:
    """The browser's answer as it stands at the end of a letter; the key as `getPublicKey()` gives it."""
    parts = {"key": public_key, "authenticatorData": authenticator, "clientDataJSON": client, "signature": signature}
    row = {"site": rp_id} | {name: base64.b64encode(part).decode() for name, part in parts.items()}
    text = base64.b64encode(json.dumps(row, separators=(",", ":")).encode()).decode()
    lines = [text[at : at + 70] for at in range(0, len(text), 70)]
    return "\n".join([BEGIN, *lines, END]) + "\n"


def signer(message: bytes, text: str) -> str:
    """The passkey that has signed the message, as `passkey SITE KEY`; empty when the signature does not hold."""
    try:
        lines = text.strip().splitlines()
        if (lines[0], lines[-1]) != (BEGIN, END):
            return ""
        row = json.loads(base64.b64decode("".join(lines[1:-1]), validate=True))
        site = row["site"]
        names = ("key", "authenticatorData", "clientDataJSON", "signature")
        key, authenticator, client, signature = (base64.b64decode(row[name], validate=True) for name in names)
        if not (_is_asked(json.loads(client), site, message) and _is_owner(authenticator, site)):
            return ""
        _check(load_der_public_key(key), signature, authenticator + hashlib.sha256(client).digest())
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, binascii.Error):
        return ""
    except (InvalidSignature, UnsupportedAlgorithm):
        return ""
    return f"{PASSKEY} {site} {base64.b64encode(key).decode()}"


def _is_asked(client: dict[str, Any], site: str, message: bytes) -> bool:
    """The browser was asked for this message, by a page of the site to which the key belongs."""
    wanted = base64.urlsafe_b64encode(challenge_for(message)).rstrip(b"=").decode()
    origin = urlsplit(client["origin"])
    host = origin.hostname or ""
    is_safe = origin.scheme == "https" or host == "localhost"
    is_ours = host == site or host.endswith(f".{site}")
    return bool(
        client["type"] == "webauthn.get"
        and client["challenge"] == wanted
        and client.get("crossOrigin") is not True
        and is_safe
        and is_ours
        and " " not in site
    )


def _is_owner(authenticator: bytes, site: str) -> bool:
    """The authenticator signed for this site, and its owner has shown that it was he."""
    flags = authenticator[32] if len(authenticator) >= LEAST_BYTES else 0
    is_ours = authenticator[:32] == hashlib.sha256(site.encode()).digest()
    return is_ours and flags & PRESENT != 0 and flags & VERIFIED != 0


def _check(public: Any, signature: bytes, signed: bytes) -> None:
    if isinstance(public, ec.EllipticCurvePublicKey) and public.curve.name == "secp256r1":
        public.verify(signature, signed, ec.ECDSA(hashes.SHA256()))
    elif isinstance(public, ed25519.Ed25519PublicKey):
        public.verify(signature, signed)
    elif isinstance(public, rsa.RSAPublicKey) and public.key_size >= 2048:
        public.verify(signature, signed, padding.PKCS1v15(), hashes.SHA256())
    else:
        raise ValueError
