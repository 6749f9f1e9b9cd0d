"""The record of what was ever published: the permanent id of each item and its address, in `data/catatan/alamat/`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from mmc.base.files.journal import ADDRESSES, MOVED, Journal
from mmc.checks.claims import Summary

PLACE = f"data/catatan/{ADDRESSES}"
OLD_NAME = "terbit.tsv"  # until 2026-11-28 one file was rewritten at each release


def read_published(folder: Path) -> dict[str, str]:
    """Id to address as of the last release; empty before the first one."""
    return {**dict(_old(folder / OLD_NAME)), **{row["id"]: row["address"] for row in Journal(folder, ADDRESSES).rows()}}


def read_moved_in(folder: Path) -> dict[str, str]:
    """The permanent id of each item that moved in from an old site, and the day on which it did."""
    last = {row["id"]: row for row in Journal(folder, MOVED).rows() if row.get("id")}
    return {name: row["at"][:10] for name, row in last.items() if not row.get("aside")}


def published_now(summaries: Iterable[Summary], now: datetime) -> dict[str, str]:
    """What a release of this moment makes public."""
    return {each.id: each.url for each in summaries if each.is_item and each.goes_out(now)}


def note_published(folder: Path, published: Mapping[str, str], at: datetime) -> None:
    """What of this the record does not hold yet stands there; to be called after a release, and committed with it."""
    journal = Journal(folder, ADDRESSES)
    if (folder / OLD_NAME).is_file():
        beginning = datetime.fromtimestamp(0, UTC).isoformat()
        old = ({"at": beginning, "id": name, "address": address} for name, address in _old(folder / OLD_NAME))
        journal.take_over(folder / OLD_NAME, old)
    known = read_published(folder)
    new = {name: address for name, address in sorted(published.items()) if known.get(name) != address}
    journal.write(at, *({"id": name, "address": address} for name, address in new.items()))


def _old(path: Path) -> Iterator[tuple[str, str]]:
    """The pairs of the old record; a line that is no pair is passed over."""
    if path.is_file():
        pairs = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
        yield from sorted((pair[0], pair[1].strip()) for pair in pairs if len(pair) == 2)
