"""What a new version asks of `content/` and `data/`: each change by its name, never more than is needed, seen before it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mmc.base.items.source import read_source
from mmc.checks.content.budget import FILE_BYTES

Old = Callable[[str], bytes]  # a file of the version that the office began with; nothing where there is none
Changes = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Migration:
    """A change of the office's own files; `is_due` looks at the version that the office comes from."""

    name: str
    why: str
    is_due: Callable[[Old], bool]
    changes: Callable[[Path], Changes]


def _published_without_a_word(old: Old) -> bool:
    """True for a version that took an item without `status` for a published one."""
    places = ("mmc/schema.py", "mmc/base/schema.py")
    return any(
        word in old(place) for place in places for word in (b'status: str = "terbit"', b"status: str = PUBLISHED")
    )


def _stated(root: Path) -> Changes:
    """Every item without a status says `terbit`, as it was understood."""
    return dict(_with_status(root))


def _with_status(root: Path) -> Iterator[tuple[str, bytes]]:
    for file in sorted((root / "content").rglob("*.md")):
        if file.is_symlink() or not file.is_file() or file.stat().st_size > FILE_BYTES:
            continue
        data, path = file.read_bytes(), file.relative_to(root).as_posix()
        source = read_source(data, path)
        keys = {field.key.casefold(): field.line for field in source.fields}
        if "title" in keys and "status" not in keys:
            lines = data.splitlines(keepends=True)
            end = b"\r\n" if lines[0].endswith(b"\r\n") else b"\n"
            at = keys["title"] - 1
            yield path, b"".join([*lines[:at], b"status: terbit" + end, *lines[at:]])


MIGRATIONS = (
    Migration(
        "status-tertulis",
        "Naskah dan halaman tanpa `status` dahulu tayang; kini hanya `terbit` yang tayang, jadi barisnya ditulis.",
        _published_without_a_word,
        _stated,
    ),
)
