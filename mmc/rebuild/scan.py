"""Which files there are, and which of them may have changed since the last look."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from mmc.base.files.disk import RACY_NS


def scan(root: Path, skipped: list[str] | None = None, prefix: str = "") -> dict[str, str]:
    """
    The stamp of every regular file below `root`, by its path with slashes after `prefix`, sorted.

    Hidden files and folders are not looked at. Links are not followed: a link is not a regular file, and the gate refuses it
    by name. What is not looked at (everything hidden but `.well-known`, links, devices) is added to `skipped`, without the
    prefix.
    """
    found: dict[str, str] = {}
    waiting = [(str(root), "")]
    while waiting:
        folder, inside = waiting.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith(".") and entry.name != ".well-known":
                    if skipped is not None:
                        skipped.append(f"{inside}{entry.name}")
                elif entry.is_dir(follow_symlinks=False):
                    waiting.append((entry.path, f"{inside}{entry.name}/"))
                elif entry.is_file(follow_symlinks=False):
                    found[f"{prefix}{inside}{entry.name}"] = stamp_of(entry.stat(follow_symlinks=False))
                elif skipped is not None:
                    skipped.append(f"{inside}{entry.name}")
    return dict(sorted(found.items()))


def stamp_of(status: os.stat_result) -> str:
    """
    What the file system says of a file without opening it: `size modified changed inode`, times in nanoseconds.

    Equal stamps mean equal bytes unless the stamp `is_racy`.
    """
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"


def is_racy(stamp: str, looked_at_ns: int) -> bool:
    """True when the file could be written again without another stamp: such a file is read anew at every look."""
    _, modified, changed, _ = map(int, stamp.split())
    return max(modified, changed) > looked_at_ns - RACY_NS


def suspects(found: Mapping[str, str], known: Mapping[str, str]) -> list[str]:
    """The files whose stamp is not the known one; a known stamp that was racy is kept as an empty text."""
    return [path for path, stamp in found.items() if known.get(path) != stamp]
