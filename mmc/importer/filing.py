"""A release filed: the new item and its photos in the folder of their month; nothing that exists is written over."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from mmc.base.items.front_matter import header_value
from mmc.base.items.schema import rules_for
from mmc.base.problems import ContentError, Problem, in_order, posix
from mmc.base.vocabulary import Vocabulary
from mmc.importer.arrival import Attachment, doubt, refuse
from mmc.importer.duplicates import most_alike
from mmc.importer.interpretation import interpret
from mmc.importer.parcels import Received, receive
from mmc.importer.photos import Photo, prepared
from mmc.importer.rendering import Imported, render

GALLERY = "galeri"


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


@dataclass(frozen=True, slots=True)
class Draft:
    """A release as it would be filed: the item, its photos with their names, and every doubt; nothing is written."""

    source: str
    imported: Imported
    stem: str
    photos: tuple[Photo, ...]

    @property
    def photo_names(self) -> tuple[str, ...]:
        """The photos' names beside the item, numbered in the order in which they came."""
        return tuple(f"{self.stem}-{number}{photo.ending}" for number, photo in enumerate(self.photos, start=1))


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
    files = [Attachment(one.name, read(one)) for one in (path, *photos)]
    reception = receive(files, lambda _, offers: range(len(offers)), places_of(vocabulary))
    if reception.problems or len(reception.releases) != 1:
        raise ContentError(reception.problems or [*refuse(path.name, "Berkas ini bukan satu rilis.", "").problems])
    return file_release(reception.releases[0], content, vocabulary, now, kind)


def places_of(vocabulary: Vocabulary) -> tuple[str, ...]:
    """The names that a dateline may bear."""
    return (vocabulary.office.capital, *(district.name for district in vocabulary.districts))


def file_release(
    received: Received, content: Path, vocabulary: Vocabulary, now: datetime, kind: str = ""
) -> ImportReport:
    """The release written; raises `ContentError` when it is there already."""
    draft = draft_of(received, content, vocabulary, now, kind)
    folder = folder_of(draft.imported, content)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{draft.stem}.md"
    written = []
    for name, photo in zip(draft.photo_names, draft.photos, strict=True):
        _write_new(folder / name, photo.data)
        written.append(folder / name)
    _write_new(target, render(draft.imported).encode("utf-8"))
    return ImportReport(draft.source, target, tuple(written), draft.imported)


def draft_of(received: Received, content: Path, vocabulary: Vocabulary, now: datetime, kind: str = "") -> Draft:
    """What arrived as a draft with every finding, ready to be filed or to be shown; nothing is written."""
    name = received.name
    imported, attachments = interpret(received.arrival, name, vocabulary, now, kind)
    _refuse_second_import(content / imported.kind, imported, name)
    doubts = [*imported.doubts]
    alike = most_alike(imported.header["title"], imported.body, content)
    if alike is not None:
        place = posix(alike.path.relative_to(content.parent))
        if alike.is_same:
            raise refuse(name, f"Rilis ini sudah diimpor: {place}.", "Sunting berkas itu, atau hapus dahulu.")
        message = f"Rilis ini mirip naskah yang sudah ada ({alike.share:.0%} sama): {place}."
        doubts.append(doubt(name, 0, message, "Rilis yang sama, atau kelanjutannya?"))
    photos, told = prepared(attachments, name)
    stem, number = _free_stem(folder_of(imported, content), imported)
    if number > 1:  # two items of one month cannot have one address
        slug = f"{imported.header.get('slug') or 'tanpa-judul'}-versi-{number}"
        imported = replace(imported, header={**imported.header, "slug": slug})
    draft = Draft(name, replace(imported, doubts=in_order([*doubts, *told])), stem, photos)
    return replace(draft, imported=_with_photos(draft, name))


def folder_of(imported: Imported, content: Path) -> Path:
    """Where an item of its kind and month lies."""
    return content / imported.kind / f"{imported.published_at:%Y}" / f"{imported.published_at:%m}"


