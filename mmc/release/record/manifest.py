"""The signed record of a release: every published file, and the hash of the record before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import ItemsView, Iterable, Iterator, KeysView, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from json.encoder import encode_basestring as _quoted
from typing import Any, NamedTuple

from mmc.release.errors import ReleaseError
from mmc.release.paths import CHAIN, are_safe

FORMAT = "mmc-manifest/1"
BEFORE_FILES, AFTER_FILES = b',\n"files":{\n', b"\n}}\n"
BROKEN = "Manifes rusak atau bukan buatan sistem ini."
FILES = "berkas"  # the count of published files, beside those of the items


class Entry(NamedTuple):
    """
    One published file; `since` is the second of the release that first carried these bytes.

    Servers show it as the time of the file, so unchanged files keep their ETag from release to release.
    """

    size: int
    sha256: str
    since: int


class Listing(Mapping[str, Entry]):
    """
    The files of a manifest as they are written, a line each; read when somebody first asks for one.

    Bringing back a release asks for none: its lines are signed again as they are.
    """

    def __init__(self, text: bytes) -> None:
        self.text = text
        self.is_proven = False

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """
        Every file.

        Lines that are not exactly what `written` writes are refused: another order, another spelling, an unsafe path.
        """
        try:
            entries = {path: Entry(*row) for path, row in json.loads(b"{" + self.text + b"}").items()}
            is_sound = written(entries) == self.text and are_safe(entries)
        except (ValueError, TypeError, AttributeError):
            is_sound = False
        if not is_sound:
            raise ReleaseError(BROKEN)
        return entries

    def __getitem__(self, path: str) -> Entry:
        """The file of this path."""
        return self.entries[path]

    def __iter__(self) -> Iterator[str]:
        """Every path."""
        return iter(self.entries)

    def __len__(self) -> int:
        """How many there are."""
        return len(self.entries)

    def keys(self) -> KeysView[str]:
        """Every path, as quickly as a dictionary gives them."""
        return self.entries.keys()

    def items(self) -> ItemsView[str, Entry]:
        """Every path with its file, as quickly as a dictionary gives them."""
        return self.entries.items()


@dataclass(frozen=True, slots=True)
class Manifest:
    """
    What was published, by whom, from what, and after what.

    `previous` is the SHA-256 of the manifest before (empty for the first); `restores` names the release that a rollback
    brought back; `retired` tells since when a file that is still served is no longer named by any page; `sources` is the hash of
    the list of what it was made from; `restart` says why the history before it is no longer published.
    """

    site: str
    release: str
    sequence: int
    previous: str
    created: int
    commit: str
    builder: str
    counts: Mapping[str, int]
    files: Mapping[str, Entry] = field(repr=False)
    restores: str = ""
    retired: Mapping[str, int] = field(default_factory=dict, repr=False)
    sources: str = ""
    restart: str = ""
    _written: bytes = field(init=False, default=b"", repr=False, compare=False)

    @property
    def created_at(self) -> datetime:
        """The moment of the release."""
        return datetime.fromtimestamp(self.created, UTC)

    @property
    def origin(self) -> int:
        """The number of the release that first had this content: its own, or that of the one it brings back."""
        return int(self.restores.rpartition("-r")[2]) if self.restores else self.sequence

    def to_bytes(self) -> bytes:
        """The one form that is hashed and signed: JSON, the head's fields first, then a file a line, sorted."""
        if not self._written:
            object.__setattr__(self, "_written", self._write())
        return self._written

    def _write(self) -> bytes:
        head = ",\n".join(f"{_dump(key)}:{_dump(value)}" for key, value in self.head().items())
        lines = self.files.text if isinstance(self.files, Listing) else written(self.files)
        return b"".join((b"{", head.encode(), BEFORE_FILES, lines, AFTER_FILES))

    @property
    def digest(self) -> str:
        """The hash by which the next manifest names this one."""
        return digest(self.to_bytes())

    @property
    def lines(self) -> frozenset[bytes]:
        """The line of each file."""
        text = self.to_bytes().partition(BEFORE_FILES)[2].removesuffix(AFTER_FILES)
        return frozenset(text.split(b",\n") if text else ())

    def head(self) -> dict[str, Any]:
        """Every field but the files, in the order in which they are written."""
        return {
            "format": FORMAT,
            "site": self.site,
            "release": self.release,
            "sequence": self.sequence,
            "previous": self.previous,
            "created": self.created_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "commit": self.commit,
            "builder": self.builder,
            "restores": self.restores,
            "counts": dict(sorted(self.counts.items())),
            "retired": dict(sorted(self.retired.items())),
            **({"sources": self.sources} if self.sources else {}),  # older records have neither field
            **({"restart": self.restart} if self.restart else {}),
        }


