"""What the gate says of an item while it is written: the same answer that stops a release, beside the field and the line."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from mmc.base.items.source import read_source
from mmc.base.problems import Problem, Severity, in_order
from mmc.base.vocabulary import Vocabulary, data_files, load_vocabulary
from mmc.checks import Gatekeeper
from mmc.checks.mend import mend
from mmc.commands.check import gatekeeper
from mmc.desk.editor.manuscript import Unwritable, opened
from mmc.indonesian import calendar
from mmc.rebuild.digest import files_digest

PHOTOS = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".heic", ".avif"})
MOST_TOLD = 40
WORDS = {Severity.ERROR: "galat", Severity.UNREADY: "belum", Severity.WARNING: "peringatan", Severity.NOTE: "catatan"}


@dataclass(frozen=True, slots=True)
class Told:
    """One finding for the page: beside which field, or in which line of the text with the words that stand there."""

    field: str
    line: int  # of the text; 0 for none
    quote: str
    tone: str
    message: str
    mend: str


def vocabulary_of(root: Path) -> Vocabulary:
    """The office's facts as they are now."""
    return load_vocabulary(root / "data")


def examine(root: Path, data: bytes, path: str, photos: Sequence[str] = ()) -> tuple[Problem, ...]:
    """Every problem of these bytes in the place of the file; `photos` are names that wait beside it."""
    keeper = _keeper(root, files_digest(data_files(root / "data"), root / "data").hex(), int(time.time() // 600))
    return in_order(keeper.examine(data, path, frozenset({*beside(root, path), *photos})).problems)


@lru_cache(maxsize=2)
def _keeper(root: Path, *_: object) -> Gatekeeper:
    """The gate for the office's facts as their seal names them, and for these ten minutes."""
    vocabulary = vocabulary_of(root)
    return gatekeeper(vocabulary, datetime.now(calendar.zone(vocabulary.office.timezone)))


def beside(root: Path, path: str) -> list[str]:
    """The names of the photos in the item's folder."""
    folder = (root / path).parent
    try:
        return sorted(each.name for each in folder.iterdir() if each.suffix.casefold() in PHOTOS and each.is_file())
    except OSError:
        return []


def told(problems: Sequence[Problem], data: bytes, path: str) -> list[Told]:
    """The problems as the page shows them, the weightiest first."""
    source = read_source(data, path)
    lines = source.body.split("\n")
    rank = {severity: number for number, severity in enumerate(Severity)}
    found = []
    for problem in sorted(problems, key=lambda each: rank[each.severity])[:MOST_TOLD]:
        line = problem.line - source.body_line + 1
        is_text = not problem.field and problem.line >= source.body_line and 0 < line <= len(lines)
        quote = lines[line - 1].strip()[:80] if is_text else ""
        field = problem.field or _field_at(problem.line, source.body_line, data, path)
        found.append(Told(field, line if is_text else 0, quote, WORDS[problem.severity], problem.message, problem.mend))
    return found


def _field_at(line: int, body_line: int, data: bytes, path: str) -> str:
    """The field in whose lines the problem stands."""
    if not 0 < line < body_line:
        return ""
    before = [field for field in read_source(data, path).fields if field.line <= line]
    return before[-1].key if before else ""


def mended(root: Path, data: bytes, path: str) -> bytes:
    """The file with every mend that cannot lose a word; the same bytes where there is none or it could not be opened then."""
    zone = calendar.zone(vocabulary_of(root).office.timezone)
    after = mend(data, zone, is_page="halaman" in path.split("/"))
    try:
        opened(after, path)
    except (ValueError, Unwritable):
        return data
    return after
