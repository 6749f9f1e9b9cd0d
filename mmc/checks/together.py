"""What only all items together can tell: things that are there twice, that collide, that nobody refers to, that are gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from urllib.parse import unquote

from mmc.checks.archive import MACHINE_FILES, MACHINE_PAGES, Archive, Summary
from mmc.checks.draft import Finding
from mmc.problems import Severity
from mmc.schema import PAGE
from mmc.text import slugify
from mmc.vocabulary import KINDS

NEAR_DAYS = 60
PHOTO_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".svg")
MACHINE_LISTINGS = MACHINE_PAGES - {"cari", "langganan", "cek-pesan", "cek-foto", "serta-merta"}


def ids(archive: Archive) -> Iterator[tuple[str, Finding]]:
    """Each permanent id, and each number of a clarification, belongs to one item."""
    for key, what in (("id", "Nomor tetap"), ("number", "Nomor klarifikasi")):
        owners: dict[str, Summary] = {}
        for summary in archive.summaries:
            value: str = getattr(summary, key)
            if not value:
                continue
            first = owners.setdefault(value.casefold(), summary)
            if first is not summary:
                message = f"{what} “{value}” sudah dipakai {first.path}."
                yield (
                    summary.path,
                    Finding(summary.lines.get(key, 1), message, f"Ganti `{key}` naskah yang lebih baru.", field=key),
                )


def addresses(archive: Archive) -> Iterator[tuple[str, Finding]]:
    """Each address belongs to one page, whatever its letters' case."""
    owners: dict[str, Summary] = {}
    for summary in archive.summaries:
        first = owners.setdefault(summary.url.casefold(), summary)
        if first is not summary:
            yield (
                summary.path,
                Finding(
                    summary.lines.get("slug", 1),
                    f"Alamat {summary.url} sudah dipakai {first.path}.",
                    "Ganti slug salah satunya.",
                    field="slug",
                ),
            )
        elif summary.kind == PAGE and (summary.slug in MACHINE_LISTINGS or summary.slug in KINDS):
            yield (
                summary.path,
                Finding(
                    summary.lines.get("slug", 1),
                    f"Alamat {summary.url} dipakai situs untuk daftar.",
                    "Ganti slug atau nama berkasnya.",
                    field="slug",
                ),
            )
    for summary in archive.summaries:
        for alias in summary.aliases:
            address = alias if alias.endswith("/") or "." in alias.rpartition("/")[2] else f"{alias}/"
            owner = owners.get(address.casefold())
            message = ""
            if owner is not None:
                message = (
                    "Alamat lama ini sama dengan alamat naskah ini."
                    if owner is summary
                    else f"Alamat lama {alias} masih dipakai {owner.path}."
                )
            elif address in archive.listings:
                message = f"Alamat lama {alias} adalah halaman daftar di situs ini."
            if message:
                yield (
                    summary.path,
                    Finding(summary.lines.get("aliases", 1), message, "Hapus dari `aliases`.", field="aliases"),
                )
    yield from _shared_aliases(archive)


def _shared_aliases(archive: Archive) -> Iterator[tuple[str, Finding]]:
    owners: dict[str, Summary] = {}
    for summary in archive.summaries:
        for alias in summary.aliases:
            first = owners.setdefault(alias.casefold().rstrip("/"), summary)
            if first is not summary:
                message = f"Alamat lama {alias} juga milik {first.path}."
                yield (
                    summary.path,
                    Finding(summary.lines.get("aliases", 1), message, "Hapus dari salah satunya.", field="aliases"),
                )


