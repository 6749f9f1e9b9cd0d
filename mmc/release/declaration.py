"""Where the office releases to: `data/terbit.toml`, read whole and refused whole."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mmc.release.errors import ReleaseError
from mmc.release.paths import ENCODINGS
from mmc.release.record import minisign
from mmc.release.record.minisign import PublicKey

COMMON = {"kind": str, "url": str, "keep": int, "encodings": list, "headers": bool}
FIELDS: Mapping[str, Mapping[str, type]] = {
    "local": {"path": str},
    "ssh": {"host": str, "user": str, "port": int, "path": str, "host_key": str},
    "storage": {"remote": str},
    "git": {"repository": str, "branch": str, "history": str},
}
NEEDED = {"local": ("path",), "ssh": ("host", "path"), "storage": ("remote",), "git": ("repository",)}
# The compressed copies that the place can serve: object stores and Pages compress by themselves or not at all.
COPIES = {"local": tuple(ENCODINGS), "ssh": ("br", "gzip"), "storage": (), "git": ()}
WORDS = {str: "teks", int: "bilangan", bool: "true atau false", list: "daftar"}


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
    """The declaration of this file; without the file there is the local target alone."""
    try:
        facts = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        facts = {}
    except tomllib.TOMLDecodeError as error:
        raise ReleaseError(f"{path.name} tidak terbaca: {error}.", "Periksa tanda kutip dan tanda kurungnya.") from None
    problems = [f"`{key}` tidak dikenal" for key in facts.keys() - {"default", "public_key", "target"}]
    targets = {"local": Declared("local", "local", encodings=COPIES["local"], fields={"path": ".terbit"})}
    for name, row in facts.get("target", {}).items():
        problems += [f"[target.{name}] {one}" for one in _problems(row)]
        if not problems:
            targets[name] = _declared(name, row)
    if problems:
        raise ReleaseError(f"{path.name}: {'; '.join(problems)}.", "Contoh setiap tujuan ada di dalam berkas itu.")
    text = facts.get("public_key", "")
    return Declaration(facts.get("default", "local"), minisign.read_public(text) if text else None, targets)


def _problems(row: Mapping[str, Any]) -> list[str]:
    kind = str(row.get("kind", ""))
    if kind not in FIELDS:
        return [f"`kind` harus salah satu dari {', '.join(FIELDS)}"]
    allowed = {**COMMON, **FIELDS[kind]}
    told = [f"`{key}` tidak dikenal" for key in row if key not in allowed]
    told += [f"`{key}` belum diisi" for key in NEEDED[kind] if not row.get(key)]
    told += [
        f"`{key}` harus {WORDS[allowed[key]]}"
        for key, value in row.items()
        if key in allowed and not (isinstance(value, allowed[key]) and (allowed[key] is not int or value is not True))
    ]
    strange = [one for one in row.get("encodings", ()) if one not in ENCODINGS]
    return told + [f"`encodings` tidak mengenal “{one}”" for one in strange]


def _declared(name: str, row: Mapping[str, Any]) -> Declared:
    kind = row["kind"]
    return Declared(
        name,
        kind,
        row.get("url", "").rstrip("/"),
        row.get("keep", 10),
        tuple(row.get("encodings", COPIES[kind])),
        row.get("headers", kind in ("local", "ssh")),
        {key: value for key, value in row.items() if key not in COMMON},
    )
