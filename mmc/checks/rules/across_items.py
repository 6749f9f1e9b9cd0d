"""What only all items together can tell: things that are there twice, that collide, that nobody refers to, that are gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from urllib.parse import unquote

from mmc.base.addresses import ROOT_FILES, TOPS
from mmc.base.problems import Severity
from mmc.checks.archive import Archive
from mmc.checks.claims import Sort, Summary, key_of, state_of
from mmc.checks.content.draft import Finding
from mmc.checks.rules.old_addresses import wrong_alias

NEAR_DAYS = 60
ALWAYS_THERE = frozenset({"isi", "atas", "konten"})  # anchors of every page
Told = Iterator[tuple[str, Finding]]


def ids(archive: Archive) -> Told:
    """Each permanent id, and each number of a clarification, belongs to one item."""
    for sort, field, what in ((Sort.ID, "id", "Nomor tetap"), (Sort.NUMBER, "number", "Nomor klarifikasi")):
        for first, item in archive.rivals(sort):
            message = f"{what} “{getattr(item, field)}” sudah dipakai {first.path}."
            hint = f"Ganti `{field}` naskah yang lebih baru."
            severity = _of_clash(archive, item)
            yield item.path, Finding(item.lines.get(field, 1), message, hint, field=field, severity=severity)


def addresses(archive: Archive) -> Told:
    """Each address belongs to one page, and an old address to none."""
    for first, item in archive.rivals(Sort.URL):
        message = f"Alamat {item.url} sudah dipakai {first.path}."
        found = Finding(item.lines.get("slug", 1), message, "Ganti slug salah satunya.", field="slug")
        yield item.path, replace(found, severity=_of_clash(archive, item))
    for item in _with_aliases(archive):
        for alias in item.aliases:
            owner, message = wrong_alias(archive, item, alias)
            if owner is not None and owner.path != item.path and archive.goes_out(item) and not archive.goes_out(owner):
                message = f"Alamat {owner.url} adalah alamat lama {item.path} yang sudah terbit."
                found = Finding(owner.lines.get("slug", 1), message, "Ganti slugnya.", field="slug")
                yield owner.path, replace(found, severity=_of_clash(archive, owner))
            elif message:
                found = Finding(item.lines.get("aliases", 1), message, "Hapus dari `aliases`.", field="aliases")
                yield item.path, replace(found, severity=_of_clash(archive, item))
    for first, item in archive.rivals(Sort.ALIAS):
        message, hint = f"Alamat lama yang sama juga milik {first.path}.", "Hapus dari `aliases` salah satunya."
        found = Finding(item.lines.get("aliases", 1), message, hint, field="aliases")
        yield item.path, replace(found, severity=_of_clash(archive, item))


def _of_clash(archive: Archive, item: Summary) -> Severity:
    """A clash stops a release when the item in the way goes out, or readers know it; a draft waits for its writer."""
    return Severity.ERROR if archive.goes_out(item) or archive.is_live(item) else Severity.UNREADY


def _with_aliases(archive: Archive) -> Iterator[Summary]:
    """The items whose old addresses may be in the way."""
    if archive.is_whole:
        sql = "SELECT DISTINCT owner FROM claim WHERE sort = ? ORDER BY owner"
        owners = [owner for (owner,) in archive.tables.read(sql, int(Sort.ALIAS))]
    else:
        changed = (*archive.entered, *archive.gone)
        addresses = {address for item in changed for address in (item.url, *archive.listings_of(item))}
        keys = archive.touched[Sort.ALIAS] | {key_of(address.casefold().rstrip("/")) for address in addresses}
        owners = [owner for key in sorted(keys) for owner, _ in archive.owners(Sort.ALIAS, key)]
        # Few old addresses are written so that they name a page in another way; they are looked at every time.
        sql = "SELECT DISTINCT owner FROM claim WHERE sort = ? AND (text LIKE '%/teks%' OR text LIKE '%.%')"
        owners += [owner for (owner,) in archive.tables.read(sql, int(Sort.ALIAS))]
    for owner in dict.fromkeys(owners):
        item = archive.item(owner)
        if item is not None:
            yield item


def twins(archive: Archive) -> Told:
    """No two items bear one title or one slug; long apart, that is only remarked."""
    for sort, field, what, hint in (
        (Sort.TITLE, "title", "Judul", "Bedakan judulnya, misalnya dengan tempat atau tahun."),
        (Sort.SLUG, "slug", "Slug", "Bedakan slugnya, misalnya dengan bulan atau tahun."),
    ):
        for key in archive.crowded(sort):
            group = archive.outgoing_first(sorted(archive.items(sort, key), key=lambda each: (each.day, each.path)))
            for earlier, later in pairwise(group):
                if earlier.url == later.url and field == "slug":
                    continue  # `addresses` has told it
                apart = abs((_day(later.day) - _day(earlier.day)).days)
                is_near = apart <= NEAR_DAYS and (earlier.kind == later.kind or field == "title")
                message = f"{what} ini sama dengan {earlier.path}."
                severity = None if is_near else Severity.NOTE
                yield (
                    later.path,
                    Finding(later.lines.get(field, 1), message, hint, field=field, severity=severity),
                )


def _day(text: str) -> date:
    return date.fromisoformat(text) if text else date.min


def tag_spellings(archive: Archive) -> Told:
    """One tag is spelled in one way everywhere."""
    sql = "SELECT text, COUNT(*) FROM claim WHERE sort = ? AND key = ? GROUP BY text"
    for key in archive.crowded(Sort.TAG):
        counts = dict(archive.tables.read(sql, int(Sort.TAG), key).fetchall())
        if len(counts) < 2:
            continue
        spelled = [tag for item in archive.items(Sort.TAG, key) if archive.goes_out(item) for tag in item.tags]
        public = {tag: spelled.count(tag) for tag in counts if tag in spelled}
        counts = public or counts  # how a draft spells it is no model for what readers know
        usual = min(counts, key=lambda tag: (-counts[tag], tag != tag.casefold(), tag))
        for owner, tag in archive.owners(Sort.TAG, key):
            item = archive.item(owner)
            if tag != usual and item is not None:
                message = f"Topik “{tag}” di tempat lain ditulis “{usual}”."
                yield item.path, Finding(item.lines.get("tags", 1), message, f"Tulis “{usual}”.", field="tags")


def internal_links(archive: Archive) -> Told:
    """Every link within the site leads to a page that exists, and to a part of it that does."""
    owners = archive.missing(Sort.LINK, Sort.URL, "AND text = ''") + archive.missing(Sort.JUMP, Sort.ANCHOR)
    if not archive.is_whole:  # a page that has come may lack the part that a link names
        owners += [owner for key in sorted(archive.touched[Sort.URL]) for owner in archive.owners(Sort.LINK, key)]
    for owner in sorted({owner for owner, _ in owners}):
        item = archive.item(owner)
        if item is not None:
            yield from _links_of(archive, item)


def _links_of(archive: Archive, item: Summary) -> Told:
    for line, address in item.links:
        page, _, anchor = address.partition("#")
        path = unquote(page.partition("?")[0])
        target = archive.at(path) if path else item
        if target is None and not archive.has(path):
            yield item.path, Finding(line, f"Halaman {path} tidak ada di situs ini.", _nearest_page(archive, path))
        elif target is not None and anchor and not {anchor, unquote(anchor)} & {*target.anchors, *ALWAYS_THERE}:
            known = ", ".join(f"#{each}" for each in target.anchors[:6])
            message = f"Bagian #{anchor} tidak ada di {path or 'naskah ini'}."
            hint = f"Bagian yang ada: {known}." if known else f"Halaman itu tidak punya subjudul; hapus #{anchor}."
            yield item.path, Finding(line, message, hint)
        elif target is not None and archive.goes_out(item) and not archive.goes_out(target):
            message = f"Halaman {path} belum terbit ({state_of(target)})."
            yield item.path, Finding(line, message, "Terbitkan dulu halaman itu, atau hapus tautannya.")


def _nearest_page(archive: Archive, path: str) -> str:
    if archive.has(f"{path}/"):
        return f"Maksud Anda {path}/ (dengan garis miring di akhir)?"
    same = archive.with_slug(path.rstrip("/").rpartition("/")[2])
    return (
        f"Maksud Anda {same}?"
        if same
        else "Buka halamannya di situs, lalu salin alamatnya mulai dari garis miring pertama."
    )


def orphans(archive: Archive) -> Told:
    """Every photo and document is shown or linked somewhere."""
    for _, path in archive.missing(Sort.PHOTO, Sort.USE):
        if archive.is_unread(re.sub(r"-\d+\.\w+$", ".md", path)):
            continue  # its story has mistakes of its own, which are told
        hint = "Sebut berkas ini di naskahnya, samakan namanya dengan nama naskah, atau hapus."
        yield path, Finding(0, "Tidak ada naskah yang memakai foto ini.", hint)
    for _, path in archive.missing(Sort.DOCUMENT, Sort.LINK):
        if path.removeprefix("content/dokumen/") in archive.context.documents:
            continue
        hint = f"Cantumkan di data/informasi-publik.toml, tautkan {path.removeprefix('content')}, atau hapus."
        yield path, Finding(0, "Tidak ada naskah yang menautkan dokumen ini.", hint, severity=Severity.WARNING)


def file_collisions(archive: Archive) -> Told:
    """No two files differ only by case, and none takes the place of a page that the site makes."""
    for key in archive.crowded(Sort.NAME):
        paths = sorted(text for _, text in archive.owners(Sort.NAME, key))
        stories = {path: archive.story(path) for path in paths}
        paths.sort(key=lambda path: (story := stories[path]) is None or not archive.goes_out(story))
        for path in paths[1:]:
            message = f"Nama ini hanya berbeda huruf besar-kecil dari {paths[0]}."
            yield path, Finding(0, message, "Ganti salah satunya; Windows menganggapnya sama.")
    sql = "SELECT path FROM entry WHERE path >= 'content/akar/' AND path < 'content/akar0' ORDER BY path"
    for (path,) in archive.tables.read(sql).fetchall():
        target = path.removeprefix("content/akar/")
        top = target.split("/")[0]
        page = f"/{target.removesuffix('index.html')}"
        is_page = page.endswith("/") and archive.is_claimed(Sort.URL, page)
        if target in ROOT_FILES or (top in TOPS and top != ".well-known") or is_page:
            yield (
                path,
                Finding(0, f"Berkas ini akan menimpa /{target} yang dibuat situs.", "Ganti namanya, atau hapus."),
            )


def published_addresses(archive: Archive) -> Told:
    """What was once published keeps its address, or the old one leads on; nothing disappears."""
    if not archive.published:
        return
    sources = {source.rstrip("/") for source in archive.sources}
    for permanent_id, address in _to_be_found(archive):
        plain = address.rstrip("/")
        claimed = (
            *archive.items(Sort.URL, key_of(address)),
            *archive.items(Sort.ALIAS, key_of(plain.casefold())),
        )
        if plain in sources or any(archive.goes_out(item) for item in claimed):
            continue
        held = (*archive.items(Sort.URL, key_of(address)), *archive.items(Sort.ID, key_of(permanent_id.casefold())))
        item = next(iter(held), None)
        if item is None:
            message = f"Naskah {permanent_id} yang sudah terbit di {address} tidak ada lagi."
            hint = (
                "Kembalikan naskahnya dan isi `withdrawn` bila ditarik, atau alihkan alamatnya di data/pengalihan.toml."
            )
            yield "data/catatan/alamat", Finding(0, message, hint)
        elif not archive.goes_out(item):
            message = f"Naskah ini sudah terbit di {address}, tetapi {state_of(item)}; halamannya akan hilang."
            hint = "Tulis lagi `status: terbit`. Bila beritanya ditarik, isi `withdrawn`: halamannya tetap ada dengan alasannya."
            yield item.path, Finding(item.lines.get("status", 1), message, hint, field="status")
        else:
            message = f"Alamatnya berubah dari {address} menjadi {item.url}, tetapi alamat lama tidak dialihkan."
            hint = f"Tambahkan `aliases: {address}`."
            yield item.path, Finding(item.lines.get("slug", 1), message, hint, field="aliases")


def _to_be_found(archive: Archive) -> list[tuple[str, str]]:
    """The published addresses that may be gone: of what changed, or all that no page answers."""
    if archive.is_whole:
        answered = archive.addresses()
        return [pair for pair in archive.published.items() if key_of(pair[1]) not in answered]
    changed = (*archive.gone, *archive.entered)
    ids = {item.id for item in changed}
    freed = {item.url for item in changed} | {
        address for item in changed for alias in item.aliases for address in (alias, f"{alias.rstrip('/')}/")
    }
    return [pair for pair in archive.published.items() if pair[0] in ids or pair[1] in freed]
