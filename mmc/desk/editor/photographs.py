"""The photos of an item: what comes in is made fit to be kept, what lies beside the file is shown, what is known is recognised."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from mmc.base.items.schema import PAGE
from mmc.desk.editor.checking import beside
from mmc.desk.editor.keeping import Open
from mmc.desk.editor.models import Unsaved, UnsavedPhoto
from mmc.importer.photos import for_keeping, is_photo

MOST_BYTES = 40_000_000
MOST_PHOTOS = 60
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,180}\.(?:jpe?g|png|webp)", re.IGNORECASE)
TYPES = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}


class Rejected(ValueError):
    """A file that cannot become a photo of the item; its text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A photo that was taken in: the name it will have beside the item, and where it was seen before."""

    name: str
    known_at: str = ""


def take_in(root: Path, found: Open, unsaved: Unsaved, data: bytes, name: str) -> Waiting:
    """The photo waits for the next save under a name of the item's; raises `Rejected`."""
    shown = name.rsplit("/", 1)[-1][:80]
    if len(data) > MOST_BYTES:
        raise Rejected(f"“{shown}” lebih dari 40 MB; kirim foto yang lebih kecil.")
    if not is_photo(data):
        raise Rejected(f"“{shown}” bukan foto; pilih berkas JPEG, PNG, WebP, atau HEIC.")
    kept = for_keeping(data)
    if kept is None:
        raise Rejected(f"“{shown}” rusak, terlalu kecil, atau terlalu besar; minta berkas aslinya.")
    if unsaved.photos.count() >= MOST_PHOTOS:
        raise Rejected(f"Sudah ada {MOST_PHOTOS} foto yang menunggu; simpan dahulu.")
    same = next((photo for photo in unsaved.photos.all() if bytes(photo.data) == kept), None)
    if same is not None:
        return Waiting(same.name)
    free = free_name(found, {*beside(root, found.path), *unsaved.photos.values_list("name", flat=True)})
    UnsavedPhoto.objects.create(unsaved=unsaved, name=free, data=kept)
    return Waiting(free, known_place(root, kept))


def free_name(found: Open, taken: set[str]) -> str:
    """`naskah-1.jpg`, `naskah-2.jpg`, …: the first that nobody has."""
    known = {name.casefold().rpartition(".")[0] for name in taken}
    number = 1
    while f"{found.stem}-{number}".casefold() in known:
        number += 1
    return f"{found.stem}-{number}.jpg"


def known_place(root: Path, data: bytes) -> str:
    """Another file of the archive with these bytes; empty when there is none."""
    seal, size = hashlib.blake2b(data).digest(), len(data)
    for other in (root / "content").rglob("*.jpg"):
        if other.stat().st_size == size and hashlib.blake2b(other.read_bytes()).digest() == seal:
            return other.relative_to(root).as_posix()
    return ""


def photo_of(root: Path, found: Open, name: str) -> tuple[bytes, str] | None:
    """The bytes and the media type of a photo beside the item, saved or not; None where there is none of this name."""
    if not NAME.fullmatch(name):
        return None
    ending = name[name.rindex(".") :].casefold()
    if found.unsaved is not None and (waiting := found.unsaved.photos.filter(name=name).first()) is not None:
        return bytes(waiting.data), TYPES[ending]
    file = root / found.folder / name
    if file.is_symlink() or not file.is_file():
        return None
    return file.read_bytes(), TYPES[ending]


def names_of(root: Path, found: Open) -> list[str]:
    """Every photo that the item may name: those that begin with its name and those that wait."""
    waiting = [*found.unsaved.photos.values_list("name", flat=True)] if found.unsaved is not None else []
    own = [
        name
        for name in beside(root, found.path)
        if name.startswith(f"{found.stem}-") or f"/{PAGE}/" in f"/{found.path}"
    ]
    return sorted(
        {*own, *waiting}, key=lambda name: [int(part) if part.isdigit() else 0 for part in re.split(r"(\d+)", name)]
    )
