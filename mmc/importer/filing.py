"""A release filed: the new item and its photos in the folder of their month; nothing that exists is written over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from mmc.base.front_matter import header_value
from mmc.base.problems import Problem, in_order, posix
from mmc.base.schema import BY_KEY
from mmc.base.vocabulary import Vocabulary
from mmc.importer.arrival import Attachment, doubt, refuse
from mmc.importer.interpretation import import_release
from mmc.importer.rendering import Imported, render

PICTURES = {".jpg": ".jpg", ".jpeg": ".jpg", ".png": ".png", ".webp": ".webp"}


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What was written, and everything that a person should look at."""

    source: str
    path: Path
    photos: tuple[Path, ...]
    imported: Imported

    @property
    def doubts(self) -> tuple[Problem, ...]:
        """The doubts with the lines of the release, not of the new file."""
        return self.imported.doubts


def import_file(
    path: Path,
    content: Path,
    vocabulary: Vocabulary,
    now: datetime,
    photos: Sequence[Path] = (),
    kind: str = "",
) -> ImportReport:
    """
    The release as a new file under `content`, with its photos beside it; nothing that exists is ever written over.

    Raises `ContentError` when the release cannot be read or was imported before.
    """
    name = path.name
    imported, inside = import_release(_read(path), name, vocabulary, now, kind)
    moment = imported.published_at
    folder = content / imported.kind / f"{moment:%Y}" / f"{moment:%m}"
    _refuse_second_import(content / imported.kind, imported, name)
    folder.mkdir(parents=True, exist_ok=True)
    target = _free_name(folder, f"{moment:%Y-%m-%d}-{imported.header.get('slug') or 'tanpa-judul'}")
    attachments = [*(Attachment(photo.name, _read(photo)) for photo in photos), *inside]
    written = tuple(_write_photos(target, attachments))
    imported = _with_photos(imported, written, name)
    _write_new(target, render(imported).encode("utf-8"))
    return ImportReport(posix(path), target, written, imported)


def _with_photos(imported: Imported, photos: Sequence[Path], name: str) -> Imported:
    header = dict(imported.header)
    doubts = [*imported.doubts]
    if photos:
        header["photo"] = photos[0].name
        doubts.append(
            doubt(name, 0, "Foto belum punya teks alternatif.", "Tulis apa yang terlihat di foto.", "photo_alt")
        )
        for key, hint in (
            ("photo_caption", "Siapa, di mana, kapan."),
            ("photo_credit", "Nama fotografer atau pemilik foto."),
        ):
            if key not in header:
                doubts.append(doubt(name, 0, f"{BY_KEY[key].label} belum ada.", hint, key))
    if len(photos) > 1:
        others = ", ".join(photo.name for photo in photos[1:])
        doubts.append(
            doubt(name, 0, f"Foto berikut belum dipakai: {others}.", "Pakai sebagai galeri, atau hapus.", "photo")
        )
    return replace(imported, header=header, doubts=in_order(doubts))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise refuse(path.name, "Berkas ini tidak ada.", "Periksa ejaan nama dan foldernya.") from error
    except OSError as error:
        raise refuse(path.name, "Berkas ini tidak dapat dibuka.", "Tutup program lain yang memakainya.") from error


def _refuse_second_import(folder: Path, imported: Imported, name: str) -> None:
    """The code at the end of an id comes from the release alone, so that another day's import of it is known too."""
    code = imported.header["id"].rpartition("-")[2]
    identity = re.compile(rf"^id: .*-{code}$", re.MULTILINE)
    title = f"title: {header_value(imported.header['title'])}\n"
    for other in sorted(folder.rglob("*.md")):
        text = other.read_text(encoding="utf-8", errors="replace")
        if (title in text and identity.search(text)) or f"id: {imported.header['id']}\n" in text:
            place = posix(other.relative_to(folder.parents[1]))
            raise refuse(name, f"Rilis ini sudah diimpor: {place}.", "Sunting berkas itu, atau hapus dahulu.")


def _free_name(folder: Path, stem: str) -> Path:
    """The first name that neither a story nor its photo has: `…-slug.md`, `…-slug-versi-2.md`."""
    names = {entry.name.casefold() for entry in folder.iterdir()}
    number, name = 1, f"{stem}.md"
    while name.casefold() in names or any(known.startswith(f"{Path(name).stem}-1.".casefold()) for known in names):
        number += 1
        name = f"{stem}-versi-{number}.md"
    return folder / name


def _write_photos(target: Path, attachments: Sequence[Attachment]) -> Iterator[Path]:
    """The photos beside the story, named as it is and numbered in the order in which they came."""
    known = [one for one in attachments if Path(one.name).suffix.casefold() in PICTURES]
    for number, attachment in enumerate(known, start=1):
        photo = target.with_name(f"{target.stem}-{number}{PICTURES[Path(attachment.name).suffix.casefold()]}")
        _write_new(photo, attachment.data)
        yield photo


def _write_new(path: Path, data: bytes) -> None:
    """The whole file or none of it; a file of this name is never replaced."""
    if path.exists():
        raise refuse(path.name, "Berkas dengan nama ini sudah ada.", "Ganti namanya, lalu impor ulang.")
    unfinished = path.with_name(f".{path.name}.tmp")
    unfinished.write_bytes(data)
    unfinished.replace(path)
