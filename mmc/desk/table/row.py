"""One item as the table shows it, and what of a list is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mmc.base.items.fields import derived_id
from mmc.base.items.kinds import KINDS
from mmc.base.items.reading import kind_of, read_draft
from mmc.base.items.schema import PAGE, PUBLISHED
from mmc.base.items.source import read_source
from mmc.base.vocabulary import Vocabulary

PAGES = "Halaman tetap"
LETTERS = 20_000  # of a text that can be searched


@dataclass(frozen=True, slots=True)
class Row:
    """An item by what its file says; `at` and `due` are moments in ISO, empty where the file tells none."""

    path: str
    id: str
    kind: str
    category: str
    title: str
    status: str
    url: str
    at: str
    due: str
    first: str = ""  # who wrote it first, by git
    last: str = ""  # who changed it last
    touched: str = ""  # when, in ISO
    errors: int = 0

    @property
    def moment(self) -> datetime | None:
        """The publication date."""
        return datetime.fromisoformat(self.at) if self.at else None

    @property
    def due_at(self) -> datetime | None:
        """From when it may be public."""
        return datetime.fromisoformat(self.due) if self.due else None

    @property
    def touched_at(self) -> datetime | None:
        """When it was changed last."""
        return datetime.fromisoformat(self.touched) if self.touched else None

    @property
    def label(self) -> str:
        """The kind in words."""
        return KINDS[self.kind].label if self.kind in KINDS else PAGES if self.kind == PAGE else self.kind


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for; an empty value asks for nothing."""

    words: str = ""
    kind: str = ""
    category: str = ""
    status: str = ""  # of the file, or `terjadwal`, `bermasalah`
    person: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Wanted:
        """As the address of a list says it."""
        return cls(*(given.get(name, "").strip()[:200] for name in ("cari", "jenis", "kategori", "status", "orang")))


def read_row(root: Path, path: str, vocabulary: Vocabulary) -> tuple[Row, str]:
    """The file as a row, and its text; raises `OSError` for one that cannot be read."""
    source = read_source((root / path).read_bytes(), path)
    item, _ = read_draft(source, vocabulary)
    if item is None:
        title = next((field.value.text for field in source.fields if field.key == "title"), "") or Path(path).stem
        permanent = derived_id(path, vocabulary.office.id_prefix)
        return Row(path, permanent, kind_of(path), "", title, "", "", "", ""), source.body[:LETTERS]
    due = item.due_at.isoformat() if item.status == PUBLISHED and item.kind != PAGE else ""
    at = item.date.isoformat()
    row = Row(path, item.id, item.kind, item.category, item.title, item.status, item.url, at, due)
    return row, f"{item.summary}\n{item.body}"[:LETTERS]
