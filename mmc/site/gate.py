"""The gate inside the build: what only the whole archive can tell about a changed item."""

from __future__ import annotations

from collections.abc import Iterator

from mmc.problems import Problem
from mmc.schema import PAGE, Item
from mmc.site.catalogue import Catalogue
from mmc.site.context import Context
from mmc.site.settings import Settings


def archive_problems(context: Context, paths: list[str]) -> list[Problem]:
    """The problems of these items in the company of all others."""
    found: list[Problem] = []
    for path in paths:
        row = context.catalogue.store.one("SELECT 1 FROM item WHERE path = ?", path)
        if row is not None:
            found += _problems(context, context.catalogue.item(path))
    return found


def counts(catalogue: Catalogue, settings: Settings) -> tuple[int, int]:
    """How many items are public as news, and how many drafts and embargoed ones there are."""
    public = catalogue.count("arsip")
    sql = "SELECT COUNT(*) FROM item WHERE kind != ? AND NOT (status = 'terbit' AND due <= ?)"
    waiting = catalogue.store.one(sql, PAGE, int(settings.now.timestamp()))[0]
    return (public - waiting if settings.drafts else public), waiting


def _problems(context: Context, item: Item) -> Iterator[Problem]:
    yield from _same_value(context, item, "id", item.id, "Nomor tetap")
    if item.kind != PAGE:
        yield from _photo_problems(context, item)


def _same_value(context: Context, item: Item, column: str, value: str, label: str) -> Iterator[Problem]:
    sql = f"SELECT path FROM item WHERE {column} = ? AND path != ? ORDER BY path LIMIT 1"  # noqa: S608 - a column of ours
    row = context.catalogue.store.one(sql, value, item.path)
    if row is not None:
        message = f"{label} “{value}” sudah dipakai oleh {row[0]}."
        yield Problem(
            item.path, item.lines.get(column, 0), message, f"Ganti `{column}` salah satunya.", column, code="duplicate"
        )


def _photo_problems(context: Context, item: Item) -> Iterator[Problem]:
    file = context.main_photo(item)
    is_there = bool(file) and context.plan_of(file) is not None
    if item.photo and not is_there:
        message = f"Foto “{item.photo}” tidak ada di samping naskah."
        hint = "Taruh foto di folder yang sama, atau perbaiki namanya."
        yield Problem(item.path, item.lines.get("photo", 0), message, hint, "photo", code="photo-missing")
    elif item.photo_alt and not is_there:
        name = item.path.rpartition("/")[2].removesuffix(".md") + "-1.jpg"
        message = "Ada teks alternatif, tetapi fotonya tidak ada."
        hint = f"Taruh foto di samping naskah dengan nama {name}, atau hapus `photo_alt`."
        yield Problem(item.path, item.lines.get("photo_alt", 0), message, hint, "photo_alt", code="photo-missing")
    elif is_there and not item.photo_alt:
        message = f"Foto {file.rpartition('/')[2]} belum punya teks alternatif."
        hint = "Tambahkan baris `photo_alt: …` yang menyebut apa yang terlihat."
        yield Problem(item.path, item.lines.get("photo", 1), message, hint, "photo_alt", code="photo-alt")
    folder = item.path.rpartition("/")[0]
    for photo in item.photos:
        if context.plan_of(f"{folder}/{photo.file}") is None:
            message = f"Foto “{photo.file}” tidak ada di samping naskah."
            yield Problem(
                item.path,
                photo.line,
                message,
                "Taruh foto di folder yang sama, atau perbaiki namanya.",
                "photos",
                code="photo-missing",
            )
