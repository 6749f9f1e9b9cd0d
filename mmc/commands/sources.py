"""What a release was made from, file by file, as it is published beside the signed record."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from mmc.base.files.journal import FOLDER
from mmc.checks.claims import Summary
from mmc.history.repository import Repository

PLACES = ("content", "data", "theme")
UNSEEN = ("data/terbit.toml", "data/siaran.toml", f"data/{FOLDER}/")  # no reader sees anything of them


class Source(NamedTuple):
    """The name that git gives to a file's bytes, and the address of the item that it holds (empty for all others)."""

    blob: str
    address: str = ""


def sources_of(
    root: Path,
    summaries: Iterable[Summary],
    public: Mapping[str, str],
    chosen: Callable[[Mapping[str, str]], Mapping[str, str]] = dict,
) -> dict[str, Source]:
    """
    Every file that readers see something of.

    Of items that are not public not even the name is told: a file of `content/` is named when it is that of a public item,
    or lies beside one and bears its name. `chosen` says which version of each file is released, where it is not the present one.
    """
    every = {each.path.removesuffix(".md"): each for each in summaries}
    shown = {each.path: each.url for each in every.values() if each.id in public}
    hidden = every.keys() - {path.removesuffix(".md") for path in shown}
    stems = {path.removesuffix(".md") for path in shown}
    found = {}
    for path, blob in chosen(Repository(root).blobs(PLACES)).items():
        if path in shown:
            found[path] = Source(blob, shown[path])
        elif path.startswith("content/") and not path.startswith("content/akar/"):
            if not path.endswith(".md") and _owner(path, stems, hidden) in stems:
                found[path] = Source(blob)
        elif not path.startswith(UNSEEN):
            found[path] = Source(blob)
    return found


def _owner(path: str, *sets: Collection[str]) -> str:
    """The longest name of an item with which the name of this file begins."""
    stem = path.rpartition(".")[0]
    while stem:
        if any(stem in one for one in sets):
            return stem
        stem, dash, _ = stem.rpartition("-")
        if not dash:
            return ""
    return ""


def to_bytes(sources: Mapping[str, Source]) -> bytes:
    """A file a line, sorted."""
    rows = (f"{_dump(path)}:{_dump([one for one in sources[path] if one])}" for path in sorted(sources))
    return ("{\n" + ",\n".join(rows) + "\n}\n").encode("utf-8", "surrogateescape")


def from_bytes(data: bytes) -> dict[str, Source]:
    """The files of such a list; nothing from any other bytes."""
    try:
        return {str(path): Source(*map(str, row)) for path, row in json.loads(data).items()}
    except (ValueError, TypeError, AttributeError):
        return {}


_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
