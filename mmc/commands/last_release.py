"""What this machine remembers of the last release to a target: what was let out, and what nobody was told of yet."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from mmc.release.files import Content, replace
from mmc.release.record.known import Known
from mmc.release.record.manifest import Entry

LEDGER, WAITING = "siaran.jsonl", "siaran-tertunda.json"  # in data/, since what was told must be known on every machine


@dataclass(frozen=True)
class Seen:
    """What was let out to a target last, in the folder of what this machine knows of it: those bytes need no second look."""

    folder: Path

    @cached_property
    def _released(self) -> Mapping[str, Entry]:
        last = Known(self.folder / "known.json").read()
        return dict(last.files.items()) if last else {}

    def pages(self) -> int:
        """How many pages it had."""
        return sum(path.endswith(".html") for path in self._released)

    def others(self, now: Mapping[str, Content], rules: str) -> frozenset[str] | None:
        """The built files that were not in it; None when everything is to be looked at: other rules, or a page is gone."""
        before = self._released
        note = self.folder / "dilihat.txt"
        if not before or not note.is_file() or note.read_text("ascii") != rules:
            return None
        if any(path.endswith(".html") and path not in now for path in before):
            return None
        return frozenset(path for path, each in now.items() if path not in before or before[path].sha256 != each.sha256)

    def note(self, rules: str) -> None:
        """The release that is live now was looked at under these rules."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "dilihat.txt").write_text(rules, "ascii")


@dataclass(frozen=True, slots=True)
class Pending:
    """The paths that are live and of which nobody was told, kept in a file for the case that a deploy ends too early."""

    file: Path

    def paths(self) -> list[str]:
        """In order."""
        try:
            return [str(path) for path in json.loads(self.file.read_bytes())]
        except (FileNotFoundError, ValueError):
            return []

    def add(self, paths: Iterable[str]) -> None:
        """These too."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        replace(self.file, json.dumps(sorted({*self.paths(), *paths}), ensure_ascii=False).encode())

    def clear(self) -> None:
        """All of it was told, or is told by `after_release` itself at the next release."""
        self.file.unlink(missing_ok=True)
