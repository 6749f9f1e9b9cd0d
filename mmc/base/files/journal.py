"""Records that machines keep in git: a run writes its own file and touches no other, so two clones never meet in a merge."""

from __future__ import annotations

import json
import os
import secrets
import time
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from mmc.base.problems import ContentError, Problem

FOLDER = "catatan"  # in data/
ADDRESSES, RELEASES, ANNOUNCEMENTS, OWED = "alamat", "rilis", "siaran", "terutang"
MOVED = "pindah"  # what came from an old site

Row = Mapping[str, Any]


class Journal:
    """
    One sort of events, a JSON object a line, in `data/catatan/SORT/YEAR/MONTH/`.

    The file of a run is named by its moment and a word of chance. It is added to by that run only; a line that a crash cut
    off is the last one of its file and counts as never written.
    """

    def __init__(self, data: Path, sort: str) -> None:
        self._data = data
        self._folder = data / FOLDER / sort
        self._own: Path | None = None

    def rows(self) -> list[dict[str, Any]]:
        """Every event, oldest first; `ContentError` where a line is damaged, since much depends on each."""
        rows = [row for path in self._files() for row in self._read(path)]
        return sorted(
            rows, key=lambda row: moment_of(row["at"])
        )  # those of one moment stay in the order of their files

    def write(self, at: datetime, *rows: Row) -> None:
        """The events of this moment are on the disk when this returns."""
        text = "".join(f"{_dump({**row, 'at': _stamp(at)})}\n" for row in rows)
        if not rows:
            return
        if self._own is None:
            name = f"{time.time_ns() // 1000:018d}-{secrets.token_hex(4)}.jsonl"
            self._own = self._folder / f"{at.astimezone(UTC):%Y/%m}" / name
        self._append(self._own, text.encode("utf-8"))

    def take_over(self, old: Path, rows: Iterable[Row]) -> None:
        """
        What an older version wrote to one file stands here, and that file is gone.

        Two clones that do so at the same time write the same bytes under the same name.
        """
        text = "".join(f"{_dump(row)}\n" for row in rows).encode("utf-8")
        if text:
            from hashlib import sha256

            place = self._folder / f"lama-{sha256(text).hexdigest()[:12]}.jsonl"
            if not place.exists():
                self._append(place, text)
        old.unlink(missing_ok=True)

    def forget(self, rows: Iterable[Row]) -> None:
        """These events are gone; what else stood in their files stands in a new one, so that no file ever changes."""
        done = {_dump(dict(row)) for row in rows}
        for path in self._files() if done else ():
            found = list(self._read(path))
            left = [row for row in found if _dump(row) not in done]
            if len(left) < len(found):
                self._own = None if path == self._own else self._own
                for row in left:
                    self.write(moment_of(row["at"]), row)
                path.unlink()

    def _files(self) -> list[Path]:
        found: list[Path] = []
        waiting = [str(self._folder)]
        while waiting:
            try:
                with os.scandir(waiting.pop()) as entries:
                    for entry in entries:
                        if entry.is_dir(follow_symlinks=False):
                            waiting.append(entry.path)
                        elif entry.name.endswith(".jsonl") and entry.is_file(follow_symlinks=False):
                            found.append(Path(entry.path))
            except FileNotFoundError:
                continue
        return sorted(found, key=lambda path: (not path.name.startswith("lama-"), path.name))

    def _read(self, path: Path) -> Iterator[dict[str, Any]]:
        *lines, _ = path.read_bytes().split(b"\n")
        for number, line in enumerate(lines, 1):
            try:
                row = json.loads(line)
                moment_of(row["at"])
            except (ValueError, KeyError, TypeError):
                shown = path.relative_to(self._data.parent).as_posix()
                hint = f"Kembalikan berkasnya dari git: git checkout -- {shown}"
                raise ContentError([Problem(shown, number, "Catatan mesin ini rusak.", hint)]) from None
            yield row

    @staticmethod
    def _append(path: Path, data: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())


def moment_of(text: str) -> datetime:
    """The moment of an event; one that was written without a zone is read as UTC."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")


_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
