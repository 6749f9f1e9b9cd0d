"""Converted texts in one growing file, each fetched by its place and believed only by its digest."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from mmc.rebuild.digest import digest


@dataclass(frozen=True, slots=True)
class Place:
    """Where a blob lies in the pack, and what its bytes must hash to."""

    offset: int
    length: int
    seal: bytes


class Pack:
    """
    An append-only file of blobs. The store names their places, so what a dead build appended is simply never asked for.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("a+b")

    @property
    def size(self) -> int:
        """Bytes in the file, live and dead."""
        return os.fstat(self._file.fileno()).st_size

    def get(self, place: Place) -> bytes | None:
        """The blob, or None when its bytes are not what they were."""
        self._file.seek(place.offset)
        data = self._file.read(place.length)
        return data if digest(data) == place.seal else None

    def add(self, data: bytes) -> Place:
        """The place of a newly appended blob; on disk after `flush`."""
        self._file.seek(0, os.SEEK_END)
        offset = self._file.tell()
        self._file.write(data)
        return Place(offset, len(data), digest(data))

    def flush(self) -> None:
        """Everything that was added is in the file."""
        self._file.flush()

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