def twins(archive: Archive) -> Iterator[tuple[str, Finding]]:
    """No two items bear one title or one slug; long apart, that is only remarked."""
    for key, what, hint in (
        ("title", "Judul", "Bedakan judulnya, misalnya dengan tempat atau tahun."),
        ("slug", "Slug", "Bedakan slugnya, misalnya dengan bulan atau tahun."),
    ):
        groups: dict[str, list[Summary]] = defaultdict(list)
        for summary in archive.summaries:
            if getattr(summary, key):
                groups[getattr(summary, key)].append(summary)
        for group in groups.values():
            if len(group) > 1:
                yield from _twins(sorted(group, key=lambda each: (each.day, each.path)), key, what, hint)


def _twins(group: list[Summary], key: str, what: str, hint: str) -> Iterator[tuple[str, Finding]]:
    for earlier, later in pairwise(group):
        if earlier.url.casefold() == later.url.casefold() and key == "slug":
            continue  # `addresses` has told it
        apart = abs((_day(later.day) - _day(earlier.day)).days)
        is_near = apart <= NEAR_DAYS and (earlier.kind == later.kind or key == "title")
        message = f"{what} ini sama dengan {earlier.path}."
        yield (
            later.path,
            Finding(later.lines.get(key, 1), message, hint, field=key, severity=None if is_near else Severity.NOTE),
        )


def _day(text: str) -> date:
    return date.fromisoformat(text) if text else date.min


def tag_spellings(archive: Archive) -> Iterator[tuple[str, Finding]]:
    """One tag is spelled in one way everywhere."""
    spellings: dict[str, dict[str, list[Summary]]] = defaultdict(lambda: defaultdict(list))
    keys: dict[str, str] = {}
    for summary in archive.summaries:
        for tag in summary.tags:
            key = keys.get(tag)
            if key is None:
                key = keys[tag] = slugify(tag, 200).replace("-", "")
            spellings[key][tag].append(summary)
    for found in spellings.values():
        if len(found) > 1:
            usual = min(found, key=lambda tag: (-len(found[tag]), tag != tag.casefold(), tag))
            for tag, owners in found.items():
                if tag != usual:
                    for summary in owners:
                        message = f"Topik “{tag}” di tempat lain ditulis “{usual}”."
                        yield (
                            summary.path,
                            Finding(summary.lines.get("tags", 1), message, f"Tulis “{usual}”.", field="tags"),
                        )


def internal_links(archive: Archive) -> Iterator[tuple[str, Finding]]:
    """Every link within the site leads to a page that exists, and to a part of it that does."""
    for summary in archive.summaries:
        for line, address in summary.links:
            path, _, anchor = address.partition("#")
            path = unquote(path.partition("?")[0])
            target = archive.by_url.get(path) if path else summary
            if target is None and not archive.has(path):
                yield (
                    summary.path,
                    Finding(line, f"Halaman {path} tidak ada di situs ini.", _nearest_page(archive, path)),
                )
            elif (
                target is not None
                and anchor
                and unquote(anchor) not in target.anchors
                and unquote(anchor) not in ("isi", "atas", "konten")
            ):
                known = ", ".join(f"#{each}" for each in target.anchors[:6]) or "tidak ada"
                message = f"Bagian #{anchor} tidak ada di {path or 'naskah ini'}."
                yield summary.path, Finding(line, message, f"Bagian yang ada: {known}.")
            elif target is not None and target.status != "terbit" and summary.status == "terbit":
                message = f"Halaman {path} belum terbit (statusnya {target.status})."
                yield summary.path, Finding(line, message, "Terbitkan dulu halaman itu, atau hapus tautannya.")


def _nearest_page(archive: Archive, path: str) -> str:
    if archive.has(f"{path}/"):
        return f"Maksud Anda {path}/ (dengan garis miring di akhir)?"
    slug = path.rstrip("/").rpartition("/")[2]
    same = next((each.url for each in archive.summaries if each.slug == slug), "") if slug else ""
    return (
        f"Maksud Anda {same}?"
        if same
        else "Buka halamannya di situs, lalu salin alamatnya mulai dari garis miring pertama."
    )


