"""Memories that a release believes, sealed with a secret of this machine: who can write into the project cannot forge them."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

LENGTH = 64  # of a seal, in hexadecimal


def sealed(name: str, data: bytes) -> bytes:
    """The data behind its seal; without one where this machine can have no secret, so that nobody believes it later."""
    return (_seal(name, data) or b"-" * LENGTH) + b"\n" + data


def unsealed(name: str, data: bytes) -> bytes | None:
    """What this machine has sealed under this name; None for anything else."""
    rest = data[LENGTH + 1 :]
    wanted = _seal(name, rest)
    return rest if wanted is not None and hmac.compare_digest(data[:LENGTH], wanted) else None


def _seal(name: str, data: bytes) -> bytes | None:
    secret = _secret()
    return hmac.new(secret, name.encode() + b"\n" + data, hashlib.sha256).hexdigest().encode() if secret else None


def _secret() -> bytes | None:
    """The secret, made when it is first needed, in the user's own folder and readable by nobody else."""
    try:
        place = Path.home() / ".config" / "mmc" / "machine.secret"
        if not place.is_file():
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            fresh = place.with_name(f"{place.name}.{os.getpid()}-{secrets.token_hex(4)}")
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(secrets.token_bytes(32))
            try:
                os.link(fresh, place)  # whoever comes second takes the first one's
            except FileExistsError:
                pass
            except OSError:  # a file system without links
                fresh.replace(place)
            fresh.unlink(missing_ok=True)
        found = place.read_bytes()
    except (OSError, RuntimeError):
        return None
    return found if len(found) == 32 else None
