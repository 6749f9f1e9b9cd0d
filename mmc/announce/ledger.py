"""
What went where: events in the repository, only ever added to.

The intent is written, and on the disk, before a network is asked; the confirmation after. An intent without an end may or
may not have been posted: it is reported and never repeated by itself.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from mmc.base.files.journal import ANNOUNCEMENTS, Journal, moment_of

OLD_NAME = "siaran.jsonl"
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
    """The events in `data/catatan/siaran/`, of every clone that has shared its own."""

    def __init__(self, data: Path) -> None:
        self._old = data / OLD_NAME
        self._journal = Journal(data, ANNOUNCEMENTS)

    def lines(self) -> list[Line]:
        """Every line, oldest first; raises where one is damaged, since posts depend on it."""
        rows = [*_rows(self._old), *self._journal.rows()]
        return [Line(**row) for row in sorted(rows, key=lambda row: moment_of(row["at"]))]

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

    def note(self, at: datetime, item: str, network: str, state: str, **facts: str) -> None:
        """A line with this state is on the disk when this returns."""
        if self._old.is_file():
            self._journal.take_over(self._old, _rows(self._old))
        row = asdict(Line("", item, network, state, **facts))
        self._journal.write(at, {name: value for name, value in row.items() if value})


def _rows(path: Path) -> list[dict[str, str]]:
    """The lines of the one file that was kept until 2026-11-28; a last one that a crash cut off counts as never written."""
    if not path.is_file():
        return []
    return [json.loads(row) for row in path.read_bytes().split(b"\n")[:-1] if row]


def digest(text: str) -> str:
    """What a text is known by in the ledger."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]
