"""The published files of a built folder, each with its size and SHA-256; what has no business there is refused."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from mmc.base.files.disk import is_fresh, replace
from mmc.base.typed import typed
from mmc.release.errors import ReleaseError
from mmc.release.paths import PROOF, is_safe
from mmc.release.sealing import sealed, unsealed

OWN_MARKS = frozenset({".mmc"})  # the builder's mark at the root; not part of the site


class Content(NamedTuple):
    """What a file holds."""

    size: int
    sha256: str


def published(folder: Path, memory: Path | None = None) -> dict[str, Content]:
    """
    Every file of the built folder by its path with slashes, sorted.

    `memory` is a file in which the hashes of unchanged files are kept from one look to the next. A hidden file, a link
    or a name that cannot be published raises `ReleaseError` with all of them.
    """
    if not folder.is_dir():
        raise ReleaseError(f"Folder hasil “{folder.name}” tidak ada.", f"Bangun situs dahulu: `{typed('bangun')}`.")
    known = _recall(memory)
    looked_at = time.time_ns()
    found: dict[str, Content] = {}
    rows: dict[str, str] = {}
    refused: list[str] = []
    for path, entry in _walk(folder, known, refused):
        status = entry.stat(follow_symlinks=False)
        stamp = f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino} "
        row = known.get(path, "")
        digest = row[len(stamp) :] if row.startswith(stamp) else hash_file(Path(entry.path))
        found[path] = Content(status.st_size, digest)
        if not is_fresh(status, looked_at):
            rows[path] = stamp + digest
    if refused:
        names = ", ".join(f"“{path}”" for path in sorted(refused)[:10])
        raise ReleaseError(
            f"Folder hasil memuat {len(refused)} berkas yang tidak boleh terbit: {names}.",
            "Berkas tersembunyi, tautan, dan nama yang tidak aman tidak pernah diterbitkan; bangun ulang situs.",
        )
    if "index.html" not in found:
        raise ReleaseError("Folder hasil tidak memuat index.html, jadi bukan situs yang utuh.", "Bangun ulang situs.")
    if memory is not None and rows != known:
        memory.parent.mkdir(parents=True, exist_ok=True)
        replace(memory, sealed(memory.name, json.dumps(rows).encode("utf-8")))
    return {path: found[path] for path in sorted(found)}


def hash_file(path: Path) -> str:
    """The SHA-256 of the file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _walk(folder: Path, known: Collection[str], refused: list[str]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Every plain file; a name that was let through before is not looked at again."""
    waiting: list[tuple[str, str]] = [(str(folder), "")]
    while waiting:
        place, prefix = waiting.pop()
        with os.scandir(place) as entries:
            for entry in entries:
                path = prefix + entry.name
                if path in known and entry.is_file(follow_symlinks=False):
                    yield path, entry
                    continue
                if not prefix and entry.name in OWN_MARKS:
                    continue
                is_hidden = entry.name.startswith(".") and path != ".well-known"
                if is_hidden or (path + "/").startswith(PROOF):
                    refused.append(path)
                elif entry.is_dir(follow_symlinks=False):
                    waiting.append((entry.path, f"{path}/"))  # what is unsafe in its name is so in those of its files
                elif entry.is_file(follow_symlinks=False) and is_safe(path):
                    yield path, entry
                else:
                    refused.append(path)


def _recall(memory: Path | None) -> Mapping[str, str]:
    """The stamp and the hash of each file, as one text; nothing from a memory of another form, or of somebody else."""
    try:
        data = json.loads(unsealed(memory.name, memory.read_bytes()) or b"{}") if memory else {}
    except (FileNotFoundError, ValueError):
        return {}
    return data if isinstance(data, dict) and all(type(row) is str for row in data.values()) else {}
