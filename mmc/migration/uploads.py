"""The files that the old site had beside its texts: found by their address in the folders that came along, largest first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from mmc.migration.markup import largest

PHOTOS = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".jfif"})
DOCUMENTS = frozenset(
    {".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".odt", ".ods", ".rtf", ".zip", ".rar"}
)
_SIZE = re.compile(r"-(?:([0-9]{2,5})x([0-9]{2,5})|scaled)(\.\w{3,5})$")


class Uploads:
    """Every file below the folders, by the ends of its path; of one photo in several sizes, the largest answers."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._by_tail: dict[str, list[Path]] = {}
        self.count = 0
        for folder in folders:
            for path in sorted(folder.rglob("*")):
                if path.suffix.casefold() in PHOTOS | DOCUMENTS and path.is_file() and not path.is_symlink():
                    self.count += 1
                    self._by_tail.setdefault(_name(path.name), []).append(path)

    def find(self, url: str, *, is_original: bool = False, may_be_elsewhere: bool = False) -> Path | None:
        """
        The file at this address, in its largest size; nothing where it did not come along.

        An original may have a name that looks like a size of another photo: it is itself.

        A file elsewhere than its address says is believed only if asked for, and if no other has its name: Blogger's
        albums know nothing of months.
        """
        path = unquote(urlsplit(url).path if "//" in url else url)
        parts = PurePosixPath(largest(f"https://x{path}")[1:]).parts
        if not parts:
            return None
        found = self._by_tail.get(_name(parts[-1]), [])
        if is_original:
            name = unquote(PurePosixPath(path).name).casefold()
            found = [one for one in self._by_tail.get(_name(name), []) if one.name.casefold() == name] or found
        ranked = [(shared, one) for one in found if (shared := _shared(one.parts, parts)) > 1 or len(parts) <= 2]
        if not ranked and may_be_elsewhere and len({one.stat().st_size for one in found}) == 1:
            ranked = [(1, found[0])]
        best = max((shared for shared, _ in ranked), default=0)
        return max((one for shared, one in ranked if shared == best), key=_rank, default=None)

    def documents(self) -> list[Path]:
        """Every PDF, the one kind of document that the house publishes."""
        return sorted(path for paths in self._by_tail.values() for path in paths if path.suffix.casefold() == ".pdf")


def _shared(first: tuple[str, ...], second: tuple[str, ...]) -> int:
    """How many parts two paths have in common at their ends, the name (already the same but for its size) included."""
    count = 1
    for one, other in zip(reversed(first[:-1]), reversed(second[:-1]), strict=False):
        if one.casefold() != other.casefold():
            break
        count += 1
    return count


def _name(name: str) -> str:
    return _SIZE.sub(r"\3", name.casefold())


def _rank(path: Path) -> tuple[int, int]:
    """The original before what was made of it: without a size in its name first, then by bytes."""
    match = _SIZE.search(path.name)
    kind = 2 if match is None else 1 if match[1] is None else 0
    return kind, path.stat().st_size