def orphans(archive: Archive) -> Iterator[tuple[str, Finding]]:
    """Every photo and document is shown or linked somewhere."""
    used = {use for summary in archive.summaries for use in summary.uses}
    linked = {unquote(address.partition("#")[0]) for summary in archive.summaries for _, address in summary.links}
    for path in archive.files:
        parts = path.split("/", 2)
        if len(parts) < 3 or path in used:
            continue
        if path.lower().endswith(PHOTO_ENDINGS) and (parts[1] in KINDS or parts[1] == PAGE):
            hint = "Sebut berkas ini di naskahnya, samakan namanya dengan nama naskah, atau hapus."
            yield path, Finding(0, "Tidak ada naskah yang memakai foto ini.", hint)
        elif parts[1] == "dokumen" and path.removeprefix("content") not in linked:
            yield (
                path,
                Finding(
                    0,
                    "Tidak ada naskah yang menautkan dokumen ini.",
                    f"Tautkan {path.removeprefix('content')}, atau hapus.",
                    severity=Severity.WARNING,
                ),
            )


def file_collisions(archive: Archive) -> Iterator[tuple[str, Finding]]:
    """No two files differ only by case, and none takes the place of a page that the site makes."""
    seen: dict[str, str] = {}
    for path in sorted(archive.files):
        first = seen.setdefault(path.casefold(), path)
        if first != path:
            yield (
                path,
                Finding(
                    0,
                    f"Nama ini hanya berbeda huruf besar-kecil dari {first}.",
                    "Ganti salah satunya; Windows menganggapnya sama.",
                ),
            )
        if path.startswith("content/akar/"):
            target = path.removeprefix("content/akar/")
            top = target.split("/")[0]
            if (
                target in MACHINE_FILES
                or top in MACHINE_PAGES
                or top in KINDS
                or f"/{target.removesuffix('index.html')}" in archive.by_url
            ):
                yield (
                    path,
                    Finding(0, f"Berkas ini akan menimpa /{target} yang dibuat situs.", "Ganti namanya, atau hapus."),
                )


def published_addresses(archive: Archive) -> Iterator[tuple[str, Finding]]:
    """What was once published keeps its address, or the old one leads on; nothing disappears."""
    by_id = {summary.id: summary for summary in archive.summaries}
    answering = {alias.rstrip("/") for summary in archive.summaries for alias in summary.aliases} | {
        source.rstrip("/") for source, _ in archive.house.redirects
    }
    for permanent_id, address in archive.published.items():
        if address in archive.by_url or address.rstrip("/") in answering:
            continue
        summary = by_id.get(permanent_id)
        if summary is not None:
            message = f"Alamatnya berubah dari {address} menjadi {summary.url}, tetapi alamat lama tidak dialihkan."
            yield (
                summary.path,
                Finding(summary.lines.get("slug", 1), message, f"Tambahkan `aliases: {address}`.", field="aliases"),
            )
        else:
            message = f"Naskah {permanent_id} yang sudah terbit di {address} tidak ada lagi."
            hint = (
                "Kembalikan naskahnya dan isi `withdrawn` bila ditarik, atau alihkan alamatnya di data/pengalihan.toml."
            )
            yield "data/terbit.tsv", Finding(0, message, hint)


def redirects(archive: Archive) -> Iterator[tuple[str, Finding]]:
    """Every redirect leads from an address that is free to one that exists."""
    sources = {source for source, _ in archive.house.redirects}
    for source, target in archive.house.redirects:
        message = ""
        if source in archive.by_url or source in archive.listings:
            message = f"Pengalihan dari {source} menutupi halaman yang ada."
        elif target in sources:
            message = f"Pengalihan dari {source} menuju {target}, yang dialihkan lagi."
        elif target.startswith("/") and not archive.has(target.partition("#")[0]):
            message = f"Pengalihan dari {source} menuju {target}, yang tidak ada."
        if message:
            yield "data/pengalihan.toml", Finding(0, message, "Perbaiki atau hapus baris itu.")
