"""Compressed copies of text files, made once for each content and kept from release to release."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli
import zstandard

from mmc.base.files.disk import replace
from mmc.release.files import Content, hash_file
from mmc.release.paths import ENCODINGS, is_text

SMALLEST = 512  # below this the headers weigh more than what is saved
WORTHWHILE = 0.95  # a copy that saves less than a twentieth is not made
LARGEST_FOR_SLOW = 1_000_000  # brotli's last step takes seconds for each megabyte


def compress(data: bytes, encoding: str) -> bytes:
    """The same bytes for the same data, as small as the format allows in reasonable time."""
    if encoding == "br":
        return bytes(brotli.compress(data, quality=11 if len(data) <= LARGEST_FOR_SLOW else 9))
    if encoding == "zstd":
        return zstandard.ZstdCompressor(level=19, write_content_size=True).compress(data)
    return gzip.compress(data, compresslevel=9, mtime=0)


class Copies:
    """A folder of compressed copies, named by the content that they were made of."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def place(self, sha256: str, encoding: str) -> Path:
        """Where the copy lies; an empty file there says that it was not worth while."""
        return self.folder / sha256[:2] / f"{sha256}{ENCODINGS[encoding]}"

    def make(self, source: Path, sha256: str, encoding: str) -> Path:
        """The copy is there, made now if it was not."""
        place = self.place(sha256, encoding)
        if not place.exists():
            data = source.read_bytes()
            copy = compress(data, encoding)
            place.parent.mkdir(parents=True, exist_ok=True)
            replace(place, copy if len(copy) < len(data) * WORTHWHILE else b"")
        return place

    def make_all(
        self,
        folder: Path,
        files: Mapping[str, Content],
        encodings: Iterable[str],
        on_done: Callable[[int], None] | None = None,
    ) -> dict[str, tuple[Content, Path]]:
        """Every worthwhile copy of the given files by its path in the site; `on_done` hears how many were looked at."""
        wanted = [
            (path, content, encoding)
            for path, content in files.items()
            if is_text(path) and content.size >= SMALLEST
            for encoding in encodings
        ]

        def one(task: tuple[str, Content, str]) -> tuple[str, Path]:
            path, content, encoding = task
            return path + ENCODINGS[encoding], self.make(folder / path, content.sha256, encoding)

        found: dict[str, tuple[Content, Path]] = {}
        with ThreadPoolExecutor() as pool:
            for number, (path, place) in enumerate(pool.map(one, wanted), 1):
                if size := place.stat().st_size:
                    found[path] = (Content(size, hash_file(place)), place)
                if on_done:
                    on_done(number)
        return found

    def prune(self, used: Iterable[str]) -> int:
        """Only copies of the contents still in use remain; the number of those taken away."""
        keep = frozenset(used)
        old = [place for place in self.folder.glob("??/*") if place.name.partition(".")[0] not in keep]
        for place in old:
            place.unlink()
        return len(old)
