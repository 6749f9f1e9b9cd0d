"""What a generated server configuration depends on besides the policy."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mmc.release.errors import ReleaseError

SAFE = re.compile(r"[A-Za-z0-9/._:-]+")


@dataclass(frozen=True, slots=True)
class Options:
    """
    The machine behind a site.

    `root` is the link to the live release; `certificate` holds the fullchain and `certificate_key` its key, and without
    them the server speaks plain HTTP, to stand behind a proxy that speaks TLS. `has_brotli` says that the nginx has the
    brotli module (`libnginx-mod-http-brotli-static`).
    """

    host: str
    root: str = "/srv/mmc/current"
    certificate: str = ""
    certificate_key: str = ""
    address: str = ""
    port: int = 0
    has_brotli: bool = True

    def __post_init__(self) -> None:
        """Every value can stand in a configuration as it is."""
        for value in (self.host, self.root, self.certificate, self.certificate_key, self.address):
            if value and not SAFE.fullmatch(value):
                raise ReleaseError(f"Nilai “{value}” tidak dapat ditulis ke dalam konfigurasi server.")

    @property
    def is_secure(self) -> bool:
        """True when this server itself speaks TLS."""
        return bool(self.certificate)

    @property
    def own_port(self) -> int:
        """The port that it listens on."""
        return self.port or (443 if self.is_secure else 80)
