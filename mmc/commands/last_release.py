"""What this machine remembers of the last release to a target: what was let out, and what nobody was told of yet."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from mmc.base.files.disk import replace
from mmc.release.files import Content
from mmc.release.record.known import Known
from mmc.release.record.manifest import Entry
from mmc.release.sealing import sealed, unsealed

NOTE = "dilihat.txt"


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
        note = self.folder / NOTE
        told = unsealed(NOTE, note.read_bytes()) if note.is_file() else None
        if not before or told != self._word(rules):
            return None
        if any(path.endswith(".html") and path not in now for path in before):
            return None
        return frozenset(path for path, each in now.items() if path not in before or before[path].sha256 != each.sha256)

    def note(self, rules: str) -> None:
        """The release that is live now was looked at under these rules."""
        self.folder.mkdir(parents=True, exist_ok=True)
        replace(self.folder / NOTE, sealed(NOTE, self._word(rules)))

    def _word(self, rules: str) -> bytes:
        """The rules and the very record that was looked at under them."""
        return f"{rules} {Known(self.folder / 'known.json').digest}".encode()


@dataclass(frozen=True, slots=True)
class Released:
    """The lists of sources, by their hash, that were released from this checkout: whatever they name was here."""

    file: Path

    def lists(self) -> frozenset[str]:
        """All of them."""
        return frozenset(self.file.read_text("ascii").split()) if self.file.is_file() else frozenset()

    def note(self, name: str) -> None:
        """This one too."""
        if name and name not in self.lists():
            self.file.parent.mkdir(parents=True, exist_ok=True)
            with self.file.open("a", encoding="ascii") as file:
                file.write(f"{name}\n")


@dataclass(frozen=True, slots=True)
class Pending:
    """The paths that are live and of which nobody was told, kept in a file for the case that a deploy ends too early."""

    file: Path

    def paths(self) -> list[str]:
        """In order."""
        return sorted(self._rows())

    def new(self) -> frozenset[str]:
        """Those of them that no release had shown before."""
        return frozenset(path for path, is_new in self._rows().items() if is_new)

    def _rows(self) -> dict[str, bool]:
        try:
            rows = json.loads(self.file.read_bytes())
        except (FileNotFoundError, ValueError):
            return {}
        return {str(path): bool(is_new) for path, is_new in rows.items()} if isinstance(rows, dict) else {}

    def add(self, paths: Iterable[str], new: Collection[str]) -> None:
        """These too."""
        rows = self._rows() | {path: True for path in paths if path in new}
        self.file.parent.mkdir(parents=True, exist_ok=True)
        rows |= {path: False for path in paths if path not in rows}
        replace(self.file, json.dumps(rows, ensure_ascii=False).encode())

    def clear(self) -> None:
        """All of it was told, or is told by `after_release` itself at the next release."""
        self.file.unlink(missing_ok=True)
