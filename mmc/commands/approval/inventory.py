"""The things of the project as its folder holds them now; what unchanged files said is remembered by their stamps."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import astuple
from pathlib import Path
from typing import Any

from mmc.approvals import digests
from mmc.approvals.digests import Page, page_of, sha256_of, table_digest
from mmc.approvals.things import CODE_PLACES, THEME, Thing, is_table, things_of
from mmc.base.files.disk import replace
from mmc.base.files.scan import is_racy, scan, stamp_of
from mmc.base.items import schema
from mmc.base.vocabulary import Vocabulary
from mmc.indonesian import calendar
from mmc.rebuild.digest import digest, files_digest

MEMORY = Path(".cache") / "persetujuan"
FOLDERS = ("content", "data", THEME, "mmc")


class Inventory:
    """Looks at the folder once: the SHA-256 of every file that counts, its stamp, and every thing."""

    def __init__(self, root: Path, vocabulary: Vocabulary) -> None:
        self.root, self.vocabulary = root, vocabulary
        self._memory = root / MEMORY / "berkas.json"
        self._rules = rules_of(vocabulary)
        self.stamps = dict(_stamps(root))
        looked_at = time.time_ns()
        known = self._recall()
        self._rows = {path: self._row(path, stamp, known.get(path)) for path, stamp in self.stamps.items()}
        lasting = {path: row for path, row in self._rows.items() if not is_racy(row[0], looked_at)}
        if lasting != known:
            self._remember(lasting)
        self.files: Mapping[str, str] = {path: row[1] for path, row in self._rows.items() if row[1]}
        pages = {path: _page(row[2]) for path, row in self._rows.items() if row[2]}
        tables = {path: row[3] for path, row in self._rows.items() if row[3]}
        self.things: Mapping[str, list[Thing]] = things_of(self.files, pages, tables)

    def _row(self, path: str, stamp: str, known: list[Any] | None) -> list[Any]:
        if known is not None and known[0] == stamp:
            return known
        try:
            data = (self.root / path).read_bytes()
        except OSError:
            return [stamp, "", None, ""]
        page = page_of(data, path, self.vocabulary) if path.startswith("content/") else None
        table = table_digest(path, data) if is_table(path) else ""
        return [stamp, seal_of(path, data), list(astuple(page)) if page else None, table]

    def _recall(self) -> Mapping[str, list[Any]]:
        try:
            data = json.loads(self._memory.read_bytes())
            return data["files"] if data["rules"] == self._rules else {}
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return {}

    def _remember(self, rows: Mapping[str, list[Any]]) -> None:
        self._memory.parent.mkdir(parents=True, exist_ok=True)
        replace(self._memory, json.dumps({"rules": self._rules, "files": rows}, ensure_ascii=False).encode())


def _page(row: list[Any]) -> Page:
    own, text, is_shown, names, takes_first_photo, bare = row
    return Page(own, text, is_shown, tuple(names), takes_first_photo, bare)


def seal_of(path: str, data: bytes) -> str:
    """The SHA-256 by which a file is known: to the byte in `content/`, whatever the line ends elsewhere."""
    return digest_of_bytes(data) if path.startswith("content/") else sha256_of(data)


def digest_of_bytes(data: bytes) -> str:
    """The SHA-256 of bytes."""
    return hashlib.sha256(data).hexdigest()


def rules_of(vocabulary: Vocabulary) -> str:
    """A word for all that the digest of a page depends on beside the page."""
    base, words = Path(schema.__file__).parents[1], Path(calendar.__file__).parent
    code = [*base.glob("*.py"), *words.glob("*.py")]
    office = vocabulary.office
    seal = digest(files_digest(code, base.parent), Path(digests.__file__).read_bytes())
    return f"{seal.hex()} {office.timezone} {office.id_prefix}"


def _stamps(root: Path) -> Iterator[tuple[str, str]]:
    for folder in FOLDERS:
        if (root / folder).is_dir():
            for path, stamp in scan(root / folder, None, f"{folder}/").items():
                if "__pycache__/" not in path:
                    yield path, stamp
    for name in CODE_PLACES:
        if (root / name).is_file():
            yield name, stamp_of((root / name).stat())
