"""A release: what is published, what of it must travel, and the proof that goes with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from mmc.release.compression import Copies
from mmc.release.files import Content, hash_file, published
from mmc.release.paths import (
    ENCODINGS,
    MANIFEST,
    PUBLIC_KEY,
    SIGNATURE,
    SOURCES,
    Wave,
    grace,
    is_copy,
    wave,
    without_encoding,
)
from mmc.release.record import manifest as manifests
from mmc.release.record import minisign
from mmc.release.record.manifest import Entry, Manifest
from mmc.release.record.minisign import SecretKey

HASHES = "hashes.json"  # the file of the workshop that knows the hashes of built files
COMPRESSED = "compressed"  # the folder of the workshop that holds compressed copies


@dataclass(frozen=True, slots=True)
class Facts:
    """
    What only the builder knows of a built folder; all of it is published in the manifest.

    `sources` lists what the folder was made from, as bytes that stand beside the manifest.
    """

    site: str
    commit: str = ""
    builder: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    sources: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Changes:
    """The way from the live site to the release, as paths in order."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def uploads(self) -> tuple[str, ...]:
        """What must travel."""
        return tuple(sorted(self.added + self.changed))

    @property
    def plain_uploads(self) -> tuple[str, ...]:
        """What must travel, the compressed copies not counted."""
        return tuple(path for path in self.uploads if not is_copy(path))

    def __bool__(self) -> bool:
        """True when there is anything to do."""
        return bool(self.added or self.changed or self.removed)

    def in_waves(self) -> dict[Wave, list[str]]:
        """The uploads, what is needed first standing first; a front page goes last of its wave."""
        waves: dict[Wave, list[str]] = {one: [] for one in Wave}
        for path in sorted(self.uploads, key=lambda path: (without_encoding(path) == "index.html", path)):
            waves[wave(path)].append(path)
        return waves


@dataclass(frozen=True, slots=True)
class Sources(Mapping[str, Path]):
    """The file on this disk for every path that was built, and for every compressed copy that was made for this release."""

    folder: Path
    built: Mapping[str, Content]
    copies: Mapping[str, Path]

    def __getitem__(self, path: str) -> Path:
        """The file's place; a `Path` is made for what is asked only, since a large site has a hundred thousand."""
        return self.folder / path if path in self.built else self.copies[path]

    def __contains__(self, path: object) -> bool:
        """True when the file is on this disk."""
        return path in self.built or path in self.copies

    def __iter__(self) -> Iterator[str]:
        """Every path."""
        yield from self.built
        yield from self.copies

    def __len__(self) -> int:
        """How many there are."""
        return len(self.built) + len(self.copies)


@dataclass(frozen=True, slots=True)
class Release:
    """
    A release that is ready to go to a target.

    `sources` gives the file on this disk for every path that was built; a path without one is carried over from the
    live site (its hash is the same there). `copier` makes a compressed copy that is good there already once more, for a
    place where it was lost.
    """

    manifest: Manifest
    data: bytes = field(repr=False)
    proof: Mapping[str, bytes] = field(repr=False)
    changes: Changes = field(repr=False)
    sources: Mapping[str, Path] = field(repr=False)
    copier: Callable[[str], Path | None] = field(default=lambda _: None, repr=False)

    def source(self, path: str) -> Path | None:
        """The file on this disk that holds what the manifest says, or None."""
        return self.sources.get(path) or self.copier(path)

    @property
    def name(self) -> str:
        """The release's name."""
        return self.manifest.release


