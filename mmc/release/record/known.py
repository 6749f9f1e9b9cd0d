"""The newest manifest of a site that this machine has seen proven; what the live site is held against."""

from __future__ import annotations

from pathlib import Path

from mmc.base.files.disk import replace
from mmc.release.errors import ReleaseError
from mmc.release.record import manifest as manifests
from mmc.release.record.manifest import Manifest


class Known:
    """One file of the workshop for each site."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> Manifest | None:
        """The manifest, or None when this machine has seen none."""
        try:
            return manifests.read(self.path.read_bytes())
        except (FileNotFoundError, ReleaseError):
            return None

    @property
    def digest(self) -> str:
        """The hash of its bytes; empty when there is none."""
        return manifests.digest(self.path.read_bytes()) if self.path.is_file() else ""

    def keep(self, data: bytes) -> None:
        """The proven manifest is the newest one known."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        replace(self.path, data)


class Gaps:
    """The links of a site's chain that were not there at the last check; one file of the workshop for each site."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> frozenset[int]:
        """Their numbers; none where nothing was noted."""
        try:
            return frozenset(int(line) for line in self.path.read_text("utf-8").split())
        except (FileNotFoundError, ValueError):
            return frozenset()

    def keep(self, gaps: frozenset[int]) -> None:
        """These, besides those that were known."""
        if new := gaps - self.read():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            replace(self.path, "".join(f"{number}\n" for number in sorted(self.read() | new)).encode())


def newest(*candidates: Manifest | None) -> Manifest | None:
    """The end of the chain as far as it is known."""
    return max((one for one in candidates if one), key=lambda one: one.sequence, default=None)
