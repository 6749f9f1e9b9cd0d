"""A file of the site before it exists: where it goes, who makes it, and everything that it shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mmc.rebuild.digest import digest


@dataclass(frozen=True, slots=True)
class Output:
    """
    One or more files made in one go by the renderer of this name from this data.

    `version` names whatever else shapes the bytes: templates, identity, code. A costly output is kept under its
    fingerprint, so that it is made once for all builds.
    """

    paths: tuple[str, ...]
    renderer: str
    data: Any
    version: bytes = b""
    is_costly: bool = False

    @property
    def fingerprint(self) -> bytes:
        """Equal for outputs with equal bytes; `repr` of frozen data is complete and in a fixed order."""
        data = self.data if isinstance(self.data, bytes) else repr(self.data)
        return digest(self.renderer, repr(self.paths), data, self.version)


def page_path(url: str) -> str:
    """The file that a server shows for an address: `/berita/` is `berita/index.html`."""
    return f"{url.lstrip('/')}index.html" if url.endswith("/") else url.lstrip("/")