def digest(data: bytes) -> str:
    """The SHA-256 by which the next manifest names this one."""
    return hashlib.sha256(data).hexdigest()


def read(data: bytes, *, is_proven: bool = False) -> Manifest:
    """
    The manifest of these bytes.

    Anything that is not exactly what `to_bytes` writes is refused. Where the office's signature holds (`is_proven`), the
    files are looked into when somebody first asks for one, and what asks for none is spared that.
    """
    manifest, listing = _read(data)
    listing.is_proven = listing.is_proven or is_proven
    if not listing.is_proven:
        _ = listing.entries
    return manifest


@lru_cache(maxsize=3)  # a release asks for the live one again and again
def _read(data: bytes) -> tuple[Manifest, Listing]:
    head, _, rest = data.partition(BEFORE_FILES)
    listing = Listing(rest.removesuffix(AFTER_FILES))
    try:
        row = json.loads(head + b"}")
        manifest = _from_head(row, listing)
        is_sound = row["format"] == FORMAT and manifest.to_bytes() == data
    except (ValueError, KeyError, TypeError, AttributeError):
        is_sound = False
    if not is_sound:
        raise ReleaseError(BROKEN)
    return manifest, listing


def written(files: Mapping[str, Entry]) -> bytes:
    """The lines of these files, sorted."""
    rows = ((path, files[path]) for path in sorted(files))
    return ",\n".join([f'{_quoted(path)}:[{size},"{sha256}",{since}]' for path, (size, sha256, since) in rows]).encode()


def read_head(text: str) -> Manifest | None:
    """The manifest without its files, from the text that begins it; None when it is none."""
    try:
        row = json.loads(text.partition(',\n"files":')[0] + "}")
        return _from_head(row, {})
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def chain_path(sequence: int) -> str:
    """Where the link to the manifest of this number is published."""
    return f"{CHAIN}{sequence:06d}.json"


def link(old: Manifest, new: Manifest) -> bytes:
    """
    What is needed, beside the newer manifest, to write the older one again byte for byte.

    The newer manifest names the older one's hash, so a published chain of such links proves every change ever made.
    """
    before, after = old.lines, new.lines
    rows: dict[str, Any] = dict.fromkeys(_rows(after - before)) | _rows(before - after)
    lines = ",\n".join(f"{_dump(path)}:{_dump(row)}" for path, row in sorted(rows.items()))
    return f'{{"head":{_dump(old.head())},\n"files":{{\n{lines}\n}}}}\n'.encode()


def follow(new: Manifest, data: bytes) -> Manifest:
    """The older manifest of a link; raises `ReleaseError` when it is not the one that the newer manifest names."""
    try:
        row = json.loads(data)
        changes = {path: entry and Entry(*entry) for path, entry in row["files"].items()}
        files = {path: entry for path, entry in ({**new.files, **changes}).items() if entry is not None}
        older = _from_head(row["head"], files)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ReleaseError("Mata rantai manifes rusak.") from None
    if digest(older.to_bytes()) != new.previous:
        raise ReleaseError(f"Rantai manifes putus: manifes {older.sequence} bukan yang disebut manifes {new.sequence}.")
    return older


def restored(old: Manifest, after: tuple[int, str], now: datetime) -> Manifest:
    """The manifest of a release that brings an old one back; it stands in the chain behind the one of this number and hash."""
    number, name = after
    return replace(
        old,
        release=release_name(now, number + 1),
        sequence=number + 1,
        previous=name,
        created=int(now.timestamp()),
        restores=old.restores or old.release,
        restart="",
    )


def _rows(lines: Iterable[bytes]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(b"{" + b",".join(lines) + b"}")
    return found


def release_name(now: datetime, sequence: int) -> str:
    """`20260131-090000-r12`: sorted by name, releases stand in order."""
    return f"{now.astimezone(UTC):%Y%m%d-%H%M%S}-r{sequence}"


def _from_head(row: Mapping[str, Any], files: Mapping[str, Entry]) -> Manifest:
    created = datetime.strptime(row["created"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    return Manifest(
        site=row["site"],
        release=row["release"],
        sequence=row["sequence"],
        previous=row["previous"],
        created=int(created.timestamp()),
        commit=row["commit"],
        builder=row["builder"],
        counts=row["counts"],
        files=files,
        restores=row["restores"],
        retired=row["retired"],
        sources=row.get("sources", ""),
        restart=row.get("restart", ""),
    )


_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
