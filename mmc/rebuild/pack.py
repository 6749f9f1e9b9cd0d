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


class DamagedPack(Exception):
    """The bytes at a place are not what they were."""


class Pack:
    """
    An append-only file of blobs. The store names their places, so what a dead build appended is simply never asked for.
    """

    def __init__(self, path: Path, *, is_new: bool = False) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        if is_new:
            path.unlink(missing_ok=True)
        self._file = path.open("a+b")

    def get(self, place: Place) -> bytes:
        """The blob. Raises `DamagedPack`."""
        self._file.seek(place.offset)
        data = self._file.read(place.length)
        if digest(data) != place.seal:
            raise DamagedPack(self.path.name)
        return data

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

    def remove_others(self) -> None:
        """The packs of other versions, which no store names any more, are gone."""
        for path in self.path.parent.glob(f"*{self.path.suffix}"):
            if path != self.path:
                path.unlink(missing_ok=True)
