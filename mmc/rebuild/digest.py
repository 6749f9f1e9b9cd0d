"""Short names for content: equal content has equal digests, and nothing else has."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

SIZE = 16  # bytes; 128 bits keep two different contents apart for any archive that fits on earth


def digest(*parts: bytes | str) -> bytes:
    """16 bytes that name these parts in this order; where one part ends is part of the name."""
    state = hashlib.blake2b(digest_size=SIZE)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        state.update(len(data).to_bytes(8, "big"))
        state.update(data)
    return state.digest()


def files_digest(files: Iterable[Path], root: Path) -> bytes:
    """The digest of files by their place below `root` and their content, whatever order they come in."""
    parts: list[bytes | str] = []
    for path in sorted(files):
        parts.append(path.relative_to(root).as_posix())
        parts.append(path.read_bytes())
    return digest(*parts)


def versions_digest(distributions: Iterable[str]) -> bytes:
    """The digest of the installed versions of libraries whose words reach the output."""
    return digest(*(f"{name} {_version(name)}" for name in sorted(distributions)))


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "absent"
