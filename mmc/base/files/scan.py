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
    by name. What is not looked at (everything hidden but `.well-known`, links, devices, names that are no Unicode, folders
    that the system does not give) is added to `skipped`, without the prefix, in order.
    """
    found: dict[str, str] = {}
    passed: list[str] = []
    waiting = [(str(root), "")]
    while waiting:
        folder, inside = waiting.pop()
        try:
            entries = list(os.scandir(folder))
        except PermissionError:
            passed.append(inside.rstrip("/"))
            continue
        for entry in entries:
            name = f"{inside}{entry.name}"
            if (entry.name.startswith(".") and entry.name != ".well-known") or not is_unicode(entry.name):
                passed.append(name)
            elif entry.is_dir(follow_symlinks=False) and not _is_junction(entry):
                waiting.append((entry.path, f"{name}/"))
            elif entry.is_file(follow_symlinks=False):
                found[f"{prefix}{name}"] = stamp_of(entry.stat(follow_symlinks=False))
            else:
                passed.append(name)
    if skipped is not None:
        skipped += sorted(passed)
    return dict(sorted(found.items()))


def is_unicode(name: str) -> bool:
    """False for a name whose bytes in the file system are no UTF-8."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_junction(entry: os.DirEntry[str]) -> bool:
    """What Windows has beside links, since Python 3.12."""
    return bool(getattr(entry, "is_junction", bool)())


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