def make(
    folder: Path,
    facts: Facts,
    *,
    live: Manifest | None,
    head: Manifest | None,
    encodings: Iterable[str] = ENCODINGS,
    workshop: Path,
    now: datetime,
    key: SecretKey | None,
    is_purging: bool = False,
    on_compressed: Callable[[int], None] | None = None,
    built: Mapping[str, Content] | None = None,
    restart: str = "",
    after: tuple[int, str] = (0, ""),
    statements: Mapping[str, bytes] = MappingProxyType({}),
) -> Release:
    """
    The release that would bring the built folder to a site on which `live` stands.

    `head` is the newest manifest of the chain that is known; it may be newer than the live one. With `is_purging` files
    that no page names any more go at once, as a withdrawn photo must. `built` is what `published` has said of the folder,
    if it was asked already. `after` is the newest release of which git knows the number and the hash alone; where it is newer
    than `head`, the chain goes on behind it, and no link leads to it.
    """
    built = built or published(folder, workshop / HASHES)
    copies = Copies(workshop / COMPRESSED)
    old = dict(live.files.items()) if live else {}
    suffixes = [ENCODINGS[encoding] for encoding in encodings]
    second = int(now.timestamp())
    files: dict[str, Entry] = {}
    doubtful: dict[str, Content] = {}  # new or changed, or without its copies so far
    for path, content in built.items():
        known = old.get(path)
        if known and known.sha256 == content.sha256:
            files[path] = known
            good = [path + suffix for suffix in suffixes if path + suffix in old]
            if len(good) == len(suffixes):
                for copy in good:
                    files[copy] = old[copy]
                continue
        else:
            files[path] = Entry(*content, second)
        doubtful[path] = content
    made = copies.make_all(folder, doubtful, encodings, on_compressed)
    for path, (content, _) in made.items():
        known = old.get(path)
        files[path] = known if known and known.sha256 == content.sha256 else Entry(*content, second)
    sources = Sources(folder, built, {path: place for path, (_, place) in made.items()})
    retired = {} if is_purging else _retired(live, files, second)
    files |= {path: old[path] for path in retired}
    number, previous = (head.sequence, head.digest) if head else (0, "")
    if after[0] > number:
        head, (number, previous) = None, after
    manifest = Manifest(
        site=facts.site,
        release=manifests.release_name(now, number + 1),
        sequence=number + 1,
        previous=previous,
        created=second,
        commit=facts.commit,
        builder=facts.builder,
        counts={**facts.counts, manifests.FILES: len(built)},
        files={path: files[path] for path in sorted(files)},
        retired=retired,
        sources=manifests.digest(facts.sources) if facts.sources else "",
        restart=restart,
    )
    data = manifest.to_bytes()

    def copier(path: str) -> Path | None:
        plain = without_encoding(path)
        encoding = next((one for one, suffix in ENCODINGS.items() if plain + suffix == path), "")
        if plain not in built or not encoding or path not in files:
            return None
        place = copies.make(folder / plain, built[plain].sha256, encoding)
        return place if hash_file(place) == files[path].sha256 else None

    proof = prove(manifest, data, head, key) | dict(statements) | ({SOURCES: facts.sources} if facts.sources else {})
    return Release(manifest, data, proof, compare(old, files), sources, copier)


def prove(manifest: Manifest, data: bytes, head: Manifest | None, key: SecretKey | None) -> dict[str, bytes]:
    """The files under `/.well-known/mmc/` that this release adds or replaces."""
    proof = {MANIFEST: data}
    if key:
        comment = (
            f"timestamp:{manifest.created}\tfile:manifest.json\thashed\t"
            f"site:{manifest.site}\trelease:{manifest.release}\tsequence:{manifest.sequence}"
        )
        proof[SIGNATURE] = minisign.sign(data, key, comment, f"signature of {manifest.site}")
        proof[PUBLIC_KEY] = key.public.as_file()
    if head:
        proof[manifests.chain_path(head.sequence)] = manifests.link(head, manifest)
    return proof


def compare(old: Mapping[str, Entry], new: Mapping[str, Entry]) -> Changes:
    """What differs in content; the time of a file is no difference."""
    other = sorted(path for path, entry in new.items() if old.get(path) != entry)
    return Changes(
        tuple(path for path in other if path not in old),
        tuple(path for path in other if path in old and old[path].sha256 != new[path].sha256),
        tuple(sorted(old.keys() - new.keys())),
    )


def _retired(live: Manifest | None, files: Mapping[str, Entry], second: int) -> dict[str, int]:
    """The files that only pages already open in a browser still ask for, and since when."""
    if live is None:
        return {}
    gone = {path: live.retired.get(path, second) for path in live.files.keys() - files.keys()}
    return {path: since for path, since in sorted(gone.items()) if second - since < grace(path)}
