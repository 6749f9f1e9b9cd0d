"""Files that take long to make, kept between builds under the digest of all that shapes them."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from mmc.base.files.disk import replace
from mmc.rebuild.digest import SIZE, digest

DAY = 86_400
UNUSED_DAYS = 60  # what no build has asked for so long is removed


class Kept:
    """A folder that any number of builds share; what was damaged in it is made anew."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, name: str, make: Callable[[], Mapping[str, bytes]]) -> Mapping[str, bytes]:
        """The files of this name, in their order: as an earlier build kept them, else made now and kept."""
        place = f"{name[:2]}/{name}"
        try:
            blob = (self.folder / place).read_bytes()
        except FileNotFoundError:
            blob = b""
        if blob and digest(blob[SIZE:]) == blob[:SIZE]:
            self._used(self.folder / place)
            return _unpacked(blob[SIZE:])
        files = make()
        packed = _packed(files)
        replace(self.folder / place, digest(packed) + packed)
        return files

    def remove_unused(self) -> None:
        """What nobody has asked for in a long time is gone."""
        oldest = time.time() - UNUSED_DAYS * DAY
        for path in self.folder.glob("??/*"):
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < oldest:
                    path.unlink()

    def _used(self, path: Path) -> None:
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < time.time() - DAY:
                os.utime(path)


def _packed(files: Mapping[str, bytes]) -> bytes:
    sizes = json.dumps({path: len(data) for path, data in files.items()}).encode()
    return b"".join((len(sizes).to_bytes(4, "big"), sizes, *files.values()))


def _unpacked(packed: bytes) -> dict[str, bytes]:
    start = 4 + int.from_bytes(packed[:4], "big")
    files: dict[str, bytes] = {}
    for path, size in json.loads(packed[4:start]).items():
        files[path] = packed[start : start + size]
        start += size
    return files
