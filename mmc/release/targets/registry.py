"""Every kind of target, by the word in `data/terbit.toml`: its fields, and how one is made. A new kind is a module and a row here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from mmc.base.files.tables import HOST, PORT, Form
from mmc.release.paths import ENCODINGS
from mmc.release.targets.base import Target
from mmc.release.targets.connection import Server
from mmc.release.targets.git import GitTarget
from mmc.release.targets.local import LocalTarget
from mmc.release.targets.rclone import Rclone
from mmc.release.targets.ssh import SshTarget
from mmc.release.targets.storage import StorageTarget

SITE = Form(rf"https?://{HOST}{PORT}(?:/\S*)?", "alamat seperti `https://mmc.contoh.go.id`")
DOOR = Form(PORT.removeprefix("(?::").removesuffix(")?"), "bilangan antara 1 dan 65535")
KEPT = Form(r"[1-9][0-9]{0,3}", "bilangan antara 1 dan 9999")
COPY = Form("|".join(ENCODINGS), f"salah satu dari {', '.join(ENCODINGS)}")
HISTORY = Form("append|orphan", "`append` atau `orphan`")


@dataclass(frozen=True, slots=True)
class Common:
    """What every target may say of itself."""

    kind: str
    url: str = field(default="", metadata=SITE.of_field)
    keep: int = field(default=10, metadata=KEPT.of_field)
    encodings: tuple[str, ...] = field(default=(), metadata=COPY.of_field)
    headers: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class _Local(Common):
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ssh(Common):
    host: str
    path: str
    user: str = ""
    port: int = field(default=22, metadata=DOOR.of_field)
    host_key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Storage(Common):
    remote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Git(Common):
    repository: str
    branch: str = ""
    history: str = field(default="append", metadata=HISTORY.of_field)


@dataclass(frozen=True, slots=True)
class Place:
    """
    Where one target is made: its declared fields, the project, the folder of what is known of it, and who releases.

    `settings` are files for hosting without a configuration of one's own.
    """

    fields: Mapping[str, Any]
    root: Path
    workshop: Path
    holder: str
    settings: Callable[[], Mapping[str, bytes]] = dict


@dataclass(frozen=True, slots=True)
class Kind:
    """
    One kind: the table of its fields, how a target is made of them, the compressed copies that it can serve.

    `has_headers` says that its server is usually ours and follows the policy.
    """

    table: type[Common]
    make: Callable[[Place], Target]
    copies: tuple[str, ...] = ()
    has_headers: bool = False


def _local(place: Place) -> Target:
    return LocalTarget(place.root / place.fields["path"])


def _ssh(place: Place) -> Target:
    told = place.fields
    server = Server(told["host"], told["path"], told.get("user", ""), told.get("port", 22), told.get("host_key", ""))
    return SshTarget(server, place.workshop, place.holder)


def _storage(place: Place) -> Target:
    return StorageTarget(Rclone(place.fields["remote"]), place.workshop, place.holder)


def _git(place: Place) -> Target:
    is_orphan = place.fields.get("history", "append") == "orphan"
    branch = place.fields.get("branch", "pages")
    return GitTarget(place.fields["repository"], branch, place.workshop, is_orphan=is_orphan, settings=place.settings)


COMMON = frozenset(part.name for part in fields(Common))
KINDS: Mapping[str, Kind] = {
    "local": Kind(_Local, _local, tuple(ENCODINGS), has_headers=True),
    "ssh": Kind(_Ssh, _ssh, ("br", "gzip"), has_headers=True),
    "storage": Kind(_Storage, _storage),  # stores and Pages compress by themselves or not at all
    "git": Kind(_Git, _git),
}
