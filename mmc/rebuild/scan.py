"""Which files there are, and which of them may have changed since the last look."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

RACY_NS = 2_000_000_000  # a file touched this shortly before the look may change again within its clock's tick


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the file system says of a file without opening it; equal stamps mean equal bytes unless the stamp is racy."""

    size: int
    modified_ns: int
    changed_ns: int
    inode: int

    def as_text(self) -> str:
        """The stamp as the store keeps it."""
        return f"{self.size} {self.modified_ns} {self.changed_ns} {self.inode}"

    def is_racy(self, looked_at_ns: int) -> bool:
        """True when the file could be written again without another stamp: such a file is read anew at every look."""
        return max(self.modified_ns, self.changed_ns) > looked_at_ns - RACY_NS


def scan(root: Path, skipped: list[str] | None = None) -> dict[str, Stamp]:
    """
    Every regular file below `root`, by its path with slashes, sorted; hidden files and folders are not looked at.

    What is not looked at is added to `skipped`: everything hidden (but `.well-known`), links, devices.

    Links are not followed: a link is not a regular file, and the gate refuses it by name.
    """
    found: dict[str, Stamp] = {}
    waiting = [(str(root), "")]
    while waiting:
        folder, prefix = waiting.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith(".") and entry.name != ".well-known":
                    if skipped is not None:
                        skipped.append(f"{prefix}{entry.name}")
                elif entry.is_dir(follow_symlinks=False):
                    waiting.append((entry.path, f"{prefix}{entry.name}/"))
                elif entry.is_file(follow_symlinks=False):
                    status = entry.stat(follow_symlinks=False)
                    stamp = Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
                    found[f"{prefix}{entry.name}"] = stamp
                elif skipped is not None:
                    skipped.append(f"{prefix}{entry.name}")
    return dict(sorted(found.items()))


def suspects(found: Mapping[str, Stamp], known: Mapping[str, str]) -> list[str]:
    """The files whose stamp is not the known one; a known stamp that was racy is kept as an empty text."""
    return [path for path, stamp in found.items() if known.get(path) != stamp.as_text()]
