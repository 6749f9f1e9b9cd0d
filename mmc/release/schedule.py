"""Whether a timer has anything to publish: nothing was edited, released elsewhere or has become due since the last time."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Iterable
from datetime import datetime
from pathlib import Path

from mmc.base.files.disk import replace


def fingerprint(root: Path, places: Iterable[str], *, besides: Collection[str] = ()) -> str:
    """
    A word that changes when any file below these places is added, taken away or written; no file is opened.

    Files of the names `besides` do not count.
    """
    digest = hashlib.sha256()
    for place in sorted(places):
        waiting = [root / place]
        while waiting:
            folder = waiting.pop()
            if folder.is_file():
                status = folder.stat()
                digest.update(f"{place} {status.st_size} {status.st_mtime_ns}\n".encode())
                continue
            if not folder.is_dir():
                continue
            with os.scandir(folder) as entries:
                for entry in sorted(entries, key=lambda one: one.name):
                    if entry.name.startswith((".", "__pycache__")) or entry.name in besides:
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(Path(entry.path))
                    else:
                        status = entry.stat(follow_symlinks=False)
                        row = f"{entry.path} {status.st_size} {status.st_mtime_ns} {status.st_ino}\n"
                        digest.update(row.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


class Diary:
    """What was released last to a target, from what, and when the next embargo ends."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def has_nothing_due(self, word: str, now: datetime) -> bool:
        """True when the same files were released already and no embargo has ended since."""
        try:
            row = json.loads(self._path.read_bytes())
            due = datetime.fromisoformat(row["next"]) if row["next"] else None
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return False
        return bool(row["word"] == word and (due is None or now < due))

    def knows(self, live: str) -> bool:
        """True when the record of this hash was live when the last note was made."""
        try:
            return bool(json.loads(self._path.read_bytes())["live"] == live)
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return False

    def note(self, word: str, next_due: datetime | None, live: str) -> None:
        """
        These files have been released; `next_due` is when the first item that waits becomes public, `live` the hash of the
        record that readers' site then had.
        """
        self._path.parent.mkdir(parents=True, exist_ok=True)
        row = {"word": word, "next": next_due.isoformat() if next_due else "", "live": live}
        replace(self._path, json.dumps(row).encode())
