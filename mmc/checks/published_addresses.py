"""The record of what was last published: one line an item, its permanent id and its address, kept in `data/terbit.tsv`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from mmc.checks.archive import Summary

NAME = "terbit.tsv"


def read_published(folder: Path) -> dict[str, str]:
    """Id to address as of the last release; empty before the first one. A line that is no pair is passed over."""
    path = folder / NAME
    if not path.is_file():
        return {}
    pairs = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {pair[0]: pair[1].strip() for pair in pairs if len(pair) == 2}


def published_now(summaries: Iterable[Summary], today: str) -> dict[str, str]:
    """What a release of this day (or moment, ISO) makes public."""
    return {each.id: each.url for each in summaries if each.status == "terbit" and each.due[: len(today)] <= today}


def write_published(folder: Path, published: Mapping[str, str]) -> None:
    """Replace the record; to be called after a release, and committed with it."""
    lines = "".join(f"{permanent_id}\t{address}\n" for permanent_id, address in sorted(published.items()))
    path = folder / NAME
    temporary = path.with_suffix(".baru")
    temporary.write_text(
        f"# nomor tetap\talamat terakhir terbit; ditulis oleh perintah `terbit`\n{lines}",
        encoding="utf-8",
        newline="\n",
    )
    temporary.replace(path)
