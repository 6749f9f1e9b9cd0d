"""Releases in a folder of this machine, switched by one rename."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, suppress
from pathlib import Path

from mmc.base.typed import typed
from mmc.release.errors import LiveState, ReleaseError
from mmc.release.files import hash_file
from mmc.release.making import Release
from mmc.release.paths import CHAIN, MANIFEST, PROOF, SIGNATURE
from mmc.release.progress import Reporter
from mmc.release.record.manifest import Manifest, read_head
from mmc.release.targets.base import Kept, Proof, exclusive, pointer_is_folder

HEAD_BYTES = 1_000_000  # more than any head


class LocalTarget:
    """
    `releases/NAME/` holds a complete site each; `current` is a link to the one that readers see.

    Unchanged files are hard links to the release before, so ten releases need the room of one. Where links to folders
    are not allowed (Windows), `current` is a file that holds the name.
    """

    state_during_upload = LiveState.UNTOUCHED

    def __init__(self, root: Path) -> None:
        self.root = root
        self._folder = root / "releases"
        self._pointer = root / "current"

    def locked(self, report: Reporter | None = None) -> AbstractContextManager[None]:
        """See `Target`."""
        if self._pointer.is_dir() and not self._pointer.is_symlink():
            raise pointer_is_folder(str(self.root))
        return exclusive(self.root / "lock", "di komputer ini")

    def live(self) -> Proof | None:
        """See `Target`."""
        folder = self.live_folder()
        return _proof(folder) if folder else None

    def live_folder(self) -> Path | None:
        """The folder that readers see, or None before the first release."""
        name = ""
        with suppress(OSError):
            is_link = self._pointer.is_symlink()
            name = self._pointer.readlink().name if is_link else self._pointer.read_text("utf-8")
        folder = self._folder / Path(name.strip()).name
        return folder if name and folder.is_dir() else None

    def prepare(self, live: Manifest | None) -> None:
        """See `Target`; nothing can be done ahead."""

    def upload(self, release: Release, live: Manifest | None, report: Reporter) -> None:
        """See `Target`."""
        fresh = self._folder / f".new-{release.name}"
        for leftover in self._folder.glob(".*"):
            shutil.rmtree(leftover)
        previous = self.live_folder()
        report.total(len(release.manifest.files))
        parents: set[Path] = set()
        for number, (path, entry) in enumerate(release.manifest.files.items(), 1):
            place = fresh / path
            if place.parent not in parents:
                place.parent.mkdir(parents=True, exist_ok=True)
                parents.add(place.parent)
            old = previous / path if previous and live and live.files.get(path) == entry else None
            if not (old and _looks_like(old, entry.size, entry.since) and _link(old, place)):
                _copy(_source(release, path, old), place, entry.since)
            if number % 500 == 0:
                report.advance(number)
        if previous and (previous / CHAIN).is_dir():
            shutil.copytree(previous / CHAIN, fresh / CHAIN, copy_function=_link_or_copy)
        self._write(fresh, release.proof)

    def switch(self, release: Release) -> None:
        """See `Target`."""
        place = self._folder / release.name
        if place.exists() and place != self.live_folder():  # a switch that died half way, in this very second
            shutil.rmtree(place)
        (self._folder / f".new-{release.name}").rename(place)
        self._point_to(release.name)

    def prune(self, keep: int) -> list[str]:
        """See `Target`."""
        old = [kept.name for kept in self.releases()[max(keep, 1) :] if not kept.is_live]
        for name in old:
            aside = self._folder / f".old-{name}"
            (self._folder / name).rename(aside)
            shutil.rmtree(aside)
        return old

    def releases(self) -> list[Kept]:
        """See `Target`."""
        live = self.live_folder()
        kept = []
        for folder in self._folder.glob("[0-9]*"):
            with suppress(FileNotFoundError), (folder / MANIFEST).open("rb") as file:
                head = read_head(file.read(HEAD_BYTES).decode("utf-8", "replace"))
                if head:
                    kept.append(Kept(folder.name, head, folder == live))
        return sorted(kept, key=lambda one: one.head.sequence, reverse=True)

    def read(self, path: str) -> bytes | None:
        """See `Target`."""
        folder = self.live_folder()
        return (folder / path).read_bytes() if folder and (folder / path).is_file() else None

    def proof_of(self, name: str) -> Proof:
        """See `Target`."""
        proof = _proof(self._folder / Path(name).name)
        if proof is None:
            raise ReleaseError(f"Rilis “{name}” tidak tersimpan.", f"Lihat daftarnya: `{typed('rilis')}`.")
        return proof

    def close(self) -> None:
        """See `Target`; there is none."""

    def damaged(self, name: str, manifest: Manifest, release: Release | None = None) -> list[str]:
        """See `Target`."""
        folder, files = self._folder / name, manifest.files
        found = {
            path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()
        }
        foreign = {path for path in found - files.keys() if not path.startswith(PROOF)}

        def is_whole(path: str) -> bool:
            place = folder / path
            return path in found and not place.is_symlink() and hash_file(place) == files[path].sha256

        with ThreadPoolExecutor() as pool:
            whole = pool.map(is_whole, files, chunksize=64)
            return sorted(foreign | {path for path, is_good in zip(files, whole, strict=True) if not is_good})

    def strays(self, manifest: Manifest) -> list[str] | None:
        """See `Target`."""
        return self.damaged(manifest.release, manifest)

    def mend(self, release: Release, paths: list[str]) -> None:
        """See `Target`."""
        folder = self._folder / release.name
        for path in paths:
            place = folder / path
            entry = release.manifest.files.get(path)
            if entry is None:
                place.unlink(missing_ok=True)
            elif source := release.source(path):
                place.parent.mkdir(parents=True, exist_ok=True)
                fresh = place.with_name(f".{place.name}.new")
                _copy(source, fresh, entry.since)
                fresh.replace(place)

    def restore(self, name: str, head: Manifest, proof: Mapping[str, bytes], manifest: Manifest) -> None:
        """See `Target`."""
        folder = self._folder / name
        live = self.live_folder()
        if live and (live / CHAIN).is_dir():
            missing = {one.name for one in (live / CHAIN).iterdir()} - _names(folder / CHAIN)
            (folder / CHAIN).mkdir(parents=True, exist_ok=True)
            for link in missing:
                _link_or_copy(str(live / CHAIN / link), str(folder / CHAIN / link))
        self._write(folder, proof)
        folder.rename(self._folder / manifest.release)
        self._point_to(manifest.release)

    def _write(self, folder: Path, proof: Mapping[str, bytes]) -> None:
        for path, data in proof.items():
            place = folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            temporary = place.with_name(f".{place.name}.new")
            temporary.write_bytes(data)
            temporary.replace(place)

    def _point_to(self, name: str) -> None:
        temporary = self._pointer.with_name("current.new")
        temporary.unlink(missing_ok=True)
        try:
            temporary.symlink_to(Path("releases") / name, target_is_directory=True)
        except OSError:
            temporary.write_text(name, "utf-8")
        temporary.replace(self._pointer)


def _proof(folder: Path) -> Proof | None:
    manifest, signature = folder / MANIFEST, folder / SIGNATURE
    if not manifest.is_file():
        return None
    return Proof(manifest.read_bytes(), signature.read_bytes() if signature.is_file() else b"")


def _looks_like(path: Path, size: int, since: int) -> bool:
    try:
        status = path.lstat()
    except FileNotFoundError:
        return False
    return status.st_size == size and int(status.st_mtime) == since


def _source(release: Release, path: str, old: Path | None) -> Path:
    source = release.source(path) or old
    if source is None or not source.is_file():
        raise ReleaseError(f"Berkas “{path}” hilang di tengah penerbitan.", "Bangun ulang situs, lalu terbitkan lagi.")
    return source


def _copy(source: Path, place: Path, since: int) -> None:
    shutil.copyfile(source, place)
    os.utime(place, (since, since))


def _link(old: Path, place: Path) -> bool:
    try:
        os.link(old, place, follow_symlinks=False)
    except OSError:  # a file system without hard links
        return False
    return True


def _link_or_copy(old: str, place: str) -> None:
    if not _link(Path(old), Path(place)):
        shutil.copyfile(old, place)


def _names(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir()} if folder.is_dir() else set()
