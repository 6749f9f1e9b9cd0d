"""Where the office releases to: `data/terbit.toml`, read whole and refused whole."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from mmc.base.problems import ContentError
from mmc.base.tables import HOST, PORT, Form, Reader, Trail, open_table
from mmc.release.errors import ReleaseError
from mmc.release.paths import ENCODINGS
from mmc.release.record import minisign
from mmc.release.record.minisign import PublicKey

SITE = Form(rf"https?://{HOST}{PORT}(?:/\S*)?", "alamat seperti `https://mmc.contoh.go.id`")
NAME = Form(r"[A-Za-z0-9][A-Za-z0-9_-]*", "huruf, angka, dan tanda hubung, misalnya `server`")
DOOR = Form(PORT.removeprefix("(?::").removesuffix(")?"), "bilangan antara 1 dan 65535")
KEPT = Form(r"[1-9][0-9]{0,3}", "bilangan antara 1 dan 9999")
COPY = Form("|".join(ENCODINGS), f"salah satu dari {', '.join(ENCODINGS)}")
HISTORY = Form("append|orphan", "`append` atau `orphan`")


@dataclass(frozen=True, slots=True)
class _Common:
    kind: str
    url: str = field(default="", metadata=SITE.of_field)
    keep: int = field(default=10, metadata=KEPT.of_field)
    encodings: tuple[str, ...] = field(default=(), metadata=COPY.of_field)
    headers: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class _Local(_Common):
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ssh(_Common):
    host: str
    path: str
    user: str = ""
    port: int = field(default=22, metadata=DOOR.of_field)
    host_key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Storage(_Common):
    remote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Git(_Common):
    repository: str
    branch: str = ""
    history: str = field(default="append", metadata=HISTORY.of_field)


KINDS: Mapping[str, type[_Common]] = {"local": _Local, "ssh": _Ssh, "storage": _Storage, "git": _Git}
COMMON = frozenset(part.name for part in fields(_Common))
# The compressed copies that the place can serve: object stores and Pages compress by themselves or not at all.
COPIES = {"local": tuple(ENCODINGS), "ssh": ("br", "gzip"), "storage": (), "git": ()}


@dataclass(frozen=True, slots=True)
class Declared:
    """
    One target; `url` is where its site is read, `has_headers` says that the server there is ours and follows the policy.
    """

    name: str
    kind: str
    url: str = ""
    keep: int = 10
    encodings: tuple[str, ...] = ()
    has_headers: bool = True
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Declaration:
    """Every target, the one that is meant when none is named, and the key under which all of them are proven."""

    default: str
    public_key: PublicKey | None
    targets: Mapping[str, Declared]

    def target(self, name: str = "") -> Declared:
        """The target of this name; raises `ReleaseError` with the names there are."""
        wanted = name or self.default
        if wanted not in self.targets:
            near = difflib.get_close_matches(wanted, self.targets, 1)
            hint = f"Maksudnya “{near[0]}”?" if near else f"Yang ada: {', '.join(self.targets)}."
            raise ReleaseError(f"Tujuan “{wanted}” tidak ada di data/terbit.toml.", hint)
        return self.targets[wanted]


def load(path: Path) -> Declaration:
    """
    The declaration of this file; without the file there is the local target alone.

    Raises `ContentError` with every mistake of it.
    """
    targets = {"local": Declared("local", "local", encodings=COPIES["local"], fields={"path": ".terbit"})}
    try:
        reader = open_table(path)
    except FileNotFoundError:
        return Declaration("local", None, targets)
    rest = {key: value for key, value in reader.data.items() if key != "target"}
    whole = reader.row(_Whole, rest, ())
    rows = reader.data.get("target", {})
    if not isinstance(rows, dict):
        reader.add(
            (("target", 0),), "`target` harus tabel bernama.", "Tulis `[target.server]`, lalu isinya di bawahnya."
        )
        rows = {}
    for name, row in rows.items():
        if (found := _declared(reader, name, row)) is not None:
            targets[name] = found
    key = _public_key(reader, whole.public_key) if whole else None
    if reader.problems or whole is None:
        raise ContentError(reader.problems)
    return Declaration(whole.default, key, targets)


@dataclass(frozen=True, slots=True)
class _Whole:
    default: str = "local"
    public_key: str = ""


def _declared(reader: Reader, name: str, row: Any) -> Declared | None:
    trail = (("target", 0), (name, 0))
    kind = row.get("kind", "") if isinstance(row, dict) else ""
    if not isinstance(row, dict):
        reader.wrong(trail, "satu tabel", "{ … }")
    elif not NAME.fits(name):
        reader.add(trail, f"Nama tujuan “{name[:60]}” tidak dapat dipakai.", f"Tulis {NAME.wanted}.")
    elif not isinstance(kind, str) or kind not in KINDS:
        place = (*trail, ("kind", 0)) if "kind" in row else trail
        reader.add(place, f"`kind` harus salah satu dari {', '.join(KINDS)}.", 'Tulis `kind = "ssh"`, misalnya.')
    else:
        return _target(reader, name, row, trail)
    return None


def _target(reader: Reader, name: str, row: Mapping[str, Any], trail: Trail) -> Declared | None:
    kind = row["kind"]
    table = reader.row(KINDS[kind], row, trail)
    if table is None:
        return None
    given = {key: value for key, value in row.items() if key not in COMMON}
    copies = table.encodings if "encodings" in row else COPIES[kind]
    has_headers = row.get("headers", kind in ("local", "ssh"))
    return Declared(name, kind, table.url.rstrip("/"), table.keep, copies, has_headers, given)


def _public_key(reader: Reader, text: str) -> PublicKey | None:
    if not text:
        return None
    try:
        return minisign.read_public(text)
    except ReleaseError:
        hint = "Salin satu baris kunci publik yang ditampilkan saat kunci dibuat."
        reader.add((("public_key", 0),), "Kunci publik ini tidak terbaca.", hint)
        return None