def _with_photos(draft: Draft, name: str) -> Imported:
    """The item with its photos: the first leads, the others follow the text; each with what is known of it."""
    imported, photos = draft.imported, draft.photos
    header = dict(imported.header)
    doubts = [*imported.doubts]
    credit = header.get("photo_credit", "") or header.get("photographer", "")
    if not photos:
        lost = {key: header.pop(key) for key in ("photo_caption", "photo_credit") if key in header}
        hint = "Minta fotonya, lalu isi kolomnya."
        doubts += (
            doubt(name, 0, f"Ada keterangan “{value}”, tetapi fotonya tidak ikut.", hint, key)
            for key, value in lost.items()
        )
        return replace(imported, header=header, doubts=in_order(doubts))
    keys = {rule.key for rule in rules_for(imported.kind)}
    entries = [_entry(file, photo, credit) for file, photo in zip(draft.photo_names, photos, strict=True)]
    listed = entries if imported.kind == GALLERY else entries[1:]
    if imported.kind != GALLERY:
        lead = entries[0]
        header["photo"] = lead["file"]
        given = {"photo_alt": "alt", "photo_caption": "caption", "photo_credit": "credit"}
        header |= {key: lead[part] for key, part in given.items() if part in lead and not header.get(key)}
        entries[0] = {**lead, **{part: header[key] for key, part in given.items() if header.get(key)}}
    else:
        header.pop("photo_credit", None)
        header.pop("photo_caption", None)
    for part, what, hint in (
        ("alt", "teks alternatif", "Tulis apa yang terlihat di foto."),
        ("caption", "keterangan", "Tulis siapa, di mana, kapan."),
        ("credit", "nama pemotret", "Tulis nama fotografer atau pemilik foto."),
    ):
        bare = [number for number, entry in enumerate(entries, start=1) if part not in entry]
        if bare:
            which = "Foto" if len(entries) == 1 else f"Foto {', '.join(map(str, bare))}"
            key = "photos" if imported.kind == GALLERY else f"photo_{part}"
            doubts.append(doubt(name, 0, f"{which} belum punya {what}.", hint, key))
    body = imported.body
    if listed and "photos" not in keys:
        body = "\n\n".join([body.strip(), *map(_inline, listed)]) + "\n"
        listed = []
    return replace(imported, header=header, body=body, photos=tuple(listed), doubts=in_order(doubts))


def _entry(file: str, photo: Photo, credit: str) -> dict[str, str]:
    entry = {"file": file, "alt": photo.alt, "caption": photo.caption, "credit": photo.credit or credit}
    return {key: value for key, value in entry.items() if value}


def _inline(entry: Mapping[str, str]) -> str:
    words = " ".join(filter(None, (entry.get("caption", ""), f"Foto: {entry['credit']}" if "credit" in entry else "")))
    title = ' "' + words.replace('"', "'") + '"' if words else ""
    return f"![{entry.get('alt', '').replace('[', '(').replace(']', ')')}]({entry['file']}{title})"


def read(path: Path) -> bytes:
    """The file's bytes; raises `ContentError` where it cannot be opened."""
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


def _free_stem(folder: Path, imported: Imported) -> tuple[str, int]:
    """The first name that neither a story nor its photo has, and its number: `…-slug`, `…-slug-versi-2`."""
    stem = f"{imported.published_at:%Y-%m-%d}-{imported.header.get('slug') or 'tanpa-judul'}"
    names = {entry.name.casefold() for entry in folder.iterdir()} if folder.is_dir() else set()
    number, name = 1, stem
    while f"{name}.md".casefold() in names or any(known.startswith(f"{name}-1.".casefold()) for known in names):
        number += 1
        name = f"{stem}-versi-{number}"
    return name, number


def _write_new(path: Path, data: bytes) -> None:
    """The whole file or none of it; a file of this name is never replaced."""
    if path.exists():
        raise refuse(path.name, "Berkas dengan nama ini sudah ada.", "Ganti namanya, lalu impor ulang.")
    unfinished = path.with_name(f".{path.name}.tmp")
    unfinished.write_bytes(data)
    unfinished.replace(path)
