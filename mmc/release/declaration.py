"""Where the office releases to: `data/terbit.toml`, read whole and refused whole."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mmc.base.files.tables import Form, Reader, Trail, open_table
from mmc.base.problems import ContentError
from mmc.release.errors import ReleaseError
from mmc.release.record import minisign
from mmc.release.record.minisign import PublicKey
from mmc.release.targets.registry import COMMON, KINDS

NAME = Form(r"[A-Za-z0-9][A-Za-z0-9_-]*", "huruf, angka, dan tanda hubung, misalnya `server`")


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
    targets = {"local": Declared("local", "local", encodings=KINDS["local"].copies, fields={"path": ".terbit"})}
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
    table = reader.row(KINDS[kind].table, row, trail)
    if table is None:
        return None
    given = {key: value for key, value in row.items() if key not in COMMON}
    copies = table.encodings if "encodings" in row else KINDS[kind].copies
    has_headers = row.get("headers", KINDS[kind].has_headers)
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
