"""What every target can do, whatever stands behind it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from mmc.release.errors import LiveState, Locked, ReleaseError
from mmc.release.making import Release
from mmc.release.progress import Reporter
from mmc.release.record.manifest import Manifest

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


@dataclass(frozen=True, slots=True)
class Proof:
    """The manifest that stands on the live site and its signature, as bytes that nobody has checked yet."""

    manifest: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """A release that can be brought back: its manifest without the files, and whether it is the live one."""

    name: str
    head: Manifest
    is_live: bool


class Target(Protocol):
    """
    One place that a site is released to.

    `upload` may be repeated after it was broken off; `switch` makes the release what readers see; `state_during_upload`
    tells what they see when an upload breaks off.
    """

    state_during_upload: LiveState

    def locked(self, report: Reporter | None = None) -> AbstractContextManager[None]:
        """No other release to this target runs meanwhile; raises `Locked` when one does, and tells whom it waits for."""

    def live(self) -> Proof | None:
        """The proof on the live site, or None when nothing of ours is there."""

    def prepare(self, live: Manifest | None) -> None:
        """What can be made ready while the site is still being built is ready; `live` as in `upload`."""

    def upload(self, release: Release, live: Manifest | None, report: Reporter) -> None:
        """Everything that the release needs is there; `live` is the proven manifest of what stands there now."""

    def switch(self, release: Release) -> None:
        """Readers see the release."""

    def prune(self, keep: int) -> list[str]:
        """At most so many releases are kept; the names of those taken away."""

    def releases(self) -> list[Kept]:
        """The releases that are kept, newest first."""

    def read(self, path: str) -> bytes | None:
        """A small file of the live site, or None when it is not there."""

    def proof_of(self, name: str) -> Proof:
        """The proof of a kept release."""

    def close(self) -> None:
        """Nothing of a connection is left on this machine."""

    def damaged(self, name: str, manifest: Manifest, release: Release | None = None) -> list[str] | None:
        """
        The files of a release there that are not as its manifest says, or not in it; None where they cannot be read back.

        `release` is given where that is the live one.
        """

    def strays(self, manifest: Manifest) -> list[str] | None:
        """The files of the live site there that are not as its manifest says, or not in it; None where nobody can list them."""

    def mend(self, release: Release, paths: list[str]) -> None:
        """These files of the live release are as they were built here."""

    def restore(self, name: str, head: Manifest, proof: Mapping[str, bytes], manifest: Manifest) -> None:
        """Readers see the kept release again, under its new manifest."""


def pointer_is_folder(place: str) -> ReleaseError:
    """What is told where the link that readers follow is a folder of its own: somebody has copied the site there."""
    return ReleaseError(
        f"{place}/current adalah folder, padahal seharusnya tautan ke rilis yang tayang.",
        "Pindahkan folder itu (misalnya menjadi current.lama), lalu ulangi; server web tetap menyajikan current.",
    )


@contextmanager
def exclusive(path: Path, holder: str) -> Iterator[None]:
    """Held while the block runs, and let go by the system itself if the process dies; raises `Locked` at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            if sys.platform == "win32":
                msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Locked(holder, "tadi") from None
        yield
    finally:
        os.close(descriptor)
