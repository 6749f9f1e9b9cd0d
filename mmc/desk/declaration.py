"""How the desk stands: for one person at this machine, or for the office as `data/meja.toml` says."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from mmc.base.files.tables import HOST, ORIGIN, PORT, Form, read_table
from mmc.base.problems import ContentError, Problem

FILE = "meja.toml"
OWN = ".meja"  # accounts, sessions, jobs, the secret: beside the checkout's files, never in git
LOOPBACK = "127.0.0.1"
BIND = Form(rf"{HOST}{PORT}", "alamat dan pintu seperti `127.0.0.1:8710`")


@dataclass(frozen=True, slots=True)
class Declared:
    """The desk of an office: where people open it, where it listens behind the office's web server, where it publishes."""

    address: str = field(default="", metadata=ORIGIN.of_field)
    bind: str = field(default="127.0.0.1:8710", metadata=BIND.of_field)
    target: str = ""  # of data/terbit.toml; empty: its default
    share: bool = True  # take and offer by itself where git knows a place to share at

    @property
    def is_embedded(self) -> bool:
        """True for one person at this machine, without an account."""
        return not self.address

    @property
    def host(self) -> str:
        """The one name that the office's desk answers to."""
        return urlsplit(self.address).hostname or LOOPBACK

    @property
    def place(self) -> tuple[str, int]:
        """Where it listens."""
        host, _, port = self.bind.partition(":")
        return host, int(port or 8710)


def declared(root: Path) -> Declared:
    """What `data/meja.toml` says; without it, the desk of one person. Raises `ContentError`."""
    path = root / "data" / FILE
    if not path.is_file():
        return Declared()
    problems: list[Problem] = []
    found = read_table(path, Declared, problems)
    if found is not None and not found.address:
        problems.append(
            Problem(
                f"data/{FILE}",
                1,
                "Kunci `address` belum ada.",
                'Tulis alamat meja di kantor: `address = "https://meja.contoh.go.id"`.',
                code="data",
            )
        )
    elif found is not None and not found.address.startswith("https://"):
        problems.append(
            Problem(
                f"data/{FILE}",
                1,
                f"Alamat “{found.address}” tidak terlindung.",
                "Meja untuk banyak orang memerlukan `https://`; nginx atau Caddy kantor yang memegang sertifikatnya.",
                code="data",
            )
        )
    if problems or found is None:
        raise ContentError(problems)
    return found
