"""Every release of a target that any clone has made, as git knows it: `data/catatan/rilis/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from mmc.base.files.journal import RELEASES, Journal
from mmc.release.record.manifest import Manifest, digest


@dataclass(frozen=True)
class History:
    """
    The releases of one target. Of a target that only this clone can reach (`is_shared` False) they say nothing of what is live
    there for others; they stand in the record for `jejak` and the office's report alone.
    """

    data: Path
    target: str
    is_shared: bool = True

    @cached_property
    def _rows(self) -> list[dict[str, Any]]:
        rows = Journal(self.data, RELEASES).rows() if self.is_shared else []
        return [row for row in rows if row["target"] == self.target]

    @property
    def numbers(self) -> Mapping[str, int]:
        """The hash of each manifest and its number."""
        return {row["manifest"]: row["sequence"] for row in self._rows}

    @property
    def newest(self) -> tuple[int, str]:
        """The highest number since the history last began anew, and the hash of its manifest; (0, "") before the first one."""
        found = (0, "")
        for row in self._rows:
            here = (row["sequence"], row["manifest"])
            found = here if row.get("restart") else max(found, here)
        return found

    def note(self, manifest: Manifest) -> None:
        """Readers see this release."""
        row = {
            "target": self.target,
            "release": manifest.release,
            "sequence": manifest.sequence,
            "manifest": digest(manifest.to_bytes()),
            "commit": manifest.commit,
            "by": manifest.builder,
            "restores": manifest.restores,
            "restart": manifest.restart,
        }
        Journal(self.data, RELEASES).write(manifest.created_at, {name: value for name, value in row.items() if value})
