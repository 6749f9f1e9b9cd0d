"""
What went where: a file of JSON lines in the repository, only ever added to.

The intent is written, and on the disk, before a network is asked; the confirmation after. An intent without an end may or
may not have been posted: it is reported and never repeated by itself.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

INTENT, DONE, REFUSED, EDITED, CLEARED = "niat", "terkirim", "ditolak", "disunting", "dibatalkan"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `post` is the network's own number of the message, `digest` what the text was."""

    at: str
    item: str
    network: str
    state: str
    digest: str = ""
    post: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one item in one place: the post, its text; `is_open` means that an intent never ended."""

    post: str = ""
    digest: str = ""
    is_open: bool = False


class Ledger:
    """The file; a line that was cut off in a crash is the last one and counts as never written."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def lines(self) -> list[Line]:
        """Every line, oldest first; ValueError if one in the middle is damaged, since posts depend on it."""
        if not self.path.exists():
            return []
        rows = self.path.read_bytes().split(b"\n")
        return [Line(**json.loads(row)) for row in rows[:-1] if row]

    def known(self, item: str, network: str) -> Known:
        """What became of the item there."""
        return self.everything().get((item, network), Known())

    def everything(self) -> dict[tuple[str, str], Known]:
        """What became of every item, by item and network."""
        found: dict[tuple[str, str], Known] = {}
        for line in self.lines():
            place = (line.item, line.network)
            before = found.get(place, Known())
            if line.state == INTENT:
                found[place] = Known(before.post, line.digest, is_open=True)
            elif line.state in (DONE, EDITED):
                found[place] = Known(line.post, line.digest)
            else:
                found[place] = Known(before.post, before.digest)
        return found

    def write(self, line: Line) -> None:
        """The line is on the disk when this returns."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a+b") as file:
            self._mend(file.fileno())
            file.write(json.dumps(asdict(line), ensure_ascii=False).encode("utf-8") + b"\n")
            file.flush()
            os.fsync(file.fileno())

    def note(self, at: datetime, item: str, network: str, state: str, **facts: str) -> None:
        """A line with this state is on the disk when this returns."""
        self.write(Line(at.isoformat(timespec="seconds"), item, network, state, **facts))

    def _mend(self, descriptor: int) -> None:
        """Cut off what a crash left without its end."""
        content = self.path.read_bytes()
        whole = content.rfind(b"\n") + 1
        if whole != len(content):
            os.ftruncate(descriptor, whole)


def digest(text: str) -> str:
    """What a text is known by in the ledger."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]
