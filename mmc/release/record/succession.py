"""One key of the office after another: the old one signs the file of the next, so that stock minisign can follow."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from mmc.base.files.disk import replace
from mmc.release.errors import ReleaseError
from mmc.release.paths import PROOF
from mmc.release.record import minisign
from mmc.release.record.minisign import PublicKey, SecretKey

FOLDER = "kunci"  # in data/, and beside the manifest on the site
OLD, NEXT = "lama.pub", "berikutnya.pub"
LONGEST = 100  # keys

Fetch = Callable[[str], bytes | None]


def place_of(key: PublicKey) -> str:
    """Where, below the folder, stands what follows this key: `A1B2…/berikutnya.pub` and its signature."""
    return key.name


def announce(data: Path, old: SecretKey, new: PublicKey, why: str) -> None:
    """The next key stands there, signed by the one before it; `why` is part of what is signed."""
    folder = data / FOLDER / place_of(old.public)
    folder.mkdir(parents=True, exist_ok=True)
    text = new.as_file()
    comment = f"kunci {old.public.name} digantikan oleh {new.name}: {why}"
    replace(folder / OLD, old.public.as_file())
    replace(folder / NEXT, text)
    replace(folder / f"{NEXT}.minisig", minisign.sign(text, old, comment, f"signature of key {old.public.name}"))


def published(data: Path) -> Mapping[str, bytes]:
    """The files as they stand on the site."""
    folder = data / FOLDER
    files = sorted(path for path in folder.glob("*/*") if path.name in (OLD, NEXT, f"{NEXT}.minisig"))
    return {f"{PROOF}{FOLDER}/{path.relative_to(folder).as_posix()}": path.read_bytes() for path in files}


def predecessors(data: Path, current: PublicKey | None) -> tuple[PublicKey, ...]:
    """The keys that lead to the current one by signature, the first one first."""
    found: dict[PublicKey, PublicKey] = {}
    for folder in sorted((data / FOLDER).glob("*")):
        if pair := _pair(folder):
            found[pair[1]] = pair[0]
    keys: list[PublicKey] = []
    while current in found and len(keys) < LONGEST:
        current = found.pop(current)
        keys.insert(0, current)
    return tuple(keys)


def _pair(folder: Path) -> tuple[PublicKey, PublicKey] | None:
    try:
        old = minisign.read_public((folder / OLD).read_text("ascii"))
        text = (folder / NEXT).read_bytes()
        minisign.verify(text, (folder / f"{NEXT}.minisig").read_bytes(), old)
        return old, minisign.read_public(text.decode("ascii", "replace"))
    except (OSError, ValueError, ReleaseError):
        return None


def successors(key: PublicKey, fetch: Fetch) -> Iterator[PublicKey]:
    """The keys that follow this one on a site; `fetch` gives a file of it or None."""
    for _ in range(LONGEST):
        place = f"{PROOF}{FOLDER}/{place_of(key)}/{NEXT}"
        text, signature = fetch(place), fetch(f"{place}.minisig")
        if text is None or signature is None:
            return
        try:
            minisign.verify(text, signature, key)
            key = minisign.read_public(text.decode("ascii", "replace"))
        except ReleaseError:
            return
        yield key
