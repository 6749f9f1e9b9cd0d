"""The keys with which people of the newsroom sign: an SSH key, or a passkey of the site."""

from __future__ import annotations

import base64
import binascii

PASSKEY = "passkey"
SSH_KINDS = (
    "ssh-ed25519",
    "sk-ssh-ed25519@openssh.com",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "ssh-rsa",
)


def normal(text: str) -> str:
    """
    The key without its comment, in the one way in which two texts of one key are equal; empty when it is none.

    `ssh-ed25519 AAAA…` as in a `.pub` file, or `passkey mmc.contoh.go.id MFkw…` with the public key as the browser gives it.
    """
    words = text.split()
    length = 3 if words[:1] == [PASSKEY] else 2
    if len(words) < length or words[0] not in (PASSKEY, *SSH_KINDS):
        return ""
    try:
        data = base64.b64decode(words[length - 1], validate=True)
    except (binascii.Error, ValueError):
        return ""
    encoded = base64.b64encode(data).decode()
    return " ".join([*words[: length - 1], encoded]) if data else ""
